//! Whether what was handed in satisfies a material 材料是否满足要求 (domain.md §2.7, §6, §11b-11).

use jiff::civil::Date;

use crate::action::Context;
use crate::application::Case;
use crate::catalogue::Catalogue;
use crate::catalogue::material::{Role, Trust};
use crate::catalogue::resolve::ResolvedMaterial;
use crate::identity::{self, IdentityKind};
use crate::ids::KindId;
use crate::intake::{CertificateUse, Check, Evidence, Intake, OriginalState};

/// What a material asks of its evidence.
struct Demand<'a> {
    name: &'a str,
    trust: Trust,
    holders: &'a [Role],
}

/// What is wrong with the evidence of a material at intake; none: it is in order.
#[must_use]
pub fn fault(intake: &Intake, material: &ResolvedMaterial, today: Date) -> Option<String> {
    let (name, trust, holders) = (&material.name, material.trust, &material.holders);
    let demand = Demand { name, trust, holders };
    judge(&demand, intake, intake.materials.get(&material.kind), today)
}

/// What is wrong with the evidence of a kind that a received case needs.
pub(super) fn fault_of(
    ctx: &Context<'_>,
    intake: &Intake,
    case: &Case,
    kind: &KindId,
) -> Option<String> {
    let used = ctx.catalogue.items.get(&case.item);
    let used = used.and_then(|item| item.materials.iter().find(|m| m.kind == *kind));
    let known = ctx.catalogue.materials.get(kind);
    let general = known.map_or(&[][..], |k| &k.holders);
    let demand = Demand {
        name: name(ctx.catalogue, kind),
        trust: used.map_or(Trust::D, |m| m.trust),
        holders: used.map_or(general, |m| if m.holders.is_empty() { general } else { &m.holders }),
    };
    judge(&demand, intake, intake.materials.get(kind), ctx.today)
}

/// A material that nobody has looked at yet 未核验; certificates and outputs vouch for themselves.
pub(super) fn unchecked(intake: &Intake, kind: &KindId) -> bool {
    intake.materials.get(kind).is_some_and(|evidence| {
        evidence.check == Check::Unchecked
            && evidence.certificate.is_none()
            && evidence.output_of.is_none()
    })
}

/// Name of a material kind.
pub(super) fn name<'a>(catalogue: &'a Catalogue, kind: &'a KindId) -> &'a str {
    catalogue.materials.get(kind).map_or(kind.as_str(), |k| k.name.as_str())
}

fn judge(
    demand: &Demand<'_>,
    intake: &Intake,
    evidence: Option<&Evidence>,
    today: Date,
) -> Option<String> {
    let name = demand.name;
    let Some(evidence) = evidence.filter(|e| !is_empty(e)) else {
        return Some(format!("缺少{name}，请扫描或调用电子证照"));
    };
    if let Check::Failed { problem } = &evidence.check {
        return Some(format!("{name}不合格：{problem}"));
    }
    if evidence.output_of.is_some() {
        return None;
    }
    match &evidence.certificate {
        Some(certificate) => certificate_fault(demand, intake, certificate, today),
        None => level_fault(demand, evidence),
    }
}

fn is_empty(evidence: &Evidence) -> bool {
    evidence.pages.is_empty()
        && evidence.certificate.is_none()
        && evidence.output_of.is_none()
        && evidence.original == OriginalState::NotShown
}

fn certificate_fault(
    demand: &Demand<'_>,
    intake: &Intake,
    certificate: &CertificateUse,
    today: Date,
) -> Option<String> {
    let name = demand.name;
    if certificate.status != "01" {
        return Some(format!("{name}：电子证照不是有效状态，请核对原件或让申请人换证后再办"));
    }
    if let Some(last) = certificate.valid_to.filter(|last| *last < today) {
        return Some(format!("{name}：电子证照有效期已于 {last} 届满，请让申请人换证后再办"));
    }
    let identifier = identity::check(IdentityKind::ECertificateId, &certificate.identifier, today);
    if identifier.is_err() {
        return Some(format!("{name}：电子证照标识校验不通过，请核对原件"));
    }
    let held = demand.holders.iter().any(|role| holds(*role, intake, certificate));
    if !held && !demand.holders.is_empty() {
        return Some(format!("{name}：持证人「{}」不是要求的人，请核对", certificate.holder));
    }
    None
}

/// Whether the certificate's holder is in the role; of persons that the application does not
/// name, the use code shows that they consented 亮码授权 (clerk-notes E23).
fn holds(role: Role, intake: &Intake, certificate: &CertificateUse) -> bool {
    let same = |number: &str| number.trim().eq_ignore_ascii_case(certificate.holder_id.trim());
    match role {
        Role::Applicant => intake.applicant.as_ref().is_some_and(|a| same(&a.id_number)),
        Role::Agent => intake.agent.as_ref().is_some_and(|a| same(&a.id_number)),
        Role::LegalRepresentative => intake.applicant.as_ref().is_some_and(|a| {
            same(&a.id_number)
                || a.legal_representative.as_deref() == Some(certificate.holder.as_str())
        }),
        Role::Landlord
        | Role::Spouse
        | Role::Child
        | Role::Worker
        | Role::Employer
        | Role::Seller
        | Role::Buyer
        | Role::ThirdParty => !certificate.auth_code.trim().is_empty(),
    }
}

fn level_fault(demand: &Demand<'_>, evidence: &Evidence) -> Option<String> {
    let seen = evidence.original != OriginalState::NotShown;
    let worst = evidence.pages.iter().map(|page| page.level).max().unwrap_or(Trust::B);
    let level = if seen { worst.min(Trust::B) } else { worst };
    // without the network an original, checked again later, stands in for the certificate (E24)
    let stands_in = evidence.verify_online && level <= Trust::B;
    if level <= demand.trust || stands_in {
        return None;
    }
    let how = match demand.trust {
        Trust::A => "须调用电子证照；断网时扫描原件并标记待联网核验",
        Trust::B => "须当场核对原件",
        Trust::C | Trust::D => "须重新提交",
    };
    Some(format!("{}可信等级不够：{how}", demand.name))
}
