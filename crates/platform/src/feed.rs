//! What a station pulls: hello, its partitions' pages, snapshots.

use domain::ids::StationId;
use domain::wire::admin::StationHealth;
use domain::wire::{CHAIN_START, FeedPage, Hello, HelloAnswer, Partition, Position};
use sqlx::SqliteConnection;

use crate::error::{Result, said};
use crate::ingest::BATCH;
use crate::store::{begin, desk, region, small_count, station, stream, trail};
use crate::{Caller, Platform};

/// Verdicts in one page.
const PAGE: u32 = 500;
/// A clock that is off by more is told to a person (ten minutes).
const SKEW_MILLIS: i64 = 10 * 60 * 1000;

impl Platform {
    /// `POST /v1/hello`: what both sides have, and whether the station may go on.
    ///
    /// # Errors
    /// The caller is no station, or the store fails.
    pub async fn hello(&self, caller: &Caller, hello: &Hello) -> Result<HelloAnswer> {
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        let station = self.any_station(&mut tx, caller).await?;
        let id = &station.row.station;
        if hello.device != *id {
            return Err(said(403, "station.other", "令牌与工作站不符，请联系管理员重新注册"));
        }
        let now = self.0.clock.now();
        let health = StationHealth {
            seen: now,
            version: hello.version.clone(),
            outbox: hello.outbox,
            oldest: hello.oldest,
            position: hello.position,
            counter: hello.counter.clone(),
        };
        station::set_health(&mut tx, id, &health).await?;
        note_skew(&mut tx, id, hello.clock.as_millisecond(), now.as_millisecond()).await?;
        let (epoch, last_seq, head_of_epoch) = expected(&mut tx, id, hello).await?;
        let head = region::head(&mut tx).await?;
        let shared = match &hello.incarnation {
            Some(incarnation) => region::shared(&mut tx, incarnation).await?,
            None => 0,
        };
        let answer = HelloAnswer {
            incarnation: head.incarnation,
            position: head.position,
            shared,
            last_seq,
            head: head_of_epoch,
            epoch,
            durable: head.position,
            now,
            catalogue_version: desk::newest_edition(&mut tx).await?.map_or(0, |(number, _)| number),
            credits: small_count(BATCH),
            station_active: station.row.active,
            revoked_users: station::revoked_users(&mut tx, &station.row.hall).await?,
        };
        tx.commit().await?;
        Ok(answer)
    }

    /// `GET /v1/feed?partition&after`: verdicts of a partition after a cursor.
    ///
    /// # Errors
    /// The caller may not pull the partition, or the store fails.
    pub async fn feed(
        &self,
        caller: &Caller,
        partition: &Partition,
        after: Position,
    ) -> Result<FeedPage> {
        self.pages(caller, partition, after, PAGE).await
    }

    /// `GET /v1/snapshots/{partition}`: the partition's whole log in one answer, for a new station.
    ///
    /// # Errors
    /// The caller may not pull the partition, or the store fails.
    pub async fn snapshot(&self, caller: &Caller, partition: &Partition) -> Result<FeedPage> {
        self.pages(caller, partition, 0, u32::MAX).await
    }

    async fn pages(
        &self,
        caller: &Caller,
        partition: &Partition,
        after: Position,
        limit: u32,
    ) -> Result<FeedPage> {
        let mut reader = self.0.store.reader().await?;
        let station = self.station(&mut reader, caller).await?;
        if !station.has(partition) {
            return Err(said(403, "partition.closed", "本工作站无权接收该分区的业务"));
        }
        // The head is read first: what is appended meanwhile belongs to the next page.
        let head = region::head(&mut reader).await?;
        let rows = stream::page(&mut reader, partition, (after, head.position), limit).await?;
        let last = rows.last().map_or(after, |(at, _)| *at);
        let more = rows.len() >= usize::try_from(limit).unwrap_or(usize::MAX);
        Ok(FeedPage {
            incarnation: head.incarnation,
            entries: rows.into_iter().map(|(_, entry)| entry).collect(),
            through: if more { last } else { head.position.max(after) },
            more,
        })
    }
}

/// Tells a person once that a station's clock is far off.
async fn note_skew(
    tx: &mut SqliteConnection,
    station: &StationId,
    claimed: i64,
    now: i64,
) -> Result<()> {
    let far = (claimed - now).abs() > SKEW_MILLIS;
    if far && !trail::is_open(tx, "clock.skewed", station).await? {
        let message = "工作站时钟与平台相差超过十分钟，请校准该机时间";
        trail::incident(tx, "clock.skewed", Some(station), message, now).await?;
    }
    Ok(())
}

/// What the platform has of the station's epoch, and the epoch that the station shall write in:
/// the next one after a fork, or when the platform knows more than the station (a restored disk).
async fn expected(
    tx: &mut SqliteConnection,
    device: &StationId,
    hello: &Hello,
) -> Result<(u32, u64, Option<String>)> {
    let Some(newest) = region::last_epoch(tx, device).await? else {
        return Ok((hello.epoch, 0, None));
    };
    let known = region::epoch(tx, device, hello.epoch).await?;
    let (last_seq, head) = match &known {
        Some(epoch) if epoch.last_seq > 0 => (epoch.last_seq, Some(epoch.head.clone())),
        _ => (0, None),
    };
    let frozen = known.as_ref().is_some_and(|epoch| epoch.frozen);
    let behind = last_seq > hello.last_seq;
    let other = last_seq > 0
        && last_seq == hello.last_seq
        && head.as_deref().unwrap_or(CHAIN_START) != hello.head;
    let epoch = if newest.epoch > hello.epoch || frozen || behind || other {
        newest.epoch.max(hello.epoch) + 1
    } else {
        hello.epoch
    };
    Ok((epoch, last_seq, head))
}
