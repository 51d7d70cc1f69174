//! E-certificates at the counter 调证照 (design §7; domain.md §6).

use domain::catalogue::material::{Role, Trust};
use domain::catalogue::resolve::{MaterialState, ResolvedMaterial, resolve};
use domain::ids::{BlobHash, KindId};
use domain::intake::{
    CertificateUse, Check, Evidence, Intake, OriginalState, PageSource, ValueSource,
};
use domain::wire::outside::{
    CertificateFile, CertificateOpen, CertificateOwner, CertificateQuery, CertificateRow,
};
use jiff::civil::Date;

use super::{Table, Workstation, edit};
use crate::devices::import;
use crate::store::BlobKind;
use crate::view::{CertificateOffer, Fault, IntakeView};

/// A person who may hold the certificate that a material asks for.
struct Holder {
    role: Role,
    number: String,
}

impl Workstation {
    /// E-certificates on offer 调证照, for one material or for all that take one.
    ///
    /// # Errors
    /// The certificate service or the platform is out of reach: scan the original instead.
    pub async fn certificates(
        &self,
        draft: &str,
        kind: Option<KindId>,
    ) -> Result<Vec<CertificateOffer>, Fault> {
        let table = self.table()?;
        let content = self.engine.draft(draft).await?.intake;
        let mut offers = Vec::new();
        for material in wanting(&table, &content, kind.as_ref())? {
            for holder in holders(&content, &material) {
                let query = query(&table, draft, &material, &holder);
                let answer = self.engine.certificates(&query).await.map_err(with_way_out)?;
                offers.extend(
                    answer.certificates.iter().map(|row| offer(&table, &material, &holder, row)),
                );
            }
        }
        Ok(offers)
    }

    /// Takes an e-certificate as the material: data, file, pages, and exactly which checks were made.
    ///
    /// # Errors
    /// It may not be used, or its service is out of reach.
    pub async fn take_certificate(
        &self,
        draft: &str,
        kind: KindId,
        identifier: &str,
    ) -> Result<IntakeView, Fault> {
        let table = self.table()?;
        let content = self.engine.draft(draft).await?.intake;
        let materials = wanting(&table, &content, Some(&kind))?;
        let gone = || Fault::new("certificate.gone", "这份电子证照已查不到，请按 F7 重新调取");
        let material = materials.into_iter().next().ok_or_else(gone)?;
        let mut found = None;
        for holder in holders(&content, &material) {
            let query = query(&table, draft, &material, &holder);
            let answer = self.engine.certificates(&query).await.map_err(with_way_out)?;
            let mut rows = answer.certificates.into_iter();
            let row = rows.find(|row| row.identifier == identifier);
            found = found.or(row.map(|row| (row, holder)));
        }
        let (row, holder) = found.ok_or_else(gone)?;
        if let Some(reason) = unusable(&row, &holder, table.today()) {
            return Err(Fault::new("certificate.unusable", reason));
        }
        let open = CertificateOpen { auth_code: row.auth_code, case_or_draft: draft.to_owned() };
        let (file, bytes) = self.engine.certificate_file(&open).await.map_err(with_way_out)?;
        self.attach_certificate(draft, &kind, file, bytes).await?;
        self.draw(draft).await
    }

    async fn attach_certificate(
        &self,
        draft: &str,
        kind: &KindId,
        file: CertificateFile,
        bytes: Vec<u8>,
    ) -> Result<(), Fault> {
        let owner = format!("draft/{draft}");
        let hash = self.engine.keep_blob(BlobKind::File, bytes.clone(), &owner).await?;
        let mut pages = Vec::new();
        for image in import::import(bytes).await? {
            let mut page =
                self.keep_page(&owner, &image, PageSource::Certificate, Trust::A).await?;
            page.watermark = format!("此件由{}提供，仅供办理政务服务事项时使用", file.row.issuer);
            pages.push(page);
        }
        let fields = file.fields.clone();
        let evidence = Evidence {
            pages,
            certificate: Some(used(&file.row, hash)),
            original: OriginalState::NotShown,
            check: Check::Passed,
            verify_online: false,
            output_of: None,
        };
        let in_force = self.engine.in_force()?;
        self.change_draft(draft, None, |intake| {
            intake.materials.insert(kind.clone(), evidence);
            fill_from(intake, &in_force.catalogue, &file.row, &fields);
        })
        .await
    }
}

