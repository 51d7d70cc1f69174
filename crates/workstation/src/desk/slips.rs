//! Papers that decide nothing 单据, printed on request from what is there: the act, if there is one,
//! stands already.

use domain::action::{Action, IssuedPaper};
use domain::application::{Application, Case};
use domain::document::{DocumentData, DocumentKind, lawful};
use domain::ids::CaseNo;
use domain::intake::Intake;
use domain::refusal::Refusal;

use super::Workstation;
use super::acts::{no_paper, refused};
use super::receive::{case_of, organ_number, paper_desk, resolved};
use crate::engine::Pen;
use crate::view::{ActOutcome, Fault, SlipRequest};

impl Workstation {
    /// Prints a paper that decides nothing.
    ///
    /// # Errors
    /// What it is about is not here, or the printer failed: it is asked for again.
    pub async fn print_slip(&self, request: SlipRequest) -> Result<ActOutcome, Fault> {
        match request {
            SlipRequest::ReturnList { case, taker } => self.give_back(case, taker).await,
            SlipRequest::ApprovalForm { case } => {
                let data = self.of_case(&case, |desk, app, case| desk.approval_form(app, case));
                self.loose(data.await?, "审批表已打印，请存入案卷").await
            }
            SlipRequest::PickupSlip { case } => {
                let data = self.of_case(&case, |desk, app, _| desk.pickup_slip(app));
                self.loose(data.await?, "领取凭证已打印，请交申请人").await
            }
            SlipRequest::PowerOfAttorney { draft } => {
                let content = self.engine.draft(&draft).await?.intake;
                let data = self.power_of_attorney(&content)?;
                self.loose(data, "已打印，请委托人和代理人签字后扫描").await
            }
            SlipRequest::AddressConfirmation { draft } => {
                let table = self.table()?;
                let content = self.engine.draft(&draft).await?.intake;
                let asked = resolved(&table, &content)?;
                let data = table.papers().address_confirmation(&content, &asked);
                self.loose(data, "已打印，请申请人签字后扫描").await
            }
            SlipRequest::DayReport => {
                let data = self.day_paper().await?;
                self.loose(data, "当日办件日报已打印").await
            }
            SlipRequest::SealRegister => {
                let data = self.seal_paper().await?;
                self.loose(data, "用印登记簿已打印，请用印人签名").await
            }
        }
    }

    /// 授权委托书 of the draft's agent.
    pub(super) fn power_of_attorney(&self, content: &Intake) -> Result<DocumentData, Fault> {
        let table = self.table()?;
        let asked = resolved(&table, content)?;
        table.papers().power_of_attorney(content, &asked).ok_or_else(|| {
            Fault::new("slip.no_agent", "申请人本人办理，不需要授权委托书；代办的请先选「代办」")
        })
    }

    async fn of_case(
        &self,
        no: &CaseNo,
        draw: impl Fn(&super::PaperDesk<'_>, &Application, &Case) -> DocumentData,
    ) -> Result<DocumentData, Fault> {
        let table = self.table()?;
        let view = self.engine.case(no).await?;
        let found = view.application().and_then(|app| Some((app, app.cases.get(no)?)));
        let (app, case) = found.ok_or_else(|| Fault::new("case.unknown", "找不到办件，请刷新"))?;
        self.own_case(case)?;
        Ok(draw(&table.papers(), app, case))
    }

    /// Prints what the law lets be printed; a no is an outcome with its article.
    async fn loose(&self, data: DocumentData, message: &str) -> Result<ActOutcome, Fault> {
        if let Err(refusal) = lawful(&data) {
            return Ok(ActOutcome { refusal: Some(refusal), ..ActOutcome::default() });
        }
        let paper = self.print_loose(&data).await?;
        Ok(ActOutcome { papers: vec![paper], message: message.to_owned(), ..ActOutcome::default() })
    }

    /// 材料退还清单: the list stands in the history of the case with who took the materials.
    async fn give_back(&self, no: CaseNo, taker: String) -> Result<ActOutcome, Fault> {
        let training = self.table()?.training;
        let view = self.engine.case(&no).await?;
        if let Some(case) = view.application().and_then(|app| app.cases.get(&no)) {
            self.own_case(case)?;
        }
        let stream = view.id.clone();
        let submitted = self
            .engine
            .submit(&stream, None, move |pen| list(pen, &no, taker.trim(), training))
            .await;
        match submitted {
            Ok(submitted) => Ok(ActOutcome {
                papers: self.print_all(&stream, vec![submitted.value]).await,
                message: "材料退还清单已出具，请当面清点并签字".to_owned(),
                ..ActOutcome::default()
            }),
            Err(error) => refused(error),
        }
    }
}

fn list(pen: &mut Pen, no: &CaseNo, taker: &str, training: bool) -> Result<DocumentData, Refusal> {
    let (app, case) = case_of(pen, no)?;
    // a case that goes on draws no number
    let probe = paper_desk(pen, training).return_list(&app, &case, taker, Default::default());
    probe.ok_or_else(|| {
        Refusal::new(
            "slip.not_ended",
            "办件还没有不予受理、撤回或终止，材料不能退还；需要的请先办理撤回",
        )
        .article("窗口物料交接制度")
    })?;
    let number = organ_number(pen, &case, DocumentKind::ReturnList)?;
    let data =
        paper_desk(pen, training).return_list(&app, &case, taker, number).ok_or_else(no_paper)?;
    lawful(&data)?;
    let paper = pen.keep_paper(&data);
    let (case, to) = (Some(no.clone()), taker.to_owned());
    pen.act(Action::IssuePaper(IssuedPaper { case, to, paper }))?;
    Ok(data)
}
