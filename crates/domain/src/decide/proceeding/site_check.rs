//! 现场核查: two officers or more, a record signed by the party (行政许可法 art. 34(3)).

use std::collections::BTreeSet;

use super::super::judge::{Judge, Verdict, no, not_this, of_permit, paper_for, written};
use crate::application::Case;
use crate::authorisation::Power;
use crate::procedure::{PaperAct, Procedure};
use crate::proceeding::{Officer, PartySignature, Proceeding};

const TWO: &str = "《行政许可法》第三十四条第三款";

/// The rule of two officers; assistance has its own on visiting a home.
pub(in super::super) fn two(procedure: &Procedure) -> &str {
    of_permit(procedure, TWO, &procedure.law)
}

/// Whether a site check may be recorded now.
pub(super) fn gate(judge: Judge<'_>, case: &Case) -> Verdict {
    judge.undecided(case)?;
    let procedure = judge.procedure(case)?;
    judge.accepted(case, procedure)?;
    if !case.terms.site_check {
        return no(
            "site.none",
            two(procedure),
            format!("「{}」没有现场核查环节，请按材料审查", judge.item(case)),
        );
    }
    judge.authority(case, Power::Examine).map(|_| ())
}

/// Judges a record.
pub(super) fn judge(judge: Judge<'_>, case: &Case, record: &Proceeding) -> Verdict {
    gate(judge, case)?;
    let procedure = judge.procedure(case)?;
    let Proceeding::SiteCheck { officers, checked_on, findings, party, paper } = record else {
        return not_this();
    };
    let article = two(procedure);
    two_officers(officers, article)?;
    let since = case.acceptance.as_ref().map_or(case.received_on, |a| a.on);
    if *checked_on < since || *checked_on > judge.ctx.today {
        return no(
            "site.date",
            article,
            format!("核查日期应在受理之日 {since} 至今天之间，请改正"),
        );
    }
    written(findings, "site.findings", article, "请写明现场核查的情况")?;
    let (words, message) = match party {
        PartySignature::Signed { name } => (name, "请填写在笔录上签字的当事人"),
        PartySignature::Refused { note } => (note, "当事人拒绝签字的，请注明原因和见证人"),
    };
    written(words, "site.party", article, message)?;
    paper_for(judge, procedure, PaperAct::CheckSite, Some(paper))
}

fn two_officers(officers: &[Officer], article: &str) -> Verdict {
    let whole = |officer: &&Officer| {
        !officer.name.trim().is_empty() && !officer.certificate.trim().is_empty()
    };
    let certificates: BTreeSet<&str> =
        officers.iter().filter(whole).map(|officer| officer.certificate.trim()).collect();
    if certificates.len() < 2 {
        return no(
            "site.two",
            article,
            "现场核查应当由两名以上工作人员进行，请填写两人的姓名和执法证号",
        );
    }
    Ok(())
}
