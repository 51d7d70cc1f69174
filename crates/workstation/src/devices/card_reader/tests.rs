//! What each answer of a device means; the conversation itself is driven over the wire in
//! `tests/devices`.

use jiff::civil::date;
use serde_json::{Value, json};

use super::{CardReaderError, card};

const TODAY: jiff::civil::Date = date(2026, 11, 20);

fn answer() -> Value {
    json!({
        "type": 4, "ErrorCode": 0, "ErrorMsg": "", "cardType": 0, "name": "李建国 ", "sex": "男",
        "nation": "汉", "birthday": "19800229", "address": "穗城区建设二马路12号203房",
        "citizenId": "440106198002290016", "issueOrgan": "穗城区公安分局",
        "validStart": "2016.05.01", "validExpire": "2036-05-01", "photo": "/9j/",
    })
}

#[test]
fn a_card_is_read_whatever_way_its_dates_are_written() {
    let read = card(&answer().to_string(), TODAY).unwrap();
    assert_eq!(read.name, "李建国");
    assert_eq!(read.birthday, date(1980, 2, 29));
    assert_eq!(read.valid_start, date(2016, 5, 1));
    assert_eq!(read.photo, Some(vec![0xFF, 0xD8, 0xFF]));
    assert!(!read.expired(date(2036, 5, 1)));
    assert!(read.expired(date(2036, 5, 2)));
    let mut old = answer();
    old["validExpire"] = json!("长期");
    assert!(!card(&old.to_string(), TODAY).unwrap().expired(date(2099, 1, 1)));
}

#[test]
fn every_other_answer_has_its_reason() {
    let mut other_birthday = answer();
    other_birthday["birthday"] = json!("1980-03-01");
    let mut wrong_digit = answer();
    wrong_digit["citizenId"] = json!("440106198002290017");
    let mut no_date = answer();
    no_date["validExpire"] = json!("");
    for (text, error) in [
        (r#"{"type":4,"ErrorCode":-2,"ErrorMsg":"操作超时"}"#.to_owned(), CardReaderError::Timeout),
        (r#"{"type":4,"ErrorCode":-9}"#.to_owned(), CardReaderError::Cancelled),
        (r#"{"type":4,"ErrorCode":-1}"#.to_owned(), CardReaderError::Unreadable),
        (r#"{"type":4,"ErrorCode":0}"#.to_owned(), CardReaderError::Garbled),
        ("<html>".to_owned(), CardReaderError::Garbled),
        (no_date.to_string(), CardReaderError::Garbled),
        (wrong_digit.to_string(), CardReaderError::Misread),
        (other_birthday.to_string(), CardReaderError::Misread),
    ] {
        assert_eq!(card(&text, TODAY), Err(error), "{text}");
    }
}
