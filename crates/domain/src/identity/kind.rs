//! The kinds of an intake as kinds of number.

use super::IdentityKind;
use crate::intake::IdKind;

impl From<IdKind> for IdentityKind {
    fn from(kind: IdKind) -> Self {
        match kind {
            IdKind::CitizenId => Self::CitizenId,
            IdKind::Uscc => Self::Uscc,
            IdKind::ResidencePermit => Self::ResidencePermit,
            IdKind::PermanentResidentId => Self::PermanentResidentId,
            IdKind::HkMacaoPermit => Self::HkMacaoPermit,
            IdKind::TaiwanPermit => Self::TaiwanPermit,
            IdKind::Passport => Self::Passport,
            IdKind::Other => Self::Other,
        }
    }
}
