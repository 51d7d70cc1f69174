//! Finding and showing: items, codes from a scanner gun, masked data.

use std::sync::{Arc, PoisonError};

use domain::action::Action;
use domain::catalogue::item::AcceptanceMode;
use domain::document::{parse_receipt_code, parse_visit_code};
use domain::ids::ElementId;
use domain::intake::ValueSource;
use domain::rights::sees;
use domain::wire::StreamId;

use super::{Workstation, edit};
use crate::engine::StreamView;
use crate::search::Search;
use crate::view::{Fault, ScanTarget, SearchHit};

/// Search results shown at once.
const HITS: usize = 12;

impl Workstation {
    /// Finds items and themes 找事项.
    ///
    /// # Errors
    /// Nobody is signed in, or the index cannot be built.
    #[expect(clippy::unused_async, reason = "all that a window asks of the desk is awaited")]
    pub async fn search(&self, text: &str) -> Result<Vec<SearchHit>, Fault> {
        let search = self.index()?;
        let catalogue = &self.engine.in_force()?.catalogue;
        Ok(search
            .search(text, HITS)
            .into_iter()
            .map(|hit| {
                let item = catalogue.items.get(&hit.code.as_str().into());
                let note = item.and_then(|item| match item.acceptance {
                    AcceptanceMode::CounterAccepts | AcceptanceMode::DepartmentAccepts => None,
                    AcceptanceMode::GuideOnly => Some("仅指引、预约".to_owned()),
                    AcceptanceMode::OutsideOnly => Some("在外部系统办理".to_owned()),
                });
                SearchHit {
                    theme: item.is_none(),
                    code: hit.code,
                    name: hit.name,
                    department: hit.department,
                    note,
                }
            })
            .collect())
    }

    fn index(&self) -> Result<Arc<Search>, Fault> {
        let in_force = self.engine.in_force()?;
        let mut kept = self.search.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((number, search)) = &*kept
            && *number == in_force.number
        {
            return Ok(Arc::clone(search));
        }
        let catalogue = &in_force.catalogue;
        let search = Search::build(catalogue.search_rows(), &catalogue.synonyms)
            .map_err(|error| Fault::new("search.broken", error.to_string()))?;
        let search = Arc::new(search);
        *kept = Some((in_force.number, Arc::clone(&search)));
        Ok(search)
    }

    /// A scanner gun read a code 扫码: a receipt, a 一次性告知单, or the number of a card.
    ///
    /// # Errors
    /// Nobody is signed in.
    pub async fn code_scanned(
        &self,
        draft: Option<String>,
        text: &str,
    ) -> Result<ScanTarget, Fault> {
        if let Some(code) = parse_receipt_code(text)
            && let Ok(view) = self.engine.case(&code.case_no).await
            && let Some(application) = view.application()
        {
            return Ok(ScanTarget::Application {
                application: application.id.to_string(),
                case: code.case_no.to_string(),
            });
        }
        if let Some(visit) = parse_visit_code(text) {
            return Ok(match self.engine.draft(&visit).await {
                Ok(draft) => ScanTarget::Visit { draft: draft.id },
                Err(_) => ScanTarget::Unknown {
                    message: "这张告知单的录入内容已经收件、取消，或者超过 7 天已清除，请新建申请"
                        .to_owned(),
                },
            });
        }
        let number = text.trim().to_ascii_uppercase();
        let looks_like_number = number.len() == 18 && number.is_ascii();
        if let Some(draft) = draft.filter(|_| looks_like_number) {
            self.change_draft(&draft, None, |intake| {
                edit::set_field(intake, &"applicant.id_number".into(), &number, ValueSource::Typed);
            })
            .await?;
            let view = Box::new(self.draw(&draft).await?);
            return Ok(ScanTarget::Draft { view });
        }
        Ok(ScanTarget::Unknown {
            message: "认不出这个码：请扫收件凭证上的二维码，或手工输入办件编号查询".to_owned(),
        })
    }

    /// Shows masked personal data; logged before it is shown.
    ///
    /// # Errors
    /// Nothing is there, or the disk does not take the log.
    pub async fn reveal(&self, about: &str, field: &str) -> Result<String, Fault> {
        let missing = || Fault::new("reveal.nothing", "没有可显示的内容，请刷新后再试");
        let (value, stream) = match self.engine.draft(about).await {
            Ok(draft) => {
                let value = draft.intake.values.get(&field.into()).map(|value| value.text.clone());
                (value, None)
            }
            Err(_) => {
                let view = self.engine.application(&about.into()).await?;
                let intake = view.application().map(|a| &a.intake);
                let catalogue = &self.engine.in_force()?.catalogue;
                // a case shows labels; the form names elements
                let named = catalogue.elements.values().find(|e| e.name == field);
                let element = named.map_or_else(|| field.into(), |element| element.id.clone());
                if !self.may_see(&view, &element)? {
                    return Err(missing());
                }
                let value = intake.and_then(|i| i.values.get(&element));
                (value.map(|value| value.text.clone()), Some(view.id.clone()))
            }
        };
        let value = value.ok_or_else(missing)?;
        let action = Action::RevealPersonalData {
            about: about.to_owned(),
            field: field.to_owned(),
            reason: "窗口核对".to_owned(),
        };
        self.log_reveal(action, stream).await?;
        Ok(value)
    }

    /// An organ sees the fields of its own cases only (clerk-notes E12b).
    fn may_see(&self, view: &StreamView, element: &ElementId) -> Result<bool, Fault> {
        let table = self.table()?;
        let actor = &table.session.actor;
        let Some(app) = view.application().filter(|_| actor.department.is_some()) else {
            return Ok(true);
        };
        let papers = table.papers();
        let shares = app.cases.values().filter(|case| sees(actor, case));
        let mut fields = shares
            .filter_map(|case| papers.share(app, case))
            .flat_map(|(share, _)| share.groups)
            .flat_map(|group| group.fields);
        Ok(fields.any(|field| field.element == *element))
    }

    /// A counter keeps the log in its day; who is at no counter, such as a department, in the
    /// application that was looked into.
    async fn log_reveal(&self, action: Action, stream: Option<StreamId>) -> Result<(), Fault> {
        let Some(stream) = self.day_stream()?.or(stream) else {
            return Err(Fault::new("reveal.nowhere", "本机不能登记查看，请到窗口办理"));
        };
        self.engine.submit(&stream, None, move |pen| pen.act(action).map(|_| ())).await?;
        Ok(())
    }
}
