//! The window: composition root, commands, messages. No rules, no SQL, no network.

pub mod commands;
pub mod messages;
mod pages;

use std::path::PathBuf;

use anyhow::Context;
use tauri::{App, Manager, WebviewUrl, WebviewWindowBuilder};
use tauri_specta::{Builder, collect_commands, collect_events};
use tracing_subscriber::EnvFilter;
use workstation::desk::Workstation;
use workstation::engine::Options;

/// Commands and messages, typed; the bindings come from here.
#[must_use]
pub fn contract() -> Builder<tauri::Wry> {
    Builder::<tauri::Wry>::new()
        .disable_serde_phases()
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
            commands::intake::notices_given,
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
            commands::intake::cancel_print,
            commands::intake::guidance,
            commands::intake::receive,
            commands::cases::act,
            commands::cases::inbox,
            commands::cases::review,
            commands::cases::replacement,
            commands::cases::issuance_list,
            commands::cases::issuance,
            commands::cases::find,
            commands::cases::papers,
            commands::cases::print_slip,
            commands::cases::scan_more,
            commands::cases::import_more,
            commands::cases::attention,
            commands::cases::dismiss,
            commands::cases::hand_overs,
            commands::duty::duty,
            commands::duty::admin,
        ])
        .events(collect_events![messages::Changed, messages::Working])
}

/// Runs the window until it is closed.
///
/// # Errors
/// The home folder is in use or damaged, or the window system is not there.
#[expect(clippy::exit, reason = "Tauri's own context ends the program when the window closes")]
pub fn run() -> anyhow::Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    let context = tauri::generate_context!();
    // Before the window system is up: a dialog of the system has a loop of its own, and the two
    // would wait for each other.
    let desk = open(&context.config().identifier)?;
    let contract = contract();
    let mut app = tauri::Builder::default()
        .register_asynchronous_uri_scheme_protocol("page", |context, request, responder| {
            pages::serve(&context, &request, responder);
        })
        .invoke_handler(contract.invoke_handler())
        .build(context)
        .context("窗口系统不可用")?;
    contract.mount_events(&app);
    set_up(&mut app, desk)?;
    app.run(|_, _| {});
    Ok(())
}

/// Opens the home. Nothing can be shown without one: why not is said in a dialog of the system, and
/// the program ends when it has been read.
fn open(identifier: &str) -> anyhow::Result<Workstation> {
    let home = home(identifier).context("找不到用户的数据目录，请设置 HOME 或 YICHUANG_HOME")?;
    Workstation::open(home, Options::default()).map_err(|fault| {
        rfd::MessageDialog::new()
            .set_level(rfd::MessageLevel::Error)
            .set_title("一窗 无法启动")
            .set_description(&fault.message)
            .show();
        anyhow::anyhow!("{}", fault.message)
    })
}

/// Home of the station: `YICHUANG_HOME`, else in the user's data folder (XDG).
fn home(identifier: &str) -> Option<PathBuf> {
    let given = |name: &str| std::env::var_os(name).map(PathBuf::from);
    given("YICHUANG_HOME").or_else(|| {
        let data = given("XDG_DATA_HOME").filter(|path| path.is_absolute());
        let data = data.or_else(|| Some(given("HOME")?.join(".local/share")));
        Some(data?.join(identifier))
    })
}

fn set_up(app: &mut App, desk: Workstation) -> anyhow::Result<()> {
    tauri::async_runtime::block_on(async { desk.start_sync() });
    app.manage(desk);
    messages::pass_on(app.handle());
    let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::App("index.html".into()))
        .title("一窗")
        .inner_size(1366.0, 768.0)
        .min_inner_size(1280.0, 720.0)
        .on_navigation(|url| url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost"))
        .build()?;
    #[cfg(target_os = "linux")]
    window.with_webview(|view| tell_the_page_of_composition(&view.inner()))?;
    Ok(())
}

/// The page must know while an input method 输入法 composes, or keys that it passes on (F10) would act
/// in the middle of a word; the webview library turns this off.
#[cfg(target_os = "linux")]
fn tell_the_page_of_composition(view: &webkit2gtk::WebView) {
    use webkit2gtk::{InputMethodContextExt as _, WebViewExt as _};
    if let Some(context) = view.input_method_context() {
        context.set_enable_preedit(true);
    }
}
