//! A counter's work, one applicant after the other, by the calls that the window makes.

use std::path::PathBuf;

use domain::ids::{CaseNo, ItemCode, KindId};
use tests::acts::ALLOWANCE;
use tests::hall::{PASSWORD, next_random};
use workstation::desk::Workstation;
use workstation::view::{ActRequest, DraftEdit};

use super::journal::{Line, Step, say};
use super::life::Order;

/// Applicants of a life that nobody ends.
const APPLICANTS: u32 = 40;
/// Longer than the writer waits before it carries its log over.
const QUIET: std::time::Duration = std::time::Duration::from_millis(1_000);

/// Somebody at the counter.
pub(super) struct Clerk {
    pub(super) desk: Workstation,
    chance: u64,
    file: PathBuf,
}

/// Works until it is killed.
pub(super) async fn live(desk: Workstation, order: &Order) {
    let mut clerk = Clerk::new(desk, order);
    other("sign_in");
    clerk.desk.sign_in("wangxy", PASSWORD).await.unwrap();
    done("sign_in");
    clerk.take_up().await;
    for _ in 0..APPLICANTS {
        clerk.applicant().await;
        if order.point.as_ref().is_some_and(|point| point.label == "checkpoint") {
            tokio::time::sleep(QUIET).await;
        }
    }
}

/// About to do what changes no draft and no number.
pub(super) fn other(what: &str) {
    say(&Line::Will { step: Step::Other { what: what.to_owned() } });
}

/// It came back.
pub(super) fn done(what: &str) {
    say(&Line::Did { step: Step::Other { what: what.to_owned() } });
}

impl Clerk {
    pub(super) fn new(desk: Workstation, order: &Order) -> Self {
        Self { desk, chance: order.seed, file: order.home.with_extension("jpg") }
    }

    fn random(&mut self, below: u64) -> u64 {
        next_random(&mut self.chance) % below
    }

    /// Goes on with the applicant who was there when the program ended.
    async fn take_up(&mut self) {
        if let Some(page) = self.desk.current().await.unwrap() {
            self.fill(&page.id).await;
            self.page(&page.id, "identity-card").await;
            self.receive(&page.id).await;
        }
    }

    async fn applicant(&mut self) {
        let first = self.begin().await;
        self.fill(&first).await;
        self.page(&first, "identity-card").await;
        self.page(&first, "identity-card").await;
        self.page_out(&first, "identity-card").await;
        self.sync().await;
        self.field(&first, "benefit.account", "6217002610012345678").await;
        self.one(Step::Park { draft: first.clone() }).await;
        let second = self.begin().await;
        self.field(&second, "applicant.name", "何秀英").await;
        self.page(&second, "household-register").await;
        self.sync().await;
        self.one(Step::Discard { draft: second }).await;
        self.one(Step::Recall { draft: first.clone() }).await;
        self.field(&first, "benefit.bank", "农业银行").await;
        self.sync().await;
        let case = self.receive(&first).await;
        self.sync().await;
        if self.random(2) == 0 {
            self.withdraw(&case).await;
        }
    }

    pub(super) async fn begin(&mut self) -> String {
        let ticket = format!("A{:06}", self.random(1_000_000));
        let step = |draft| Step::Begin { draft, ticket: ticket.clone() };
        say(&Line::Will { step: step(String::new()) });
        let page = self.desk.start(&ticket).await.unwrap();
        say(&Line::Did { step: step(page.id.clone()) });
        page.id
    }

    pub(super) async fn fill(&mut self, draft: &str) {
        let number = self.citizen();
        let name =
            ["刘德明", "陈桂芳", "黄伟强", "梁玉珍"][usize::try_from(self.random(4)).unwrap()];
        for (place, text) in [
            ("applicant.name", name),
            ("applicant.id_number", &number),
            ("applicant.phone", "13800002210"),
            ("applicant.address", "穗城区建设二马路12号"),
        ] {
            self.field(draft, place, text).await;
        }
        let code = ItemCode::from(ALLOWANCE);
        self.edit(draft, DraftEdit::AddItem { code }, ("items", ALLOWANCE)).await;
        let answer = DraftEdit::Answer { question: "payout".into(), value: Some("card".into()) };
        self.edit(draft, answer, ("answer:payout", "card")).await;
        self.field(draft, "benefit.household_address", "穗城区东湖路3号").await;
    }

