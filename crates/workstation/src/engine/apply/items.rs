//! Work items 需处理 that the feed raises and closes.

use std::sync::Arc;

use domain::refusal::Refusal;
use domain::wire::{HeldFor, StreamId};
use sqlx::sqlite::SqliteConnection;

use super::{settle, subject};
use crate::clock::Clock;
use crate::engine::stream::{PendingAct, StreamView};
use crate::store::{Batch, StoreError, WorkItem, WorkKind, work_items};

/// What was raised and closed in one transaction.
pub(super) struct Items {
    clock: Arc<dyn Clock>,
    now: String,
    raised: Vec<WorkItem>,
    settled: Vec<(Vec<WorkKind>, String, &'static str)>,
}

const CONFIRMED: &str = "中心已确认，自动办结";
const FITS_AGAIN: &str = "与现状重新一致，自动办结";

impl Items {
    pub(super) fn new(clock: &Arc<dyn Clock>) -> Self {
        Self {
            clock: Arc::clone(clock),
            now: clock.now().to_string(),
            raised: Vec::new(),
            settled: Vec::new(),
        }
    }

    fn raise(
        &mut self,
        kind: WorkKind,
        pending: &PendingAct,
        stream: &StreamId,
        why: (String, String, Option<String>),
    ) {
        let content = pending
            .envelope
            .as_ref()
            .and_then(|e| serde_json::to_string(e).ok())
            .unwrap_or_default();
        self.raised.push(WorkItem {
            id: self.clock.new_id(),
            kind: kind.word().to_owned(),
            subject: subject(pending.key.epoch, pending.key.seq),
            stream: Some(stream.0.clone()),
            epoch: Some(pending.key.epoch),
            seq: Some(pending.key.seq),
            code: why.0,
            message: why.1,
            article: why.2,
            content,
            raised_at: self.now.clone(),
            resolved_at: None,
            resolution: None,
        });
    }

    pub(super) fn refused(&mut self, pending: &PendingAct, stream: &StreamId, refusal: &Refusal) {
        let key = subject(pending.key.epoch, pending.key.seq);
        self.settled.push((vec![WorkKind::NoLongerFits, WorkKind::Held], key, "中心已裁定"));
        let why = (
            refusal.code.clone(),
            format!(
                "中心未接受这项操作：{}。内容已全部保留，请核对后按提示更正、撤回或重新办理。",
                refusal.message
            ),
            refusal.article.clone(),
        );
        self.raise(WorkKind::Refused, pending, stream, why);
    }

    pub(super) fn held(&mut self, pending: &PendingAct, stream: &StreamId, missing: &HeldFor) {
        let (code, message) = match missing {
            HeldFor::Rules => {
                ("held.rules", "中心程序较旧，暂存了这项操作，升级后自动生效；请告知管理员。")
            }
            HeldFor::Catalogue => (
                "held.catalogue",
                "中心还没有这项业务适用的目录版本，发布后自动生效；持续出现时请联系管理员。",
            ),
            HeldFor::Fork => (
                "held.fork",
                "本机数据可能被还原或复制过，中心暂存了这项操作，等待管理员核对；\
                 请勿重复办理，并立即联系管理员。",
            ),
            HeldFor::Earlier => (
                "held.earlier",
                "中心还缺这项业务此前的操作，收到后自动生效；持续出现时请联系管理员。",
            ),
        };
        let why = (code.to_owned(), message.to_owned(), None);
        self.raise(WorkKind::Held, pending, stream, why);
    }

    pub(super) fn settled(&mut self, pending: &PendingAct) {
        let key = subject(pending.key.epoch, pending.key.seq);
        self.settled.push((super::OF_SUBMISSION.to_vec(), key, CONFIRMED));
    }

    pub(super) fn history(&mut self, stream: &StreamId, position: u64, fault: &str) {
        self.raised.push(WorkItem {
            id: self.clock.new_id(),
            kind: WorkKind::History.word().to_owned(),
            subject: stream.0.clone(),
            stream: Some(stream.0.clone()),
            epoch: None,
            seq: None,
            code: "history.broken".to_owned(),
            message: format!(
                "这项业务的历史记录不完整（{fault}，位点 {position}）。请暂停办理该业务并联系管理员核对。"
            ),
            article: None,
            content: String::new(),
            raised_at: self.now.clone(),
            resolved_at: None,
            resolution: None,
        });
    }

    /// Pending submissions that no longer fit are raised; those that fit again are closed.
    pub(super) async fn pending(
        &mut self,
        reader: &mut SqliteConnection,
        view: &StreamView,
    ) -> Result<(), StoreError> {
        for pending in &view.pending {
            let Some(refusal) = &pending.refusal else {
                continue;
            };
            let why = (
                refusal.code.clone(),
                format!(
                    "别处已先办理，这项操作与现状不符：{}。内容已全部保留，请对照现状更正、撤回或退回窗口。",
                    refusal.message
                ),
                refusal.article.clone(),
            );
            self.raise(WorkKind::NoLongerFits, pending, &view.id, why);
        }
        let open = work_items::subjects(reader, WorkKind::NoLongerFits, &view.id.0).await?;
        let unfit = |key: &String| {
            view.pending
                .iter()
                .any(|p| p.refusal.is_some() && subject(p.key.epoch, p.key.seq) == *key)
        };
        let mended = open.into_iter().filter(|key| !unfit(key));
        let kinds = vec![WorkKind::NoLongerFits];
        self.settled.extend(mended.map(|key| (kinds.clone(), key, FITS_AGAIN)));
        Ok(())
    }

    pub(super) fn flush(self, batch: &mut Batch) {
        for (kinds, key, text) in &self.settled {
            if kinds.len() == super::OF_SUBMISSION.len() {
                settle(batch, key, &self.now, text);
            } else {
                for kind in kinds {
                    work_items::resolve(batch, *kind, key, &self.now, text);
                }
            }
        }
        for item in &self.raised {
            work_items::raise(batch, item);
        }
    }
}
