//! 准予 / 登记 and the document that comes of it (制证), which flows into the cases that wait for it.

use domain::action::{Action, ResultDocument};
use domain::application::{Application, Case};
use domain::catalogue::material::Trust;
use domain::document::{DocumentData, DocumentKind};
use domain::ids::{CaseNo, DocumentNo, KindId};
use domain::intake::{Check, Evidence, OriginalState, PageSource};
use domain::refusal::Refusal;
use domain::wire::StreamId;
use jiff::ToSpan;
use jiff::civil::Date;

use super::Workstation;
use super::acts::refused;
use super::paper::Grant;
use super::receive::{case_of, organ_number, paper_desk};
use crate::devices::import;
use crate::documents::render;
use crate::engine::Pen;
use crate::view::{ActOutcome, Fault};

/// The result document before it has pages.
#[derive(Clone, Debug)]
struct Blank {
    kind: KindId,
    name: String,
    number: String,
    valid_from: Date,
    valid_to: Option<Date>,
}

impl Workstation {
    /// 准予 / 登记: the decision, then the document.
    pub(super) async fn approve(
        &self,
        case: &CaseNo,
        ground: String,
        text: String,
    ) -> Result<ActOutcome, Fault> {
        let training = self.table()?.training;
        let stream = self.engine.case(case).await?.id.clone();
        let no = case.clone();
        let submitted = self
            .engine
            .submit(&stream, None, move |pen| approve(pen, &no, ground, text, training))
            .await;
        let (data, blank) = match submitted {
            Ok(submitted) => submitted.value,
            Err(error) => return refused(error),
        };
        let mut papers = vec![data];
        if let Some(blank) = blank {
            papers.push(self.make_result(&stream, case, blank).await?);
        }
        let papers = self.print_all(&stream, papers).await;
        Ok(ActOutcome {
            refusal: None,
            cases: vec![case.to_string()],
            papers,
            message: "已作出决定，文书和证照已生成".to_owned(),
        })
    }

    /// 制证: lays the document out, keeps its pages, and records it.
    async fn make_result(
        &self,
        stream: &StreamId,
        case: &CaseNo,
        blank: Blank,
    ) -> Result<DocumentData, Fault> {
        let table = self.table()?;
        let view = self.engine.stream(stream).await?;
        let found = view.application().and_then(|app| Some((app, app.cases.get(case)?)));
        let (app, row) = found.ok_or_else(|| Fault::new("case.unknown", "找不到办件，请刷新"))?;
        let desk = table.papers();
        let data =
            desk.licence(app, row, (&blank.name, &blank.number, blank.valid_from, blank.valid_to));
        let rendered = render(&data, &self.texts, Self::fonts()?)
            .map_err(|error| Fault::new(error.code(), error.to_string()))?;
        let mut pages = Vec::new();
        for image in import::import(rendered.pdf).await? {
            let mut page = self.keep_page(&stream.0, &image, PageSource::Output, Trust::A).await?;
            let organ = desk.organ(&row.department);
            page.watermark = format!("此件由{organ}提供，仅供办理政务服务事项时使用");
            pages.push(page);
        }
        let evidence = Evidence {
            pages,
            certificate: None,
            original: OriginalState::NotShown,
            check: Check::Passed,
            verify_online: false,
            output_of: Some(case.clone()),
        };
        let result = ResultDocument {
            kind: blank.kind,
            name: blank.name,
            number: blank.number,
            valid_from: blank.valid_from,
            valid_to: blank.valid_to,
            evidence,
        };
        let (no, kept) = (case.clone(), data.clone());
        self.engine
            .submit(stream, None, move |pen| {
                pen.keep_paper(&kept);
                pen.act(Action::MakeResult { case: no, result }).map(|_| ())
            })
            .await?;
        Ok(data)
    }
}

fn approve(
    pen: &mut Pen,
    no: &CaseNo,
    ground: String,
    text: String,
    training: bool,
) -> Result<(DocumentData, Option<Blank>), Refusal> {
    let (app, case) = case_of(pen, no)?;
    let today = pen.today();
    let blank = blank(pen, &app, &case)?;
    let preview = blank.as_ref().map(|blank| ResultDocument {
        kind: blank.kind.clone(),
        name: blank.name.clone(),
        number: blank.number.clone(),
        valid_from: blank.valid_from,
        valid_to: blank.valid_to,
        evidence: Evidence::default(),
    });
    let grant = Grant { ground: &ground, result: preview.as_ref() };
    let kind = paper_desk(pen, training)
        .approval(&app, &case, grant, DocumentNo::default())
        .map(|data| data.kind())
        .ok_or_else(|| {
            Refusal::new("paper.none", "本事项的程序没有决定文书，请联系管理员核对目录")
        })?;
    let number = organ_number(pen, &case, kind)?;
    let data = paper_desk(pen, training).approval(&app, &case, grant, number).ok_or_else(|| {
        Refusal::new("paper.none", "本事项的程序没有决定文书，请联系管理员核对目录")
    })?;
    let paper = pen.keep_paper(&data);
    pen.act(Action::Approve { case: no.clone(), ground, text, decided_on: today, paper })?;
    Ok((data, blank))
}

/// The document that the item's decision makes, numbered by the organ.
fn blank(pen: &mut Pen, app: &Application, case: &Case) -> Result<Option<Blank>, Refusal> {
    if !case.terms.has_result {
        return Ok(None);
    }
    let inquiry = app.intake.inquiry(app.received_on);
    let catalogue = pen.in_force().catalogue.clone();
    let resolved = domain::catalogue::resolve::resolve(&catalogue, &inquiry)
        .map_err(|error| Refusal::new(error.code(), error.to_string()))?;
    let line = resolved.cases.iter().find(|line| line.item == case.item);
    let Some(result) = line.and_then(|line| line.results.first()) else {
        return Ok(None);
    };
    let today = pen.today();
    let number = organ_number(pen, case, DocumentKind::Licence)?;
    Ok(Some(Blank {
        kind: result.kind.clone(),
        name: result.name.clone(),
        number: number.to_string(),
        valid_from: today,
        valid_to: result.valid_months.and_then(|months| last_day(today, months)),
    }))
}

/// Last day of a validity of so many months from a day.
fn last_day(from: Date, months: u32) -> Option<Date> {
    let months = i64::from(months);
    from.checked_add(months.months()).ok()?.checked_sub(1.day()).ok()
}
