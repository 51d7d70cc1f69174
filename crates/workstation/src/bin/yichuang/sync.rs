//! Carrying to and from the platform, and checking what is kept.

use serde_json::{Value, json};
use workstation::engine::Engine;

use crate::answer::{Answer, Failure};
use crate::home;
use crate::options::{Home, SyncCommand};

pub(crate) async fn run(command: &SyncCommand) -> Result<Answer, Failure> {
    let (home, once) = match command {
        SyncCommand::Once(home) => (home, true),
        SyncCommand::Status(home) => (home, false),
    };
    let engine = home::sign_in(home).await?;
    let answer = if once { round(&engine).await } else { status(&engine).await };
    engine.close().await;
    answer
}

async fn round(engine: &Engine) -> Result<Answer, Failure> {
    let round = engine.sync_once().await?;
    let (status, words) = outbox(engine).await?;
    let value = json!({
        "pushed": round.pushed,
        "applied": round.applied,
        "pages": round.pages,
        "ranges": round.ranges,
        "edition": round.edition,
        "status": status,
    });
    let did =
        format!("送出 {} 条，收到 {} 条，影像 {} 页", round.pushed, round.applied, round.pages);
    Answer::new(&value, format!("{did}\n{words}"))
}

async fn status(engine: &Engine) -> Result<Answer, Failure> {
    let (value, words) = outbox(engine).await?;
    Answer::new(&value, words)
}

async fn outbox(engine: &Engine) -> Result<(Value, String), Failure> {
    let status = engine.sync_status().await?;
    let items = engine.work_items().await?;
    let items: Vec<Value> = items
        .iter()
        .map(|item| {
            json!({
                "id": item.id,
                "kind": item.kind,
                "stream": item.stream,
                "code": item.code,
                "message": item.message,
                "article": item.article,
                "raised_at": item.raised_at,
            })
        })
        .collect();
    let words = format!(
        "已存本机 {} · 已送达 {} · 材料传输 {}/{} · 需处理 {}",
        status.log.unsent,
        status.log.received,
        status.pages.done,
        status.pages.total,
        status.attention
    );
    let fault = status.fault.as_ref();
    let value = json!({
        "unsent": status.log.unsent,
        "received": status.log.received,
        "oldest": status.log.oldest,
        "pages": { "done": status.pages.done, "total": status.pages.total },
        "attention": status.attention,
        "work_items": items,
        "offline": status.offline(),
        "fault": fault.map(|fault| json!({ "code": fault.code(), "message": fault.to_string() })),
    });
    Ok((value, words))
}

pub(crate) async fn verify(home: &Home) -> Result<Answer, Failure> {
    let engine = home::sign_in(home).await?;
    let report = engine.verify().await;
    engine.close().await;
    let report = report?;
    let counted = format!(
        "登记 {} 条，事件 {} 条，裁定 {} 条，业务 {} 件，影像 {} 页",
        report.submissions, report.events, report.verdicts, report.streams, report.pages
    );
    match &report.bad {
        None => Answer::new(&report, format!("核验通过：{counted}")),
        Some(bad) => {
            let place = format!("{} {} 第 {} 条：{}", bad.part, bad.stream, bad.seq, bad.problem);
            let answer = Answer::new(&report, counted)?;
            Ok(answer.but(Failure::new("verify_failed", format!("核验不通过：{place}"))))
        }
    }
}
