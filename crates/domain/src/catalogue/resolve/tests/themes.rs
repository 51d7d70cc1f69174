//! The two shipped themes, as clerk-notes §4b and §4c tell them.

use super::*;

#[test]
fn the_barber_brings_six_papers_and_the_licence_flows_in() {
    let all = resolved(&barber());
    assert_eq!(cases(&all), [INDIVIDUAL, HYGIENE]);
    assert_eq!(
        needed(&all),
        [
            "individual-registration-form",
            "identity-card",
            "property-deed",
            "hygiene-application-form",
            "floor-plan",
            "hygiene-test-report",
            "hygiene-rules",
        ]
    );
    let form = material(&all, "individual-registration-form");
    assert!(form.signed && form.weight == Weight::Primary);
    let deed = material(&all, "property-deed");
    assert_eq!(deed.certificates, ["property-deed"]);
    assert!(deed.holders.contains(&Role::Landlord));
    assert_eq!(deed.origins.len(), 2);
    let licence = material(&all, "business-licence");
    assert_eq!(licence.state, MaterialState::Produced { by: INDIVIDUAL.into() });
    assert!(all.questions.iter().all(|q| q.answer.is_some()));
    // 14 papers on two visits became nine at most (sources/004).
    assert_eq!((all.counts.materials_before, all.counts.materials_after), (10, 7));
    assert_eq!((all.counts.visits_before, all.counts.visits_after), (4, 1));
    assert!(all.counts.fields_before > all.counts.fields_after);
    assert_eq!(all.fee_total, 0);
}

#[test]
fn the_health_permit_waits_for_the_licence_and_the_promise_is_the_longest_path() {
    let all = resolved(&barber());
    assert_eq!(all.cases[0].depends_on, []);
    assert_eq!(all.cases[1].depends_on, [ItemCode::from(INDIVIDUAL)]);
    assert_eq!(all.cases[1].organ, "穗城区疾病预防控制局");
    assert!(all.cases[1].site_check && all.cases[1].deferral);
    assert_eq!(all.cases[1].statutory, Some(Limit { days: 20, unit: LimitUnit::WorkingDays }));
    assert_eq!((all.promise.working_days, all.promise.natural_days), (3, 0));
    assert_eq!(all.promise.path, [ItemCode::from(INDIVIDUAL), ItemCode::from(HYGIENE)]);
}

#[test]
fn a_licensed_barber_brings_the_licence_and_has_one_case() {
    let mut ask = barber();
    ask.answers.insert("licensed".into(), "yes".to_owned());
    let all = resolved(&ask);
    assert_eq!(cases(&all), [HYGIENE]);
    let licence = material(&all, "business-licence");
    assert_eq!((&licence.state, licence.trust), (&MaterialState::Needed, Trust::A));
    // The stale answer "individual" counts no longer, its question is gone.
    assert!(all.questions.iter().all(|q| q.id.as_str() != "entity"));
    let left = all.left_out.iter().find(|l| l.item.as_str() == INDIVIDUAL).expect("left out");
    assert!(!left.offered && left.reason.contains("已有营业执照"));
    assert!(!fields(&all).contains(&"business.scope"));
}

#[test]
fn situations_change_materials() {
    let table = [
        ("tenure", "rented", vec!["property-deed", "lease-contract"], vec![]),
        ("tenure", "free", vec!["property-deed", "free-use-consent"], vec![]),
        ("tenure", "stall", vec!["stall-agreement"], vec!["property-deed"]),
        ("residential", "yes", vec!["neighbour-consent"], vec![]),
        ("central_air", "yes", vec!["central-air-report"], vec![]),
        ("hygiene_route", "declaration", vec!["hygiene-pledge"], vec!["hygiene-test-report"]),
        ("operator", "hk_mo_tw", vec!["hk-mo-tw-identity"], vec![]),
    ];
    for (question, answer, there, gone) in table {
        let mut ask = barber();
        ask.answers.insert(question.into(), answer.to_owned());
        let all = resolved(&ask);
        let list = needed(&all);
        assert!(there.iter().all(|kind| list.contains(kind)), "{question}={answer}: {list:?}");
        assert!(!gone.iter().any(|kind| list.contains(kind)), "{question}={answer}: {list:?}");
    }
}

