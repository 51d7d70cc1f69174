//! 好差评: the applicant rates on their own device; a bad rating is repaired.

use std::time::Duration;

use domain::action::Action;
use domain::ids::CaseNo;
use domain::refusal::Refusal;
use domain::rights::Act;

use super::Workstation;
use crate::devices::rating_terminal::{RatingTerminal, Served};
use crate::view::{ActOutcome, Fault};

/// How long an applicant may look at the five grades.
const PATIENCE: Duration = Duration::from_secs(60);

impl Workstation {
    /// Lets the applicant rate the visit on the device; no answer is 未评价.
    pub(super) async fn rate(&self, case: &CaseNo) -> Result<ActOutcome, Fault> {
        let view = self.engine.case(case).await?;
        let table = self.table()?;
        let refused = self.engine.rights(&view)?.rows.into_iter().find(|row| row.act == Act::Rate);
        if let Some(row) = refused.filter(|row| !row.allowed) {
            // nobody is asked for what could not be kept
            let refusal = Refusal::new("rate.closed", row.reason.unwrap_or_default());
            let refusal = Some(refusal.article(row.article.unwrap_or_default()));
            return Ok(ActOutcome { refusal, ..ActOutcome::default() });
        }
        let actor = &table.session.actor;
        let cases = view.application().map(|app| app.cases.values());
        let names =
            cases.into_iter().flatten().map(|c| table.papers().catalogue.item_name(&c.item));
        let served = Served {
            service: view.id.0.clone(),
            counter: actor.counter.as_ref().map(ToString::to_string).unwrap_or_default(),
            staff_no: actor.staff_no.clone(),
            matter: names.collect::<Vec<_>>().join("、"),
        };
        let terminal = RatingTerminal::new(&self.settings.rating_terminal);
        let Some(rated) = terminal.rate(&served, PATIENCE).await? else {
            let message = "申请人没有评价，记为未评价".to_owned();
            return Ok(ActOutcome { message, ..ActOutcome::default() });
        };
        let action = Action::Rate(rated);
        self.plain(&view.id, action, "已评价，谢谢申请人").await
    }
}
