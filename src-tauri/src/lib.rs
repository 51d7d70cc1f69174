//! The window: composition root, commands, messages. No rules, no SQL, no network.

pub mod commands;
pub mod messages;

use tauri_specta::{Builder, collect_commands, collect_events};

/// Commands and messages, typed; the bindings come from here.
#[must_use]
pub fn contract() -> Builder<tauri::Wry> {
    Builder::<tauri::Wry>::new()
        .commands(collect_commands![
            commands::session::entry,
            commands::session::enrol,
            commands::session::sign_in,
            commands::session::unlock,
            commands::session::lock,
            commands::session::sign_out,
            commands::session::tour_seen,
            commands::session::sync_now,
            commands::intake::queue,
            commands::intake::next_ticket,
            commands::intake::start,
            commands::intake::current,
            commands::intake::recall,
            commands::intake::park,
            commands::intake::discard,
            commands::intake::edit,
            commands::intake::search,
            commands::intake::read_card,
            commands::intake::code_scanned,
            commands::intake::reveal,
            commands::intake::certificates,
            commands::intake::take_certificate,
            commands::intake::scan,
            commands::intake::cancel_scan,
            commands::intake::import,
            commands::intake::print_form,
            commands::intake::guidance,
            commands::intake::receive,
            commands::cases::act,
            commands::cases::inbox,
            commands::cases::review,
            commands::cases::issuance_list,
            commands::cases::issuance,
            commands::cases::find,
            commands::cases::papers,
            commands::duty::duty,
            commands::duty::admin,
        ])
        .events(collect_events![messages::Changed, messages::Working])
}
