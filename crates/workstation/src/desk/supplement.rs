//! Materials after 收件: what answers a 补正告知, a better scan for a returned case, a page taken out.
//!
//! Each page is a fact of its own as it comes; nothing has to be confirmed to be kept.

use std::collections::BTreeMap;

use domain::action::Action;
use domain::application::{Application, Case};
use domain::catalogue::material::Trust;
use domain::document::{DocumentData, DocumentKind, lawful};
use domain::event::Fact;
use domain::ids::{CaseNo, DocumentNo, ElementId, KindId};
use domain::intake::{Check, Evidence, OriginalState, PageSource};
use domain::procedure::PaperAct;
use domain::proceeding::Proceeding;
use domain::refusal::Refusal;
use domain::wire::StreamId;

use super::Workstation;
use super::capture::{Place, compared_online};
use super::edit::vouch;
use super::paper::CameIn;
use super::receive::{case_of, organ_number, paper_desk};
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

/// 补正材料收到: what came since the notice, and the fields as corrected; with the receipt for it
/// 补交凭证.
pub(super) fn supply(
    pen: &mut Pen,
    no: &CaseNo,
    complete: bool,
    values: &BTreeMap<ElementId, String>,
    training: bool,
) -> Result<DocumentData, Refusal> {
    let (app, case) = case_of(pen, no)?;
    let came = came_since_notice(&app, no);
    let materials: BTreeMap<KindId, Evidence> = came
        .into_iter()
        .filter_map(|kind| Some((kind.clone(), app.evidence(kind)?.clone())))
        .collect();
    let supplied = |paper| Action::SupplyCorrection {
        case: no.clone(),
        materials: materials.clone(),
        values: values.clone(),
        complete,
        paper,
    };
    // a rule's no comes before what a receipt must say
    pen.would(&supplied(None))?;
    let still_open = asked(&app, &case).into_iter().filter(|point| {
        let typed = point.element.as_ref().is_some_and(|id| values.contains_key(id));
        !complete && !point.came && !typed
    });
    let came = CameIn {
        answers: answered(&app, no, |fact| matches!(fact, Fact::CorrectionNotified { .. }))
            .map(|number| (PaperAct::NotifyCorrection, number)),
        outstanding: still_open.map(|point| point.name).collect(),
        materials: materials.clone(),
        values: values.clone(),
    };
    let data = receipted(pen, (&app, &case), &came, training)?;
    let paper = pen.keep_paper(&data);
    pen.act(supplied(Some(paper)))?;
    Ok(data)
}

/// 容缺补交: what came for the materials put off, since they were; with the receipt for it.
pub(super) fn supply_deferred(
    pen: &mut Pen,
    no: &CaseNo,
    training: bool,
) -> Result<DocumentData, Refusal> {
    let (app, case) = case_of(pen, no)?;
    let materials: BTreeMap<KindId, Evidence> = came_since_deferral(&app, no)
        .into_iter()
        .filter(|kind| case.course.deferred(kind))
        .filter_map(|kind| Some((kind.clone(), app.evidence(kind)?.clone())))
        .collect();
    let proceed = |paper| Action::Proceed {
        case: no.clone(),
        proceeding: Proceeding::DeferredSupply { materials: materials.clone(), paper },
    };
    pen.would(&proceed(None))?;
    let open = case.course.deferral.iter().flat_map(|deferral| &deferral.open);
    let still_open = open.filter(|kind| !materials.contains_key(*kind));
    let desk = paper_desk(pen, training);
    let is_deferral = |fact: &Fact| {
        matches!(fact, Fact::Proceeded { proceeding: Proceeding::Deferral { .. }, .. })
    };
    let came = CameIn {
        answers: answered(&app, no, is_deferral).map(|number| (PaperAct::Defer, number)),
        outstanding: still_open.map(|kind| desk.material_name(kind)).collect(),
        materials: materials.clone(),
        values: BTreeMap::new(),
    };
    let data = receipted(pen, (&app, &case), &came, training)?;
    let paper = pen.keep_paper(&data);
    pen.act(proceed(Some(paper)))?;
    Ok(data)
}

/// The last paper of a case that asked for something.
fn answered(app: &Application, no: &CaseNo, that: impl Fn(&Fact) -> bool) -> Option<DocumentNo> {
    let mut facts = app.history.iter().rev().map(|entry| &entry.fact);
    let asking = facts.find(|fact| fact.case() == Some(no) && that(fact))?;
    asking.paper().map(|paper| paper.number.clone())
}

fn receipted(
    pen: &mut Pen,
    (app, case): (&Application, &Case),
    came: &CameIn,
    training: bool,
) -> Result<DocumentData, Refusal> {
    let number = organ_number(pen, case, DocumentKind::SupplementReceipt)?;
    let data = paper_desk(pen, training).supplement(app, case, came, number);
    // a receipt that may not be printed would be owed for ever
    lawful(&data)?;
    Ok(data)
}

/// What the last notice asked for, with whether it came.
pub(super) fn asked(app: &Application, case: &Case) -> Vec<crate::view::AskedPoint> {
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
