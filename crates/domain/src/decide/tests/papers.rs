//! What people bring to the small hall.

use std::collections::BTreeMap;

use super::world::{HEALTH, REGISTRATION};
use crate::catalogue::item::ApplicantKind;
use crate::catalogue::material::Trust;
use crate::ids::{ItemCode, KindId};
use crate::intake::{
    Check, Evidence, FieldValue, IdKind, Intake, OriginalState, Page, PageSource, Party,
    ValueSource,
};

/// Evidence of one scanned page that was checked against the original.
pub(crate) fn scanned(blob: &str) -> Evidence {
    let page = Page {
        blob: blob.into(),
        thumbnail: blob.into(),
        source: PageSource::Scan,
        level: Trust::B,
        checker: None,
        at: "2026-01-01T00:00:00Z".parse().unwrap(),
        watermark: String::new(),
        width: 1,
        height: 1,
    };
    Evidence {
        pages: vec![page],
        check: Check::Passed,
        original: OriginalState::SeenReturned,
        ..Evidence::default()
    }
}

pub(crate) fn intake(items: &[&str]) -> Intake {
    let mut intake = Intake {
        ticket: "A001".into(),
        applicant: Some(Party {
            kind: ApplicantKind::Person,
            name: "王芳".into(),
            id_kind: IdKind::CitizenId,
            id_number: "440106199912314560".into(),
            phone: "13800138000".into(),
            address: String::new(),
            legal_representative: None,
            source: ValueSource::Card,
        }),
        ..Intake::default()
    };
    intake.choice.items = items.iter().map(|code| ItemCode::from(*code)).collect();
    let area = FieldValue { text: "68".into(), source: ValueSource::Typed };
    intake.values.insert("premises.area".into(), area);
    let with_licence = items.contains(&HEALTH) && !items.contains(&REGISTRATION);
    for kind in ["id-card", "plan"] {
        intake.materials.insert(kind.into(), scanned(kind));
    }
    if with_licence {
        let mut licence = scanned("licence");
        licence.pages[0].level = Trust::A;
        licence.original = OriginalState::NotShown;
        intake.materials.insert("licence".into(), licence);
    }
    intake
}

pub(crate) fn kinds(kinds: &[&str]) -> BTreeMap<KindId, Evidence> {
    kinds.iter().map(|kind| (KindId::from(*kind), scanned(&format!("{kind}-2")))).collect()
}
