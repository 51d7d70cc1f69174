//! The platform's endpoints as typed calls.

use std::sync::Arc;
use std::time::Duration;

use domain::ids::{BlobHash, UserId};
use domain::wire::access::{
    EnrolAnswer, EnrolRequest, Failure, PasswordChange, RecoveryDeposit, STATION_HEADER, SignIn,
    SignInAnswer,
};
use domain::wire::desk::{
    CatalogueAnswer, DraftAnswer, DraftList, DraftPut, TicketAnswer, TicketCall, TicketList,
};
use domain::wire::number::{LeaseAnswer, LeaseRequest};
use domain::wire::page::{BlobAnswer, BlobQuestion, ChunkAnswer};
use domain::wire::{FeedPage, Hello, HelloAnswer, Partition, Position, PushAnswer, PushBatch};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{ByteStream, Method, Request, Response, SyncFault, Transport};

/// How long a person waits for an answer.
const SOON: Duration = Duration::from_secs(6);
/// How long the queue may take: beside it stands what the station knows itself.
const QUEUE: Duration = Duration::from_secs(1);
/// How long sync waits.
const PATIENT: Duration = Duration::from_secs(30);

/// Calls the platform as a station, and for a person where a session is given.
#[derive(Clone, Debug)]
pub struct Caller {
    transport: Arc<dyn Transport>,
    token: String,
    session: Option<String>,
}

impl Caller {
    /// A caller with the station's token.
    #[must_use]
    pub fn new(transport: Arc<dyn Transport>, token: String) -> Self {
        Self { transport, token, session: None }
    }

    /// The same, for a person's session.
    #[must_use]
    pub fn for_session(mut self, session: Option<String>) -> Self {
        self.session = session;
        self
    }

    fn request(&self, method: Method, path: String, body: Vec<u8>) -> Request {
        let mut headers = vec![(STATION_HEADER, self.token.clone())];
        if let Some(session) = &self.session {
            headers.push(("authorization", format!("Bearer {session}")));
        }
        if !body.is_empty() {
            headers.push(("content-type", "application/json".to_owned()));
        }
        Request { method, path, headers, body, within: PATIENT }
    }

    async fn answer<T: DeserializeOwned>(&self, request: Request) -> Result<T, SyncFault> {
        let response = self.transport.call(request).await?;
        let body = good(response)?;
        // 204: done, and nothing to say.
        let body: &[u8] = if body.is_empty() { b"null" } else { &body };
        serde_json::from_slice(body).map_err(|_| SyncFault::Rubbish)
    }

    async fn get<T: DeserializeOwned>(&self, path: String) -> Result<T, SyncFault> {
        self.answer(self.request(Method::Get, path, Vec::new())).await
    }

