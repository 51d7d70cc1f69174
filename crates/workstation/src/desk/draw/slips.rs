//! Which papers that decide nothing 单据 a case offers, and why one of them not now.

use domain::application::{Application, Case, Outcome, Stage};
use domain::document::DocumentKind;
use domain::intake::DeliveryWay;

use super::review::applicant_name;
use super::words::kind_title;
use crate::desk::paper::{PaperDesk, to_return};
use crate::view::SlipOffer;

/// 审批表 at the organ's desk; 领取凭证; 材料退还清单 where the case ended without a decision.
pub(super) fn slips_offered(
    desk: &PaperDesk<'_>,
    app: &Application,
    case: &Case,
) -> Vec<SlipOffer> {
    let mut offers = Vec::new();
    if desk.actor.department.is_some() {
        let spoken = !case.opinions.is_empty() || case.decision.is_some();
        let reason = (!spoken).then_some("还没有意见，签署意见后才能打印");
        offers.push(offer(DocumentKind::ApprovalForm, reason));
    }
    if case.stage != Stage::Closed {
        offers.push(offer(DocumentKind::PickupSlip, not_collected(app, case)));
    }
    let given_back = matches!(
        case.outcome,
        Some(
            Outcome::Declined
                | Outcome::NoLicenceNeeded
                | Outcome::CorrectionLapsed
                | Outcome::Withdrawn
                | Outcome::Terminated
        )
    );
    if given_back {
        let none = to_return(desk, app, case).is_empty();
        let reason = none.then_some("本办件没有收存纸质材料，无需退还");
        let agent = app.intake.agent.as_ref().map(|agent| agent.name.clone());
        let taker = agent.unwrap_or_else(|| applicant_name(app));
        offers.push(SlipOffer { taker: Some(taker), ..offer(DocumentKind::ReturnList, reason) });
    }
    offers
}

fn not_collected(app: &Application, case: &Case) -> Option<&'static str> {
    if app.intake.delivery.way != DeliveryWay::PickUp {
        return Some("申请人没有选择窗口自取");
    }
    let told = case.acceptance.is_some() || case.stage >= Stage::Decided;
    (!told).then_some("还没有受理，受理后才能告知何时领取")
}

fn offer(kind: DocumentKind, reason: Option<&str>) -> SlipOffer {
    SlipOffer {
        kind,
        title: kind_title(kind).to_owned(),
        reason: reason.map(str::to_owned),
        taker: None,
    }
}
