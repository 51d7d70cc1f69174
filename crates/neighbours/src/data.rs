//! The made-up people, enterprises and certificates (`data/*.json`).

use std::collections::BTreeMap;

use anyhow::Context as _;
use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A natural person 自然人 with an ID card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Short name in tests and control calls.
    pub key: String,
    /// Name 姓名.
    pub name: String,
    /// Sex 性别, 男 or 女.
    pub sex: String,
    /// Ethnic group 民族.
    pub nation: String,
    /// Date of birth 出生日期.
    pub birthday: String,
    /// Citizen number 公民身份号码.
    pub identity_number: String,
    /// Registered address 住址.
    pub address: String,
    /// Mobile number 手机号.
    pub phone: String,
    /// First day of the card 有效期起.
    pub card_start: String,
    /// Last day of the card 有效期止, or 长期.
    pub card_expire: String,
    /// Issuing organ of the card 签发机关.
    pub issue_organ: String,
    /// What the person's phone shows when asked for certificates 亮码.
    pub show_code: String,
}

/// An enterprise or sole trader 经营主体.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enterprise {
    /// Short name in tests and control calls.
    pub key: String,
    /// Name 名称.
    pub name: String,
    /// Unified social credit code 统一社会信用代码.
    pub identity_number: String,
    /// Kind 类型, such as 个体工商户.
    pub kind: String,
    /// Key of the legal representative or operator 法定代表人（经营者）.
    pub legal_representative: String,
    /// Registered address 住所.
    pub address: String,
}

/// A kind of certificate 证照类型.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kind {
    /// Short name.
    pub key: String,
    /// Name 证照名称.
    pub name: String,
    /// Type code 证照类型代码, 21 characters.
    pub type_code: String,
}

/// An issuing organ 颁发机构.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organ {
    /// Short name.
    pub key: String,
    /// Name 机构名称.
    pub name: String,
    /// Unified social credit code.
    pub uscc: String,
}

/// One e-certificate 电子证照.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Key of its kind.
    pub kind: String,
    /// Key of the person or enterprise that holds it.
    pub holder: String,
    /// Number 证号.
    pub number: String,
    /// Identifier 电子证照标识 with check digit (domain.md §6).
    pub identifier: String,
    /// Key of the issuing organ.
    pub issuer: String,
    /// First day 有效期起.
    pub valid_from: String,
    /// Last day 有效期止, or 长期.
    pub valid_to: String,
    /// Status 证照状态: 01 有效 … 99 其他; only 01 may satisfy a material.
    pub status: String,
    /// Why the status is not 01.
    #[serde(default)]
    pub remark: String,
    /// What is printed on it, in order.
    pub fields: Fields,
}

/// What is printed on a certificate 照面信息, name and value, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(pub Vec<(String, String)>);

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

/// Keeps the order of the file, which a map would lose.
struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Fields;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("names and values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Fields(fields))
    }
}

/// A standing authorisation 委托 to use another's certificates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entrustment {
    /// Key of the person or enterprise that authorised.
    pub principal: String,
    /// Key of the person authorised.
    pub agent: String,
    /// Keys of the kinds covered.
    pub kinds: Vec<String>,
    /// Code of the authorisation.
    pub code: String,
    /// Last day.
    pub valid_to: String,
}

/// Who may ask the sharing service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Application key 应用标识.
    pub app_key: String,
    /// Application secret.
    pub app_secret: String,
    /// Account 账号.
    pub account: String,
    /// Password.
    pub password: String,
    /// Organisation code 机构编码.
    pub org_code: String,
}

/// Everything that the neighbours know.
#[derive(Clone, Debug)]
pub struct World {
    /// Natural persons.
    pub persons: Vec<Person>,
    /// Enterprises.
    pub enterprises: Vec<Enterprise>,
    /// Kinds of certificates by key.
    pub kinds: BTreeMap<String, Kind>,
    /// Issuing organs by key.
    pub organs: BTreeMap<String, Organ>,
    /// Certificates.
    pub certificates: Vec<Certificate>,
    /// Standing authorisations.
    pub entrustments: Vec<Entrustment>,
    /// Accounts of the sharing service.
    pub accounts: Vec<Account>,
}

/// Who holds a certificate, as the service names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Holder {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) identity_number: String,
}

impl World {
    /// Reads the data that is compiled in.
    pub fn load() -> anyhow::Result<Self> {
        let kinds: Vec<Kind> = read("kinds", include_str!("../data/kinds.json"))?;
        let organs: Vec<Organ> = read("organs", include_str!("../data/organs.json"))?;
        Ok(Self {
            persons: read("persons", include_str!("../data/persons.json"))?,
            enterprises: read("enterprises", include_str!("../data/enterprises.json"))?,
            kinds: kinds.into_iter().map(|kind| (kind.key.clone(), kind)).collect(),
            organs: organs.into_iter().map(|organ| (organ.key.clone(), organ)).collect(),
            certificates: read("certificates", include_str!("../data/certificates.json"))?,
            entrustments: read("entrustments", include_str!("../data/entrustments.json"))?,
            accounts: read("accounts", include_str!("../data/accounts.json"))?,
        })
    }

    /// The person with this key.
    #[must_use]
    pub fn person(&self, key: &str) -> Option<&Person> {
        self.persons.iter().find(|person| person.key == key)
    }

    pub(crate) fn holder(&self, key: &str) -> Option<Holder> {
        self.holders().find(|holder| holder.key == key)
    }

    pub(crate) fn holder_by_number(&self, identity_number: &str) -> Option<Holder> {
        self.holders().find(|holder| holder.identity_number.eq_ignore_ascii_case(identity_number))
    }

    pub(crate) fn holders(&self) -> impl Iterator<Item = Holder> {
        let persons = self.persons.iter().map(|person| Holder {
            key: person.key.clone(),
            name: person.name.clone(),
            identity_number: person.identity_number.clone(),
        });
        persons.chain(self.enterprises.iter().map(|enterprise| Holder {
            key: enterprise.key.clone(),
            name: enterprise.name.clone(),
            identity_number: enterprise.identity_number.clone(),
        }))
    }

    pub(crate) fn certificates_of(&self, holder: &str) -> impl Iterator<Item = &Certificate> {
        self.certificates.iter().filter(move |certificate| certificate.holder == holder)
    }
}

fn read<T: DeserializeOwned>(name: &str, text: &str) -> anyhow::Result<Vec<T>> {
    serde_json::from_str(text).with_context(|| format!("data/{name}.json cannot be read"))
}
