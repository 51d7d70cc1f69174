//! A counter on a real disk with what each measured act needs, and no sync beside it.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use domain::action::Action;
use domain::intake::Intake;
use domain::wire::StreamId;
use domain::wire::access::EnrolmentCode;
use domain::wire::admin::StationCodeRequest;
use tests::acts::{ALLOWANCE, first_case, intake, printed, receive_one, withdraw};
use tests::hall::{HALL, Hall, Station, StationClock, WORD, Wire};
use tokio::time::Instant;
use workstation::engine::{Engine, Enrolment};
use workstation::sync::Transport;

/// Acts behind the case on which a fact is recorded.
const HISTORY: usize = 200;
/// Numbers below which some are fetched.
const FEW: u64 = 5;

/// An act that is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One field of a draft.
    Edit,
    /// A fact on a case with a long history.
    Fact,
    /// A transition of a case.
    Withdraw,
    /// 收件: number, receipt, case, lists.
    Receive,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [Self::Edit, Self::Fact, Self::Withdraw, Self::Receive];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Edit => "draft edit",
            Self::Fact => "fact (200 acts behind it)",
            Self::Withdraw => "transition (withdraw)",
            Self::Receive => "收件 receive",
        }
    }
}

/// An act with everything it stands on.
pub(crate) enum Ready {
    Edit,
    Submit(StreamId, Box<Action>),
    Receive,
}

/// How long an act took, and how large a row it wrote.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Done {
    pub(crate) us: f64,
    pub(crate) bytes: usize,
}

/// The counter.
pub(crate) struct ActsDesk {
    _hall: Hall,
    station: Station,
    draft: String,
    content: Intake,
    long: StreamId,
    turn: u32,
}

impl ActsDesk {
    pub(crate) async fn open(folder: &Path) -> Result<Self> {
        let hall = Hall::of_today(1).await;
        let mut station = Station {
            home: folder.join("acts"),
            engine: None,
            clock: Arc::new(StationClock::new(hall.clock.clone(), 7)),
            keyring: Arc::default(),
            wire: Wire::to(&hall.platform),
        };
        station.start().await;
        let place = StationCodeRequest {
            hall: HALL.into(),
            counter: Some("07".into()),
            departments: Vec::new(),
        };
        let code = hall.platform.station_code(&place).await?.code;
        let code = EnrolmentCode::parse(&code).context("a code")?;
        let wire = Arc::clone(&station.wire) as Arc<dyn Transport>;
        let engine = station.engine();
        engine.enrol_through(wire, &code.secret, "bench", Enrolment::default()).await?;
        engine.sign_in(&"wangxy".into(), tests::hall::PASSWORD).await?;
        engine.need_words(&[WORD.to_owned()]).await?;
        engine.sync_once().await?;
        let content = intake(ALLOWANCE);
        let draft = engine.begin_draft(&content).await?.id;
        let long = receive_one(engine).await?;
        let mut desk = Self { _hall: hall, station, draft, content, long, turn: 0 };
        for _ in 0..HISTORY {
            desk.act(Kind::Fact).await?;
        }
        desk.engine().sync_once().await?;
        Ok(desk)
    }

    fn engine(&self) -> &Engine {
        self.station.engine()
    }

    /// Prepares an act and does it.
    pub(crate) async fn act(&mut self, kind: Kind) -> Result<Done> {
        let ready = self.prepare(kind).await?;
        self.perform(ready).await
    }

    /// What an act stands on: nobody waits for it.
    pub(crate) async fn prepare(&mut self, kind: Kind) -> Result<Ready> {
        self.turn += 1;
        Ok(match kind {
            Kind::Edit => {
                if let Some(party) = &mut self.content.applicant {
                    party.address = format!("穗城区建设二马路{}号", self.turn);
                }
                Ready::Edit
            }
            Kind::Fact => {
                let fact = printed(&format!("{WORD}〔2026〕{}号", self.turn));
                Ready::Submit(self.long.clone(), Box::new(fact))
            }
            Kind::Withdraw => {
                self.fetch_numbers().await?;
                let stream = receive_one(self.engine()).await?;
                let case = first_case(self.engine(), &stream).await;
                Ready::Submit(stream, Box::new(withdraw(&case)))
            }
            Kind::Receive => {
                self.fetch_numbers().await?;
                Ready::Receive
            }
        })
    }

    /// The act itself, timed until it is durable.
    pub(crate) async fn perform(&self, ready: Ready) -> Result<Done> {
        let engine = self.engine();
        let start = Instant::now();
        let stream = match ready {
            Ready::Edit => {
                engine.edit_draft(&self.draft, &self.content, "applicant.address").await?;
                None
            }
            Ready::Submit(stream, action) => {
                engine.submit(&stream, None, move |pen| pen.act(*action).map(|_| ())).await?;
                Some(stream)
            }
            Ready::Receive => Some(receive_one(engine).await?),
        };
        let us = micros(start);
        let bytes = match stream {
            Some(stream) => self.written(&stream).await?,
            None => serde_json::to_string(&self.content)?.len(),
        };
        Ok(Done { us, bytes })
    }

    async fn fetch_numbers(&self) -> Result<()> {
        if u64::from(self.engine().numbers_left(WORD)?) < FEW {
            self.engine().sync_once().await?;
        }
        Ok(())
    }

    /// Size of the submission that was written last on a stream.
    async fn written(&self, stream: &StreamId) -> Result<usize> {
        let view = self.engine().stream(stream).await?;
        let last = view.pending.last().and_then(|act| act.envelope.as_ref());
        let text = serde_json::to_string(last.context("nothing was written")?)?;
        // hash, hash before it, signature
        Ok(text.len() + 64 + 64 + 88)
    }
}

/// Microseconds since a moment.
pub(crate) fn micros(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e6
}
