//! A restored or copied disk: the log goes on in a new epoch, and nothing written is lost.

use std::collections::BTreeSet;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::wire::{CHAIN_START, Envelope, SignedSubmission, StreamId, sm3_hex};

use super::subject;
use crate::clock::Clock;
use crate::engine::memory::Memory;
use crate::engine::{Change, Core, EngineError, Open, guard};
use crate::store::{
    Batch, Lane, StoreError, SubmissionRow, WorkItem, WorkKind, Writer, numbers, settings,
    submissions, work_items,
};

const FORKED: &str = "本机数据曾被还原或复制，这项操作已换新序列重新送出，内容未丢失。\
    请与管理员核对是否重复办理，核对后标记完成。";

impl Core {
    /// Opens the next epoch of the log and issues anew what the platform will not take under its old
    /// key. What is left of the ranges is given up: papers may bear those numbers already.
    pub(crate) async fn open_epoch(
        self: &Arc<Self>,
        open: &Arc<Open>,
        epoch: u32,
    ) -> Result<(), EngineError> {
        let (core, here) = (Arc::clone(self), Arc::clone(open));
        let touched = open
            .store
            .write(Lane::Background, move |writer| {
                Box::pin(async move { core.begin_epoch(&here, writer, epoch).await })
            })
            .await?;
        self.tell(Change::Streams(touched));
        Ok(())
    }

    async fn begin_epoch(
        &self,
        open: &Open,
        writer: &mut Writer,
        epoch: u32,
    ) -> Result<Vec<StreamId>, EngineError> {
        let mut memory = guard(&open.memory).clone();
        let head = submissions::head(writer.reader(), epoch).await?;
        (memory.seq, memory.head) = head.unwrap_or((0, CHAIN_START.to_owned()));
        memory.epoch = epoch;
        memory.numbers.burn_all();
        let mut batch = Batch::new();
        batch.label("epoch");
        settings::put(&mut batch, settings::EPOCH, &epoch.to_string());
        numbers::burn_all(&mut batch);
        let mut touched = BTreeSet::new();
        for row in submissions::stranded(writer.reader(), epoch).await? {
            touched.insert(StreamId(row.stream.clone()));
            self.issue_again(open, &mut memory, &mut batch, &row)?;
        }
        let touched: Vec<StreamId> = touched.into_iter().collect();
        let note = serde_json::to_string(&touched).map_err(StoreError::from)?;
        settings::put(&mut batch, settings::REPROJECT, &note);
        writer.commit(batch).await?;
        memory.forget_streams();
        *guard(&open.memory) = memory;
        self.reproject(open, writer).await
    }

    /// Signs the content of a stranded submission under the next key.
    fn issue_again(
        &self,
        open: &Open,
        memory: &mut Memory,
        batch: &mut Batch,
        old: &SubmissionRow,
    ) -> Result<(), EngineError> {
        let envelope: Envelope = serde_json::from_str(&old.envelope).map_err(StoreError::from)?;
        let envelope = Envelope {
            epoch: memory.epoch,
            seq: memory.seq + 1,
            prev: memory.head.clone(),
            ..envelope
        };
        let text = serde_json::to_string(&envelope).map_err(StoreError::from)?;
        let signature = (self.options.crypto).sign(&open.signing_key, text.as_bytes())?;
        let row = SubmissionRow {
            epoch: envelope.epoch,
            seq: envelope.seq,
            prev: envelope.prev,
            hash: sm3_hex(text.as_bytes()),
            envelope: text,
            signature: STANDARD.encode(signature),
            state: "unsent".to_owned(),
            outcome: None,
            position: None,
            ..old.clone()
        };
        submissions::append(batch, &row);
        submissions::mark_decided(batch, old.epoch, old.seq, "superseded", None);
        work_items::raise(batch, &fork_item(self.options.clock.as_ref(), old, FORKED));
        memory.seq = row.seq;
        memory.head = row.hash;
        Ok(())
    }

