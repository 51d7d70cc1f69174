//! Pages: durable before anything names them, and nothing wrong is ever shown.

use std::fs;

use domain::ids::BlobHash;

use super::bench::Bench;
use crate::store::BlobKind;

#[tokio::test]
async fn a_page_is_encrypted_on_the_disk_and_survives_a_restart() {
    let mut bench = Bench::new().await;
    let bytes = b"JFIF not really, but plain to see".to_vec();
    let hash = bench.engine.keep_blob(BlobKind::Page, bytes.clone(), "draft/x").await.unwrap();
    let file = bench.home.join("blobs").join(&hash.0[..2]).join(&hash.0);
    let sealed = fs::read(&file).unwrap();
    assert!(!sealed.windows(8).any(|w| w == &bytes[..8]));
    bench.restart().await;
    bench.sign_in().await;
    assert_eq!(bench.engine.blob(&hash).await.unwrap(), bytes);
}

#[tokio::test]
async fn a_flipped_byte_or_a_lost_file_is_named() {
    let bench = Bench::new().await;
    let hash = bench.engine.keep_blob(BlobKind::Page, vec![7; 4000], "draft/x").await.unwrap();
    let file = bench.home.join("blobs").join(&hash.0[..2]).join(&hash.0);
    let good = fs::read(&file).unwrap();
    let mut wrong = good.clone();
    wrong[2000] ^= 1;
    fs::write(&file, wrong).unwrap();
    let bad = bench.engine.verify().await.unwrap().bad.unwrap();
    assert_eq!((bad.part, bad.stream), ("page", hash.0.clone()));
    // It is fetched from the platform then; here there is none.
    assert!(bench.engine.blob(&hash).await.is_err());
    fs::remove_file(&file).unwrap();
    assert_eq!(bench.engine.verify().await.unwrap().bad.unwrap().part, "page");
    fs::write(&file, good).unwrap();
    assert_eq!(bench.engine.verify().await.unwrap().bad, None);
}

#[tokio::test]
async fn a_hash_from_outside_is_never_a_path() {
    let bench = Bench::new().await;
    for evil in ["../../station.json", "", "ab", &"/".repeat(64)] {
        assert!(bench.engine.blob(&BlobHash(evil.to_owned())).await.is_err());
    }
}
