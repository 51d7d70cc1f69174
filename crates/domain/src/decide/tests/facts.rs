use super::result::{deliver, make};
use super::review::examined;
use super::world::{
    HEALTH, World, app, approve, clerk, decider, examiner, paper, receive, scanned,
};
use crate::action::{Action, IssuedPaper, Paper, PrintOutcome};
use crate::application::Stream;
use crate::document::DocumentKind;
use crate::intake::Check;

const DAY: &str = "2026-05-07";

fn print(number: &str, reprint: u32, outcome: PrintOutcome) -> Action {
    let paper = paper(DocumentKind::Receipt, number);
    Action::RecordPrint { paper, reprint, reason: None, outcome }
}

fn void(number: &str) -> Action {
    let paper = paper(DocumentKind::Receipt, number);
    Action::VoidPaper { paper, reason: "卡纸".into() }
}

fn jam() -> PrintOutcome {
    PrintOutcome::Failed { reason: "卡纸".into() }
}

/// Tasks raised so far, by code.
fn tasks(state: &Stream) -> Vec<String> {
    app(state).tasks.values().map(|task| task.code.clone()).collect()
}

#[test]
fn facts_are_recorded_in_every_state() {
    let world = World::new();
    let facts = [
        print("收1", 0, PrintOutcome::Printed),
        void("收1"),
        Action::RecordPage { kind: "plan".into(), page: "p".into() },
        Action::AttachMaterial { case: None, kind: "plan".into(), evidence: scanned("p") },
        Action::CallTicket { ticket: "A1".into(), matter: String::new() },
        Action::EndVisit { ticket: "A1".into(), received: true, seconds: 60 },
        Action::GiveGuidance {
            ticket: "A1".into(),
            applicant: "王芳".into(),
            matter: "理发店".into(),
            paper: paper(DocumentKind::GuidanceNotice, "告1"),
        },
        Action::IssuePaper(IssuedPaper {
            case: Some("1".into()),
            to: "王芳".into(),
            paper: paper(DocumentKind::ReturnList, "退1"),
        }),
        Action::RevealPersonalData {
            about: "app".into(),
            field: "phone".into(),
            reason: "联系申请人".into(),
        },
    ];
    let received = world.received(&[HEALTH], DAY);
    let called = world.act(&Stream::Empty, &clerk(), DAY, &facts[4]).unwrap();
    for state in [&Stream::Empty, &received, &called] {
        for fact in &facts {
            assert_eq!(world.code(state, &clerk(), DAY, fact), "ok", "{fact:?}");
            assert_eq!(world.code(state, &examiner(HEALTH), DAY, fact), "ok", "{fact:?}");
        }
    }
}

#[test]
fn a_jam_leaves_the_paper_owed_and_the_act_alone() {
    let world = World::new();
    let state = world.received(&[HEALTH], DAY);
    let owed = |state: &Stream| app(state).owed_papers().count();
    let state = world.act(&state, &clerk(), DAY, &print("收1", 0, jam())).unwrap();
    assert_eq!(owed(&state), 1);
    let printed = print("收1", 0, PrintOutcome::Printed);
    let state = world.act(&state, &clerk(), DAY, &printed).unwrap();
    assert_eq!(owed(&state), 0);
    let state = world.act(&state, &clerk(), DAY, &print("收1", 1, jam())).unwrap();
    assert_eq!((owed(&state), app(&state).papers["收1"].reprints), (0, 1));
}

#[test]
fn a_list_made_out_is_owed_until_it_is_printed() {
    let world = World::new();
    let state = world.received(&[HEALTH], DAY);
    let list = |hash: &str| {
        Action::IssuePaper(IssuedPaper {
            case: Some("1".into()),
            to: "王芳".into(),
            paper: Paper { hash: hash.into(), ..paper(DocumentKind::ReturnList, "退1") },
        })
    };
    let hash = paper(DocumentKind::ReturnList, "退1").hash.to_string();
    let state = world.act(&state, &clerk(), DAY, &list(&hash)).unwrap();
    assert!(app(&state).owed_papers().any(|record| record.paper.number.as_str() == "退1"));
    let state = world.act(&state, &clerk(), DAY, &list(&"0".repeat(64))).unwrap();
    assert_eq!(tasks(&state), ["paper.other_content"], "one number, two contents");
}

