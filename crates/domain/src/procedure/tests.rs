use super::*;

/// The shipped procedures, as everybody else reads them.
pub(crate) fn shipped() -> BTreeMap<ProcedureId, Procedure> {
    let all: Vec<Procedure> =
        serde_saphyr::from_str(include_str!("../../../../forms/procedures.yaml")).unwrap();
    all.into_iter().map(|procedure| (procedure.id.clone(), procedure)).collect()
}

#[test]
fn shipped_procedures_are_sound() {
    for procedure in shipped().values() {
        assert_eq!(procedure.check(), Ok(()), "{}", procedure.id);
    }
}

#[test]
fn the_licensing_law_binds_permits_only() {
    for procedure in shipped().values() {
        let permit = procedure.id.as_str() == "P1";
        assert_eq!(procedure.nature == Nature::Permit, permit, "{}", procedure.id);
        assert_eq!(procedure.law.contains("行政许可法"), permit, "{}", procedure.id);
    }
}

#[test]
fn each_procedure_keeps_its_own_terms() {
    let all = shipped();
    let procedure = |id: &str| &all[&ProcedureId::from(id)];
    for (id, receive, silence, start, decide) in [
        (
            "P1",
            Term::working(5),
            Silence::AcceptedAsOfReceipt,
            ClockStart::Acceptance,
            Some(Term::working(20)),
        ),
        ("P2", Term::working(3), Silence::Nothing, ClockStart::Receipt, Some(Term::working(3))),
        (
            "P3",
            Term::working(0),
            Silence::AcceptedAsOfReceipt,
            ClockStart::Acceptance,
            Some(Term::working(30)),
        ),
        (
            "P4",
            Term::natural(15),
            Silence::Nothing,
            ClockStart::Acceptance,
            Some(Term::natural(60)),
        ),
        ("P8", Term::working(0), Silence::Nothing, ClockStart::Receipt, None),
    ] {
        let p = procedure(id);
        assert_eq!((p.receive.term, p.receive.silence), (receive, silence), "{id}");
        assert_eq!((p.decision.start, p.decision.statutory), (start, decide), "{id}");
    }
}

#[test]
fn each_procedure_answers_and_ends_in_its_own_way() {
    let all = shipped();
    let procedure = |id: &str| &all[&ProcedureId::from(id)];
    let five = [
        Reply::NotNeeded,
        Reply::NotCompetent,
        Reply::CorrectedOnSpot,
        Reply::Correction,
        Reply::Accepted,
    ];
    assert_eq!(procedure("P1").replies, BTreeSet::from(five), "行政许可法 art. 32(1)");
    assert!(!procedure("P8").endings.contains(&Ending::Reject), "备案 has no 不予");
    assert!(procedure("P2").paper(PaperAct::Accept).is_none(), "登记 has no 受理通知书");
}

#[test]
fn contradictions_are_found() {
    let sound = shipped()[&ProcedureId::from("P1")].clone();
    let mut no_paper = sound.clone();
    no_paper.papers.remove(&PaperAct::DeclineNotCompetent);
    assert!(matches!(no_paper.check(), Err(ProcedureError::Paper(_, "不予受理"))));
    let mut no_remedies = sound.clone();
    no_remedies.remedies = None;
    let mut no_acceptance = sound.clone();
    no_acceptance.acceptance = AcceptanceStep::None;
    let mut wrong_power = sound;
    wrong_power.deciding = Power::Receive;
    for faulty in [no_remedies, no_acceptance, wrong_power] {
        assert!(matches!(faulty.check(), Err(ProcedureError::Contradiction(..))));
    }
}
