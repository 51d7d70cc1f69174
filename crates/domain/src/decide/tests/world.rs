//! A small hall for tests: its items under every procedure, its people and its register.

use std::collections::BTreeSet;

pub(crate) use super::papers::{intake, kinds, scanned};

use jiff::civil::Date;
use jiff::tz::Offset;

use crate::action::{Action, Actor, Context, Opening, Paper, Role};
use crate::application::{Application, Case, Stream};
use crate::authorisation::Authorisation;
use crate::calendar::WorkingCalendar;
use crate::catalogue::Catalogue;
use crate::catalogue::item::{AcceptanceMode, Item, LimitUnit};
use crate::document::DocumentKind;
use crate::event::Event;
use crate::evolve::evolve;
use crate::ids::{BlobHash, CaseNo, ItemCode};
use crate::refusal::Refusal;

/// 个体工商户登记 (P2), 卫生许可 (P1, waits for the licence), 房产换证 (P3), 工伤认定 (P4), 备案 (P8),
/// and a permit that the department accepts (P1).
pub(crate) const REGISTRATION: &str = "registration";
pub(crate) const HEALTH: &str = "health";
pub(crate) const DEED: &str = "deed";
pub(crate) const INJURY: &str = "injury";
pub(crate) const FILING: &str = "filing";
pub(crate) const DRAIN: &str = "drain";
/// 游泳场所卫生许可 (P1, 容缺, 现场核查), and one item under each further procedure.
pub(crate) const POOL: &str = "pool";
pub(crate) const INSURANCE: &str = "insurance";
pub(crate) const ALLOWANCE: &str = "allowance";
pub(crate) const IDENTITY: &str = "identity";
pub(crate) const WATER: &str = "water";
pub(crate) const TAX: &str = "tax";
pub(crate) const FUND: &str = "fund";
/// 房屋转移登记 (P3), with a fee to be paid before the title is handed out.
pub(crate) const LAND: &str = "land";

/// Every item of the hall.
pub(crate) const ALL: [&str; 14] = [
    REGISTRATION,
    HEALTH,
    DEED,
    INJURY,
    FILING,
    DRAIN,
    POOL,
    INSURANCE,
    ALLOWANCE,
    IDENTITY,
    WATER,
    TAX,
    FUND,
    LAND,
];

/// The hall, its rules and its calendar.
pub(crate) struct World {
    pub(crate) catalogue: Catalogue,
    pub(crate) calendar: WorkingCalendar,
    pub(crate) missing_pages: BTreeSet<BlobHash>,
}

fn item(code: &str, procedure: &str, mode: &str, materials: &str, rest: &str) -> Item {
    let yaml = format!(
        "code: {code}\nname: {code}\nshort_name: {code}\nitem_type: permit\n\
         procedure: {procedure}\ndepartment: {code}-organ\nacceptance: {mode}\n\
         applicants: [person]\nscope: 全区\nbasis: []\nconditions: []\n\
         materials: [{materials}]\nfields: []\nsteps: [申请]\nservice: [到现场 1 次]\n{rest}"
    );
    serde_saphyr::from_str(&yaml).unwrap()
}

fn route(promised: u16, unit: &str) -> String {
    format!(
        "routes:\n  - {{ id: ordinary, name: 普通, case_kind: promised, \
         promised: {{ days: {promised}, unit: {unit} }}, basis: [] }}\n"
    )
}

const FEES: &str = "fees:\n  - { name: 登记费, amount: 8000, unit: 件, basis: [], \
     reductions: [{ name: 小微企业免收, percent: 100, basis: 财税〔2019〕45号 }, \
     { name: 更正减半, percent: 50, basis: 发改价格规〔2016〕2559号 }] }\n";
const FLOW: &str = "flow: { examiner: 承办, decider: 决定 }\n";

