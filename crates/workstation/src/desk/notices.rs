//! What the counter gave away today without receiving anything 一次性告知.

use super::Workstation;
use super::draw::short_time;
use crate::engine::Draft;
use crate::view::{Fault, NoticeRow};

impl Workstation {
    /// The 一次性告知单 that this counter gave today.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub async fn notices_given(&self) -> Result<Vec<NoticeRow>, Fault> {
        let table = self.table()?;
        let counter = table.session.actor.counter.as_ref();
        let gathered = self.gather(&table, counter).await?;
        let drafts = self.engine.drafts().await?;
        let given = gathered.days.iter().flat_map(|day| &day.guidance);
        Ok(given
            .map(|notice| NoticeRow {
                number: notice.number.clone(),
                who: [notice.ticket.as_str(), notice.applicant.as_str()]
                    .join(" ")
                    .trim()
                    .to_owned(),
                matter: notice.matter.clone(),
                at: short_time(notice.stamp.at, table.today()),
                draft: same_visit(&drafts, &notice.ticket, &notice.applicant),
            })
            .collect())
    }
}

/// The draft that the applicant of a notice left behind.
fn same_visit(drafts: &[Draft], ticket: &str, applicant: &str) -> Option<String> {
    let same = |draft: &&Draft| {
        let name = draft.intake.applicant.as_ref().map_or("", |a| a.name.as_str());
        draft.intake.ticket == ticket && name == applicant
    };
    drafts.iter().find(same).map(|draft| draft.id.clone())
}
