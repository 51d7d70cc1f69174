//! Names of things, each its own type.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

macro_rules! text_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type, JsonSchema,
        )]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The name as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

text_id! {
    /// One application 申办, a UUIDv7 in text, minted by the counter.
    ApplicationId;
    /// Case number 办件编号 (domain.md §2.4): division 6 + counter 2 + date 8 + serial 4 by default.
    CaseNo;
    /// Item code 事项实施编码 (31 characters, or a local code).
    ItemCode;
    /// Theme 一件事 id, such as `open-barber-shop`.
    ThemeId;
    /// Data element 数据元 id, exactly `group.field`, such as `premises.area`.
    ElementId;
    /// Material kind 材料类型 id, such as `premises-deed`.
    KindId;
    /// Question 情形问题 id.
    QuestionId;
    /// Department 实施机关 id.
    DepartmentId;
    /// Hall 政务服务中心 id.
    HallId;
    /// Counter 窗口 number, two digits.
    CounterNo;
    /// User account 用户.
    UserId;
    /// Enrolled station 工作站.
    StationId;
    /// SM3 hash of a page or file, 64 hex digits.
    BlobHash;
    /// Document number 文号, as printed.
    DocumentNo;
    /// Procedure 程序 id, `P1`…`P11` (clerk-notes E1).
    ProcedureId;
}
