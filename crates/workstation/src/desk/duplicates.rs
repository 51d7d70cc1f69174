//! The same applicant with the same item already open 重复申办: warned while typing, never refused.
//! Cases and drafts of other counters are known here as soon as they were shared; what two counters
//! did without knowing of each other opens a task at the platform.

use domain::catalogue::resolve::{Resolved, ResolvedCase};
use domain::intake::Intake;

use super::Workstation;
use crate::engine::Draft;
use crate::store::DraftState;
use crate::view::Fault;

/// A number shorter than this is still being typed.
const SHORTEST: usize = 8;

impl Workstation {
    /// Lines of warning about the draft being typed.
    pub(super) async fn duplicates(
        &self,
        draft: &Draft,
        resolved: &Resolved,
    ) -> Result<Vec<String>, Fault> {
        let number = applicant(&draft.intake);
        if number.len() < SHORTEST {
            return Ok(Vec::new());
        }
        let me = self.session_in_use()?.actor.user;
        let drafts = self.engine.drafts().await?;
        let mut lines = Vec::new();
        for case in &resolved.cases {
            for row in self.engine.open_of_person(number, &case.item).await?.iter().take(1) {
                lines.push(format!(
                    "同一申请人的「{}」已有在办件 {}：请按 Ctrl+F 核对是否重复，确属另一件再继续",
                    case.short_name, row.case_no
                ));
            }
            let same = |other: &&Draft| {
                other.id != draft.id
                    && other.state != DraftState::Losing
                    && applicant(&other.intake) == number
                    && asks_for(&other.intake, &draft.intake, case)
            };
            if let Some(other) = drafts.iter().find(same) {
                lines.push(being_typed(case, other, other.owner == me.as_str()));
            }
        }
        Ok(lines)
    }
}

fn applicant(intake: &Intake) -> &str {
    intake.applicant.as_ref().map_or("", |applicant| applicant.id_number.as_str())
}

/// Whether another draft asks for a case of this one: by its item, or by the same theme.
fn asks_for(other: &Intake, mine: &Intake, case: &ResolvedCase) -> bool {
    let theme = other.choice.theme.is_some() && other.choice.theme == mine.choice.theme;
    (theme && !other.choice.removed.contains(&case.item)) || other.choice.items.contains(&case.item)
}

fn being_typed(case: &ResolvedCase, other: &Draft, own: bool) -> String {
    if own {
        return format!(
            "同一申请人的「{}」有一份您暂存的申请：请从左侧叫回续办，不要另建",
            case.short_name
        );
    }
    format!(
        "同一申请人的「{}」正由{}录入：请先与其核对是否重复，确属另一件再继续",
        case.short_name, other.owner_name
    )
}
