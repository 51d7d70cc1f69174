//! The page protocol: pictures never travel through JSON (design §7).

use tauri::http::{Response, StatusCode, header};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder, http::Request};
use workstation::desk::Workstation;

/// Answers `page://localhost/full/<hash>` and `page://localhost/thumb/<hash>`.
pub(crate) fn serve<R: Runtime>(
    context: &UriSchemeContext<'_, R>,
    request: &Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let app = context.app_handle().clone();
    let path = request.uri().path().to_owned();
    tauri::async_runtime::spawn(async move {
        let hash = path.rsplit('/').next().unwrap_or_default();
        let desk = app.state::<Workstation>();
        let (status, body) = match desk.page(hash).await {
            Ok(bytes) => (StatusCode::OK, bytes),
            Err(fault) => {
                tracing::info!(code = fault.code, "page");
                (StatusCode::NOT_FOUND, Vec::new())
            }
        };
        let answer = Response::builder()
            .status(status)
            .header(header::CONTENT_TYPE, "image/jpeg")
            .header(header::CACHE_CONTROL, "private, max-age=3600, immutable")
            .body(body);
        match answer {
            Ok(answer) => responder.respond(answer),
            Err(error) => tracing::warn!(%error, "page answer"),
        }
    });
}
