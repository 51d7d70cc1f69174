//! Which pages a case uses: a department is served those and no others (国令716 art. 7(2)).

use std::collections::BTreeSet;

use domain::application::{Application, Case};
use domain::catalogue::Catalogue;
use domain::catalogue::resolve::{resolve, split};
use domain::ids::{BlobHash, CaseNo, KindId};
use domain::intake::Evidence;
use sqlx::SqliteConnection;

use crate::error::Result;
use crate::store::page;

/// Kinds of material that a case uses: its share of the merged list, and what its corrections asked
/// for.
fn kinds(application: &Application, case: &Case, catalogue: &Catalogue) -> BTreeSet<KindId> {
    let inquiry = application.intake.inquiry(application.received_on);
    let share = resolve(catalogue, &inquiry).ok().and_then(|all| split(&all, &case.item));
    let asked = share.into_iter().flat_map(|share| share.materials).map(|m| m.kind);
    let corrected = case.corrections.iter().flat_map(|c| c.materials.iter().cloned());
    asked.chain(corrected).collect()
}

/// Pages, thumbnails and certificate file of a material.
fn of_evidence(evidence: &Evidence) -> impl Iterator<Item = BlobHash> {
    let pages = evidence.pages.iter().flat_map(|page| [page.blob.clone(), page.thumbnail.clone()]);
    let file = evidence.certificate.iter().map(|used| used.file.clone());
    pages.chain(file).filter(|blob| !blob.as_str().is_empty())
}

/// Pages that a case uses.
pub(super) fn of_case(
    application: &Application,
    case: &CaseNo,
    catalogue: &Catalogue,
) -> BTreeSet<BlobHash> {
    let Some(case) = application.cases.get(case) else {
        return BTreeSet::new();
    };
    let kinds = kinds(application, case, catalogue);
    let used = application
        .intake
        .materials
        .iter()
        .filter(|(kind, _)| kinds.contains(*kind))
        .flat_map(|(_, evidence)| of_evidence(evidence));
    let made = case.result.iter().flat_map(|result| of_evidence(&result.evidence));
    used.chain(made).collect()
}

/// Pages of an application that have not come yet 材料传输中.
pub(super) async fn missing(
    tx: &mut SqliteConnection,
    application: &Application,
) -> Result<BTreeSet<BlobHash>> {
    let mut missing = BTreeSet::new();
    for blob in of_application(application) {
        if !page::blob(tx, &blob).await?.is_some_and(|row| row.complete) {
            missing.insert(blob);
        }
    }
    Ok(missing)
}

/// All pages of an application, for its hall.
pub(super) fn of_application(application: &Application) -> BTreeSet<BlobHash> {
    let attached = application.intake.materials.values().flat_map(of_evidence);
    let made = application
        .cases
        .values()
        .flat_map(|case| case.result.iter())
        .flat_map(|result| of_evidence(&result.evidence));
    attached.chain(made).collect()
}