/// Fields of the form that name this certificate as a source, if nothing was typed there yet.
fn fill_from(
    intake: &mut Intake,
    catalogue: &domain::catalogue::Catalogue,
    row: &CertificateRow,
    fields: &[domain::wire::outside::CertificateField],
) {
    let of_applicant =
        intake.applicant.as_ref().is_some_and(|a| a.id_number.eq_ignore_ascii_case(&row.holder_id));
    for element in catalogue.elements.values() {
        let person = ["applicant.", "agent."].iter().any(|p| element.id.as_str().starts_with(p));
        let typed = intake.values.get(&element.id).is_some_and(|v| !v.text.trim().is_empty());
        if typed || (person && !of_applicant) {
            continue;
        }
        let value = element.sources.iter().find_map(|source| {
            let certificate = catalogue.certificates.get(&source.certificate)?;
            let same = certificate.code == row.type_code || certificate.name == row.name;
            same.then(|| fields.iter().find(|field| field.name == source.data)).flatten()
        });
        if let Some(field) = value {
            edit::set_field(intake, &element.id, &field.value, ValueSource::Certificate);
        }
    }
}

fn used(row: &CertificateRow, file: BlobHash) -> CertificateUse {
    CertificateUse {
        type_code: row.type_code.clone(),
        name: row.name.clone(),
        number: row.number.clone(),
        identifier: row.identifier.clone(),
        holder: row.holder.clone(),
        holder_id: row.holder_id.clone(),
        status: row.status.clone(),
        valid_to: row.valid_to.parse().ok(),
        auth_code: row.auth_code.clone(),
        file,
        checks: vec![
            "共享服务返回状态：有效".to_owned(),
            "持证人与材料要求的人一致".to_owned(),
            "证照标识校验位正确".to_owned(),
            "文件摘要（SM3）一致；未验电子印章".to_owned(),
        ],
    }
}

/// Persons of this application who may hold what the material asks for.
fn holders(content: &Intake, material: &ResolvedMaterial) -> Vec<Holder> {
    let applicant = content.applicant.as_ref().map(|a| a.id_number.clone());
    let agent = content.agent.as_ref().map(|a| a.id_number.clone());
    let other = |place: &str| {
        let value = content.values.get(&format!("{place}.id_number").as_str().into());
        value.map(|value| value.text.clone())
    };
    let roles =
        if material.holders.is_empty() { &[Role::Applicant][..] } else { &material.holders };
    let mut holders: Vec<Holder> = Vec::new();
    for holder in roles.iter().filter_map(|role| {
        let number = match role {
            Role::Applicant | Role::LegalRepresentative => applicant.clone(),
            Role::Agent => agent.clone(),
            Role::Landlord => other("landlord"),
            Role::Spouse => other("spouse"),
            Role::Child => other("child"),
            Role::Worker => other("worker"),
            Role::Employer => other("employer"),
            Role::Seller => other("seller"),
            Role::Buyer => other("buyer"),
            Role::ThirdParty => None,
        }?;
        let number = number.trim().to_ascii_uppercase();
        (!number.is_empty()).then_some(Holder { role: *role, number })
    }) {
        // One person in two roles, such as applicant and legal representative, is asked once.
        if holders.iter().all(|known| known.number != holder.number) {
            holders.push(holder);
        }
    }
    holders
}

fn query(
    table: &Table,
    draft: &str,
    material: &ResolvedMaterial,
    holder: &Holder,
) -> CertificateQuery {
    let catalogue = &table.in_force.catalogue;
    let item = material.origins.first().map(|origin| origin.item.clone()).unwrap_or_default();
    let codes = material.certificates.iter().filter_map(|id| catalogue.certificates.get(id));
    CertificateQuery {
        whose: CertificateOwner::Number { number: holder.number.clone() },
        item_name: catalogue.item_name(&item).to_owned(),
        item,
        case_or_draft: draft.to_owned(),
        type_codes: codes.map(|certificate| certificate.code.clone()).collect(),
    }
}

fn offer(
    table: &Table,
    material: &ResolvedMaterial,
    holder: &Holder,
    row: &CertificateRow,
) -> CertificateOffer {
    let reason = unusable(row, holder, table.today());
    CertificateOffer {
        kind: material.kind.clone(),
        identifier: row.identifier.clone(),
        name: row.name.clone(),
        number: row.number.clone(),
        holder: row.holder.clone(),
        role: role_name(holder.role).to_owned(),
        valid_to: Some(row.valid_to.clone()).filter(|to| !to.is_empty()),
        usable: reason.is_none(),
        reason,
    }
}

