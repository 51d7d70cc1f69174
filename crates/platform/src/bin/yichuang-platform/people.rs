//! `user`, `station`, `recovery`, `queue`.

use clap::{Args, Subcommand, ValueEnum};
use domain::action::Role;
use domain::ids::{CounterNo, DepartmentId, HallId, StationId, UserId};
use domain::wire::admin::{StationCodeRequest, UserPut};
use platform::recovery::Holder;

use crate::place::Place;
use crate::say;
use crate::secret::{Secret, ask};

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum RoleName {
    /// 综合窗口
    Clerk,
    /// 承办
    Examiner,
    /// 审核
    Reviewer,
    /// 决定
    Decider,
    /// 出件
    Issuer,
    /// 值班长
    Supervisor,
    /// 管理员
    Administrator,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Clerk => Self::Clerk,
            RoleName::Examiner => Self::Examiner,
            RoleName::Reviewer => Self::Reviewer,
            RoleName::Decider => Self::Decider,
            RoleName::Issuer => Self::Issuer,
            RoleName::Supervisor => Self::Supervisor,
            RoleName::Administrator => Self::Administrator,
        }
    }
}

#[derive(Subcommand)]
pub(crate) enum UserCall {
    /// 新增用户，或修改已有用户。
    Add(Add),
}

#[derive(Args)]
pub(crate) struct Add {
    /// 账号。
    account: String,
    /// 姓名。
    #[arg(long = "person")]
    person: String,
    /// 工号。
    #[arg(long)]
    staff_no: String,
    /// 身份证号；查询电子证照时要注明操作人。
    #[arg(long, default_value = "")]
    id_number: String,
    /// 岗位，可多次给出。
    #[arg(long = "role", required = true)]
    roles: Vec<RoleName>,
    /// 部门；大厅人员不填。
    #[arg(long)]
    department: Option<String>,
    /// 大厅。
    #[arg(long)]
    hall: String,
    #[command(flatten)]
    secret: Secret,
}

impl UserCall {
    pub(crate) async fn run(self, place: &Place) -> anyhow::Result<()> {
        let Self::Add(add) = self;
        let password = add.secret.read("初始密码")?;
        let put = UserPut {
            name: add.person,
            staff_no: add.staff_no,
            id_number: add.id_number,
            roles: add.roles.into_iter().map(Into::into).collect(),
            department: add.department.map(DepartmentId),
            hall: HallId(add.hall),
            active: true,
            password: Some(password.to_string()),
        };
        let platform = place.open_alone().await?;
        platform.put_user(&UserId(add.account.clone()), &put).await?;
        say(serde_json::json!({ "user": add.account }))?;
        Ok(platform.close().await?)
    }
}

#[derive(Subcommand)]
pub(crate) enum StationCall {
    /// 生成一次性注册码，十分钟内有效。
    Code(Code),
}

#[derive(Args)]
pub(crate) struct Code {
    /// 大厅。
    #[arg(long)]
    hall: String,
    /// 窗口号，两位数字。
    #[arg(long)]
    counter: Option<String>,
    /// 部门，可多次给出。
    #[arg(long = "department")]
    departments: Vec<String>,
}

impl StationCall {
    pub(crate) async fn run(self, place: &Place) -> anyhow::Result<()> {
        let Self::Code(code) = self;
        let platform = place.open_alone().await?;
        let answer = platform
            .station_code(&StationCodeRequest {
                hall: HallId(code.hall),
                counter: code.counter.map(CounterNo),
                departments: code.departments.into_iter().map(DepartmentId).collect(),
            })
            .await?;
        say(serde_json::to_string(&answer)?)?;
        Ok(platform.close().await?)
    }
}

#[derive(Subcommand)]
pub(crate) enum RecoveryCall {
    /// 生成恢复密钥，由给出的管理员各自保管一份；任意两人可共同开启。
    Init {
        /// 管理员账号，至少两名。
        #[arg(required = true, num_args = 2..)]
        administrators: Vec<String>,
    },
    /// 由两名管理员共同取出一台工作站的数据库密钥。
    Open {
        /// 工作站编号。
        station: String,
        /// 第一名管理员。
        first: String,
        /// 第二名管理员。
        second: String,
    },
}

fn holder(name: String) -> anyhow::Result<Holder> {
    let passphrase = ask(&format!("{name} 的恢复口令"))?;
    Ok((name, passphrase))
}

impl RecoveryCall {
    pub(crate) async fn run(self, place: &Place) -> anyhow::Result<()> {
        let platform = place.open_alone().await?;
        match self {
            Self::Init { administrators } => {
                let holders =
                    administrators.into_iter().map(holder).collect::<anyhow::Result<Vec<_>>>()?;
                platform.init_recovery(&holders).await?;
                say(serde_json::json!({ "holders": holders.len() }))?;
            }
            Self::Open { station, first, second } => {
                let (one, two) = (holder(first)?, holder(second)?);
                let id = StationId(station);
                let key = platform.open_recovery(&id, [&one, &two]).await?;
                say(serde_json::json!({ "station": id, "key": hex::encode(&*key) }))?;
            }
        }
        Ok(platform.close().await?)
    }
}

/// 设置排队机密钥。
#[derive(Args)]
pub(crate) struct Queue {
    #[command(flatten)]
    secret: Secret,
}

impl Queue {
    pub(crate) async fn run(self, place: &Place) -> anyhow::Result<()> {
        let key = self.secret.read("排队机密钥")?;
        let platform = place.open_alone().await?;
        platform.set_queue_key(&key).await?;
        Ok(platform.close().await?)
    }
}
