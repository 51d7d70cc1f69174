//! `demo`: users of every role, enrolment codes, a queue. Every person is made up.

use std::path::PathBuf;

use clap::Args;
use domain::action::Role;
use domain::ids::{CounterNo, DepartmentId, HallId, UserId};
use domain::wire::admin::{StationCodeRequest, UserPut};
use domain::wire::desk::TicketAdd;
use platform::Platform;
use platform::recovery::Holder;
use serde_json::{Value, json};

use crate::data::read_catalogue;
use crate::place::Place;
use crate::say;
use crate::secret::Secret;

const HALL: &str = "suicheng";

/// Account, name, staff number, identity number, role, department.
type Person = (&'static str, &'static str, &'static str, &'static str, Role, Option<&'static str>);

const PEOPLE: &[Person] = &[
    ("chenjing", "陈静", "010701", "440106199203120026", Role::Clerk, None),
    ("liangwei", "梁伟", "010702", "440106198811050012", Role::Clerk, None),
    ("huangmin", "黄敏", "010703", "440106199507180044", Role::Issuer, None),
    ("zhengqiang", "郑强", "010801", "440106197909270035", Role::Supervisor, None),
    ("xuning", "徐宁", "010901", "440106198506210016", Role::Administrator, None),
    ("sunyan", "孙燕", "010902", "440106198702140027", Role::Administrator, None),
    ("heguang", "何光", "020101", "440106198004160055", Role::Decider, Some("market-supervision")),
    ("luoxin", "罗欣", "020102", "440106199109290045", Role::Examiner, Some("market-supervision")),
    ("tangyun", "唐云", "020103", "440106198312080022", Role::Reviewer, Some("market-supervision")),
    ("fengjie", "冯杰", "030101", "440106199008150035", Role::Examiner, Some("disease-control")),
    ("caolei", "曹磊", "030102", "440106197703020057", Role::Decider, Some("disease-control")),
    ("pengli", "彭丽", "030103", "44010619861011004X", Role::Reviewer, Some("disease-control")),
];

/// 写入演示数据。
#[derive(Args)]
pub(crate) struct Demo {
    /// 发布此 forms/ 文件夹。
    #[arg(long)]
    forms: Option<PathBuf>,
    #[command(flatten)]
    secret: Secret,
}

impl Demo {
    pub(crate) async fn run(&self, place: &Place) -> anyhow::Result<()> {
        let password = self.secret.read("演示用户的密码")?;
        let platform = place.open_alone().await?;
        if let Some(folder) = &self.forms {
            platform.publish(&read_catalogue(folder)?).await?;
        }
        for person in PEOPLE {
            let (id, put) = user(person, &password);
            platform.put_user(&id, &put).await?;
        }
        keep_recovery_key(&platform, &password).await?;
        for (number, matter, priority) in QUEUE {
            let add = TicketAdd {
                number: Some((*number).to_owned()),
                matter: (*matter).to_owned(),
                priority: *priority,
                dropped: false,
                hall: None,
            };
            platform.take_ticket(&HallId::from(HALL), &add).await?;
        }
        std::fs::write(place.beside("neighbours.json"), account().to_string())?;
        let users: Vec<Value> = PEOPLE
            .iter()
            .map(|p| json!({ "user": p.0, "name": p.1, "role": p.4, "department": p.5 }))
            .collect();
        say(json!({ "users": users, "codes": codes(&platform).await? }))?;
        Ok(platform.close().await?)
    }
}

/// Who waits now; whoever came earlier in the day had the numbers before.
const QUEUE: &[(&str, &str, bool)] = &[
    ("A007", "开办理发店", false),
    ("A008", "社会保障卡补领", false),
    ("B003", "高龄津贴", false),
    ("A009", "住房租赁合同备案", false),
    ("A010", "不动产权证书换发", false),
    ("A011", "开办餐饮店", false),
];

fn user(person: &Person, password: &str) -> (UserId, UserPut) {
    let (account, name, staff_no, id_number, role, department) = *person;
    let put = UserPut {
        name: name.to_owned(),
        staff_no: staff_no.to_owned(),
        id_number: id_number.to_owned(),
        roles: vec![role],
        department: department.map(DepartmentId::from),
        hall: HallId::from(HALL),
        active: true,
        password: Some(password.to_owned()),
    };
    (UserId::from(account), put)
}

/// The two administrators hold the recovery key; a second run leaves it as it is.
async fn keep_recovery_key(platform: &Platform, password: &str) -> anyhow::Result<()> {
    let holder = |name: &str| -> Holder { (name.to_owned(), password.to_owned().into()) };
    match platform.init_recovery(&[holder("xuning"), holder("sunyan")]).await {
        Err(error) if error.code() != "recovery.exists" => Err(error.into()),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// One code a place; each is good for ten minutes.
async fn codes(platform: &Platform) -> anyhow::Result<Value> {
    let mut codes = serde_json::Map::new();
    for counter in ["07", "08"] {
        let code = code(platform, Some(counter), &[]).await?;
        codes.insert(format!("counter-{counter}"), code);
    }
    codes.insert("hall".to_owned(), code(platform, None, &[]).await?);
    let both = ["market-supervision", "disease-control"];
    codes.insert("departments".to_owned(), code(platform, None, &both).await?);
    Ok(Value::Object(codes))
}

async fn code(
    platform: &Platform,
    counter: Option<&str>,
    departments: &[&str],
) -> anyhow::Result<Value> {
    let place = StationCodeRequest {
        hall: HallId::from(HALL),
        counter: counter.map(CounterNo::from),
        departments: departments.iter().map(|id| DepartmentId::from(*id)).collect(),
    };
    Ok(json!(platform.station_code(&place).await?.code))
}

/// The demo account at the neighbours' certificate service (docs/neighbours.md).
fn account() -> Value {
    json!({
        "app_key": "suicheng-hall",
        "app_secret": "demo-secret",
        "account": "suicheng",
        "password": "demo-password",
        "org_code": "114401060074920010",
        "division": "穗城区",
        "division_code": "440106",
    })
}
