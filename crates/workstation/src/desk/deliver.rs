//! 出件: one hand-out of all results, with the 送达回证; and what the applicant thought of it.

use domain::action::{Action, ServiceWay};
use domain::document::{DocumentData, DocumentKind};
use domain::ids::CaseNo;
use domain::refusal::Refusal;
use domain::wire::StreamId;

use super::Workstation;
use super::acts::refused;
use super::receive::{hall_word, paper_desk};
use crate::engine::Pen;
use crate::view::{ActOutcome, ActRequest, Fault};

/// What the clerk said of the hand-out.
struct HandOut {
    cases: Vec<CaseNo>,
    way: ServiceWay,
    recipient: String,
    recipient_id: String,
    on_behalf: Option<String>,
}

impl Workstation {
    /// Delivers, asks for a rating, or repairs a bad one.
    pub(super) async fn hand_out(&self, request: ActRequest) -> Result<ActOutcome, Fault> {
        match request {
            ActRequest::Deliver { application, cases, way, recipient, recipient_id, on_behalf } => {
                let stream = StreamId::application(&application);
                let training = self.table()?.training;
                let named = cases.iter().map(ToString::to_string).collect();
                let hand_out = HandOut { cases, way, recipient, recipient_id, on_behalf };
                let submitted = self
                    .engine
                    .submit(&stream, None, move |pen| deliver(pen, hand_out, training))
                    .await;
                match submitted {
                    Ok(submitted) => Ok(ActOutcome {
                        refusal: None,
                        cases: named,
                        papers: self.print_all(&stream, vec![submitted.value]).await,
                        message: "已出件，请受送达人在送达回证上签字".to_owned(),
                    }),
                    Err(error) => refused(error),
                }
            }
            ActRequest::Rate { case } => self.rate(&case).await,
            ActRequest::RepairRating { application, step } => {
                let stream = StreamId::application(&application);
                self.plain(&stream, Action::RepairRating { repair: step }, "差评处理已登记").await
            }
            _ => Err(Fault::new("act.unknown", "此操作尚不支持，请联系管理员升级程序")),
        }
    }
}

fn deliver(pen: &mut Pen, hand_out: HandOut, training: bool) -> Result<DocumentData, Refusal> {
    let app =
        pen.state().application().cloned().ok_or_else(|| {
            Refusal::new("application.unknown", "找不到这次申办，请刷新列表后再试")
        })?;
    let word = hall_word(pen, DocumentKind::DeliveryReceipt);
    let number = pen.document_no(&word)?;
    let HandOut { cases, way, recipient, recipient_id, on_behalf } = hand_out;
    let proxy = on_behalf.as_deref().map(|relation| (recipient.as_str(), relation));
    let data = paper_desk(pen, training).delivery_receipt(&app, &cases, way, proxy, number);
    let paper = pen.keep_paper(&data);
    let served_on = pen.today();
    pen.act(Action::Deliver { cases, way, recipient, recipient_id, on_behalf, served_on, paper })?;
    Ok(data)
}
