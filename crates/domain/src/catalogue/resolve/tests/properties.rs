//! What holds for every cart and every set of answers.

use super::*;
use proptest::prelude::*;
use proptest::sample::subsequence;

fn cart() -> impl Strategy<Value = Vec<ItemCode>> {
    let all: Vec<ItemCode> = CATALOGUE.items.keys().cloned().collect();
    subsequence(all, 1..6).prop_shuffle()
}

fn theme() -> impl Strategy<Value = Option<ThemeId>> {
    let all: Vec<ThemeId> = CATALOGUE.themes.keys().cloned().collect();
    prop::option::of(prop::sample::select(all))
}

/// Any answers, also to questions that nobody asks.
fn answers() -> impl Strategy<Value = Vec<Option<usize>>> {
    prop::collection::vec(prop::option::of(0..6_usize), CATALOGUE.questions.len())
}

fn ask(theme: Option<ThemeId>, items: Vec<ItemCode>, choices: &[Option<usize>]) -> Inquiry {
    let mut ask = inquiry(None, &[], &[]);
    ask.selection.theme = theme;
    ask.selection.items = items;
    for (question, choice) in CATALOGUE.questions.values().zip(choices) {
        if let Some(choice) = choice {
            let option = &question.options[choice % question.options.len()];
            ask.answers.insert(question.id.clone(), option.id.clone());
        }
    }
    ask
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_order_of_choosing_does_not_matter(
        theme in theme(),
        items in cart(),
        answers in answers(),
    ) {
        let mut sorted = items.clone();
        sorted.sort();
        sorted.dedup();
        let one = resolve(&CATALOGUE, &ask(theme.clone(), items, &answers));
        let other = resolve(&CATALOGUE, &ask(theme, sorted, &answers));
        prop_assert_eq!(one, other);
    }

    #[test]
    fn taking_an_item_back_leaves_no_trace(
        theme in theme(),
        items in cart(),
        answers in answers(),
        extra in cart(),
    ) {
        let before = ask(theme.clone(), items.clone(), &answers);
        let mut after = before.clone();
        let added: Vec<ItemCode> =
            extra.into_iter().filter(|code| !items.contains(code)).collect();
        after.selection.items.extend(added.iter().cloned());
        let _ = resolve(&CATALOGUE, &after);
        after.selection.items.retain(|code| !added.contains(code));
        prop_assert_eq!(resolve(&CATALOGUE, &before), resolve(&CATALOGUE, &after));
    }

    #[test]
    fn every_merge_keeps_its_promises(
        theme in theme(),
        items in cart(),
        answers in answers(),
    ) {
        let all = resolve(&CATALOGUE, &ask(theme, items, &answers)).expect("resolves");
        prop_assert!(all.counts.materials_after <= all.counts.materials_before);
        prop_assert!(all.counts.fields_after <= all.counts.fields_before);
        for (index, case) in all.cases.iter().enumerate() {
            let earlier: Vec<&ItemCode> = all.cases[..index].iter().map(|c| &c.item).collect();
            prop_assert!(case.depends_on.iter().all(|code| earlier.contains(&code)));
            let share = split(&all, &case.item).expect("a share");
            prop_assert!(share.materials.iter().all(|m| m.origins.len() == 1));
        }
        for material in &all.materials {
            prop_assert!(!material.origins.is_empty());
            let merged = material.state == MaterialState::Needed;
            prop_assert_eq!(merged, material.origins.iter().any(|o| o.state == MaterialState::Needed));
            if let MaterialState::Produced { by } = &material.state {
                prop_assert!(all.cases.iter().any(|case| case.item == *by));
            }
        }
        let kinds: std::collections::BTreeSet<_> = all.materials.iter().map(|m| &m.kind).collect();
        prop_assert_eq!(kinds.len(), all.materials.len());
    }
}
