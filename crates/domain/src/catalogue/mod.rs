//! The catalogue of the hall 事项目录: elements, materials, departments, items, themes (design §6).
//!
//! The data live in `forms/`; [`Catalogue::parse`] turns their text into one checked value.

pub mod check;
mod cite;
pub mod condition;
pub mod department;
pub mod element;
pub mod field;
pub mod item;
pub mod load;
pub mod material;
pub mod question;
pub mod resolve;
pub mod schema;
#[cfg(test)]
pub(crate) mod tests;
pub mod theme;

use crate::authorisation::Authorisation;
use crate::calendar::YearTable;
use crate::ids::{
    DepartmentId, ElementId, HallId, ItemCode, KindId, ProcedureId, QuestionId, ThemeId,
};
use crate::procedure::Procedure;
use department::{Department, Hall};
use element::{Element, FieldGroup};
use item::Item;
use material::{CertificateType, MaterialKind};
use question::Question;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::collections::BTreeMap;
use theme::Theme;

/// Which edition of the catalogue 目录版本 is in force, and from when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CatalogueVersion {
    pub number: u32,
    /// First day in force, `YYYY-MM-DD`.
    #[specta(type = String)]
    #[schemars(with = "String")]
    pub effective: jiff::civil::Date,
    /// Why the edition changed: law or service (clerk-notes E12).
    pub reason: String,
}

/// Everything the hall offers 事项目录, as one immutable value.
///
/// Serialises to one JSON text for publishing to stations; conditions travel as their source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    pub version: CatalogueVersion,
    pub halls: BTreeMap<HallId, Hall>,
    pub departments: BTreeMap<DepartmentId, Department>,
    /// Field groups 表单分组 in canonical order.
    pub groups: Vec<FieldGroup>,
    pub elements: BTreeMap<ElementId, Element>,
    pub certificates: BTreeMap<String, CertificateType>,
    pub materials: BTreeMap<KindId, MaterialKind>,
    pub questions: BTreeMap<QuestionId, Question>,
    pub items: BTreeMap<ItemCode, Item>,
    pub themes: BTreeMap<ThemeId, Theme>,
    /// Working-day tables 工作日历 by year.
    #[serde(default)]
    pub calendar: Vec<YearTable>,
    /// Procedures 程序 that items name.
    #[serde(default)]
    pub procedures: BTreeMap<ProcedureId, Procedure>,
    /// Authorisation register 授权登记.
    #[serde(default)]
    pub authorisations: Vec<Authorisation>,
    /// Texts of papers 文书文字: file → YAML, read by `document::texts`.
    #[serde(default)]
    pub documents: BTreeMap<String, String>,
    /// Synonyms 同义词: search word → words it also stands for.
    pub synonyms: BTreeMap<String, Vec<String>>,
}

/// What kind of thing a search row leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    Item,
    Theme,
}

/// One line of the search index 检索行.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SearchRow {
    /// Item code, or theme id.
    pub code: String,
    pub name: String,
    pub short_name: String,
    pub kind: RowKind,
    /// Name of the implementing organ, or of the lead organ of a theme.
    pub department: String,
    /// Colloquial names 俗称.
    pub aliases: Vec<String>,
}

impl Catalogue {
    /// The rows that search knows, themes first, then items by code.
    #[must_use]
    pub fn search_rows(&self) -> Vec<SearchRow> {
        let department = |id: &DepartmentId| {
            self.departments.get(id).map(|d| d.short_name.clone()).unwrap_or_default()
        };
        let themes = self.themes.values().map(|theme| SearchRow {
            code: theme.id.to_string(),
            name: theme.name.clone(),
            short_name: theme.short_name.clone(),
            kind: RowKind::Theme,
            department: department(&theme.lead),
            aliases: theme.aliases.clone(),
        });
        let items = self.items.values().map(|item| SearchRow {
            code: item.code.to_string(),
            name: item.name.clone(),
            short_name: item.short_name.clone(),
            kind: RowKind::Item,
            department: department(&item.department),
            aliases: item.aliases.clone(),
        });
        themes.chain(items).collect()
    }

    /// The name of an item, or its code when the catalogue does not know it.
    #[must_use]
    pub fn item_name<'a>(&'a self, code: &'a ItemCode) -> &'a str {
        self.items.get(code).map_or(code.as_str(), |item| item.name.as_str())
    }
}