fn items() -> Vec<Item> {
    let id_card = "{ kind: id-card, trust: B, basis: [] }";
    let plan = "{ kind: plan, trust: C, basis: [] }";
    let licence = "{ kind: licence, trust: A, basis: [] }";
    let result = |kind: &str| format!("results: [{{ kind: {kind}, name: {kind} }}]\n");
    let working = |days| route(days, "working_days");
    vec![
        item(
            REGISTRATION,
            "P2",
            "department_accepts",
            id_card,
            &(working(1) + FLOW + &result("licence")),
        ),
        item(
            HEALTH,
            "P1",
            "counter_accepts",
            &format!("{id_card}, {plan}, {licence}"),
            &(working(10)
                + "flow: { examiner: 承办, decider: 决定, points: [布局, 消毒] }\n"
                + &result("permit")),
        ),
        item(DEED, "P3", "counter_accepts", id_card, &(working(5) + FLOW)),
        item(INJURY, "P4", "department_accepts", id_card, &(route(30, "natural_days") + FLOW)),
        item(FILING, "P8", "counter_accepts", plan, &(working(0) + FLOW)),
        item(
            DRAIN,
            "P1",
            "department_accepts",
            plan,
            &(working(15) + "flow: { examiner: 承办, checker: 审核, decider: 决定 }\n"),
        ),
        item(
            POOL,
            "P1",
            "counter_accepts",
            &format!("{id_card}, {{ kind: plan, weight: secondary, trust: C, basis: [] }}"),
            &(working(10).replace("basis: []", "deferral: true, site_check: true, basis: []")
                + FLOW),
        ),
        elsewhere(INSURANCE, "P5", &working(10)),
        elsewhere(ALLOWANCE, "P6", &working(25)),
        elsewhere(IDENTITY, "P7", &route(60, "natural_days")),
        elsewhere(WATER, "P9", &working(3)),
        elsewhere(TAX, "P10", &working(5)),
        elsewhere(FUND, "P11", &route(3, "natural_days")),
        item(LAND, "P3", "counter_accepts", id_card, &(working(5) + FLOW + FEES)),
    ]
}

/// An item that its organ accepts or decides from one identity card.
fn elsewhere(code: &str, procedure: &str, route: &str) -> Item {
    let id_card = "{ kind: id-card, trust: B, basis: [] }";
    item(code, procedure, "department_accepts", id_card, &format!("{route}{FLOW}"))
}

fn row(id: &str, organ: &str, acts: &str, holder: &str, more: &str) -> Authorisation {
    let yaml = format!(
        "id: {id}-{organ}\ndepartment: {organ}\nitems: all\nacts: [{acts}]\n\
         holder: {{ {holder} }}\nfrom: 2020-01-01\nbasis: 授权书\n{more}"
    );
    serde_saphyr::from_str(&yaml).unwrap()
}

fn register() -> Vec<Authorisation> {
    let mut rows = Vec::new();
    for code in ALL {
        let organ = format!("{code}-organ");
        let post = |post: &str| format!("type: post, post: {post}");
        let counter = "receive, accept, notify_correction, deliver";
        rows.push(row("counter", &organ, counter, &post("clerk"), ""));
        let examiner = "accept, notify_correction, decline, examine";
        rows.push(row("examiner", &organ, examiner, &post("examiner"), ""));
        rows.push(row("reviewer", &organ, "review", &post("reviewer"), ""));
        rows.push(row("decider", &organ, "decide, register", &post("decider"), ""));
        let alone = "type: user, user: alone";
        rows.push(row("alone", &organ, "examine, decide", alone, "one_person: true"));
    }
    rows
}

fn department(code: &str) -> String {
    format!(
        "id: {code}-organ\nnames: [{{ name: {code}局 }}]\nshort_name: {code}局\nuscc: x\n\
         document_word: x\nspecial_seal: x\ndecision_seal: x\nconsult_phone: x\n\
         complain_phone: x\nremedies: {{ review_body: 区人民政府, court: 区人民法院 }}"
    )
}

