//! What may be asked, and for whom.

use serde::Deserialize;

use crate::data::{Account, Certificate, World};

use super::answer::Failure;

/// Body of `security/login`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Login {
    app_key: String,
    app_secret: String,
    account: String,
    password: String,
    pub(super) org_code: String,
}

impl Login {
    pub(super) fn opens(&self, account: &Account) -> bool {
        self.app_key == account.app_key
            && self.app_secret == account.app_secret
            && self.account == account.account
            && self.password == account.password
            && self.org_code == account.org_code
    }
}

/// Who asks 经办人: all seven are required.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Operator {
    pub(super) account: String,
    name: String,
    role: String,
    division: String,
    division_code: String,
    service_org: String,
    identity_num: String,
}

/// Body of `license/auth`, `license/holder` and `license/entrust`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct AuthRequest {
    pub(super) identity_number: String,
    pub(super) principal_identity_number: String,
    show_code: String,
    entrust_code: String,
    service_item_code: String,
    service_item_name: String,
    pub(super) biz_num: String,
    license_type_codes: Vec<String>,
    pub(super) operator: Operator,
}

/// Whose certificates a call asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// Those of the number given.
    Own,
    /// Those of the person whose phone shows the code 亮码.
    Shown,
    /// Those of the principal of an agent 委托人.
    Principal,
}

/// The certificates that one query may see.
pub(super) struct Scope {
    pub(super) name: String,
    pub(super) identity_number: String,
    key: Option<String>,
    type_codes: Vec<String>,
    kinds: Option<Vec<String>>,
}

impl Scope {
    pub(super) fn covers(&self, world: &World, certificate: &Certificate) -> bool {
        let type_code = world.kinds.get(&certificate.kind).map(|kind| &kind.type_code);
        self.key.as_deref() == Some(certificate.holder.as_str())
            && self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&certificate.kind))
            && (self.type_codes.is_empty()
                || type_code.is_some_and(|code| self.type_codes.contains(code)))
    }
}

impl AuthRequest {
    /// Refuses a query that does not say who asks, for which case and for whom.
    pub(super) fn check(&self, subject: Subject) -> Result<(), Failure> {
        let operator = &self.operator;
        let mut needed = vec![
            ("service_item_code", &self.service_item_code),
            ("service_item_name", &self.service_item_name),
            ("biz_num", &self.biz_num),
            ("operator.account", &operator.account),
            ("operator.name", &operator.name),
            ("operator.role", &operator.role),
            ("operator.division", &operator.division),
            ("operator.division_code", &operator.division_code),
            ("operator.service_org", &operator.service_org),
            ("operator.identity_num", &operator.identity_num),
        ];
        match subject {
            Subject::Own => needed.push(("identity_number", &self.identity_number)),
            Subject::Shown => needed.push(("show_code", &self.show_code)),
            Subject::Principal => needed.extend([
                ("identity_number", &self.identity_number),
                ("principal_identity_number", &self.principal_identity_number),
                ("entrust_code", &self.entrust_code),
            ]),
        }
        let missing = needed.into_iter().find(|(_, value)| value.trim().is_empty());
        missing.map_or(Ok(()), |(field, _)| Err(Failure::MissingField(field)))
    }

    /// Finds whose certificates may be seen; `today` is judged as text, year first.
    pub(super) fn scope(
        &self,
        world: &World,
        subject: Subject,
        today: &str,
    ) -> Result<Scope, Failure> {
        match subject {
            Subject::Own => Ok(self.scope_of(world, &self.identity_number, None)),
            Subject::Shown => {
                let person = world.persons.iter().find(|person| person.show_code == self.show_code);
                let person = person.ok_or(Failure::UnknownShowCode)?;
                Ok(self.scope_of(world, &person.identity_number, None))
            }
            Subject::Principal => {
                let agent = world.holder_by_number(&self.identity_number);
                let principal = world.holder_by_number(&self.principal_identity_number);
                let (Some(agent), Some(principal)) = (agent, principal) else {
                    return Err(Failure::NoEntrustment);
                };
                let entrustment = world.entrustments.iter().find(|entrustment| {
                    entrustment.code == self.entrust_code
                        && entrustment.agent == agent.key
                        && entrustment.principal == principal.key
                });
                let entrustment = entrustment.ok_or(Failure::NoEntrustment)?;
                if entrustment.valid_to.as_str() < today {
                    return Err(Failure::EntrustmentExpired);
                }
                let kinds = Some(entrustment.kinds.clone());
                Ok(self.scope_of(world, &principal.identity_number, kinds))
            }
        }
    }

    fn scope_of(&self, world: &World, number: &str, kinds: Option<Vec<String>>) -> Scope {
        let holder = world.holder_by_number(number);
        Scope {
            name: holder.as_ref().map(|holder| holder.name.clone()).unwrap_or_default(),
            identity_number: number.to_owned(),
            key: holder.map(|holder| holder.key),
            type_codes: self.license_type_codes.clone(),
            kinds,
        }
    }
}