#[test]
fn what_does_not_fit_is_told_to_a_person() {
    let world = World::new();
    let state = world.received(&[HEALTH], DAY);
    let state = world.act(&state, &clerk(), DAY, &void("收9")).unwrap();
    let state = world.act(&state, &clerk(), DAY, &void("收1")).unwrap();
    let again = print("收1", 1, PrintOutcome::Printed);
    let state = world.act(&state, &clerk(), DAY, &again).unwrap();
    let other = Action::RecordPrint {
        paper: Paper {
            hash: crate::ids::BlobHash("b".repeat(64)),
            ..paper(DocumentKind::Receipt, "收1")
        },
        reprint: 0,
        reason: None,
        outcome: PrintOutcome::Printed,
    };
    let state = world.act(&state, &clerk(), DAY, &other).unwrap();
    let wanted = ["paper.unknown", "paper.voided", "paper.other_content"];
    assert_eq!(tasks(&state), wanted);
}

#[test]
fn late_material_raises_a_task_that_is_closed_once() {
    let world = World::new();
    let mut state = examined(&world, HEALTH, &examiner(HEALTH));
    let grant = approve("1", DAY, DocumentKind::Decision);
    for (who, act) in [
        (decider(HEALTH), grant),
        (decider(HEALTH), make("1", "permit")),
        (clerk(), deliver(&["1"], DAY)),
    ] {
        state = world.act(&state, &who, DAY, &act).unwrap();
    }
    let late = Action::AttachMaterial {
        case: Some("1".into()),
        kind: "plan".into(),
        evidence: scanned("late"),
    };
    let resolve =
        |task: &str, text: &str| Action::ResolveTask { task: task.into(), text: text.into() };
    assert_eq!(world.code(&state, &clerk(), DAY, &resolve("1-material.late", "x")), "task.none");
    let state = world.act(&state, &clerk(), DAY, &late).unwrap();
    assert_eq!(tasks(&state), ["material.late"]);
    for (who, task, text, wanted) in [
        (clerk(), "1-material.late", "已退还申请人", "ok"),
        (clerk(), "1-material.late", " ", "task.text"),
        (clerk(), "9", "x", "task.unknown"),
        (examiner("deed"), "1-material.late", "x", "authority.task"),
    ] {
        assert_eq!(world.code(&state, &who, DAY, &resolve(task, text)), wanted, "{task} {text}");
    }
    let done = resolve("1-material.late", "已退还申请人");
    let state = world.act(&state, &clerk(), DAY, &done).unwrap();
    assert_eq!(world.code(&state, &clerk(), DAY, &done), "task.none");
    let state = world.act(&state, &clerk(), DAY, &late).unwrap();
    assert_eq!(world.code(&state, &clerk(), DAY, &done), "task.done");
}

#[test]
fn looking_at_a_material_needs_the_material_and_a_reason() {
    let world = World::new();
    let state = world.received(&[HEALTH], DAY);
    let check = |kind: &str, check: Check| Action::CheckMaterial { kind: kind.into(), check };
    let detach = |page: &str, reason: &str| Action::DetachMaterial {
        kind: "plan".into(),
        page: page.into(),
        reason: reason.into(),
    };
    let faulty = |problem: &str| Check::Failed { problem: problem.into() };
    for (who, action, wanted) in [
        (clerk(), check("plan", Check::Passed), "ok"),
        (examiner(HEALTH), check("plan", faulty("模糊")), "ok"),
        (clerk(), check("plan", faulty("")), "material.problem"),
        (clerk(), check("licence-2", Check::Passed), "material.none"),
        (examiner("deed"), check("plan", Check::Passed), "authority.receive"),
        (clerk(), detach("plan", "扫错"), "ok"),
        (clerk(), detach("plan", ""), "material.reason"),
        (clerk(), detach("other", "扫错"), "material.no_page"),
    ] {
        assert_eq!(world.code(&state, &who, DAY, &action), wanted, "{action:?}");
    }
    let elsewhere = receive(&[HEALTH]);
    assert_eq!(world.code(&state, &clerk(), DAY, &elsewhere), "receive.twice");
}
