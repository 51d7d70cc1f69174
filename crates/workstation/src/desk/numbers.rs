//! Document words 文书字号 that this place will draw from: ranges are fetched before the first
//! applicant, so that the first paper and an outage find numbers in hand (design §5).

use std::collections::BTreeSet;

use domain::catalogue::Catalogue;
use domain::catalogue::item::AcceptanceMode;
use domain::document::DocumentKind;
use domain::ids::DepartmentId;

use super::Workstation;
use super::paper::document_word;
use crate::keys::StationIdentity;
use crate::view::Fault;

/// Papers that a counter gives in the hall's own name.
const OF_THE_HALL: &[DocumentKind] = &[
    DocumentKind::Receipt,
    DocumentKind::GuidanceNotice,
    DocumentKind::DeliveryReceipt,
    DocumentKind::HandoverList,
    DocumentKind::ShiftReport,
];
/// Papers that an authorised counter gives in the name of an organ.
const OF_ACCEPTANCE: &[DocumentKind] = &[
    DocumentKind::AcceptanceNotice,
    DocumentKind::CorrectionNotice,
    DocumentKind::DeclineNotice,
    DocumentKind::DeferralNotice,
    DocumentKind::AmendmentNotice,
    DocumentKind::PaymentNotice,
];
/// Papers about the materials of one case, which also a counter gives that only receives.
const OF_MATERIALS: &[DocumentKind] = &[DocumentKind::SupplementReceipt, DocumentKind::ReturnList];
/// Papers that only the organ itself gives.
const OF_DECISION: &[DocumentKind] = &[
    DocumentKind::Decision,
    DocumentKind::Rejection,
    DocumentKind::RegistrationNotice,
    DocumentKind::Licence,
    DocumentKind::StepNotice,
    DocumentKind::ExtensionNotice,
    DocumentKind::TerminationNotice,
    DocumentKind::SiteCheckRecord,
];

impl Workstation {
    /// Asks for numbers of every word that this station will draw from, and fetches what lacks.
    ///
    /// # Errors
    /// The store is not open, or the disk does not take it.
    pub(super) async fn want_numbers(&self) -> Result<(), Fault> {
        let Some(identity) = self.engine.identity() else {
            return Ok(());
        };
        let in_force = self.engine.in_force()?;
        let words = words(&in_force.catalogue, &identity);
        self.engine.need_words(&words).await?;
        let mut lacking = false;
        for word in &words {
            lacking |= self.engine.numbers_left(word)? == 0;
        }
        if lacking && let Err(error) = self.engine.sync_round().await {
            tracing::info!(code = error.code(), "numbers are not fetched yet");
        }
        Ok(())
    }
}

/// The words of a counter, of a department's station, or of the hall's own desk.
fn words(catalogue: &Catalogue, identity: &StationIdentity) -> Vec<String> {
    let word = |department: &DepartmentId, kind| {
        document_word(catalogue, &identity.hall, department, kind)
    };
    let hall = DepartmentId::default();
    let mut words = BTreeSet::new();
    if identity.departments.is_empty() {
        words.extend(OF_THE_HALL.iter().map(|kind| word(&hall, *kind)));
    }
    if identity.counter.is_some() {
        for item in catalogue.items.values() {
            let accepts = item.acceptance == AcceptanceMode::CounterAccepts;
            if accepts {
                words.extend(OF_ACCEPTANCE.iter().map(|kind| word(&item.department, *kind)));
            }
            if accepts || item.acceptance == AcceptanceMode::DepartmentAccepts {
                words.extend(OF_MATERIALS.iter().map(|kind| word(&item.department, *kind)));
            }
        }
    }
    for department in &identity.departments {
        let kinds = OF_ACCEPTANCE.iter().chain(OF_MATERIALS).chain(OF_DECISION);
        words.extend(kinds.map(|kind| word(department, *kind)));
    }
    words.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms;

    fn station(counter: Option<&str>, departments: &[&str]) -> StationIdentity {
        StationIdentity {
            station: "S1".into(),
            hall: "suicheng".into(),
            counter: counter.map(Into::into),
            departments: departments.iter().map(|id| (*id).into()).collect(),
            partitions: Vec::new(),
            platform: None,
            ca: None,
            public_key: String::new(),
        }
    }

    #[test]
    fn each_place_asks_for_the_words_of_its_own_papers() {
        let catalogue = Catalogue::parse(&forms::compiled_in()).unwrap();
        let hall = &catalogue.halls[&"suicheng".into()].document_word;
        let health = &catalogue.departments[&"disease-control".into()].document_word;
        let counter = words(&catalogue, &station(Some("07"), &[]));
        assert!(counter.contains(&format!("{hall}收")));
        assert!(counter.contains(&format!("{health}受")));
        assert!(counter.contains(&format!("{health}补收")));
        assert!(!counter.contains(&format!("{health}决")));
        let department = words(&catalogue, &station(None, &["disease-control"]));
        assert!(department.contains(&format!("{health}决")));
        assert!(department.iter().all(|word| word.starts_with(health)));
        let desk = words(&catalogue, &station(None, &[]));
        assert_eq!(desk.len(), OF_THE_HALL.len());
    }
}
