//! Materials after 收件: what answers a 补正告知, a better scan for a returned case, a page taken out.
//!
//! Each page is a fact of its own as it comes; nothing has to be confirmed to be kept.

use std::collections::BTreeMap;

use domain::action::Action;
use domain::application::Application;
use domain::catalogue::material::Trust;
use domain::event::Fact;
use domain::ids::{CaseNo, ElementId, KindId};
use domain::intake::{Check, OriginalState, PageSource};
use domain::proceeding::Proceeding;
use domain::refusal::Refusal;
use domain::wire::StreamId;

use super::Workstation;
use super::capture::{Place, compared_online};
use super::edit::vouch;
use super::receive::case_of;
use crate::devices::PageImage;
use crate::engine::Pen;
use crate::view::{Fault, ReviewView};

/// The received case that pages are added to, and what became of the paper original.
pub(super) struct Supplement {
    case: CaseNo,
    stream: StreamId,
    original: OriginalState,
}

impl Workstation {
    async fn supplement(&self, case: CaseNo, original: OriginalState) -> Result<Supplement, Fault> {
        let view = self.engine.case(&case).await?;
        if let Some(row) = view.application().and_then(|app| app.cases.get(&case)) {
            self.own_case(row)?;
        }
        Ok(Supplement { case, stream: view.id.clone(), original })
    }

    /// Scans pages into a material of a received case 补扫.
    ///
    /// # Errors
    /// As [`Workstation::scan`]; pages that came are kept.
    pub async fn scan_more(
        &self,
        case: CaseNo,
        kind: KindId,
        original: OriginalState,
        feeder: bool,
    ) -> Result<ReviewView, Fault> {
        let supplement = self.supplement(case.clone(), original).await?;
        self.scan_into(&Place::Case(&supplement), &kind, feeder).await?;
        self.review(case).await
    }

    /// Imports a file into a material of a received case.
    ///
    /// # Errors
    /// As [`Workstation::import`].
    pub async fn import_more(
        &self,
        case: CaseNo,
        kind: KindId,
        original: OriginalState,
        path: &str,
    ) -> Result<ReviewView, Fault> {
        let supplement = self.supplement(case.clone(), original).await?;
        self.import_into(&Place::Case(&supplement), &kind, path).await?;
        self.review(case).await
    }

    /// Pages become durable, then the fact that names them.
    pub(super) async fn attach_pages(
        &self,
        supplement: &Supplement,
        kind: &KindId,
        images: &[PageImage],
        source: PageSource,
    ) -> Result<(), Fault> {
        let mut pages = Vec::new();
        for image in images {
            pages.push(self.keep_page(&supplement.stream.0, image, source, Trust::C).await?);
        }
        let (case, original) = (supplement.case.clone(), supplement.original);
        let kind = kind.clone();
        let write = move |pen: &mut Pen| {
            let (app, _) = case_of(pen, &case)?;
            let mut evidence = app.evidence(&kind).cloned().unwrap_or_default();
            if evidence.certificate.take().is_some() || evidence.output_of.take().is_some() {
                evidence.pages.clear();
            }
            evidence.pages.extend(pages);
            evidence.check = Check::Unchecked;
            evidence.verify_online = pen.offline() && compared_online(pen.in_force(), &kind);
            if original != OriginalState::NotShown {
                evidence.original = original;
                vouch(&mut evidence, pen.actor());
            }
            let case = Some(case);
            pen.act(Action::AttachMaterial { case, kind, evidence }).map(|_| ())
        };
        self.engine.submit(&supplement.stream, None, write).await?;
        Ok(())
    }
}

/// Kinds that something came for since the case was last told to correct.
fn came_since_notice<'a>(app: &'a Application, case: &CaseNo) -> Vec<&'a KindId> {
    came_since(app, |fact: &Fact| match fact {
        Fact::CorrectionNotified { case: told, .. } => told == case,
        _ => false,
    })
}

/// Kinds that something came for since the case was accepted with materials to follow 容缺.
pub(super) fn came_since_deferral<'a>(app: &'a Application, case: &CaseNo) -> Vec<&'a KindId> {
    came_since(app, |fact: &Fact| match fact {
        Fact::Proceeded { case: of, proceeding: Proceeding::Deferral { .. } } => of == case,
        _ => false,
    })
}

/// Kinds that something came for since a fact.
fn came_since(app: &Application, that: impl Fn(&Fact) -> bool) -> Vec<&KindId> {
    let mut kinds = Vec::new();
    let since = app.history.iter().rev().take_while(|entry| !that(&entry.fact));
    for entry in since {
        if let Fact::MaterialAttached { kind, .. } = &entry.fact {
            kinds.push(kind);
        }
    }
    kinds
}

/// 补正材料收到: what came since the notice, and the fields as corrected.
pub(super) fn supply(
    pen: &Pen,
    case: CaseNo,
    complete: bool,
    values: BTreeMap<ElementId, String>,
) -> Result<Action, Refusal> {
    let (app, _) = case_of(pen, &case)?;
    let came = came_since_notice(&app, &case);
    let materials = came
        .into_iter()
        .filter_map(|kind| Some((kind.clone(), app.evidence(kind)?.clone())))
        .collect();
    Ok(Action::SupplyCorrection { case, materials, values, complete })
}

/// What the last notice asked for, with whether it came.
pub(super) fn asked(
    app: &Application,
    case: &domain::application::Case,
) -> Vec<crate::view::AskedPoint> {
    if case.stage != domain::application::Stage::Correcting {
        return Vec::new();
    }
    let Some(last) = case.corrections.last() else {
        return Vec::new();
    };
    let came = came_since_notice(app, &case.no);
    let point = |point: &domain::action::CorrectionPoint| crate::view::AskedPoint {
        material: point.material.clone(),
        element: point.element.clone(),
        name: point.name.clone(),
        problem: point.problem.clone(),
        remedy: point.remedy.clone(),
        came: point
            .material
            .as_ref()
            .is_some_and(|kind| came.contains(&kind) || last.materials.contains(kind))
            || point.element.as_ref().is_some_and(|id| last.values.contains_key(id)),
    };
    last.points.iter().map(point).collect()
}
