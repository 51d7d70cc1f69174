//! 审批台: the examiner proposes, somebody else decides.

use anyhow::Result;
use tests::webdriver::keys;

use super::Pictures;

pub(super) async fn visit(wanted: &Pictures) -> Result<()> {
    wanted.turn("10:58:30")?;
    let screen = wanted.open("departments").await?;
    screen.sign_in("fengjie").await?;
    screen.at("tour:next").await?;
    screen.press(keys::ESCAPE).await?;
    screen.find(".case .viewer img").await?;
    screen.take("review").await?;
    screen.close().await?;
    wanted.turn("11:02:31")?;
    let screen = wanted.open("departments").await?;
    screen.sign_in("caolei").await?;
    screen.find("[data-focus='act:approve']").await?;
    screen.find(".case .viewer img").await?;
    screen.function(10).await?;
    screen.find("dialog[open]").await?;
    screen.take("review-decide").await?;
    screen.close().await
}
