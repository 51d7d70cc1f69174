//! Files that are no material: turned away at the desk, and what was there before stays.

use domain::ids::KindId;
use serde_json::json;

use super::{Desk, hall, nothing_lost};

const ENCRYPTED: &[u8] = include_bytes!("../fixtures/encrypted.pdf");
const PAGE: &[u8] = include_bytes!("../fixtures/page.jpg");

#[tokio::test]
async fn faults_a_file_that_is_no_material_is_turned_away_and_the_pages_before_it_stay() {
    let mut hall = hall().await;
    let desk = Desk::at(&mut hall, "07", "wangxy", json!({})).await;
    let view = desk.begin_allowance().await;
    let kind = KindId::from("identity-card");
    let file = hall.folder.path().join("material");
    let path = file.to_str().unwrap();
    std::fs::write(&file, PAGE).unwrap();
    let before = desk.import(&view.id, kind.clone(), path).await.unwrap();
    let mut large = PAGE.to_vec();
    large.resize(20 * 1024 * 1024 + 1, 0);
    for (bytes, code, told) in [
        (
            large,
            "import.too_large",
            "该文件超过 20 MB，不能作为材料。请压缩或拆分后重新导入，或改为扫描纸件。",
        ),
        (
            b"PK\x03\x04word/document.xml".to_vec(),
            "import.not_material",
            "该文件既不是图片（JPEG、PNG）也不是 PDF，不能作为材料。请另存为 PDF 后重新导入，或改为扫描纸件。",
        ),
        (
            ENCRYPTED.to_vec(),
            "import.encrypted_pdf",
            "该 PDF 设有打开密码，无法读取。请申请人去除密码后重新提供，或改为扫描纸件。",
        ),
        (
            b"%PDF-1.7\ngarbage".to_vec(),
            "import.broken_pdf",
            "该 PDF 已损坏，无法读取。请申请人重新提供，或改为扫描纸件。",
        ),
    ] {
        std::fs::write(&file, bytes).unwrap();
        let fault = desk.import(&view.id, kind.clone(), path).await.unwrap_err();
        assert_eq!((fault.code.as_str(), fault.message.as_str()), (code, told));
        nothing_lost(&desk, &before).await;
        let now = desk.current().await.unwrap().unwrap();
        assert_eq!(now.materials, before.materials);
    }
    std::fs::remove_file(&file).unwrap();
    let gone = desk.import(&view.id, kind, path).await.unwrap_err();
    assert_eq!(gone.code, "import.unreadable");
}
