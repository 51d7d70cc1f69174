//! Merging of carts, items outside the hall, ended items, the share of one organ.

use super::*;

#[test]
fn an_empty_or_unknown_selection_says_what_to_do() {
    let table = [
        (inquiry(None, &[], &[]), "selection_empty"),
        (inquiry(None, &["nothing"], &[]), "unknown_item"),
        (inquiry(Some("nothing"), &[], &[]), "unknown_theme"),
    ];
    for (ask, code) in table {
        assert_eq!(resolve(&CATALOGUE, &ask).expect_err(code).code(), code);
    }
}

#[test]
fn the_strictest_of_two_items_wins() {
    // The deed is handed in for replacement and serves as proof of premises elsewhere.
    let ask = inquiry(
        None,
        &[DEED, SIGN],
        &[("deed_event", "damaged"), ("co_owned", "no"), ("tenure", "owned")],
    );
    let all = resolved(&ask);
    let deed = material(&all, "property-deed");
    assert_eq!((deed.form, deed.keep, deed.copies), (PaperForm::Original, Keep::Kept, 1));
    assert_eq!(deed.holders, [Role::Applicant]);
    assert!(deed.certificates.is_empty(), "a deed that is handed in is no e-certificate");
    assert_eq!(deed.origins.len(), 2);
    // A replaced deed is no new source: nothing waits for it.
    assert!(all.cases.iter().all(|case| !case.depends_on.contains(&DEED.into())));
    assert_eq!(all.fee_total, 1000);
    assert_eq!(all.cases.iter().map(|case| case.fee).sum::<u32>(), 1000);
}

#[test]
fn deferral_needs_a_secondary_paper_and_a_route_that_defers() {
    let mut ask = barber();
    assert!(material(&resolved(&ask), "hygiene-rules").deferrable);
    assert!(!material(&resolved(&ask), "floor-plan").deferrable);
    ask.answers.insert("hygiene_route".into(), "declaration".to_owned());
    assert!(!material(&resolved(&ask), "hygiene-rules").deferrable);
}

#[test]
fn fields_merge_with_provenance_and_the_narrowest_limits() {
    let ask = inquiry(None, &[INDIVIDUAL, COMPANY, HYGIENE], &[]);
    let all = resolved(&ask);
    let groups: Vec<&str> = all.groups.iter().map(|g| g.id.as_str()).collect();
    assert_eq!(groups, ["applicant", "business", "premises", "hygiene"]);
    let find = |id: &str| {
        let id = ElementId::from(id);
        all.groups.iter().flat_map(|g| &g.fields).find(|f| f.element == id).cloned()
    };
    let capital = find("business.capital").expect("asked");
    assert_eq!((capital.min.as_deref(), capital.items.len()), (Some("1"), 2));
    let staff = find("business.staff").expect("asked");
    assert!(staff.required, "required by one is required");
    assert_eq!(find("premises.address").expect("asked").items.len(), 3);
    let ventilation = find("hygiene.ventilation").expect("possible");
    assert!(ventilation.possible && !ventilation.required);
}

#[test]
fn the_share_of_one_organ_holds_only_its_own_case() {
    let all = resolved(&barber());
    let registrar = split(&all, &INDIVIDUAL.into()).expect("a case");
    let health = split(&all, &HYGIENE.into()).expect("a case");
    let kinds = |share: &super::super::CaseShare| -> Vec<String> {
        share.materials.iter().map(|m| m.kind.to_string()).collect()
    };
    assert!(!kinds(&registrar).contains(&"hygiene-test-report".to_owned()));
    assert!(!kinds(&registrar).contains(&"business-licence".to_owned()));
    assert!(!kinds(&health).contains(&"individual-registration-form".to_owned()));
    assert!(kinds(&health).contains(&"business-licence".to_owned()));
    let of = |share: &super::super::CaseShare| -> Vec<String> {
        let fields = share.groups.iter().flat_map(|g| &g.fields);
        fields.map(|f| f.element.to_string()).collect()
    };
    assert!(!of(&registrar).contains(&"hygiene.project".to_owned()));
    assert!(!of(&health).contains(&"business.scope".to_owned()));
    for share in [&registrar, &health] {
        let code = &share.case.item;
        let fields = share.groups.iter().flat_map(|g| &g.fields);
        assert!(fields.clone().all(|f| f.items == std::slice::from_ref(code)));
        assert!(share.materials.iter().all(|m| m.origins.iter().all(|o| o.item == *code)));
    }
    assert_eq!(split(&all, &FOOD.into()), None);
}

#[test]
fn an_ended_item_asks_nothing_and_says_so() {
    let mut ask = inquiry(None, &[ELDER_CARD], &[]);
    let all = resolved(&ask);
    assert!(all.materials.is_empty() && all.groups.is_empty() && all.questions.is_empty());
    assert!(all.cases[0].advice.as_deref().is_some_and(|advice| advice.contains("无需办理")));
    ask.on = jiff::civil::date(2026, 6, 30);
    assert_eq!(needed(&resolved(&ask)), ["identity-card"]);
}

#[test]
fn what_others_handle_is_told_and_promises_nothing() {
    let all = resolved(&inquiry(None, &[ID_CARD], &[("idcard_event", "expired")]));
    assert!(all.cases[0].advice.is_some());
    assert_eq!(all.promise, super::super::BundlePromise::default());
}

#[test]
fn an_organ_bears_the_name_of_the_day() {
    let mut ask = inquiry(None, &[HYGIENE], &[]);
    ask.on = jiff::civil::date(2025, 1, 19);
    assert_eq!(resolved(&ask).cases[0].organ, "穗城区卫生健康局");
    ask.on = jiff::civil::date(2025, 1, 20);
    assert_eq!(resolved(&ask).cases[0].organ, "穗城区疾病预防控制局");
}

#[test]
fn two_items_that_wait_for_each_other_are_an_error() {
    let mut catalogue = CATALOGUE.clone();
    let usage = catalogue.items[&ItemCode::from(HYGIENE)].materials[0].clone();
    let item = catalogue.items.get_mut(&ItemCode::from(INDIVIDUAL)).expect("there");
    item.materials
        .push(crate::catalogue::item::MaterialUse { kind: "hygiene-permit".into(), ..usage });
    let error = resolve(&catalogue, &barber()).expect_err("a cycle");
    assert!(matches!(&error, ResolveError::Cycle(names) if names.len() == 2), "{error}");
    assert_eq!(error.code(), "dependency_cycle");
}
