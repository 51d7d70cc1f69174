//! What the clerk changes in a draft 草稿.

use domain::catalogue::item::ApplicantKind;
use domain::ids::{ElementId, ItemCode, KindId, QuestionId, ThemeId};
use domain::intake::{DeliveryWay, IdKind, OriginalState};
use serde::{Deserialize, Serialize};
use specta::Type;

/// One change of a draft; each is durable before the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum DraftEdit {
    /// Only the focus moved.
    Focus,
    /// Ticket typed.
    Ticket {
        /// Ticket.
        text: String,
    },
    /// A place of the applicant or agent: `applicant.name`, `applicant.id_number`,
    /// `applicant.phone`, `applicant.address`, `applicant.legal_representative`, `agent.name`….
    Party {
        /// Place.
        place: String,
        /// Text as typed.
        text: String,
    },
    /// Person or organisation.
    ApplicantKind {
        /// Kind.
        kind: ApplicantKind,
    },
    /// Kind of the identity document.
    IdKind {
        /// `applicant` or `agent`.
        who: String,
        /// Kind.
        kind: IdKind,
    },
    /// 本人 or 代办.
    ByAgent {
        /// By an agent.
        yes: bool,
    },
    /// Theme chosen, or none.
    Theme {
        /// Theme.
        id: Option<ThemeId>,
    },
    /// Item added.
    AddItem {
        /// Item.
        code: ItemCode,
    },
    /// Item removed.
    RemoveItem {
        /// Item.
        code: ItemCode,
    },
    /// Question answered, or the answer taken back.
    Answer {
        /// Question.
        question: QuestionId,
        /// Option.
        value: Option<String>,
    },
    /// Field typed.
    Field {
        /// Element.
        element: ElementId,
        /// Text as typed.
        text: String,
    },
    /// 核验 a material: passed, or failed with the problem.
    Check {
        /// Kind.
        kind: KindId,
        /// What is wrong; none when it is in order.
        problem: Option<String>,
    },
    /// What happened to the original.
    Original {
        /// Kind.
        kind: KindId,
        /// State.
        state: OriginalState,
    },
    /// A page taken out.
    RemovePage {
        /// Kind.
        kind: KindId,
        /// Page.
        hash: String,
    },
    /// Delivery chosen.
    Delivery {
        /// Way.
        way: DeliveryWay,
        /// Address.
        address: String,
        /// Short messages.
        sms: bool,
    },
}