    async fn send<B: Serialize, T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: &B,
        within: Duration,
    ) -> Result<T, SyncFault> {
        let body = serde_json::to_vec(body).map_err(|_| SyncFault::Rubbish)?;
        let request = self.request(method, path.to_owned(), body);
        self.answer(Request { within, ..request }).await
    }

    /// `POST /v1/enrol`
    pub(crate) async fn enrol(&self, ask: &EnrolRequest) -> Result<EnrolAnswer, SyncFault> {
        self.send(Method::Post, "/v1/enrol", ask, SOON).await
    }

    /// `PUT /v1/recovery`
    pub(crate) async fn deposit(&self, sealed: &str) -> Result<(), SyncFault> {
        let body = RecoveryDeposit { sealed: sealed.to_owned() };
        self.send(Method::Put, "/v1/recovery", &body, PATIENT).await
    }

    /// `POST /v1/sign-in`
    pub(crate) async fn sign_in(
        &self,
        user: &UserId,
        password: &str,
    ) -> Result<SignInAnswer, SyncFault> {
        let ask = SignIn { user: user.clone(), password: password.to_owned() };
        self.send(Method::Post, "/v1/sign-in", &ask, SOON).await
    }

    /// `POST /v1/password`
    pub(crate) async fn change_password(&self, change: &PasswordChange) -> Result<(), SyncFault> {
        self.send(Method::Post, "/v1/password", change, SOON).await
    }

    /// `POST /v1/hello`
    pub(crate) async fn hello(&self, hello: &Hello) -> Result<HelloAnswer, SyncFault> {
        self.send(Method::Post, "/v1/hello", hello, PATIENT).await
    }

    /// `POST /v1/submissions`, compressed.
    pub(crate) async fn push(&self, batch: &PushBatch) -> Result<PushAnswer, SyncFault> {
        let body = serde_json::to_vec(batch).map_err(|_| SyncFault::Rubbish)?;
        let mut request = self.request(Method::Post, "/v1/submissions".to_owned(), gzip(&body)?);
        request.headers.push(("content-encoding", "gzip".to_owned()));
        self.answer(request).await
    }

    /// `GET /v1/feed`
    pub(crate) async fn feed(
        &self,
        partition: &Partition,
        after: Position,
    ) -> Result<FeedPage, SyncFault> {
        self.get(format!("/v1/feed?partition={}&after={after}", escape(&partition.to_string())))
            .await
    }

    /// `GET /v1/wake`
    pub(crate) async fn wake(&self) -> Result<ByteStream, SyncFault> {
        let request = self.request(Method::Get, "/v1/wake".to_owned(), Vec::new());
        self.transport.listen(request).await
    }

    /// `POST /v1/leases`
    pub(crate) async fn lease(&self, ask: &LeaseRequest) -> Result<LeaseAnswer, SyncFault> {
        self.send(Method::Post, "/v1/leases", ask, PATIENT).await
    }

    /// `GET /v1/catalogue`
    pub(crate) async fn catalogue(&self, after: u32) -> Result<CatalogueAnswer, SyncFault> {
        self.get(format!("/v1/catalogue?after={after}")).await
    }

    /// `POST /v1/blobs/have`
    pub(crate) async fn have(&self, ask: &BlobQuestion) -> Result<BlobAnswer, SyncFault> {
        self.send(Method::Post, "/v1/blobs/have", ask, PATIENT).await
    }

    /// `PUT /v1/blobs/{hash}/{chunk}`
    pub(crate) async fn put_chunk(
        &self,
        hash: &str,
        chunk: usize,
        size: usize,
        bytes: Vec<u8>,
    ) -> Result<ChunkAnswer, SyncFault> {
        let path = format!("/v1/blobs/{}/{chunk}?size={size}", escape(hash));
        let mut request = self.request(Method::Put, path, bytes);
        request.headers.retain(|(name, _)| *name != "content-type");
        request.headers.push(("content-type", "application/octet-stream".to_owned()));
        self.answer(request).await
    }

    /// `GET /v1/blobs/{hash}/{chunk}`: none if the platform has it not, or not for us.
    pub(crate) async fn chunk(
        &self,
        hash: &BlobHash,
        chunk: usize,
    ) -> Result<Option<Vec<u8>>, SyncFault> {
        let path = format!("/v1/blobs/{}/{chunk}", escape(hash.as_str()));
        let request = self.request(Method::Get, path, Vec::new());
        let response = self.transport.call(request).await?;
        if response.status == 404 {
            return Ok(None);
        }
        good(response).map(Some)
    }

    /// `GET /v1/drafts`
    pub(crate) async fn drafts(&self) -> Result<DraftList, SyncFault> {
        self.get("/v1/drafts".to_owned()).await
    }

    /// `PUT /v1/drafts/{id}`
    pub(crate) async fn put_draft(
        &self,
        id: &str,
        put: &DraftPut,
    ) -> Result<DraftAnswer, SyncFault> {
        let path = format!("/v1/drafts/{}", escape(id));
        self.send(Method::Put, &path, put, PATIENT).await
    }

    /// `DELETE /v1/drafts/{id}`
    pub(crate) async fn drop_draft(
        &self,
        id: &str,
        expected: u32,
    ) -> Result<DraftAnswer, SyncFault> {
        let path = format!("/v1/drafts/{}?expected={expected}", escape(id));
        self.answer(self.request(Method::Delete, path, Vec::new())).await
    }

    /// `POST /v1/tickets/next`
    pub(crate) async fn next_ticket(&self, call: &TicketCall) -> Result<TicketAnswer, SyncFault> {
        self.send(Method::Post, "/v1/tickets/next", call, SOON).await
    }

    /// `GET /v1/tickets`
    pub(crate) async fn tickets(&self) -> Result<TicketList, SyncFault> {
        let request = self.request(Method::Get, "/v1/tickets".to_owned(), Vec::new());
        self.answer(Request { within: QUEUE, ..request }).await
    }

    /// Any other GET, for the tables of the admin and duty desks.
    pub(crate) async fn fetch<T: DeserializeOwned>(&self, path: &str) -> Result<T, SyncFault> {
        let request = self.request(Method::Get, path.to_owned(), Vec::new());
        self.answer(Request { within: SOON, ..request }).await
    }

    /// Any other POST or PUT that a person waits for.
    pub(crate) async fn ask<B: Serialize, T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: &B,
    ) -> Result<T, SyncFault> {
        self.send(method, path, body, PATIENT).await
    }
}

/// Body of a 2xx answer, or the fault that another one means.
fn good(response: Response) -> Result<Vec<u8>, SyncFault> {
    if (200..300).contains(&response.status) {
        return Ok(response.body);
    }
    match serde_json::from_slice::<Failure>(&response.body) {
        Ok(failure) => Err(SyncFault::of(response.status, &failure.code, failure.message)),
        Err(_) if response.status >= 500 => Err(SyncFault::Failing { status: response.status }),
        Err(_) if response.status == 429 => Err(SyncFault::Busy),
        Err(_) => Err(SyncFault::Rubbish),
    }
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>, SyncFault> {
    use std::io::Write as _;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(|_| SyncFault::Rubbish)
}

/// Percent-encodes what is not plain in a path or query.
pub(crate) fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_that_is_not_good_has_a_name() {
        let answer = |status, body: &str| {
            good(Response { status, body: body.as_bytes().to_vec() })
                .map_err(|fault| fault.code().to_owned())
        };
        let failure = |code: &str| format!("{{\"code\":\"{code}\",\"message\":\"说明\"}}");
        assert_eq!(answer(200, "x"), Ok(b"x".to_vec()));
        for (status, body, code) in [
            (500, "<html>", "sync.failing"),
            (503, "", "sync.failing"),
            (507, &failure("platform.disk_full"), "sync.failing"),
            (404, "<html>login</html>", "sync.rubbish"),
            (302, "", "sync.rubbish"),
            (429, "", "sync.busy"),
            (401, &failure("station.unknown"), "sync.station_unknown"),
            (403, &failure("station.revoked"), "sync.station_revoked"),
            (403, &failure("user.revoked"), "sync.user_revoked"),
            (401, &failure("user.wrong"), "sync.wrong_password"),
            (401, &failure("session.ended"), "sync.session_ended"),
            (403, &failure("role.missing"), "role.missing"),
        ] {
            assert_eq!(answer(status, body), Err(code.to_owned()), "{status} {body}");
        }
    }

    #[test]
    fn a_path_keeps_its_shape_whatever_stands_in_it() {
        assert_eq!(escape("hall:suicheng"), "hall%3Asuicheng");
        assert_eq!(escape("../区"), "..%2F%E5%8C%BA");
    }
}
