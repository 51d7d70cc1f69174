//! Reading columns of history whatever bytes they hold.

use sqlx::error::BoxDynError;
use sqlx::sqlite::{SqliteTypeInfo, SqliteValueRef};
use sqlx::{Decode, Sqlite, Type};

/// A text column whose bytes may be no text any more: they are shown as such and hash to something
/// else, so that a check names the row instead of failing on it.
pub(crate) struct AsText(String);

impl Type<Sqlite> for AsText {
    fn type_info() -> SqliteTypeInfo {
        <str as Type<Sqlite>>::type_info()
    }
}

impl<'r> Decode<'r, Sqlite> for AsText {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        let bytes = <&[u8] as Decode<Sqlite>>::decode(value)?;
        Ok(Self(String::from_utf8_lossy(bytes).into_owned()))
    }
}

impl From<AsText> for String {
    fn from(text: AsText) -> Self {
        text.0
    }
}

/// A number that may have become something else: what does not fit is the largest one.
pub(crate) struct AsNumber(i64);

impl Type<Sqlite> for AsNumber {
    fn type_info() -> SqliteTypeInfo {
        <i64 as Type<Sqlite>>::type_info()
    }
}

impl<'r> Decode<'r, Sqlite> for AsNumber {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self(<i64 as Decode<Sqlite>>::decode(value)?))
    }
}

impl From<AsNumber> for u64 {
    fn from(number: AsNumber) -> Self {
        Self::try_from(number.0).unwrap_or(Self::MAX)
    }
}

impl From<AsNumber> for u32 {
    fn from(number: AsNumber) -> Self {
        Self::try_from(number.0).unwrap_or(Self::MAX)
    }
}
