//! Pages: chunks in any order, checked, and shown only to whose case uses them.

use std::collections::BTreeMap;

use domain::ids::{BlobHash, KindId};
use domain::wire::page::{BlobQuestion, CHUNK};
use domain::wire::sm3_hex;
use platform::{BlobPlace, Caller, ManualClock, Options, Platform};

use crate::support::*;

fn hash(content: &[u8]) -> BlobHash {
    BlobHash(sm3_hex(content))
}

async fn send(world: &World, caller: &Caller, content: &[u8], chunk: usize) -> bool {
    let size = content.len() as u64;
    let piece = content.chunks(CHUNK).nth(chunk).unwrap();
    let place = (u32::try_from(chunk).unwrap(), size);
    let answer = world.platform.put_chunk(caller, &hash(content), place, piece).await;
    answer.unwrap().complete
}

async fn fetch(world: &World, caller: &Caller, content: &[u8]) -> Result<Vec<u8>, &'static str> {
    let mut got = Vec::new();
    for chunk in 0..u32::try_from(content.len().div_ceil(CHUNK)).unwrap() {
        let answer = world.platform.chunk(caller, &hash(content), chunk).await;
        got.extend_from_slice(&answer.map_err(|error| error.code())?.0);
    }
    Ok(got)
}

async fn in_folder(folder: &std::path::Path) -> World {
    let clock = ManualClock::at(monday());
    let options = Options {
        blobs: BlobPlace::Folder(folder.to_owned()),
        ..Options::in_memory(clock.clone())
    };
    let platform = Platform::open(options).await.unwrap();
    let world = World { platform, clock };
    world.furnish().await;
    world
}

#[tokio::test]
async fn chunks_come_in_any_order_and_are_resumed() {
    let folder = tempfile::tempdir().unwrap();
    for world in [World::new().await, in_folder(folder.path()).await] {
        let station = world.counter("01").await;
        let content: Vec<u8> =
            (0..CHUNK * 2 + 100).map(|i| u8::try_from(i % 251).unwrap()).collect();
        let ask = BlobQuestion { hashes: vec![hash(&content)] };
        assert!(!send(&world, &station.caller, &content, 2).await);
        assert!(!send(&world, &station.caller, &content, 0).await);
        let have = world.platform.have(&station.caller, &ask).await.unwrap();
        assert_eq!((have.blobs[0].complete, &have.blobs[0].chunks), (false, &vec![0, 2]));
        assert_eq!(fetch(&world, &station.caller, &content).await, Err("blob.missing"));
        assert!(!send(&world, &station.caller, &content, 0).await);
        assert!(send(&world, &station.caller, &content, 1).await);
        assert!(send(&world, &station.caller, &content, 1).await);
        let have = world.platform.have(&station.caller, &ask).await.unwrap();
        assert_eq!((have.blobs[0].complete, have.blobs[0].size), (true, Some(2_097_252)));
        assert_eq!(fetch(&world, &station.caller, &content).await.unwrap(), content);
        assert_eq!(world.platform.verify().await.unwrap().blobs, 1);
    }
}

#[tokio::test]
async fn content_that_is_not_its_hash_is_thrown_away() {
    let folder = tempfile::tempdir().unwrap();
    let world = in_folder(folder.path()).await;
    let station = world.counter("01").await;
    let wrong = hash(b"something else");
    let sent = world.platform.put_chunk(&station.caller, &wrong, (0, 4), b"page").await;
    let error = sent.unwrap_err();
    assert_eq!((error.status(), error.code()), (422, "blob.hash_mismatch"));
    let content = b"something else";
    assert!(send(&world, &station.caller, content, 0).await);
    assert_eq!(fetch(&world, &station.caller, content).await.unwrap(), content);
    // The file on the disk is changed behind the platform's back.
    let file = folder.path().join(&wrong.as_str()[..2]).join(wrong.as_str());
    std::fs::write(file, b"something ELSE").unwrap();
    let found = world.platform.verify().await.unwrap();
    assert_eq!(found.faults[0].place, format!("blob {wrong}"));
}

#[tokio::test]
async fn a_chunk_that_does_not_fit_is_turned_away() {
    let world = World::new().await;
    let station = world.counter("01").await;
    let good = hash(b"page");
    let cases: [(&str, u32, u64, &[u8], &str); 6] = [
        ("../../../../etc/passwd", 0, 4, b"page", "blob.hash"),
        (good.as_str(), 0, 0, b"", "blob.too_large"),
        (good.as_str(), 0, 65 << 20, b"page", "blob.too_large"),
        (good.as_str(), 1, 4, b"page", "blob.chunk"),
        (good.as_str(), 0, 5, b"page", "blob.chunk"),
        (&good.as_str().to_uppercase(), 0, 4, b"page", "blob.hash"),
    ];
    for (name, chunk, size, bytes, code) in cases {
        let name = BlobHash::from(name);
        let sent = world.platform.put_chunk(&station.caller, &name, (chunk, size), bytes).await;
        assert_eq!(sent.unwrap_err().code(), code, "{name} {chunk} {size}");
    }
}

/// The kind of the first material that an item asks for.
fn first_kind(item: &str) -> KindId {
    catalogue().items[&item.into()].materials[0].kind.clone()
}

#[tokio::test]
async fn a_department_gets_the_pages_of_its_own_cases_only() {
    let world = World::new().await;
    let mut counter = world.counter("01").await;
    let disease = world.department(&["disease-control"]).await;
    let insurance = world.department(&["social-insurance"]).await;
    let materials = BTreeMap::from([
        (first_kind(HYGIENE), evidence(b"hygiene form")),
        (first_kind(CARD), evidence(b"card form")),
    ]);
    let received = receive_with("0001", &[HYGIENE, CARD], materials);
    for content in [&b"hygiene form"[..], b"card form"] {
        assert!(send(&world, &counter.caller, content, 0).await);
        assert_eq!(fetch(&world, &disease.caller, content).await, Err("blob.closed"));
    }
    let one = counter.act(&clerk(), &received.stream(), &received.action, monday());
    world.decide(&counter, one).await;
    assert_eq!(fetch(&world, &disease.caller, b"hygiene form").await.unwrap(), b"hygiene form");
    assert_eq!(fetch(&world, &disease.caller, b"card form").await, Err("blob.closed"));
    assert_eq!(fetch(&world, &insurance.caller, b"card form").await.unwrap(), b"card form");
    assert_eq!(fetch(&world, &insurance.caller, b"hygiene form").await, Err("blob.closed"));
}
