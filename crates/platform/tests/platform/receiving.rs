//! Receipts of applications, incomplete as they stand.

use std::collections::BTreeMap;

use domain::action::{Action, Opening, Paper};
use domain::catalogue::item::ApplicantKind;
use domain::catalogue::material::Trust;
use domain::catalogue::resolve::Selection;
use domain::document::DocumentKind;
use domain::ids::{ApplicationId, BlobHash, CaseNo, DocumentNo, ItemCode, KindId};
use domain::intake::{Evidence, IdKind, Intake, Page, PageSource, Party, ValueSource};
use domain::wire::{StreamId, sm3_hex};

use crate::support::{catalogue, monday};

/// A receipt of an application for some items by one applicant, incomplete as it stands.
pub(crate) struct Receiving {
    pub(crate) application: ApplicationId,
    pub(crate) action: Action,
}

impl Receiving {
    pub(crate) fn stream(&self) -> StreamId {
        StreamId::application(&self.application)
    }
}

pub(crate) fn paper(kind: DocumentKind, number: &str) -> Paper {
    Paper { kind, number: DocumentNo::from(number), hash: BlobHash(sm3_hex(number.as_bytes())) }
}

pub(crate) fn receive(id: &str, items: &[&str]) -> Receiving {
    receive_with(id, items, BTreeMap::new())
}

pub(crate) fn receive_with(
    id: &str,
    items: &[&str],
    materials: BTreeMap<KindId, Evidence>,
) -> Receiving {
    let application = ApplicationId::from(id);
    let intake = Intake {
        applicant: Some(Party {
            kind: ApplicantKind::Person,
            name: "李建国".to_owned(),
            id_kind: IdKind::CitizenId,
            id_number: "440106198002290016".to_owned(),
            phone: String::new(),
            address: String::new(),
            legal_representative: None,
            source: ValueSource::Typed,
        }),
        choice: Selection {
            items: items.iter().map(|item| ItemCode::from(*item)).collect(),
            ..Selection::default()
        },
        materials,
        ..Intake::default()
    };
    let openings = items.iter().enumerate().map(|(i, item)| Opening {
        case: CaseNo(format!("{id}-{i}")),
        item: ItemCode::from(*item),
        item_version: 1,
        department: catalogue().items[&ItemCode::from(*item)].department.clone(),
        depends_on: Vec::new(),
    });
    let action = Action::Receive {
        application: application.clone(),
        intake: Box::new(intake),
        openings: openings.collect(),
        query_code: format!("Q{id}"),
        paper: paper(DocumentKind::Receipt, &format!("收{id}")),
        incomplete: true,
    };
    Receiving { application, action }
}

/// Evidence of one page with the given content.
pub(crate) fn evidence(content: &[u8]) -> Evidence {
    Evidence {
        pages: vec![Page {
            blob: BlobHash(sm3_hex(content)),
            thumbnail: BlobHash(sm3_hex(&[content, b"small"].concat())),
            source: PageSource::Scan,
            level: Trust::B,
            checker: None,
            at: monday(),
            watermark: String::new(),
            width: 10,
            height: 10,
        }],
        ..Evidence::default()
    }
}
