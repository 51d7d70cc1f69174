//! The applicant's terminal 柜外清: a vendor's program on this machine that answers on a WebSocket,
//! one question a connection (domain.md §11). Card reader and rating device are two of its calls.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// How long the program that drives the device may take to open the connection.
const CONNECT_PATIENCE: Duration = Duration::from_secs(2);

/// Done, in the device's own codes.
pub(super) const DONE: i32 = 0;
/// Nobody touched it in time 操作超时.
pub(super) const TIMEOUT: i32 = -2;
/// Cancelled at the device 用户取消.
pub(super) const CANCELLED: i32 = -9;

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Silence {
    /// Nothing listens there.
    Absent,
    /// The connection broke.
    Gone,
    /// No answer in time.
    Late,
    /// No text.
    Garbled,
}

type Socket = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

/// Does the terminal's program answer at all?
pub(super) async fn present(url: &str) -> bool {
    connect(url).await.is_ok()
}

/// Asks once and waits at most `patience`. Dropping the future closes the connection, which cancels
/// the call at the device.
pub(super) async fn ask(url: &str, question: &str, patience: Duration) -> Result<String, Silence> {
    let mut socket = connect(url).await?;
    let conversation = async {
        let sent = socket.send(Message::text(question)).await;
        sent.map_err(|_| Silence::Gone)?;
        answer(&mut socket).await
    };
    let text = tokio::time::timeout(patience, conversation).await.map_err(|_| Silence::Late)??;
    // The device may already be gone; its answer is here all the same.
    let _ = socket.close(None).await;
    Ok(text)
}

async fn connect(url: &str) -> Result<Socket, Silence> {
    match tokio::time::timeout(CONNECT_PATIENCE, connect_async(url)).await {
        Ok(Ok((socket, _))) => Ok(socket),
        Ok(Err(_)) | Err(_) => Err(Silence::Absent),
    }
}

async fn answer(socket: &mut Socket) -> Result<String, Silence> {
    loop {
        match socket.next().await {
            Some(Ok(Message::Text(text))) => return Ok(text.to_string()),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
            Some(Ok(Message::Binary(_) | Message::Frame(_))) => return Err(Silence::Garbled),
            Some(Ok(Message::Close(_)) | Err(_)) | None => return Err(Silence::Gone),
        }
    }
}
