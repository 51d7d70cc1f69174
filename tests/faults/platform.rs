//! The platform down, slow, answering 500 or rubbish: real connections to real listeners.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use serde_json::json;
use tests::hall::Trouble;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use workstation::sync::{HttpsTransport, Method, Request, SyncFault, Transport};

use super::{Desk, hall, nothing_lost};

async fn listener() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    (listener, url)
}

async fn call(url: &str) -> Result<u16, SyncFault> {
    let request = Request {
        method: Method::Get,
        path: "/v1/tickets".to_owned(),
        headers: Vec::new(),
        body: Vec::new(),
        within: Duration::from_secs(1),
    };
    let transport = HttpsTransport::new(url, None).unwrap();
    transport.call(request).await.map(|answer| answer.status)
}

#[tokio::test]
async fn faults_a_real_connection_tells_down_slow_and_rubbish_apart() {
    let (nobody, url) = listener().await;
    drop(nobody);
    assert_eq!(call(&url).await, Err(SyncFault::Unreachable));
    // Accepts, and never says a word.
    let (silent, url) = listener().await;
    assert_eq!(call(&url).await, Err(SyncFault::Slow));
    drop(silent);
    // Begins an answer, and never ends it.
    let (halting, url) = listener().await;
    let task = tokio::spawn(async move {
        let (mut stream, _) = halting.accept().await.unwrap();
        let _ = stream.read(&mut [0; 1024]).await;
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{").await.unwrap();
        std::future::pending::<()>().await;
    });
    assert_eq!(call(&url).await, Err(SyncFault::Slow));
    task.abort();
    // Speaks something else than HTTP.
    let (other, url) = listener().await;
    let task = tokio::spawn(async move {
        let (mut stream, _) = other.accept().await.unwrap();
        let _ = stream.read(&mut [0; 1024]).await;
        let _ = stream.write_all(b"220 mail.hall ESMTP\r\n").await;
    });
    assert_eq!(call(&url).await, Err(SyncFault::Rubbish));
    task.await.unwrap();
}

#[tokio::test]
async fn faults_a_platform_that_fails_or_talks_rubbish_is_told_and_the_desk_goes_on() {
    let mut hall = hall().await;
    let desk = Desk::at(&mut hall, "07", "wangxy", json!({})).await;
    let broken = Router::new().fallback(|| async { (StatusCode::INTERNAL_SERVER_ERROR, "oops") });
    let login = Router::new().fallback(|| async { "<html>请先登录上网认证</html>" });
    for (router, told) in [
        (broken, "中心暂时出错（500），可继续办理：内容已存本机，稍后自动重试。请告知管理员。"),
        (
            login,
            "中心的回答无法识别，可继续办理：内容已存本机。网络中可能有其他设备代答，请联系管理员。",
        ),
    ] {
        let (listener, url) = listener().await;
        let server = tokio::spawn(async move { axum::serve(listener, router).await });
        let transport = HttpsTransport::new(&url, None).unwrap();
        desk.engine().set_transport(Arc::new(transport));
        let view = desk.begin_with_page().await;
        let state = desk.sync_now().await.unwrap();
        assert_eq!(state.problem.as_deref(), Some(told));
        // F9 says what to do instead, and what was typed stays.
        let fault = desk.next_ticket().await.unwrap_err();
        assert_eq!(fault.message, format!("{told} 叫号暂不可用：按 F2 手工输入排队号，照常办理。"));
        nothing_lost(&desk, &view).await;
        let done = desk.receive(&view.id, true).await.unwrap();
        assert_eq!((done.refusal, done.cases.len()), (None, 1));
        server.abort();
    }
}

#[tokio::test]
async fn faults_every_word_about_the_platform_reaches_the_window() {
    let mut hall = hall().await;
    let desk = Desk::at(&mut hall, "07", "wangxy", json!({})).await;
    for (trouble, fault) in [
        (Trouble::Lost, SyncFault::Unreachable),
        (Trouble::Slow, SyncFault::Slow),
        (Trouble::Status(503), SyncFault::Failing { status: 503 }),
        (Trouble::Status(429), SyncFault::Busy),
        (Trouble::Rubbish, SyncFault::Rubbish),
    ] {
        desk.station.wire.disturb([trouble]);
        let state = desk.sync_now().await.unwrap();
        assert_eq!(state.problem, Some(fault.to_string()));
        assert!(fault.to_string().contains("可继续办理"), "{fault}");
    }
    let state = desk.sync_now().await.unwrap();
    assert_eq!(state.problem, None);
}
