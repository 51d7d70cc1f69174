//! A newer program on an older database: the schema is brought up, and no row that waits is lost.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sqlx::sqlite::SqliteConnection;
use sqlx::{AssertSqlSafe, Connection as _};

use super::bench::Bench;
use super::verify::{bench_with_history, with_key};
use crate::keys::Secret;
use crate::store::{BlobKind, MIGRATOR};

async fn run(db: &mut SqliteConnection, sql: &str) {
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(db).await.unwrap();
}

async fn texts(db: &mut SqliteConnection, sql: &str) -> Vec<String> {
    sqlx::query_scalar(AssertSqlSafe(sql.to_owned())).fetch_all(db).await.unwrap()
}

/// Every row of every table of the program's own, as text.
async fn content(db: &mut SqliteConnection) -> BTreeMap<String, Vec<String>> {
    let tables =
        "select name from sqlite_schema where type = 'table' and name not like '\\_%' escape '\\'";
    let mut all = BTreeMap::new();
    for table in texts(db, tables).await {
        let columns = format!(
            "select group_concat('quote(' || name || ')', ' || '','' || ') from pragma_table_info('{table}')"
        );
        let columns = texts(db, &columns).await;
        let rows = format!("select {} from {table} order by 1", columns[0]);
        all.insert(table, texts(db, &rows).await);
    }
    all
}

/// Makes the database that a program of an earlier version would have left, with all that it can hold.
async fn age(file: &Path, key: &Secret, version: i64) -> BTreeMap<String, Vec<String>> {
    let aged = file.with_extension("aged");
    fs::write(&aged, []).unwrap();
    let mut old = with_key(&aged, key).await;
    for migration in MIGRATOR.iter().filter(|m| m.version <= version) {
        run(&mut old, migration.sql.as_str()).await;
    }
    let tables = texts(&mut old, "select name from sqlite_schema where type = 'table'").await;
    let attach = format!("attach '{}' as now key \"x'{}'\"", file.display(), hex::encode(key.0));
    run(&mut old, &attach).await;
    run(&mut old, "create table _sqlx_migrations as select * from now._sqlx_migrations").await;
    run(&mut old, &format!("delete from _sqlx_migrations where version > {version}")).await;
    for table in tables {
        let columns = format!("select name from pragma_table_info('{table}', 'main')");
        let columns = texts(&mut old, &columns).await.join(", ");
        let copy = format!("insert into {table} ({columns}) select {columns} from now.{table}");
        run(&mut old, &copy).await;
    }
    let content = content(&mut old).await;
    old.close().await.unwrap();
    fs::rename(aged, file).unwrap();
    content
}

/// Decided and unsent submissions, a draft, a page on its way.
async fn busy() -> Bench {
    let bench = bench_with_history().await;
    bench.engine.begin_draft(&Default::default()).await.unwrap();
    bench.engine.keep_blob(BlobKind::Page, vec![7; 400], "draft/x").await.unwrap();
    bench
}

#[tokio::test]
async fn an_upgrade_keeps_every_row_and_the_outbox_is_sent_as_it_was_signed() {
    let newest = MIGRATOR.iter().map(|m| m.version).max().unwrap();
    for version in MIGRATOR.iter().map(|m| m.version).filter(|v| *v < newest) {
        let mut bench = busy().await;
        let unsent = bench.unsent().await;
        assert_eq!(unsent.len(), 2);
        let key = bench.engine.core.opened().unwrap().key.clone();
        bench.engine.close().await;
        let file = bench.home.join("store.db");
        let before = age(&file, &key, version).await;
        bench.restart().await;
        bench.sign_in().await;
        assert_eq!(bench.unsent().await, unsent, "from schema {version}");
        let mut db = with_key(&file, &key).await;
        let after = content(&mut db).await;
        for (table, rows) in &before {
            assert_eq!(after.get(table), Some(rows), "{table} from schema {version}");
        }
        assert_eq!(bench.engine.verify().await.unwrap().bad, None);
        let there = "select cast(max(version) as text) from _sqlx_migrations";
        assert_eq!(texts(&mut db, there).await, [newest.to_string()]);
    }
}