impl World {
    pub(crate) fn new() -> Self {
        let mut catalogue = Catalogue {
            procedures: crate::procedure::tests::shipped(),
            authorisations: register(),
            ..Catalogue::default()
        };
        for item in items() {
            let department = serde_saphyr::from_str(&department(item.code.as_str())).unwrap();
            catalogue.departments.insert(item.department.clone(), department);
            catalogue.items.insert(item.code.clone(), item);
        }
        for kind in ["id-card", "plan", "licence", "permit"] {
            let yaml = format!(
                "id: {kind}\nname: {kind}\npaper: other\nsource: self_made\nstandards: [清晰]"
            );
            let kind: crate::catalogue::material::MaterialKind =
                serde_saphyr::from_str(&yaml).unwrap();
            catalogue.materials.insert(kind.id.clone(), kind);
        }
        let calendar = crate::calendar::tests::shipped();
        Self { catalogue, calendar, missing_pages: BTreeSet::new() }
    }

    pub(crate) fn ctx<'a>(&'a self, actor: &'a Actor, today: &str) -> Context<'a> {
        let today = day(today);
        let ten = Offset::constant(8).to_timestamp(today.at(10, 0, 0, 0)).unwrap();
        Context {
            actor,
            at: ten,
            today,
            catalogue: &self.catalogue,
            calendar: &self.calendar,
            offline: false,
            missing_pages: &self.missing_pages,
        }
    }

    /// Judges and applies an action.
    pub(crate) fn act(
        &self,
        state: &Stream,
        who: &Actor,
        today: &str,
        action: &Action,
    ) -> Result<Stream, Refusal> {
        let events = super::super::decide(state, action, &self.ctx(who, today))?;
        Ok(apply(state, &events))
    }

    /// The events of an act of the clerk on an empty stream.
    pub(crate) fn opened(&self, action: &Action, today: &str) -> Vec<Event> {
        let clerk = clerk();
        super::super::decide(&Stream::Empty, action, &self.ctx(&clerk, today)).unwrap()
    }

    /// The refusal's code, or `ok`.
    pub(crate) fn code(&self, state: &Stream, who: &Actor, today: &str, action: &Action) -> String {
        let verdict = super::super::decide(state, action, &self.ctx(who, today));
        if let Err(refusal) = &verdict {
            let said = refusal.article.as_deref().is_some_and(|a| !a.is_empty());
            assert!(said && !refusal.message.is_empty(), "{refusal:?}");
        }
        verdict.map_or_else(|refusal| refusal.code, |_| "ok".into())
    }

    /// An application received by the clerk with one case an item, numbered `1`, `2`…
    pub(crate) fn received(&self, items: &[&str], today: &str) -> Stream {
        let action = receive(items);
        self.act(&Stream::Empty, &clerk(), today, &action).unwrap()
    }

    /// The same, of the pool without its plan, received as it is.
    pub(crate) fn without_plan(&self, today: &str) -> Stream {
        self.act(&Stream::Empty, &clerk(), today, &receive_without_plan()).unwrap()
    }

    /// A single case, received and accepted by the clerk on the same day.
    pub(crate) fn accepted(&self, item: &str, today: &str) -> Stream {
        let state = self.received(&[item], today);
        let promised = self.promise(item, today);
        self.act(&state, &self.acceptor(item), today, &accept("1", today, &promised)).unwrap()
    }

    /// Whoever may accept that item: the counter or the department.
    pub(crate) fn acceptor(&self, item: &str) -> Actor {
        let mode = self.catalogue.items[&ItemCode::from(item)].acceptance;
        if mode == AcceptanceMode::CounterAccepts {
            clerk()
        } else {
            staff("acceptor", Role::Examiner, item)
        }
    }

