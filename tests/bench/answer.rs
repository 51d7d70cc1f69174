//! An answer's flip in a form of three hundred fields, as far as the engine goes: what the window
//! waits for before it can draw.

use anyhow::Result;
use tokio::time::Instant;
use workstation::desk::Workstation;
use workstation::view::DraftEdit;

use crate::desk::micros;
use crate::forms;
use crate::hall::said;
use crate::stats::Sample;
use crate::table::Row;

pub(crate) async fn measure(desk: &Workstation, rounds: usize) -> Result<Row> {
    let draft = desk.start("").await.map_err(said)?.id;
    let item = DraftEdit::AddItem { code: forms::ITEM.into() };
    desk.edit(&draft, item, None).await.map_err(said)?;
    let (mut times, mut bytes) = (Vec::new(), 0);
    for n in 0..rounds {
        let answer = if n % 2 == 0 { "one" } else { "two" };
        let value = Some(answer.to_owned());
        let flip = DraftEdit::Answer { question: forms::QUESTION.into(), value };
        let start = Instant::now();
        let view = desk.edit(&draft, flip, None).await.map_err(said)?;
        let text = serde_json::to_string(&view)?;
        times.push(micros(start) / 1000.0);
        bytes = text.len();
    }
    desk.discard(&draft).await.map_err(said)?;
    Ok(Row {
        name: "answer flip, the engine alone".to_owned(),
        ours: Sample::of(times).words("ms"),
        beside: format!("{} KB of view", bytes / 1024),
        ratio: String::new(),
        target: String::new(),
        met: None,
    })
}
