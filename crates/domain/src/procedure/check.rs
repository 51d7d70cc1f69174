//! What is wrong inside a procedure, in words for the administrator.

use super::{
    AcceptanceStep, ClockStart, CorrectionTerm, Ending, PaperAct, Procedure, Reply, Silence,
    StepKind, StepRule,
};
use crate::authorisation::Power;
use crate::calendar::DayUnit;
use crate::document::Nature;
use crate::ids::ProcedureId;

/// What is wrong inside a procedure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProcedureError {
    /// An outcome or ending that has no paper but must have one.
    #[error("程序 {0} 缺少「{1}」的文书名称，请补上 papers 中的对应行")]
    Paper(ProcedureId, &'static str),
    /// Parts that contradict each other.
    #[error("程序 {0} 前后矛盾：{1}")]
    Contradiction(ProcedureId, &'static str),
}

impl Procedure {
    /// Checks what the types cannot say.
    ///
    /// # Errors
    /// The first fault, in words for the administrator.
    pub fn check(&self) -> Result<(), ProcedureError> {
        let id = &self.id;
        let contradiction = |why| Err(ProcedureError::Contradiction(id.clone(), why));
        for (reply, act, name) in [
            (Reply::NotNeeded, PaperAct::DeclineNotNeeded, "告知不受理"),
            (Reply::NotCompetent, PaperAct::DeclineNotCompetent, "不予受理"),
            (Reply::DeclinedOwnLaw, PaperAct::DeclineOwnLaw, "依本法不予受理"),
            (Reply::Correction, PaperAct::NotifyCorrection, "补正告知"),
        ] {
            // 行政许可法 art. 32(2): every such outcome is given in writing
            if self.allows(reply) && self.paper(act).is_none() {
                return Err(ProcedureError::Paper(id.clone(), name));
            }
        }
        if self.endings.contains(&Ending::Reject) {
            if self.paper(PaperAct::Reject).is_none() {
                return Err(ProcedureError::Paper(id.clone(), "不予决定"));
            }
            if self.remedies.is_none() && self.nature != Nature::Service {
                return contradiction("有不予决定，但没有救济期限");
            }
            if self.words.reject.is_empty() {
                return contradiction("有不予决定，但没有对应用语");
            }
        }
        if self.acceptance == AcceptanceStep::None {
            if self.decision.start == ClockStart::Acceptance {
                return contradiction("没有受理环节，办理时限不能自受理之日起算");
            }
            if self.receive.silence == Silence::AcceptedAsOfReceipt {
                return contradiction("没有受理环节，不能视为受理");
            }
        }
        self.course()?;
        if !matches!(self.deciding, Power::Decide | Power::Register) {
            return contradiction("deciding 只能是 decide 或 register");
        }
        Ok(())
    }

    /// What the procedure lets happen on the way, and the papers of it.
    fn course(&self) -> Result<(), ProcedureError> {
        let id = &self.id;
        let contradiction = |why| Err(ProcedureError::Contradiction(id.clone(), why));
        for (there, act, name) in [
            (!self.steps.is_empty(), PaperAct::AnnounceStep, "特别程序告知"),
            (self.extension.is_some(), PaperAct::Extend, "延长期限"),
            (self.deferral.is_some(), PaperAct::Defer, "容缺受理"),
            (self.deferral.is_some() || self.correction.is_some(), PaperAct::Terminate, "终止办理"),
        ] {
            if there && self.paper(act).is_none() {
                return Err(ProcedureError::Paper(id.clone(), name));
            }
        }
        // 行政许可法 art. 45 names eight kinds and no other
        let permit = self.nature == Nature::Permit;
        let beyond = |rule: &StepRule| rule.stops && !StepKind::ALL[..8].contains(&rule.kind);
        if permit && self.steps.iter().any(beyond) {
            return contradiction("《行政许可法》第四十五条之外的环节不能停止计时");
        }
        // 民法典 arts. 201–203: the applicant's terms are natural days
        let working = |rule: &CorrectionTerm| rule.term.unit == DayUnit::Working;
        if self.correction.as_ref().is_some_and(working) {
            return contradiction("申请人的补正期限应当按自然日计算");
        }
        if self.deferral.is_some() && self.acceptance == AcceptanceStep::None {
            return contradiction("没有受理环节，不能容缺受理");
        }
        Ok(())
    }
}
