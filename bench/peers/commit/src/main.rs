//! One raw commit: a row into SQLCipher with the settings of a station's store, and nothing else.
//!
//! `peer-commit DATABASE`; for each line `ROUNDS BYTES` on stdin one line `{"us": […]}`. The line
//! `checkpoint` carries the write-ahead log over, as the store does while nobody waits.

use std::error::Error;
use std::io::{BufRead as _, Write as _};
use std::time::Instant;

use rusqlite::Connection;
use serde_json::json;

// The features of SQLCipher, in the version that the program links.
use libsqlite3_sys as _;

/// Bytes that the log holds before anything is timed.
const LOG: usize = 8 << 20;
/// The pragmas of `store/open.rs`; the key is as long as a real one.
const SETTINGS: &str = "
    pragma key = \"x'2DD29CA851E7B56E4697B0E1F08507293D761A05CE4D1B628663F411A8086D99'\";
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma foreign_keys = on;
    pragma wal_autocheckpoint = 0;
    create table if not exists raw (id integer primary key, body text not null) strict;";

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("usage: peer-commit DATABASE")?;
    let database = Connection::open(file)?;
    database.execute_batch(SETTINGS)?;
    let mut insert = database.prepare("insert into raw (body) values (?)")?;
    // A log in use is written over in place, which is cheaper to sync than one that still grows.
    insert.execute([" ".repeat(LOG)])?;
    checkpoint(&database)?;
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let mut times = Vec::new();
        if let Some((rounds, bytes)) = line.trim().split_once(' ') {
            let body = "字".repeat(bytes.parse::<usize>()? / 3);
            for _ in 0..rounds.parse()? {
                let start = Instant::now();
                insert.execute([&body])?;
                times.push(start.elapsed().as_secs_f64() * 1e6);
            }
        } else {
            checkpoint(&database)?;
        }
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}", json!({ "us": times }))?;
        out.flush()?;
    }
    Ok(())
}

/// The first write after a full carry begins the log anew and syncs twice: it is not timed.
fn checkpoint(database: &Connection) -> rusqlite::Result<usize> {
    database.query_row("pragma wal_checkpoint(passive)", [], |_| Ok(()))?;
    database.execute("insert into raw (body) values ('')", [])
}
