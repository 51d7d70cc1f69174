//! Gateways: the platform asks outside systems for a clerk, names the operator and keeps an audit.

mod certificates;
mod license;

use domain::wire::outside::SharedDataQuery;

use crate::error::{Result, said};
use crate::store::trail::{self, By};
use crate::store::{begin, station::Station, user::User};
use crate::{Caller, Platform};

pub use license::{CertificateService, Credentials};

/// What lies outside 外部系统; what is none is 未接入.
#[derive(Debug, Default)]
pub struct Outside {
    /// E-certificate sharing service 电子证照共享服务.
    pub certificates: Option<CertificateService>,
}

/// Who asks, and for which case.
struct Asker {
    station: Station,
    user: User,
}

impl Platform {
    /// The signed-in user; a query without a case or draft number is refused.
    async fn asker(&self, caller: &Caller, case_or_draft: &str) -> Result<Asker> {
        let (station, user) = {
            let mut reader = self.0.store.reader().await?;
            self.signed_in(&mut reader, caller).await?
        };
        if case_or_draft.trim().is_empty() {
            let message = "查询须注明办件编号或草稿编号，请先新建办件再查询";
            return Err(said(400, "outside.no_case", message));
        }
        Ok(Asker { station, user })
    }

    /// Records a query and its outcome; numbers of persons are not in it.
    async fn audit_query(
        &self,
        asker: &Asker,
        act: &str,
        case_or_draft: &str,
        detail: &str,
    ) -> Result<()> {
        let by =
            By { user: Some(&asker.user.profile.user), station: Some(&asker.station.row.station) };
        let now = self.0.clock.millis();
        let mut writer = self.0.store.writer().await;
        let mut tx = begin(&mut writer).await?;
        trail::audit(&mut tx, by, act, case_or_draft, detail, now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// `POST /v1/shared-data`: checks against shared data 数据共享核验.
    ///
    /// # Errors
    /// The hall is not connected to shared data.
    pub async fn shared_data(&self, caller: &Caller, query: &SharedDataQuery) -> Result<()> {
        self.asker(caller, &query.case_or_draft).await?;
        Err(not_connected("shared_data_not_connected", "数据共享核验"))
    }

    /// `POST /v1/credit`: credit records 信用核查.
    ///
    /// # Errors
    /// The hall is not connected to the credit platform.
    pub async fn credit(&self, caller: &Caller, query: &SharedDataQuery) -> Result<()> {
        self.asker(caller, &query.case_or_draft).await?;
        Err(not_connected("credit_not_connected", "信用核查"))
    }
}

fn not_connected(code: &'static str, what: &str) -> crate::PlatformError {
    said(503, code, format!("{what}未接入本平台，请核验纸质材料；接入由管理员配置"))
}