#[test]
fn declaration_is_a_route_of_its_own() {
    let mut ask = barber();
    ask.answers.insert("hygiene_route".into(), "declaration".to_owned());
    let case = resolved(&ask).cases.remove(1);
    assert_eq!((case.route.as_str(), case.case_kind), ("declaration", CaseKind::Instant));
    assert!(case.declaration && !case.deferral && !case.site_check && case.route_certain);
    ask.answers.insert("beauty".into(), "medical".to_owned());
    let all = resolved(&ask);
    assert_eq!(all.cases[1].route, "ordinary");
    assert!(all.notices.iter().any(|notice| notice.contains("医疗机构执业登记")));
}

#[test]
fn an_unanswered_question_leaves_its_materials_possible() {
    let mut ask = barber();
    ask.answers.remove(&QuestionId::from("tenure"));
    let all = resolved(&ask);
    let deed = material(&all, "property-deed");
    assert_eq!(deed.state, MaterialState::Possible { questions: vec!["tenure".into()] });
    assert!(all.questions.iter().any(|q| q.id.as_str() == "tenure" && q.answer.is_none()));
    ask.answers.remove(&QuestionId::from("hygiene_route"));
    let case = &resolved(&ask).cases[1];
    assert!(!case.route_certain && case.route == "ordinary");
}

#[test]
fn nothing_answered_shows_both_registrations_as_possible() {
    let all = resolved(&inquiry(Some("open-barber-shop"), &[], &[]));
    let possible: Vec<&str> =
        all.cases.iter().filter(|c| c.possible).map(|c| c.item.as_str()).collect();
    assert_eq!(possible, [INDIVIDUAL, COMPANY]);
    let licence = material(&all, "business-licence");
    assert!(
        matches!(&licence.state, MaterialState::Possible { questions } if questions.len() == 2)
    );
    assert!(all.questions.iter().any(|q| q.id.as_str() == "entity" && q.possible));
}

#[test]
fn an_agent_brings_authority_without_being_asked_for_it() {
    let mut ask = barber();
    ask.by_agent = true;
    let all = resolved(&ask);
    assert!(needed(&all).contains(&"power-of-attorney"));
    assert!(needed(&all).contains(&"agent-identity"));
    assert!(fields(&all).contains(&"agent.name"));
    let asked = all.questions.iter().find(|q| q.id.as_str() == "by_agent").expect("shown");
    assert!(asked.derived && asked.answer.as_deref() == Some("yes"));
}

#[test]
fn the_restaurant_runs_beside_each_other_after_the_licence() {
    let ask = inquiry(
        Some("open-restaurant"),
        &[SIGN],
        &[
            ("licensed", "no"),
            ("entity", "company"),
            ("food_form", "restaurant"),
            ("special_room", "no"),
            ("fire_scope", "yes"),
            ("fire_route", "ordinary"),
            ("drain", "shared"),
            ("tenure", "rented"),
        ],
    );
    let all = resolved(&ask);
    assert_eq!(cases(&all), [COMPANY, FOOD, FIRE, SIGN]);
    for case in &all.cases[1..] {
        assert_eq!(case.depends_on, [ItemCode::from(COMPANY)], "{}", case.name);
    }
    assert_eq!(all.cases[2].organ, "穗城区消防救援大队");
    // company 1 + fire 7 working days is the longest path
    assert_eq!(all.promise.working_days, 8);
    assert_eq!(all.promise.path, [ItemCode::from(COMPANY), ItemCode::from(FIRE)]);
    // one drawing serves food and fire
    assert_eq!(material(&all, "floor-plan").origins.len(), 2);
    assert!(all.left_out.iter().any(|l| l.name.contains("排水") && !l.offered));
    assert!(!all.materials.iter().any(|m| m.kind.as_str().contains("health")));
}

#[test]
fn a_small_caterer_may_declare_only_below_fifty_square_metres() {
    let mut ask = inquiry(
        None,
        &[FOOD],
        &[("food_form", "restaurant"), ("special_room", "no"), ("small_catering", "yes")],
    );
    let area = ElementId::from("premises.area");
    let route = |ask: &Inquiry| resolved(ask).cases.remove(0).route;
    assert_eq!(route(&ask), "small");
    ask.values.insert(area.clone(), "50".to_owned());
    assert_eq!(route(&ask), "small");
    ask.values.insert(area.clone(), "50.01".to_owned());
    assert_eq!(route(&ask), "ordinary");
    assert!(!needed(&resolved(&ask)).contains(&"small-catering-pledge"));
    ask.values.insert(area, "abc".to_owned());
    assert_eq!(route(&ask), "small", "a value that is none leaves the condition unknown");
}
