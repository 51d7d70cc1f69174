//! What the window may ask: each at most ten lines.

pub mod cases;
pub mod duty;
pub mod intake;
pub mod session;

async fn choose_file() -> Option<String> {
    let dialog = rfd::AsyncFileDialog::new()
        .set_title("选择材料文件")
        .add_filter("图片或 PDF", &["jpg", "jpeg", "png", "pdf"]);
    dialog.pick_file().await.map(|file| file.path().display().to_string())
}
