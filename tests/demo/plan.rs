//! Thirty applications: who came when, for what, and how far it has got.

/// How far an application has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// 收件; accepted at once where the counter may.
    Received,
    /// Received incomplete as the applicant wished, and 补正告知 printed.
    Correcting,
    /// Received as the applicant wished, and 不予受理: another organ is competent.
    Declined,
    /// 认领.
    Claimed,
    /// 退回窗口, not answered yet.
    Returned,
    /// Points checked and opinion written.
    Proposed,
    /// 审核.
    Reviewed,
    /// 准予 / 登记: ready to be handed out.
    Ready,
    /// 不予许可.
    Rejected,
    /// Handed out and rated.
    Delivered,
    /// 申请人撤回.
    Withdrawn,
}

/// What is applied for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Matter {
    /// A theme, by id.
    Theme(&'static str),
    /// An item, by code.
    Item(&'static str),
}

/// One application.
pub(crate) struct Visit {
    /// Working days before today.
    pub(crate) days_ago: u32,
    /// Ticket.
    pub(crate) ticket: &'static str,
    /// Counter 07 or 08.
    pub(crate) counter: &'static str,
    /// Key of the person or enterprise in the neighbours' world.
    pub(crate) who: &'static str,
    /// What for.
    pub(crate) matter: Matter,
    /// How far.
    pub(crate) fate: Fate,
}

const BARBER: Matter = Matter::Theme("open-barber-shop");
const RESTAURANT: Matter = Matter::Theme("open-restaurant");
const HYGIENE: Matter = Matter::Item("11440106MB2C44104H4000123020001");
const FOOD: Matter = Matter::Item("11440106007492044D4000131015001");
const TRADER: Matter = Matter::Item("11440106007492044D4000131128001");
const FILING: Matter = Matter::Item("11440106007492044D4001031016001");
const CARD: Matter = Matter::Item("11440106MB911500744002014000001");
const LEASE: Matter = Matter::Item("11440106MB9102003A4001017033001");
const DEED: Matter = Matter::Item("11440100007492052H3000715032001");
const ELDER: Matter = Matter::Item("11440106007492036J4000511007001");
const INJURY: Matter = Matter::Item("11440106MB9104009B4000714011001");

const fn visit(
    days_ago: u32,
    ticket: &'static str,
    counter: &'static str,
    who: &'static str,
    matter: Matter,
    fate: Fate,
) -> Visit {
    Visit { days_ago, ticket, counter, who, matter, fate }
}

/// In the order in which they came.
pub(crate) const VISITS: [Visit; 30] = [
    visit(9, "A003", "07", "jianyi-studio", HYGIENE, Fate::Delivered),
    visit(9, "A011", "08", "xiangrui-catering", FOOD, Fate::Delivered),
    visit(8, "A005", "07", "zeng-qiang", TRADER, Fate::Delivered),
    visit(8, "A009", "08", "chengbei-food", FOOD, Fate::Rejected),
    visit(8, "A014", "07", "tian-jiayi", BARBER, Fate::Delivered),
    visit(7, "A002", "07", "huang-zhiqiang", BARBER, Fate::Ready),
    visit(7, "A017", "08", "chengbei-food", FILING, Fate::Ready),
    visit(7, "A020", "08", "pan-zhiming", DEED, Fate::Received),
    visit(6, "A004", "07", "lvyin-hotel", FOOD, Fate::Reviewed),
    visit(6, "A012", "08", "lvyin-hotel", HYGIENE, Fate::Withdrawn),
    visit(5, "A001", "07", "ma-yusufu", RESTAURANT, Fate::Ready),
    visit(5, "A007", "07", "liang-bo", BARBER, Fate::Ready),
    visit(5, "A015", "08", "mingde-training", HYGIENE, Fate::Declined),
    visit(4, "A006", "07", "song-meiling", BARBER, Fate::Ready),
    visit(4, "A010", "08", "hengtong-logistics", FOOD, Fate::Returned),
    visit(4, "A019", "08", "liu-demin", ELDER, Fate::Received),
    visit(3, "A003", "07", "xinyuan-property", HYGIENE, Fate::Correcting),
    visit(3, "A008", "07", "xinyuan-property", FOOD, Fate::Claimed),
    visit(3, "A016", "08", "wang-xiuying", TRADER, Fate::Ready),
    visit(2, "A002", "07", "du-juan", BARBER, Fate::Proposed),
    visit(2, "A009", "07", "zheng-lihua", RESTAURANT, Fate::Proposed),
    visit(2, "A013", "08", "zhou-kai", LEASE, Fate::Received),
    visit(2, "A018", "08", "hengtong-logistics", INJURY, Fate::Received),
    visit(1, "A004", "07", "deng-yong", BARBER, Fate::Claimed),
    visit(1, "A010", "07", "feng-shuzhen", ELDER, Fate::Received),
    visit(1, "A012", "08", "xiao-fang", TRADER, Fate::Received),
    visit(1, "A015", "08", "xie-wenjing", TRADER, Fate::Proposed),
    visit(0, "A001", "07", "chen-huifang", RESTAURANT, Fate::Received),
    visit(0, "A002", "08", "tang-jun", CARD, Fate::Received),
    visit(0, "A003", "07", "yu-shufen", ELDER, Fate::Received),
];

/// How far a visit of today has got that ended without 收件.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// Who and what is known.
    Begun,
    /// 一次性告知单 in hand; they come again.
    Told,
    /// All papers are there; only the receipt is wanted.
    Complete,
}

/// Who left a draft behind today: ticket, person, matter, how far.
pub(crate) const PARKED: [(&str, &str, Matter, Left); 3] = [
    ("A004", "sun-wei", BARBER, Left::Told),
    ("A005", "han-xue", CARD, Left::Begun),
    ("A006", "wu-guodong", BARBER, Left::Complete),
];
