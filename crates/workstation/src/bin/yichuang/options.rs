//! What can be typed after `yichuang`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand};
use domain::application::Stage;
use domain::catalogue::item::ApplicantKind;
use domain::identity::IdentityKind;
use jiff::civil::Date;

/// 一窗综合受理命令行。
#[derive(Debug, Parser)]
#[command(name = "yichuang", version)]
pub(crate) struct Options {
    /// Answer with one JSON value 以 JSON 回答.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Identity numbers 证件号码.
    #[command(subcommand)]
    Identity(IdentityCommand),
    /// Last day of a term 期限届满日.
    Deadline(DeadlineOptions),
    /// The catalogue 事项目录.
    #[command(subcommand)]
    Catalogue(CatalogueCommand),
    /// Makes a folder a station 入网; the one-time code comes like a password.
    Enrol(EnrolOptions),
    /// Opens a station whose keyring or passwords are lost 恢复; the recovered key comes first, then
    /// the new password.
    Recover(RecoverOptions),
    /// A whole counter application from a JSON file 申办.
    Apply(ApplyOptions),
    /// Cases 办件.
    #[command(subcommand)]
    Case(CaseCommand),
    /// One act on a case 办理.
    Act(ActOptions),
    /// Carrying to and from the platform 同步.
    #[command(subcommand)]
    Sync(SyncCommand),
    /// Checks chains, signatures, pages, and rebuilt = stored 核验.
    Verify(Home),
    /// Reports 报表.
    #[command(subcommand)]
    Report(ReportCommand),
}

#[derive(Debug, Args)]
pub(crate) struct ApplyOptions {
    /// The application: applicant, items, answers, form, materials, decision.
    pub(crate) file: PathBuf,
    /// Folder for the PDFs of the papers.
    #[arg(long, value_name = "DIR")]
    pub(crate) pdf: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) home: Home,
}

#[derive(Debug, Args)]
pub(crate) struct ActOptions {
    /// Case number 办件编号.
    pub(crate) number: String,
    /// The act as JSON, such as {"type":"accept"}.
    pub(crate) file: PathBuf,
    /// Folder for the PDFs of the papers.
    #[arg(long, value_name = "DIR")]
    pub(crate) pdf: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) home: Home,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ReportCommand {
    /// The shift of a day, counted now 交接班表.
    Shift(ReportOptions),
    /// What was done on a day, counted now 当日办件日报.
    Day(ReportOptions),
}

#[derive(Debug, Args)]
pub(crate) struct ReportOptions {
    /// The day.
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Date,
    /// One counter; the whole hall if not said.
    #[arg(long, value_name = "C")]
    pub(crate) counter: Option<String>,
    /// File for the paper.
    #[arg(long, value_name = "FILE")]
    pub(crate) pdf: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) home: Home,
}

