//! Errors in the words of the view.

use crate::devices::card_reader::CardReaderError;
use crate::devices::import::ImportFault;
use crate::devices::payment::PaymentError;
use crate::devices::printer::PrintFault;
use crate::devices::rating_terminal::RatingError;
use crate::devices::scanner::ScanFault;
use crate::engine::EngineError;
use crate::view::Fault;

impl Fault {
    /// A fault without an article.
    #[must_use]
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), message: message.into(), article: None }
    }
}

impl From<EngineError> for Fault {
    fn from(error: EngineError) -> Self {
        Self {
            code: error.code().to_owned(),
            message: error.to_string(),
            article: error.article().map(str::to_owned),
        }
    }
}

impl From<domain::refusal::Refusal> for Fault {
    fn from(refusal: domain::refusal::Refusal) -> Self {
        Self { code: refusal.code, message: refusal.message, article: refusal.article }
    }
}

impl From<ScanFault> for Fault {
    fn from(fault: ScanFault) -> Self {
        Self::new(fault.code(), fault.message())
    }
}

impl From<PrintFault> for Fault {
    fn from(fault: PrintFault) -> Self {
        Self::new(fault.code(), fault.message())
    }
}

impl From<ImportFault> for Fault {
    fn from(fault: ImportFault) -> Self {
        Self::new(fault.code(), fault.to_string())
    }
}

impl From<CardReaderError> for Fault {
    fn from(error: CardReaderError) -> Self {
        Self::new(error.code(), error.to_string())
    }
}

impl From<RatingError> for Fault {
    fn from(error: RatingError) -> Self {
        Self::new(error.code(), error.to_string())
    }
}

impl From<PaymentError> for Fault {
    fn from(error: PaymentError) -> Self {
        Self::new(error.code(), error.to_string())
    }
}
