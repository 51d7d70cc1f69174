//! Acts that several tests do, in the way the desk does them.

use domain::action::{Action, Opening, Paper, PrintOutcome};
use domain::catalogue::item::ApplicantKind;
use domain::document::DocumentKind;
use domain::ids::{ApplicationId, BlobHash, CaseNo, DocumentNo, ItemCode, KindId};
use domain::intake::{Evidence, IdKind, Intake, Page, PageSource, Party, ValueSource};
use domain::refusal::Refusal;
use domain::wire::StreamId;
use workstation::engine::{Engine, EngineError, Pen};

use crate::hall::WORD;

/// 高龄津贴, of the civil affairs department.
pub const ALLOWANCE: &str = "11440106007492036J4000511007001";

/// An intake for one item.
#[must_use]
pub fn intake(item: &str) -> Intake {
    let mut intake = Intake {
        ticket: "A018".to_owned(),
        applicant: Some(Party {
            kind: ApplicantKind::Person,
            name: "刘德明".to_owned(),
            id_kind: IdKind::CitizenId,
            id_number: "440104193602050010".to_owned(),
            phone: "13800002210".to_owned(),
            address: "穗城区建设二马路12号".to_owned(),
            legal_representative: None,
            source: ValueSource::Typed,
        }),
        ..Intake::default()
    };
    intake.choice.items = vec![ItemCode::from(item)];
    intake
}

/// A page that stands in an intake.
#[must_use]
pub fn evidence(blob: &BlobHash, at: jiff::Timestamp) -> Evidence {
    Evidence {
        pages: vec![Page {
            blob: blob.clone(),
            thumbnail: blob.clone(),
            source: PageSource::Scan,
            level: domain::catalogue::material::Trust::B,
            checker: None,
            at,
            watermark: String::new(),
            width: 100,
            height: 140,
        }],
        ..Evidence::default()
    }
}

/// 收件 of what an intake holds, incomplete as it is.
///
/// # Errors
/// The rules' refusal.
pub fn receive(pen: &mut Pen, id: &ApplicationId, intake: Intake) -> Result<CaseNo, Refusal> {
    let case = pen.case_no()?;
    let item = intake.choice.items[0].clone();
    let department = pen.in_force().catalogue.items[&item].department.clone();
    let number: DocumentNo = pen.document_no(WORD)?;
    let query_code = pen.query_code();
    pen.act(Action::Receive {
        application: id.clone(),
        intake: Box::new(intake),
        openings: vec![Opening {
            case: case.clone(),
            item,
            item_version: 1,
            department,
            depends_on: Vec::new(),
        }],
        query_code,
        paper: Paper { kind: DocumentKind::Receipt, number, hash: BlobHash("ab".repeat(32)) },
        incomplete: true,
    })?;
    Ok(case)
}

/// Receives one application and answers with its stream.
///
/// # Errors
/// The rules' refusal, or the disk's.
pub async fn receive_one(engine: &Engine) -> Result<StreamId, EngineError> {
    receive_with(engine, intake(ALLOWANCE)).await
}

/// Receives an intake and answers with its stream.
///
/// # Errors
/// The rules' refusal, or the disk's.
pub async fn receive_with(engine: &Engine, intake: Intake) -> Result<StreamId, EngineError> {
    let id = ApplicationId(engine.clock().new_id());
    let stream = StreamId::application(&id);
    engine.submit(&stream, None, move |pen| receive(pen, &id, intake)).await?;
    Ok(stream)
}

/// Writes one action.
///
/// # Errors
/// The rules' refusal, or the disk's.
pub async fn act(engine: &Engine, stream: &StreamId, action: Action) -> Result<(), EngineError> {
    let done = engine.submit(stream, None, move |pen| pen.act(action).map(|_| ())).await;
    done.map(|_| ())
}

/// The first case of a stream.
///
/// # Panics
/// The stream has none.
pub async fn first_case(engine: &Engine, stream: &StreamId) -> CaseNo {
    let view = engine.stream(stream).await.unwrap();
    let application = view.application().unwrap();
    application.cases.keys().next().cloned().unwrap()
}

/// 撤回 of a case.
#[must_use]
pub fn withdraw(case: &CaseNo) -> Action {
    Action::Withdraw { case: case.clone(), reason: "申请人改变主意".to_owned() }
}

/// A paper that left the printer.
#[must_use]
pub fn printed(number: &str) -> Action {
    Action::RecordPrint {
        paper: Paper {
            kind: DocumentKind::Receipt,
            number: DocumentNo::from(number),
            hash: BlobHash("ab".repeat(32)),
        },
        reprint: 0,
        reason: None,
        outcome: PrintOutcome::Printed,
    }
}

/// A page that came later.
#[must_use]
pub fn attach(blob: &BlobHash, at: jiff::Timestamp) -> Action {
    Action::AttachMaterial {
        case: None,
        kind: KindId::from("identity-card"),
        evidence: evidence(blob, at),
    }
}