/// Which station, and who: the password is asked for, or read from a file or stdin.
#[derive(Debug, Args)]
pub(crate) struct Home {
    /// Folder of the station 数据目录.
    #[arg(long, value_name = "DIR")]
    pub(crate) home: PathBuf,
    /// Account 账号.
    #[arg(long, value_name = "NAME")]
    pub(crate) user: String,
    /// File whose first line is the password.
    #[arg(long, value_name = "FILE")]
    pub(crate) secret_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct EnrolOptions {
    /// Folder of the station 数据目录.
    #[arg(long, value_name = "DIR")]
    pub(crate) home: PathBuf,
    /// Address of the platform 中心地址.
    #[arg(long, value_name = "URL")]
    pub(crate) platform: String,
    /// File whose first line is the one-time code 注册码.
    #[arg(long, value_name = "FILE")]
    pub(crate) secret_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct RecoverOptions {
    /// File whose first line is the database key that two administrators opened at the platform
    /// (`yichuang-platform recovery open`).
    #[arg(long, value_name = "FILE")]
    pub(crate) key_file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) home: Home,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CaseCommand {
    /// Lists cases, newest first 列表.
    List(ListOptions),
    /// Shows a case: state, clocks, rights, papers, history 查看.
    Show {
        /// Case number 办件编号.
        number: String,
        #[command(flatten)]
        home: Home,
    },
}

#[derive(Debug, Args)]
pub(crate) struct ListOptions {
    /// Only in this stage, such as received or accepted.
    #[arg(long = "stage", value_name = "STAGE", value_parser = stage)]
    pub(crate) stages: Vec<Stage>,
    /// Only received on this day or later.
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<Date>,
    /// Only received on this day or earlier.
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<Date>,
    /// Only what this text finds: number, query code, identity number, name.
    #[arg(long, value_name = "TEXT")]
    pub(crate) find: Option<String>,
    /// How many at most.
    #[arg(long, default_value_t = 50)]
    pub(crate) limit: u32,
    #[command(flatten)]
    pub(crate) home: Home,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SyncCommand {
    /// One whole round 同步一次.
    Once(Home),
    /// What waits 待发与待办.
    Status(Home),
}

#[derive(Debug, Subcommand)]
pub(crate) enum IdentityCommand {
    /// Checks a number 校验号码.
    Check {
        /// Kind of number.
        #[arg(value_parser = PossibleValuesParser::new(kinds()))]
        kind: String,
        /// The number.
        number: String,
    },
}

fn kinds() -> Vec<&'static str> {
    IdentityKind::ALL.iter().map(|kind| kind.as_str()).collect()
}

#[derive(Debug, Args)]
pub(crate) struct DeadlineOptions {
    /// Day of the event, which is not counted 起算事件日.
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Date,
    /// Working days 工作日数.
    #[arg(long, value_name = "N")]
    pub(crate) working_days: u32,
    #[command(flatten)]
    pub(crate) source: Source,
}

/// Which catalogue is meant; the one compiled in if nothing is said.
#[derive(Debug, Args)]
pub(crate) struct Source {
    /// Folder of a catalogue 目录文件夹.
    #[arg(long = "catalogue", value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CatalogueCommand {
    /// Checks a folder 检查目录文件.
    Check {
        /// The folder.
        folder: PathBuf,
    },
    /// Finds items and themes 检索.
    Search {
        /// Name, part of a name, colloquial name, code, pinyin or initials.
        text: String,
        /// How many at most.
        #[arg(long, default_value_t = 10)]
        limit: u32,
        #[command(flatten)]
        source: Source,
    },
    /// Shows an item or a theme 查看.
    Show {
        /// Code of the item, or id of the theme.
        code: String,
        #[command(flatten)]
        source: Source,
    },
    /// Merges items or a theme into one form and one list of materials 合并.
    Merge(MergeOptions),
}

#[derive(Debug, Args)]
pub(crate) struct MergeOptions {
    /// Codes of items.
    #[arg(required_unless_present = "theme")]
    pub(crate) items: Vec<String>,
    /// Id of a theme 一件事.
    #[arg(long)]
    pub(crate) theme: Option<String>,
    /// Member of the theme that is not wanted.
    #[arg(long = "without", value_name = "CODE")]
    pub(crate) without: Vec<String>,
    /// Answer to a question 情形.
    #[arg(long = "answer", value_name = "Q=A", value_parser = pair)]
    pub(crate) answers: Vec<(String, String)>,
    /// Value of a field 表单项.
    #[arg(long = "value", value_name = "ELEMENT=TEXT", value_parser = pair)]
    pub(crate) values: Vec<(String, String)>,
    /// Kind of applicant 申请人类型, such as person or enterprise.
    #[arg(long, default_value = "person", value_parser = applicant)]
    pub(crate) applicant: ApplicantKind,
    /// An agent stands at the counter 代理人办理.
    #[arg(long)]
    pub(crate) agent: bool,
    /// Day of the visit; today if not said.
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<Date>,
    #[command(flatten)]
    pub(crate) source: Source,
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err(format!("「{text}」应写成 名称=内容")),
    }
}

fn stage(text: &str) -> Result<Stage, String> {
    let value = serde_json::Value::String(text.to_owned());
    serde_json::from_value(value).map_err(|_| format!("没有「{text}」这个阶段"))
}

fn applicant(text: &str) -> Result<ApplicantKind, String> {
    let value = serde_json::Value::String(text.to_owned());
    serde_json::from_value(value).map_err(|_| format!("没有「{text}」这种申请人"))
}
