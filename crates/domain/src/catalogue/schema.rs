//! JSON Schemas of the files in `forms/`, generated from the types that read them.

use super::department::Department;
use super::element::Element;
use super::item::Item;
use super::load::CatalogueFile;
use super::material::{CertificateType, MaterialKind};
use super::question::Question;
use super::theme::Theme;
use crate::authorisation::Authorisation;
use crate::calendar::YearTable;
use crate::procedure::Procedure;
use schemars::{Schema, schema_for};
use std::collections::BTreeMap;

/// The schema of each kind of file, by its name in `forms/schema`.
#[must_use]
pub fn schemas() -> BTreeMap<&'static str, Schema> {
    BTreeMap::from([
        ("authorisations", schema_for!(Vec<Authorisation>)),
        ("calendar", schema_for!(YearTable)),
        ("catalogue", schema_for!(CatalogueFile)),
        ("certificates", schema_for!(Vec<CertificateType>)),
        ("departments", schema_for!(Vec<Department>)),
        ("elements", schema_for!(Vec<Element>)),
        ("item", schema_for!(Item)),
        ("materials", schema_for!(Vec<MaterialKind>)),
        ("procedures", schema_for!(Vec<Procedure>)),
        ("questions", schema_for!(Vec<Question>)),
        ("synonyms", schema_for!(BTreeMap<String, Vec<String>>)),
        ("theme", schema_for!(Theme)),
    ])
}