/// Why a certificate may not satisfy a material; only status 01 does (domain.md §6).
fn unusable(row: &CertificateRow, holder: &Holder, today: Date) -> Option<String> {
    if !row.holder_id.trim().eq_ignore_ascii_case(&holder.number) {
        return Some(format!(
            "持证人是{}，不是本材料要求的{}：请核对证件号码，或收取其本人的有效原件扫描",
            row.holder,
            role_name(holder.role)
        ));
    }
    if row.status != "01" {
        return Some(format!("证照状态为「{}」，不能使用：请收取有效原件扫描", row.status_name));
    }
    if row.valid_to.parse::<Date>().is_ok_and(|end| end < today) {
        return Some(format!("证照已于 {} 到期：请申请人换证，或出示有效原件", row.valid_to));
    }
    let kind = domain::identity::IdentityKind::ECertificateId;
    if domain::identity::check(kind, &row.identifier, today).is_err() {
        return Some("电子证照标识校验位不对：请核对原件并扫描".to_owned());
    }
    None
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Applicant => "申请人",
        Role::LegalRepresentative => "法定代表人",
        Role::Agent => "代理人",
        Role::Landlord => "出租人",
        Role::Spouse => "配偶",
        Role::Child => "子女",
        Role::Worker => "职工",
        Role::Employer => "用人单位",
        Role::Seller => "卖方",
        Role::Buyer => "买方",
        Role::ThirdParty => "第三方",
    }
}

/// A certificate that cannot be had is no reason to send anybody home.
fn with_way_out(error: crate::engine::EngineError) -> Fault {
    let mut fault = Fault::from(error);
    if !fault.message.contains("扫描") {
        fault.message.push_str(" 可改收原件：按 F6 扫描，系统标记「待联网核验」。");
    }
    fault
}

/// Materials that an e-certificate would satisfy.
fn wanting(
    table: &Table,
    content: &Intake,
    kind: Option<&KindId>,
) -> Result<Vec<ResolvedMaterial>, Fault> {
    let resolved = resolve(&table.in_force.catalogue, &content.inquiry(table.today()))
        .map_err(|error| Fault::new(error.code(), error.to_string()))?;
    let wanted = |material: &ResolvedMaterial| {
        matches!(material.state, MaterialState::Needed | MaterialState::Possible { .. })
            && !material.certificates.is_empty()
            && kind.is_none_or(|kind| material.kind == *kind)
    };
    Ok(resolved.materials.into_iter().filter(wanted).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> CertificateRow {
        serde_json::from_value(serde_json::json!({
            "auth_code": "1", "identifier": "1.2.156.3005.2.11100000000013805W001.\
             1144010600749201XP.20160000029.001.B", "name": "居民身份证",
            "type_code": "11100000000013805W001", "number": "44010619871011008X",
            "holder": "袁莉", "holder_id": "44010619871011008X", "issuer": "穗城区公安分局",
            "valid_from": "2016-05-01", "valid_to": "2036-05-01", "status": "01",
            "status_name": "有效", "remark": "",
        }))
        .unwrap()
    }

    #[test]
    fn a_certificate_counts_for_its_holder_in_force_and_with_its_check_digit_only() {
        let today = "2026-11-20".parse().unwrap();
        let holder = |number: &str| Holder { role: Role::Landlord, number: number.to_owned() };
        let owner = holder("44010619871011008X");
        assert_eq!(unusable(&row(), &owner, today), None);
        let other = unusable(&row(), &holder("440106198002290016"), today).unwrap();
        assert!(other.starts_with("持证人是袁莉，不是本材料要求的出租人"), "{other}");
        let revoked = CertificateRow { status: "03".into(), status_name: "撤销".into(), ..row() };
        let told = unusable(&revoked, &owner, today).unwrap();
        assert!(told.contains("「撤销」"), "{told}");
        let past = CertificateRow { valid_to: "2026-11-19".into(), ..row() };
        let told = unusable(&past, &owner, today).unwrap();
        assert!(told.starts_with("证照已于 2026-11-19 到期"), "{told}");
        let mut forged = row();
        forged.identifier.pop();
        forged.identifier.push('C');
        let told = unusable(&forged, &owner, today).unwrap();
        assert!(told.starts_with("电子证照标识校验位不对"), "{told}");
    }
}
