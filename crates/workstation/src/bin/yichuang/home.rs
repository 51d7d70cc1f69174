//! The station and who works at it: enrolment, password, sign-in.

use std::fs;
use std::future::Future;
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use domain::ids::UserId;
use serde_json::json;
use workstation::desk::Workstation;
use workstation::engine::{Engine, EngineError, Options};

use crate::answer::{Answer, Failure};
use crate::options::{EnrolOptions, Home, RecoverOptions};

/// Runs what waits for disk and network.
pub(crate) fn wait(work: impl Future<Output = Result<Answer, Failure>>) -> Result<Answer, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime =
        runtime.map_err(|error| Failure::new("runtime", format!("程序无法启动：{error}")))?;
    runtime.block_on(work)
}

/// Opens the station and signs in, with the platform if it can be reached.
pub(crate) async fn at_desk(home: &Home) -> Result<Workstation, Failure> {
    home_is_there(home)?;
    let password = secret(home.secret_file.as_deref(), "密码")?;
    let desk = Workstation::open(home.home.clone(), Options::default())?;
    desk.engine().connect().map_err(EngineError::from)?;
    desk.sign_in(&home.user, &password).await?;
    // An act is 离线 only when the platform is really out of reach.
    let online = desk.engine().session().is_some_and(|session| !session.offline);
    if online && let Err(error) = desk.engine().sync_round().await {
        tracing::info!(code = error.code(), "working without the platform");
    }
    Ok(desk)
}

fn home_is_there(home: &Home) -> Result<(), Failure> {
    if home.home.is_dir() {
        return Ok(());
    }
    let message = format!("没有数据目录「{}」：请核对路径，或先入网", home.home.display());
    Err(Failure::new("home_missing", message))
}

/// The engine of the station, where nothing of the desk is needed.
pub(crate) async fn sign_in(home: &Home) -> Result<Engine, Failure> {
    Ok(at_desk(home).await?.engine().clone())
}

/// Carries what was done to the platform, if it can be reached; answers how much is unsent.
pub(crate) async fn carry(engine: &Engine) -> Result<u32, Failure> {
    if let Err(error) = engine.sync_once().await {
        tracing::info!(code = error.code(), "not carried yet");
    }
    Ok(engine.outbox().await?.unsent)
}

/// Enrols a folder as a station.
pub(crate) async fn enrol(options: &EnrolOptions) -> Result<Answer, Failure> {
    let code = secret(options.secret_file.as_deref(), "注册码")?;
    let engine = Engine::open(&options.home, Options::default())?;
    let machine = fs::read_to_string("/etc/hostname").unwrap_or_default();
    let identity = engine.enrol(&options.platform, &code, machine.trim()).await?;
    engine.close().await;
    let counter = identity.counter.as_ref().map(ToString::to_string);
    let value = json!({
        "station": identity.station,
        "hall": identity.hall,
        "counter": counter,
        "departments": identity.departments,
    });
    let place = counter.map_or_else(String::new, |counter| format!("，{counter} 号窗口"));
    Answer::new(&value, format!("已入网为 {}{place}", identity.station))
}

/// Opens a station with its recovered database key: fresh keyring entries, a new password for one
/// account; everybody else signs in online once.
pub(crate) async fn recover(options: &RecoverOptions) -> Result<Answer, Failure> {
    let home = &options.home;
    home_is_there(home)?;
    let key = secret(options.key_file.as_deref(), "恢复出的数据库密钥")?;
    let password = secret(home.secret_file.as_deref(), "新密码")?;
    let engine = Engine::open(&home.home, Options::default())?;
    let done = engine.recover(&key, &UserId(home.user.clone()), &password).await;
    engine.close().await;
    done?;
    let station = engine.identity().map(|identity| identity.station);
    let value = json!({ "station": station, "user": home.user });
    let text = format!("已恢复，{} 可用新密码登录；其他人请联网登录一次", home.user);
    Answer::new(&value, text)
}

/// The first line of the file, else what is typed unseen, else the first line of stdin.
fn secret(file: Option<&Path>, what: &str) -> Result<String, Failure> {
    let unreadable = |error: io::Error| Failure::new("secret", format!("{what}读不到：{error}"));
    let text = match file {
        Some(file) => fs::read_to_string(file).map_err(unreadable)?,
        None if io::stdin().is_terminal() => typed(what).map_err(unreadable)?,
        None => line().map_err(unreadable)?,
    };
    let secret = text.lines().next().unwrap_or_default();
    if secret.is_empty() {
        let message = format!("没有给出{what}：用 --secret-file，或从标准输入给出");
        return Err(Failure::new("secret", message));
    }
    Ok(secret.to_owned())
}

fn line() -> io::Result<String> {
    let mut text = String::new();
    io::stdin().lock().read_line(&mut text)?;
    Ok(text)
}

fn typed(what: &str) -> io::Result<String> {
    write!(io::stderr(), "{what}：")?;
    let shown = echo(false);
    let text = line();
    if shown {
        echo(true);
    }
    writeln!(io::stderr())?;
    text
}

/// Switches the terminal's echo; answers whether it could.
fn echo(on: bool) -> bool {
    let mode = if on { "echo" } else { "-echo" };
    let done = Command::new("stty").arg(mode).stdin(Stdio::inherit()).status();
    done.is_ok_and(|status| status.success())
}
