//! What people at the desks do.

use domain::action::{Action, Opening, Paper};
use domain::catalogue::item::ApplicantKind;
use domain::catalogue::material::Trust;
use domain::document::DocumentKind;
use domain::ids::{ApplicationId, BlobHash, DepartmentId, ItemCode, KindId};
use domain::intake::{
    Check, Evidence, IdKind, Intake, OriginalState, Page, PageSource, Party, ValueSource,
};
use domain::refusal::Refusal;
use domain::wire::{StreamId, sm3_hex};
use workstation::engine::{EngineError, Pen, Submitted};
use workstation::store::BlobKind;

use super::chance::Chance;
use super::desk::Desk;
use super::hall::HALL_WORD;
use super::world::World;

/// Word of the papers that a desk makes out.
pub(super) fn word(desk: &Desk) -> &'static str {
    match desk.people[0].split_once('-') {
        Some(("water", _)) => "模水",
        Some(("city", _)) => "模城",
        _ => HALL_WORD,
    }
}

/// Makes an action once numbers can be drawn.
pub(super) type Make = Box<dyn FnOnce(&mut Pen) -> Result<Action, Refusal> + Send>;

/// An act without a paper.
pub(super) fn plain(action: Action) -> Make {
    Box::new(move |_| Ok(action))
}

/// A paper of a kind under the next number of a word.
pub(super) fn paper(pen: &mut Pen, kind: DocumentKind, word: &str) -> Result<Paper, Refusal> {
    let number = pen.document_no(word)?;
    let text = format!("{kind:?} {number} {}", pen.new_id());
    Ok(Paper { kind, number, hash: BlobHash(sm3_hex(text.as_bytes())) })
}

/// An act that hands over a paper.
pub(super) fn papered(
    kind: DocumentKind,
    word: &'static str,
    make: impl FnOnce(&Pen, Paper) -> Action + Send + 'static,
) -> Make {
    Box::new(move |pen| {
        let paper = paper(pen, kind, word)?;
        Ok(make(pen, paper))
    })
}

/// Evidence of one page that is kept at a desk for a draft or a stream.
pub(super) async fn scan(
    world: &mut World,
    desk: usize,
    owner: &str,
) -> Result<Evidence, EngineError> {
    let mut bytes = [0; 96];
    world.chance.fill(&mut bytes);
    let engine = world.desks[desk].engine();
    let blob = engine.keep_blob(BlobKind::Page, bytes.to_vec(), owner).await?;
    let small = bytes[..32].to_vec();
    let thumbnail = engine.keep_blob(BlobKind::Thumbnail, small, owner).await?;
    world.scanned.extend([blob.clone(), thumbnail.clone()]);
    let page = Page {
        blob,
        thumbnail,
        source: PageSource::Scan,
        level: Trust::B,
        checker: None,
        at: engine.clock().now(),
        watermark: String::new(),
        width: 1,
        height: 1,
    };
    Ok(Evidence {
        pages: vec![page],
        check: Check::Passed,
        original: OriginalState::SeenReturned,
        ..Evidence::default()
    })
}

fn applicant(chance: &mut Chance) -> Party {
    const PEOPLE: [(&str, &str); 3] = [
        ("王芳", "440106199912314560"),
        ("李建国", "440106198002290016"),
        ("陈慧", "11010519491231002X"),
    ];
    let (name, number) = *chance.pick(&PEOPLE);
    Party {
        kind: ApplicantKind::Person,
        name: name.to_owned(),
        id_kind: IdKind::CitizenId,
        id_number: number.to_owned(),
        phone: "13800138000".to_owned(),
        address: String::new(),
        legal_representative: None,
        source: ValueSource::Card,
    }
}

fn organ(item: &str) -> &'static str {
    if item == "drain" { "water" } else { "city" }
}

/// A counter receives an application; answers with its stream.
pub(super) async fn receive(
    world: &mut World,
    desk: usize,
    items: &'static [&'static str],
) -> Result<StreamId, EngineError> {
    let id = ApplicationId(world.desks[desk].engine().clock().new_id());
    let stream = StreamId::application(&id);
    let draft = id.0.clone();
    let mut intake = Intake {
        ticket: "A001".to_owned(),
        applicant: Some(applicant(&mut world.chance)),
        ..Intake::default()
    };
    intake.choice.items = items.iter().map(|item| ItemCode::from(*item)).collect();
    for kind in ["plan", "deed"] {
        let evidence = scan(world, desk, &format!("draft/{draft}")).await?;
        intake.materials.insert(KindId::from(kind), evidence);
    }
    let make: Make = Box::new(move |pen| {
        let mut openings = Vec::new();
        for item in items {
            openings.push(Opening {
                case: pen.case_no()?,
                item: ItemCode::from(*item),
                item_version: 1,
                department: DepartmentId::from(organ(item)),
                depends_on: Vec::new(),
            });
        }
        let paper = paper(pen, DocumentKind::Receipt, HALL_WORD)?;
        let query_code = pen.query_code();
        let intake = Box::new(intake);
        Ok(Action::Receive {
            application: id,
            intake,
            openings,
            query_code,
            paper,
            incomplete: false,
        })
    });
    write(world, desk, &stream, Some(&draft), make).await.map(|_| stream)
}

/// Submits an act, and enters it into the ledger.
pub(super) async fn submit(
    world: &mut World,
    desk: usize,
    stream: &StreamId,
    make: Make,
) -> Result<Submitted<()>, EngineError> {
    write(world, desk, stream, None, make).await
}

async fn write(
    world: &mut World,
    desk: usize,
    stream: &StreamId,
    draft: Option<&str>,
    make: Make,
) -> Result<Submitted<()>, EngineError> {
    let engine = world.desks[desk].engine().clone();
    let scanned = std::mem::take(&mut world.scanned);
    let done = engine
        .submit(stream, draft, move |pen| {
            let action = make(pen)?;
            pen.act(action).map(|_| ())
        })
        .await?;
    world.ledger.enter(desk, &done, scanned);
    let written = u64::try_from(done.keys.len()).unwrap();
    world.counts().submissions += written;
    Ok(done)
}
