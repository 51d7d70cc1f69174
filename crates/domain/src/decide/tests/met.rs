//! Which refusals the random walks must have met, and which no walk on an application can meet.

use std::collections::BTreeSet;
use std::path::Path;

/// Refusals that the walks must have met: each rule that an act on an application comes up against.
pub(super) const MET: &[&str] = &[
    "accept.date",
    "accept.materials",
    "accept.no_step",
    "accept.promise",
    "accept.twice",
    "accept.unchecked",
    "amend.empty",
    "amend.field",
    "amend.reason",
    "amend.same",
    "approve.materials",
    "approve.not_met",
    "approve.pages",
    "approve.site_check",
    "authority.accept",
    "authority.decide",
    "authority.decline",
    "authority.deliver",
    "authority.department",
    "authority.department_accepts",
    "authority.examine",
    "authority.hall",
    "authority.notify_correction",
    "authority.rate",
    "authority.receive",
    "authority.register",
    "authority.review",
    "authority.system",
    "authority.task",
    "case.closed",
    "case.correcting",
    "case.decided",
    "case.not_accepted",
    "case.waits",
    "claim.first",
    "claim.other",
    "claim.taken",
    "correction.accepted",
    "correction.empty",
    "correction.late",
    "correction.not_foreseen",
    "correction.once",
    "correction.second_reason",
    "correction.term",
    "correction.unclear",
    "course.instant",
    "decide.accepted_it",
    "decide.deferred",
    "decide.ending",
    "decide.examined_it",
    "decide.ground",
    "decide.no_opinion",
    "decide.no_review",
    "decide.open_point",
    "decide.reason",
    "decide.returned",
    "decide.step_open",
    "decline.accepted",
    "decline.competent_body",
    "decline.ground",
    "decline.no_remedies",
    "decline.own_law",
    "decline.proposed",
    "decline.reason",
    "deem.day",
    "deem.not_due",
    "defer.due",
    "defer.empty",
    "defer.none",
    "defer.not_listed",
    "defer.others",
    "defer.present",
    "defer.primary",
    "defer.stage",
    "defer.twice",
    "deferred.empty",
    "deferred.none",
    "deferred.other",
    "deliver.date",
    "deliver.no_result",
    "deliver.on_behalf",
    "deliver.recipient",
    "deliver.recipient_id",
    "deliver.twice",
    "deliver.undecided",
    "examine.empty",
    "examine.no_points",
    "examine.point",
    "extend.approval",
    "extend.approver",
    "extend.due",
    "extend.late",
    "extend.no_term",
    "extend.none",
    "extend.not_started",
    "extend.reason",
    "extend.twice",
    "form.application",
    "form.case_no",
    "form.case_twice",
    "form.case_unknown",
    "form.deliver_nothing",
    "form.department",
    "form.depends_on",
    "form.item_unknown",
    "form.not_chosen",
    "form.not_today",
    "form.opening_twice",
    "form.paper_hash",
    "form.paper_kind",
    "form.paper_missing",
    "form.paper_number",
    "form.query_code",
    "form.selection",
    "form.stream",
    "material.no_page",
    "material.none",
    "material.problem",
    "material.reason",
    "opinion.examine_first",
    "opinion.no_review",
    "opinion.same_person",
    "opinion.site_check",
    "opinion.text",
    "paper.number_used",
    "rate.twice",
    "receive.identity",
    "receive.incomplete",
    "receive.item_ended",
    "receive.no_agent",
    "receive.no_agent_scope",
    "receive.no_applicant",
    "receive.no_item",
    "receive.not_here",
    "receive.twice",
    "reject.no_remedies",
    "result.kind",
    "result.name",
    "result.none",
    "result.not_granted",
    "result.number",
    "result.twice",
    "result.validity",
    "return.answer",
    "return.none",
    "return.open",
    "return.text",
    "site.date",
    "site.findings",
    "site.none",
    "site.party",
    "site.two",
    "step.backdated",
    "step.days",
    "step.kind",
    "step.none",
    "step.not_open",
    "step.open",
    "step.reason",
    "step.result",
    "step.stops",
    "supply.empty",
    "supply.incomplete",
    "supply.not_asked",
    "task.done",
    "task.none",
    "task.text",
    "task.unknown",
    "terminate.no_remedies",
    "terminate.none",
    "terminate.not_lapsed",
    "terminate.not_waiting",
    "terminate.own_law",
    "terminate.reason",
    "transfer.other",
    "transfer.reason",
    "transfer.same",
    "transfer.to",
    "transfer.unclaimed",
    "withdraw.decided",
    "withdraw.reason",
];

/// Refusals of a day at a counter, which `any_day` walks.
const OF_A_DAY: &[&str] = &[
    "authority.counter",
    "authority.receiver",
    "authority.shift",
    "authority.witness",
    "form.list",
    "form.list_unknown",
    "hand_over.confirmed",
    "hand_over.copies",
    "hand_over.empty",
    "hand_over.missing",
    "hand_over.none",
    "hand_over.rows",
    "hand_over.twice",
    "shift.counts",
    "shift.leaving_first",
    "shift.same_person",
    "shift.twice",
];

/// Codes that no walk meets, each with the reason.
const NEVER: &[(&str, &str)] = &[
    (
        "form.action",
        "an action that came to the rule of another: the match in `decide` sends none there",
    ),
    (
        "form.paper_not_foreseen",
        "an act without a paper of its procedure: the procedure check wants one for all it opens",
    ),
    (
        "form.procedure_unknown",
        "a catalogue without the procedure of its item: the catalogue check refuses it",
    ),
    ("material.late", "no refusal: the code of a task for a person"),
    ("paper.other_content", "no refusal: the code of a task for a person"),
    ("paper.unknown", "no refusal: the code of a task for a person"),
    ("paper.voided", "no refusal: the code of a task for a person"),
];

/// Every code that stands in the rules.
fn in_the_rules() -> BTreeSet<String> {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/decide");
    let mut codes = BTreeSet::new();
    for folder in [rules.clone(), rules.join("proceeding")] {
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
                codes.extend(codes_of(&std::fs::read_to_string(path).unwrap()));
            }
        }
    }
    codes
}

/// Texts such as `"accept.date"`: two words of small letters with a dot between them.
fn codes_of(text: &str) -> impl Iterator<Item = String> {
    let small =
        |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    let is_code = move |text: &&str| {
        text.split_once('.').is_some_and(|(noun, word)| small(noun) && small(word))
    };
    text.split('"').filter(is_code).map(str::to_owned)
}

#[test]
fn every_refusal_of_the_rules_is_met_or_named_here_with_its_reason() {
    let named: Vec<&str> =
        MET.iter().chain(OF_A_DAY).copied().chain(NEVER.iter().map(|(code, _)| *code)).collect();
    let unnamed: Vec<String> =
        in_the_rules().into_iter().filter(|code| !named.contains(&code.as_str())).collect();
    assert!(unnamed.is_empty(), "add these to MET, or to NEVER with the reason: {unnamed:?}");
    let there = in_the_rules();
    let gone: Vec<&&str> = named
        .iter()
        .filter(|code| !code.starts_with("authority.") && !there.contains(**code))
        .collect();
    assert!(gone.is_empty(), "no rule says these any more: {gone:?}");
    assert_eq!(named.iter().collect::<BTreeSet<_>>().len(), named.len(), "named twice");
}