    /// The platform keeps these submissions aside because their keys are taken.
    pub(crate) async fn note_forked(
        &self,
        open: &Open,
        rows: &[SubmissionRow],
    ) -> Result<(), EngineError> {
        let mut batch = Batch::new();
        for row in rows {
            submissions::mark_forked(&mut batch, row.epoch, row.seq);
            work_items::raise(&mut batch, &fork_item(self.options.clock.as_ref(), row, FORKED));
        }
        open.store.commit(Lane::Background, batch).await?;
        self.forget(open, rows);
        Ok(())
    }

    /// The platform could not read these submissions or did not find their signature true.
    pub(crate) async fn note_rejected(
        self: &Arc<Self>,
        open: &Arc<Open>,
        rows: Vec<SubmissionRow>,
    ) -> Result<(), EngineError> {
        let (core, here) = (Arc::clone(self), Arc::clone(open));
        let touched = open
            .store
            .write(Lane::Background, move |writer| {
                Box::pin(async move { core.reject(&here, writer, &rows).await })
            })
            .await?;
        self.tell(Change::Streams(touched));
        Ok(())
    }

    async fn reject(
        &self,
        open: &Open,
        writer: &mut Writer,
        rows: &[SubmissionRow],
    ) -> Result<Vec<StreamId>, EngineError> {
        const REJECTED: &str = "中心无法读取这项操作或签名核对不符，已原样保存。\
            请勿重复办理，并联系管理员核查本机。";
        let mut batch = Batch::new();
        for row in rows {
            submissions::mark_decided(&mut batch, row.epoch, row.seq, "refused", None);
            let item = WorkItem {
                kind: WorkKind::Refused.word().to_owned(),
                code: "submission.rejected".to_owned(),
                ..fork_item(self.options.clock.as_ref(), row, REJECTED)
            };
            work_items::raise(&mut batch, &item);
        }
        // Rows of these streams are stale until the next job; a crash in between finds this note.
        let touched: BTreeSet<StreamId> = rows.iter().map(|r| StreamId(r.stream.clone())).collect();
        let note = serde_json::to_string(&touched).map_err(StoreError::from)?;
        settings::put(&mut batch, settings::REPROJECT, &note);
        writer.commit(batch).await?;
        {
            let mut memory = guard(&open.memory);
            for stream in &touched {
                memory.forget(stream);
            }
        }
        self.reproject(open, writer).await
    }

    /// The platform has these submissions.
    pub(crate) async fn note_received(
        &self,
        open: &Open,
        rows: &[SubmissionRow],
    ) -> Result<(), EngineError> {
        let mut batch = Batch::new();
        for row in rows {
            submissions::mark_received(&mut batch, row.epoch, row.seq);
        }
        open.store.commit(Lane::Background, batch).await?;
        self.forget(open, rows);
        Ok(())
    }

    fn forget(&self, open: &Open, rows: &[SubmissionRow]) {
        let streams: Vec<StreamId> = rows.iter().map(|r| StreamId(r.stream.clone())).collect();
        let mut memory = guard(&open.memory);
        for stream in &streams {
            memory.forget(stream);
        }
        drop(memory);
        self.tell(Change::Streams(streams));
    }
}

fn fork_item(clock: &dyn Clock, row: &SubmissionRow, message: &str) -> WorkItem {
    WorkItem {
        id: clock.new_id(),
        kind: WorkKind::Fork.word().to_owned(),
        subject: subject(row.epoch, row.seq),
        stream: Some(row.stream.clone()),
        epoch: Some(row.epoch),
        seq: Some(row.seq),
        code: "log.forked".to_owned(),
        message: message.to_owned(),
        article: None,
        content: row.envelope.clone(),
        raised_at: clock.now().to_string(),
        resolved_at: None,
        resolution: None,
    }
}

/// A submission as it is sent.
pub(crate) fn signed(row: &SubmissionRow) -> SignedSubmission {
    SignedSubmission { envelope: row.envelope.clone(), signature: row.signature.clone() }
}
