//! The intake desk 受理台: queue, drafts, search.

use domain::action::Action;
use domain::authorisation::{Power, find};
use domain::catalogue::item::AcceptanceMode;
use domain::catalogue::resolve::{Resolved, resolve};
use domain::intake::Intake;
use domain::wire::desk::TicketState as QueueState;
use domain::wire::{CounterStatus, StreamId};
use jiff::Timestamp;

use super::draw::{DraftMeta, draw_intake, draw_no_item};
use super::hand_over::cases_with_papers_here;
use super::lists::waits_for_deferred;
use super::{Table, Workstation, edit};
use crate::engine::Draft;
use crate::store::DraftState;
use crate::view::{
    DraftEdit, Fault, IntakeView, ParkedDraft, QueueView, Ticket, TicketState, TodayCount, Tone,
};

impl Workstation {
    /// Queue, parked applicants, counts of today.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub async fn queue(&self) -> Result<QueueView, Fault> {
        let table = self.table()?;
        let list = self.engine.tickets().await;
        let online = list.is_ok();
        let tickets = list.map(|list| list.tickets).unwrap_or_default();
        let waiting: Vec<_> = tickets.iter().filter(|t| t.state == QueueState::Waiting).collect();
        let drafts = self.engine.drafts().await?;
        let me = table.session.actor.user.to_string();
        let serving = drafts.iter().find(|d| d.state == DraftState::Open && d.owner == me);
        let mut rows: Vec<Ticket> = serving
            .iter()
            .filter(|draft| !draft.intake.ticket.is_empty())
            .map(|draft| Ticket {
                no: draft.intake.ticket.clone(),
                text: "办理中".to_owned(),
                state: TicketState::Serving,
            })
            .collect();
        rows.extend(waiting.iter().take(6).map(|ticket| Ticket {
            no: ticket.number.clone(),
            text: ticket.matter.clone(),
            state: if ticket.priority { TicketState::Booked } else { TicketState::Waiting },
        }));
        let parked = drafts.iter().filter(|d| d.state != DraftState::Open).take(6);
        Ok(QueueView {
            waiting: u32::try_from(waiting.len()).unwrap_or(u32::MAX),
            tickets: rows,
            parked: parked.map(|draft| parked_row(draft, table.at)).collect(),
            today: self.today_counts(&table).await?,
            online,
        })
    }

    async fn today_counts(&self, table: &Table) -> Result<Vec<TodayCount>, Fault> {
        let gathered = self.gather(table, table.session.actor.counter.as_ref()).await?;
        let counts = self.duty_facts(table, &gathered).await?.counts();
        let handed = self.handed_rows(table, table.session.actor.counter.as_ref()).await?;
        let waiting = cases_with_papers_here(table, &gathered, &handed).len();
        let row = |id: &str, value: String| TodayCount { id: id.to_owned(), value };
        let cases = gathered.applications.iter().flat_map(|app| app.cases.values());
        let deferred = cases.filter(|case| waits_for_deferred(case)).count();
        Ok(vec![
            row("received", format!("{} / {}", counts.received, counts.accepted)),
            row("papers", waiting.to_string()),
            row("deferred", deferred.to_string()),
            row("notices", counts.guidance.to_string()),
        ])
    }

    /// Calls the next ticket 叫号 and opens its draft.
    ///
    /// # Errors
    /// Nobody waits, or the queue is out of reach: the clerk types the ticket.
    pub async fn next_ticket(&self) -> Result<IntakeView, Fault> {
        let request = self.engine.clock().new_id();
        let answer = self.engine.next_ticket(&request).await.map_err(|error| {
            Fault::new(
                error.code(),
                format!("{error} 叫号暂不可用：按 F2 手工输入排队号，照常办理。"),
            )
        })?;
        let Some(ticket) = answer.ticket else {
            return Err(Fault::new("queue.empty", "没有等候的排队号。按 F2 可直接开始办理。"));
        };
        self.begin(ticket.number, ticket.matter).await
    }

    /// Opens a draft for a typed ticket 新申办.
    ///
    /// # Errors
    /// Nobody is signed in, or the disk does not take it.
    pub async fn start(&self, ticket: &str) -> Result<IntakeView, Fault> {
        self.begin(ticket.trim().to_owned(), String::new()).await
    }

    async fn begin(&self, ticket: String, matter: String) -> Result<IntakeView, Fault> {
        if let Some(open) = self.engine.last_open_draft().await? {
            self.engine.park_draft(&open.id).await?;
        }
        if !ticket.is_empty() {
            let action = Action::CallTicket { ticket: ticket.clone(), matter };
            self.record_on_day(action).await?;
        }
        let intake = Intake { ticket, ..Intake::default() };
        let draft = self.engine.begin_draft(&intake).await?;
        self.engine.edit_draft(&draft.id, &intake, "search").await?;
        self.draw(&draft.id).await
    }

    /// Records a fact of this counter's day; a station that is no counter keeps none.
    pub(super) async fn record_on_day(&self, action: Action) -> Result<(), Fault> {
        let Some(stream) = self.day_stream()? else {
            return Ok(());
        };
        self.engine.submit(&stream, None, move |pen| pen.act(action).map(|_| ())).await?;
        Ok(())
    }

    /// Today's stream of this counter.
    pub(super) fn day_stream(&self) -> Result<Option<StreamId>, Fault> {
        let table = self.table()?;
        let actor = &table.session.actor;
        let counter = actor.counter.as_ref();
        Ok(counter.map(|counter| StreamId::counter_day(&actor.hall, counter, table.today())))
    }

    /// The draft being served, with the place focused last.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub async fn current(&self) -> Result<Option<IntakeView>, Fault> {
        match self.engine.last_open_draft().await? {
            Some(draft) => Ok(Some(self.draw(&draft.id).await?)),
            None => Ok(None),
        }
    }

    /// Takes a parked draft up again 叫回.
    ///
    /// # Errors
    /// It is gone.
    pub async fn recall(&self, draft: &str) -> Result<IntakeView, Fault> {
        if let Some(open) = self.engine.last_open_draft().await?
            && open.id != draft
        {
            self.engine.park_draft(&open.id).await?;
        }
        self.engine.recall_draft(draft).await?;
        self.draw(draft).await
    }

    /// Parks the applicant 暂存.
    ///
    /// # Errors
    /// The draft is gone.
    pub async fn park(&self, draft: &str) -> Result<QueueView, Fault> {
        self.engine.park_draft(draft).await?;
        self.engine.set_counter_status(None);
        self.queue().await
    }

    /// Gives the draft up 取消录入: row, pages, thumbnails.
    ///
    /// # Errors
    /// The disk does not take it.
    pub async fn discard(&self, draft: &str) -> Result<QueueView, Fault> {
        let visit = self.engine.draft(draft).await?;
        self.engine.discard_draft(draft).await?;
        self.end_visit(&visit, false).await?;
        self.queue().await
    }

    /// The visit of a draft's ticket is over.
    pub(super) async fn end_visit(&self, draft: &Draft, received: bool) -> Result<(), Fault> {
        self.engine.set_counter_status(None);
        if draft.intake.ticket.is_empty() {
            return Ok(());
        }
        let began = draft.created_at.parse::<Timestamp>().unwrap_or(Timestamp::UNIX_EPOCH);
        let seconds = self.engine.clock().now().duration_since(began).as_secs().max(0);
        self.record_on_day(Action::EndVisit {
            ticket: draft.intake.ticket.clone(),
            received,
            seconds: u32::try_from(seconds).unwrap_or(u32::MAX),
        })
        .await
    }

    /// One change, durable before the answer.
    ///
    /// # Errors
    /// A colleague took the draft over, or the disk does not take it.
    pub async fn edit(
        &self,
        draft: &str,
        change: DraftEdit,
        focus: Option<String>,
    ) -> Result<IntakeView, Fault> {
        let session = self.session_in_use()?;
        let only_focus = change == DraftEdit::Focus;
        self.change_draft(draft, focus, move |intake| {
            if !only_focus {
                edit::apply(intake, change, &session.actor);
            }
        })
        .await?;
        self.draw(draft).await
    }

    /// Changes a draft's content; one change at a time, so that a scan and typing do not collide.
    pub(super) async fn change_draft<F>(
        &self,
        id: &str,
        focus: Option<String>,
        change: F,
    ) -> Result<(), Fault>
    where
        F: FnOnce(&mut Intake),
    {
        let _one = self.editing.lock().await;
        let draft = self.engine.draft(id).await?;
        let mut intake = draft.intake;
        change(&mut intake);
        let focus = focus.unwrap_or(draft.focus);
        self.engine.edit_draft(id, &intake, &focus).await?;
        Ok(())
    }

    /// The fresh page of a draft.
    pub(super) async fn draw(&self, id: &str) -> Result<IntakeView, Fault> {
        let table = self.table()?;
        let draft = self.engine.draft(id).await?;
        let today = table.today();
        let resolved = resolve(&table.in_force.catalogue, &draft.intake.inquiry(today));
        self.tell_counter(&table, &draft, resolved.as_ref().ok());
        let warnings = match &resolved {
            Ok(resolved) => self.duplicates(&draft, resolved).await?,
            Err(_) => Vec::new(),
        };
        let meta = meta(&table, &draft, resolved.as_ref().ok(), warnings);
        Ok(match resolved {
            Ok(resolved) => draw_intake(
                &table.in_force.catalogue,
                &table.in_force.calendar,
                &draft.intake,
                &resolved,
                (meta, today),
            ),
            Err(problem) => draw_no_item(&draft.intake, meta, problem.to_string()),
        })
    }

    fn tell_counter(&self, table: &Table, draft: &Draft, resolved: Option<&Resolved>) {
        let Some(counter) = table.session.actor.counter.clone() else {
            return;
        };
        self.engine.set_counter_status(Some(CounterStatus {
            counter,
            user: Some(table.session.actor.user.clone()),
            ticket: Some(draft.intake.ticket.clone()),
            matter: resolved.and_then(|r| r.cases.first()).map(|case| case.short_name.clone()),
            since: draft.created_at.parse().ok(),
        }));
    }
}