    /// A number that belongs to nobody and whose check digit is right.
    fn citizen(&mut self) -> String {
        const WEIGHTS: [u64; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let day = 1 + self.random(28);
        let month = 1 + self.random(12);
        let year = 1930 + self.random(15);
        let front = format!("440106{year}{month:02}{day:02}{:03}", self.random(1000));
        let digits = front.bytes().map(|digit| u64::from(digit - b'0'));
        let sum: u64 = digits.zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
        let check = b"10X98765432"[usize::try_from(sum % 11).unwrap()];
        format!("{front}{}", char::from(check))
    }

    async fn field(&mut self, draft: &str, place: &str, text: &str) {
        let party = place.starts_with("applicant.");
        let edit = if party {
            DraftEdit::Party { place: place.to_owned(), text: text.to_owned() }
        } else {
            DraftEdit::Field { element: place.into(), text: text.to_owned() }
        };
        self.edit(draft, edit, (place, text)).await;
    }

    async fn edit(&mut self, draft: &str, edit: DraftEdit, (place, text): (&str, &str)) {
        let focus = format!("field:after.{place}.{}", self.random(100));
        let step = Step::Edit {
            draft: draft.to_owned(),
            place: place.to_owned(),
            text: text.to_owned(),
            focus: focus.clone(),
        };
        say(&Line::Will { step: step.clone() });
        self.desk.edit(draft, edit, Some(focus)).await.unwrap();
        say(&Line::Did { step });
    }

    pub(super) async fn page(&mut self, draft: &str, kind: &str) {
        let mut picture = image::RgbImage::new(60, 84);
        for pixel in picture.pixels_mut() {
            let light = u8::try_from(self.random(256)).unwrap();
            *pixel = image::Rgb([light, light, 200]);
        }
        picture.save(&self.file).unwrap();
        let step = Step::Page { draft: draft.to_owned(), kind: kind.to_owned() };
        say(&Line::Will { step: step.clone() });
        self.desk.import(draft, kind.into(), self.file.to_str().unwrap()).await.unwrap();
        say(&Line::Did { step });
    }

    async fn page_out(&mut self, draft: &str, kind: &str) {
        let intake = self.desk.engine().draft(draft).await.unwrap().intake;
        let kind_id = KindId::from(kind);
        let hash = intake.materials[&kind_id].pages[0].blob.to_string();
        let step = Step::PageOut { draft: draft.to_owned(), kind: kind.to_owned() };
        say(&Line::Will { step: step.clone() });
        let edit = DraftEdit::RemovePage { kind: kind_id, hash };
        self.desk.edit(draft, edit, None).await.unwrap();
        say(&Line::Did { step });
    }

    /// What a draft's id says all of.
    async fn one(&mut self, step: Step) {
        say(&Line::Will { step: step.clone() });
        match &step {
            Step::Park { draft } => self.desk.park(draft).await.map(drop).unwrap(),
            Step::Discard { draft } => self.desk.discard(draft).await.map(drop).unwrap(),
            Step::Recall { draft } => self.desk.recall(draft).await.map(drop).unwrap(),
            other => panic!("{other:?}"),
        }
        say(&Line::Did { step });
    }

    pub(super) async fn receive(&mut self, draft: &str) -> CaseNo {
        let step = |cases, papers| Step::Receive { draft: draft.to_owned(), cases, papers };
        say(&Line::Will { step: step(Vec::new(), Vec::new()) });
        let outcome = self.desk.receive(draft, true).await.unwrap();
        assert_eq!(outcome.refusal, None);
        let papers = outcome.papers.iter().map(|paper| paper.number.clone()).collect();
        say(&Line::Did { step: step(outcome.cases.clone(), papers) });
        CaseNo(outcome.cases[0].clone())
    }

    async fn withdraw(&mut self, case: &CaseNo) {
        other("withdraw");
        let request =
            ActRequest::Withdraw { case: case.clone(), reason: "申请人改变主意".to_owned() };
        let outcome = self.desk.act(request).await.unwrap();
        assert_eq!(outcome.refusal, None);
        done("withdraw");
    }

    async fn sync(&mut self) {
        other("sync");
        self.desk.engine().sync_once().await.unwrap();
        done("sync");
    }
}
