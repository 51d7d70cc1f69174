//! The workstation's device clients against the neighbours, over the wire.

use std::time::Duration;

use jiff::civil::{Date, date};
use neighbours::{CardState, Fault, Neighbours, Ports, Service};
use workstation::devices::card_reader::{CardReader, CardReaderError};

const TODAY: Date = date(2026, 11, 20);
/// Longer than any test takes.
const PATIENCE: Duration = Duration::from_secs(20);

async fn start() -> (Neighbours, CardReader) {
    let neighbours = Neighbours::start(Ports::default()).await.unwrap();
    let reader = CardReader::new(&neighbours.addresses().card_reader);
    (neighbours, reader)
}

#[tokio::test]
async fn devices_a_card_is_read() {
    let (neighbours, reader) = start().await;
    assert!(reader.present().await);
    let card = reader.read(PATIENCE, TODAY).await.unwrap();
    assert_eq!((card.name.as_str(), card.citizen_id.as_str()), ("李建国", "440106198002290016"));
    assert!(card.photo.is_some() && !card.expired(TODAY));
    neighbours.control().lay_card("dong-hai");
    assert!(reader.read(PATIENCE, TODAY).await.unwrap().expired(TODAY));
    neighbours.control().lay_card("chen-huifang");
    assert_eq!(reader.read(PATIENCE, TODAY).await.unwrap().valid_expire, None);
}

#[tokio::test]
async fn devices_every_card_of_the_neighbours_can_be_read() {
    let (neighbours, reader) = start().await;
    for person in &neighbours.control().world().persons {
        neighbours.control().lay_card(&person.key);
        let card = reader.read(PATIENCE, TODAY).await;
        assert_eq!(card.map(|card| card.citizen_id), Ok(person.identity_number.clone()));
    }
}

#[tokio::test]
async fn devices_what_goes_wrong_at_the_reader_is_told() {
    let (neighbours, reader) = start().await;
    let control = neighbours.control();
    control.set_wait(20);
    let misread = CardState::Misread { person: "li-jianguo".to_owned() };
    for (state, error) in [
        (CardState::None, CardReaderError::Timeout),
        (CardState::Cancel, CardReaderError::Cancelled),
        (CardState::Unreadable, CardReaderError::Unreadable),
        (misread, CardReaderError::Misread),
    ] {
        control.set_card(state);
        assert_eq!(reader.read(PATIENCE, TODAY).await, Err(error));
    }
    control.lay_card("li-jianguo");
    for (fault, error) in [
        (Fault::Down, CardReaderError::Absent),
        (Fault::Error, CardReaderError::Absent),
        (Fault::Rubbish, CardReaderError::Garbled),
    ] {
        control.set_fault(Service::CardReader, fault);
        assert_eq!(reader.read(PATIENCE, TODAY).await, Err(error));
    }
    control.set_fault(Service::CardReader, Fault::Ok);
    assert!(reader.read(PATIENCE, TODAY).await.is_ok());
}

#[tokio::test]
async fn devices_a_reader_that_goes_away_or_stays_silent_while_reading() {
    let (neighbours, reader) = start().await;
    neighbours.control().set_card(CardState::None);
    let patience = Duration::from_millis(50);
    assert_eq!(reader.read(patience, TODAY).await, Err(CardReaderError::Timeout));
    let (read, ()) = tokio::join!(reader.read(PATIENCE, TODAY), async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        neighbours.control().set_fault(Service::CardReader, Fault::Down);
    });
    assert_eq!(read, Err(CardReaderError::Gone));
    drop(neighbours);
    assert_eq!(reader.read(PATIENCE, TODAY).await, Err(CardReaderError::Absent));
}