fn parked_row(draft: &Draft, now: Timestamp) -> ParkedDraft {
    let touched = draft.touched_at.parse::<Timestamp>().unwrap_or(now);
    let minutes = now.duration_since(touched).as_secs().max(0) / 60;
    let name = draft.intake.applicant.as_ref().map(|a| a.name.clone());
    let losing = draft.state == DraftState::Losing;
    ParkedDraft {
        id: draft.id.clone(),
        ticket: Some(draft.intake.ticket.clone()).filter(|t| !t.is_empty()),
        name: name.filter(|n| !n.is_empty()).unwrap_or_else(|| "未录申请人".to_owned()),
        text: if losing { "冲突副本".to_owned() } else { format!("{minutes} 分") },
        tone: if losing { Tone::Warn } else { Tone::Gray },
    }
}

fn meta(
    table: &Table,
    draft: &Draft,
    resolved: Option<&Resolved>,
    warnings: Vec<String>,
) -> DraftMeta {
    let actor = &table.session.actor;
    let register = &table.in_force.catalogue.authorisations;
    let may = |power, case: &domain::catalogue::resolve::ResolvedCase| {
        find(register, power, &case.department, &case.item, actor, table.today()).is_some()
    };
    let cases = resolved.map(|r| r.cases.as_slice()).unwrap_or_default();
    let barred = cases.iter().find(|case| {
        let here = matches!(
            case.acceptance,
            AcceptanceMode::CounterAccepts | AcceptanceMode::DepartmentAccepts
        );
        here && !may(Power::Receive, case)
    });
    let touched = draft.touched_at.parse::<Timestamp>().unwrap_or(table.at);
    let saved = domain::calendar::legal_time(touched);
    DraftMeta {
        id: draft.id.clone(),
        focus: Some(draft.focus.clone()).filter(|f| !f.is_empty()),
        started_at: draft.created_at.clone(),
        saved_at: format!("{:02}:{:02}:{:02}", saved.hour(), saved.minute(), saved.second()),
        warnings,
        may_accept: cases.iter().any(|case| {
            case.acceptance == AcceptanceMode::CounterAccepts
                && case.depends_on.is_empty()
                && may(Power::Accept, case)
        }),
        receive_barred: barred.map(|case| {
            format!("本窗口没有「{}」的收件授权，请引导到有授权的窗口", case.short_name)
        }),
    }
}
