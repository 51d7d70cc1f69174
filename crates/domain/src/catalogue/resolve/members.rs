//! Which items are in the bundle: members of the theme and the cart.

use super::situation::Situation;
use super::{Inquiry, LeftOut, ResolveError};
use crate::catalogue::Catalogue;
use crate::catalogue::condition::Truth;
use crate::catalogue::item::Item;
use crate::catalogue::theme::{Theme, ThemeMember};
use crate::ids::{ItemCode, QuestionId};
use std::collections::{BTreeMap, BTreeSet};

/// An item in the bundle.
pub(super) struct Member<'a> {
    pub(super) item: &'a Item,
    /// Place in the theme; items of the cart come after.
    pub(super) place: usize,
    /// The theme's condition is not known yet.
    pub(super) possible: bool,
    /// Handed in today: not ended.
    pub(super) in_force: bool,
}

/// The bundle and what stays outside it.
pub(super) struct Bundle<'a> {
    pub(super) theme: Option<&'a Theme>,
    pub(super) members: Vec<Member<'a>>,
    pub(super) left_out: Vec<LeftOut>,
}

impl<'a> Bundle<'a> {
    pub(super) fn collect(
        catalogue: &'a Catalogue,
        inquiry: &Inquiry,
    ) -> Result<Self, ResolveError> {
        let selection = &inquiry.selection;
        let theme = match &selection.theme {
            Some(id) => Some(
                catalogue.themes.get(id).ok_or_else(|| ResolveError::UnknownTheme(id.clone()))?,
            ),
            None => None,
        };
        let mut bundle = Self { theme, members: Vec::new(), left_out: Vec::new() };
        let mut chosen: BTreeMap<&ItemCode, Member<'a>> = BTreeMap::new();
        if let Some(theme) = theme {
            bundle.take_theme(catalogue, inquiry, theme, &mut chosen)?;
        }
        let of_theme: BTreeSet<&ItemCode> =
            theme.iter().flat_map(|t| &t.members).map(|m| &m.item).collect();
        for code in selection.items.iter().filter(|code| !of_theme.contains(code)) {
            let item = find(catalogue, code)?;
            chosen.insert(&item.code, member(item, usize::MAX, false, inquiry));
        }
        if chosen.is_empty() && theme.is_none() {
            return Err(ResolveError::Empty);
        }
        bundle.members = chosen.into_values().collect();
        bundle.members.sort_by_key(|m| (m.place, &m.item.code));
        Ok(bundle)
    }

    fn take_theme(
        &mut self,
        catalogue: &'a Catalogue,
        inquiry: &Inquiry,
        theme: &'a Theme,
        chosen: &mut BTreeMap<&'a ItemCode, Member<'a>>,
    ) -> Result<(), ResolveError> {
        let situation =
            Situation::new(catalogue, inquiry, theme.questions.iter().collect(), Vec::new());
        for (place, entry) in theme.members.iter().enumerate() {
            let item = find(catalogue, &entry.item)?;
            let truth = situation.holds(entry.when.as_ref());
            match absence(entry, truth, inquiry) {
                Some((offered, reason)) => self.left_out.push(LeftOut {
                    item: item.code.clone(),
                    name: item.name.clone(),
                    offered,
                    reason,
                }),
                None => {
                    let possible = truth == Truth::Unknown;
                    chosen.insert(&item.code, member(item, place, possible, inquiry));
                }
            }
        }
        Ok(())
    }

    /// Questions of the theme and of every item in the bundle.
    pub(super) fn asked(&self) -> BTreeSet<&'a QuestionId> {
        let of_theme = self.theme.iter().flat_map(|theme| &theme.questions);
        let of_items = self.members.iter().filter(|m| m.in_force).flat_map(|m| &m.item.questions);
        of_theme.chain(of_items).collect()
    }
}

fn find<'a>(catalogue: &'a Catalogue, code: &ItemCode) -> Result<&'a Item, ResolveError> {
    catalogue.items.get(code).ok_or_else(|| ResolveError::UnknownItem(code.clone()))
}

fn member<'a>(item: &'a Item, place: usize, possible: bool, inquiry: &Inquiry) -> Member<'a> {
    Member { item, place, possible, in_force: item.in_force(inquiry.on) }
}

/// Why a member of the theme is not in the bundle, and whether it is offered.
fn absence(entry: &ThemeMember, truth: Truth, inquiry: &Inquiry) -> Option<(bool, String)> {
    if truth == Truth::False {
        let reason = entry.left_out.clone().unwrap_or_else(|| "本情形不需要办理".to_owned());
        return Some((false, reason));
    }
    if inquiry.selection.removed.contains(&entry.item) {
        return Some((true, "申请人本次不办".to_owned()));
    }
    if entry.optional && !inquiry.selection.items.contains(&entry.item) {
        return Some((true, "可选：按申请人需要一并办理".to_owned()));
    }
    None
}
