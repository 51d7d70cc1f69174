use super::{Inquiry, MaterialState, ResolveError, Resolved, ResolvedMaterial, resolve, split};
use crate::catalogue::Catalogue;
use crate::catalogue::item::{CaseKind, Limit, LimitUnit, Weight};
use crate::catalogue::material::{Keep, PaperForm, Role, Trust};
use crate::catalogue::tests::shipped;
use crate::ids::{ElementId, ItemCode, KindId, QuestionId, ThemeId};
use std::sync::LazyLock;

mod merging;
mod properties;
mod themes;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(shipped);

const INDIVIDUAL: &str = "11440106007492044D4000131128001";
const COMPANY: &str = "11440106007492044D4000131127004";
const HYGIENE: &str = "11440106MB2C44104H4000123020001";
const SIGN: &str = "11440106MB9107007T4441019012001";
const FOOD: &str = "11440106007492044D4000131015001";
const FIRE: &str = "11440106MB910801864000125049000";
const DEED: &str = "11440100007492052H3000715032001";
const ELDER_CARD: &str = "11440106007492036J4002011009001";
const ID_CARD: &str = "1144010600749201XP4002009005001";

fn inquiry(theme: Option<&str>, items: &[&str], answers: &[(&str, &str)]) -> Inquiry {
    let mut inquiry = Inquiry { on: jiff::civil::date(2026, 11, 22), ..Inquiry::default() };
    inquiry.selection.theme = theme.map(ThemeId::from);
    inquiry.selection.items = items.iter().map(|code| ItemCode::from(*code)).collect();
    for (question, answer) in answers {
        inquiry.answers.insert(QuestionId::from(*question), (*answer).to_owned());
    }
    inquiry
}

fn resolved(inquiry: &Inquiry) -> Resolved {
    resolve(&CATALOGUE, inquiry).unwrap_or_else(|error| panic!("{error}"))
}

fn material<'a>(resolved: &'a Resolved, kind: &str) -> &'a ResolvedMaterial {
    let kind = KindId::from(kind);
    resolved.materials.iter().find(|m| m.kind == kind).unwrap_or_else(|| panic!("no {kind}"))
}

fn needed(resolved: &Resolved) -> Vec<&str> {
    let needed = resolved.materials.iter().filter(|m| m.state == MaterialState::Needed);
    needed.map(|m| m.kind.as_str()).collect()
}

fn cases(resolved: &Resolved) -> Vec<&str> {
    resolved.cases.iter().map(|case| case.item.as_str()).collect()
}

fn fields(resolved: &Resolved) -> Vec<&str> {
    resolved.groups.iter().flat_map(|g| &g.fields).map(|f| f.element.as_str()).collect()
}

/// The barber of issue A: own premises, ordinary route, in person.
fn barber() -> Inquiry {
    inquiry(
        Some("open-barber-shop"),
        &[],
        &[
            ("licensed", "no"),
            ("entity", "individual"),
            ("operator", "mainland"),
            ("tenure", "owned"),
            ("residential", "no"),
            ("hair_dye", "yes"),
            ("beauty", "none"),
            ("central_air", "no"),
            ("hygiene_route", "ordinary"),
        ],
    )
}