    pub(crate) fn promise(&self, item: &str, from: &str) -> String {
        let promised = self.catalogue.items[&ItemCode::from(item)].routes[0].promised;
        let days = promised.days;
        let due = match promised.unit {
            LimitUnit::WorkingDays => self.calendar.add_working_days(day(from), days),
            LimitUnit::NaturalDays => self.calendar.add_natural_days(day(from), days),
        };
        due.date.to_string()
    }
}

pub(crate) fn apply(state: &Stream, events: &[Event]) -> Stream {
    events.iter().fold(state.clone(), evolve)
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn actor(user: &str, role: Role, department: Option<&str>) -> Actor {
    Actor {
        user: user.into(),
        name: user.into(),
        staff_no: "001".into(),
        roles: vec![role],
        department: department.map(Into::into),
        hall: "hall".into(),
        station: format!("station-{user}").as_str().into(),
        counter: department.is_none().then(|| "01".into()),
    }
}

pub(crate) fn clerk() -> Actor {
    actor("clerk", Role::Clerk, None)
}

pub(crate) fn supervisor() -> Actor {
    actor("supervisor", Role::Supervisor, None)
}

pub(crate) fn staff(user: &str, role: Role, item: &str) -> Actor {
    actor(user, role, Some(&format!("{item}-organ")))
}

pub(crate) fn examiner(item: &str) -> Actor {
    staff("examiner", Role::Examiner, item)
}

pub(crate) fn decider(item: &str) -> Actor {
    staff("decider", Role::Decider, item)
}

pub(crate) fn paper(kind: DocumentKind, number: &str) -> Paper {
    Paper { kind, number: number.into(), hash: BlobHash("a".repeat(64)) }
}

/// A receipt with one case an item; the health permit waits for a registration beside it.
pub(crate) fn receive(items: &[&str]) -> Action {
    let number = |item: &str| {
        let place = items.iter().position(|i| *i == item).unwrap();
        CaseNo((place + 1).to_string())
    };
    let opening = |item: &&str| Opening {
        case: number(item),
        item: ItemCode::from(*item),
        item_version: 1,
        department: format!("{item}-organ").as_str().into(),
        depends_on: if *item == HEALTH && items.contains(&REGISTRATION) {
            vec![number(REGISTRATION)]
        } else {
            Vec::new()
        },
    };
    Action::Receive {
        application: "app".into(),
        intake: Box::new(intake(items)),
        openings: items.iter().map(opening).collect(),
        query_code: "1234".into(),
        paper: paper(DocumentKind::Receipt, "收1"),
        incomplete: false,
    }
}

/// A receipt for the pool that lacks the plan, a secondary material.
pub(crate) fn receive_without_plan() -> Action {
    let mut action = receive(&[POOL]);
    if let Action::Receive { intake, incomplete, .. } = &mut action {
        intake.materials.remove(&"plan".into());
        *incomplete = true;
    }
    action
}

pub(crate) fn accept(case: &str, on: &str, promised: &str) -> Action {
    Action::Accept {
        case: case.into(),
        accepted_on: day(on),
        promised_by: day(promised),
        paper: Some(paper(DocumentKind::AcceptanceNotice, &format!("受{case}"))),
    }
}

pub(crate) fn approve(case: &str, on: &str, kind: DocumentKind) -> Action {
    Action::Approve {
        case: case.into(),
        ground: "条例第四条".into(),
        text: "符合条件，准予".into(),
        decided_on: day(on),
        paper: paper(kind, &format!("准{case}")),
    }
}

pub(crate) fn reject(case: &str, on: &str) -> Action {
    Action::Reject {
        case: case.into(),
        ground: "条例第四条".into(),
        reason: "不符合选址要求".into(),
        decided_on: day(on),
        paper: paper(DocumentKind::Rejection, &format!("不{case}")),
    }
}

pub(crate) fn app(state: &Stream) -> &Application {
    state.application().unwrap()
}

pub(crate) fn case<'a>(state: &'a Stream, no: &str) -> &'a Case {
    &app(state).cases[&CaseNo::from(no)]
}
