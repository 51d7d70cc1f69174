//! 出件台, 值班台, 管理台: the hall's own station.

use anyhow::Result;
use tests::webdriver::keys;

use super::Pictures;

pub(super) async fn visit(wanted: &Pictures) -> Result<()> {
    issuance(wanted).await?;
    duty(wanted).await?;
    administration(wanted).await
}

async fn issuance(wanted: &Pictures) -> Result<()> {
    wanted.turn("11:05:10")?;
    let screen = wanted.open("hall").await?;
    screen.sign_in("huangmin").await?;
    screen.at("tour:next").await?;
    screen.press(keys::ESCAPE).await?;
    screen.find("[data-focus=recipient]").await?;
    screen.go("recipient:number").await?;
    screen.type_text("440106198801012349").await?;
    screen.take("issuance").await?;
    screen.close().await
}

async fn duty(wanted: &Pictures) -> Result<()> {
    wanted.turn("11:10:00")?;
    let screen = wanted.open("hall").await?;
    screen.sign_in("zhengqiang").await?;
    screen.at("print-report").await?;
    screen.take("duty").await?;
    screen.choose("kpi:lamps").await?;
    screen.find(".inbox-row").await?;
    screen.take("duty-list").await?;
    screen.choose("desk:duty").await?;
    screen.at("print-report").await?;
    screen.press(keys::ENTER).await?;
    screen.find("dialog[open]").await?;
    screen.take("duty-sign").await?;
    screen.close().await
}

async fn administration(wanted: &Pictures) -> Result<()> {
    wanted.turn("11:15:00")?;
    let screen = wanted.open("hall").await?;
    screen.sign_in("xuning").await?;
    for (n, name) in ["admin-users", "admin-stations", "admin-sync"].iter().enumerate() {
        if n > 0 {
            screen.press(keys::RIGHT).await?;
        }
        screen.find("table").await?;
        screen.go("admin-tabs").await?;
        screen.take(name).await?;
    }
    screen.close().await
}
