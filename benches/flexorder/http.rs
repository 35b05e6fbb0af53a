//! A keep-alive HTTP/1.1 connection that costs as little as can be: it shares the cores with what
//! it measures.
use std::net::SocketAddr;

use anyhow::{Context as _, Result, bail};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// Headers an answer may have.
const HEADERS_MAX: usize = 32;

/// An open connection.
pub(crate) struct Connection {
    stream: TcpStream,
    received: Vec<u8>,
}

/// What came back.
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    pub(crate) body: &'a [u8],
}

impl Answer<'_> {
    /// The body as JSON, if the answer is good.
    pub(crate) fn json(&self) -> Result<serde_json::Value> {
        self.good()?;
        serde_json::from_slice(self.body).context("an answer is not JSON")
    }

    /// Fails unless the answer is of the 200s.
    pub(crate) fn good(&self) -> Result<()> {
        if matches!(self.status, 200..300) {
            return Ok(());
        }
        bail!(
            "the server answered {}: {}",
            self.status,
            String::from_utf8_lossy(self.body)
        )
    }
}

impl Connection {
    /// Connects to a server.
    pub(crate) async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address)
            .await
            .context("cannot connect to the server")?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            received: Vec::with_capacity(256 * 1024),
        })
    }

    /// Sends a whole request and waits for the whole answer.
    pub(crate) async fn ask(&mut self, request: &[u8]) -> Result<Answer<'_>> {
        self.stream.write_all(request).await?;
        self.received.clear();
        let (status, head, body) = loop {
            if self.stream.read_buf(&mut self.received).await? == 0 {
                bail!("the server closed the connection instead of answering");
            }
            if let Some(parts) = head_of(&self.received)? {
                break parts;
            }
        };
        while self.received.len() < head + body {
            if self.stream.read_buf(&mut self.received).await? == 0 {
                bail!("the server closed the connection within an answer");
            }
        }
        let body = self.received.get(head..head + body).unwrap_or_default();
        Ok(Answer { status, body })
    }
}

/// Status, length of the head and length of the body, once the head is whole.
fn head_of(received: &[u8]) -> Result<Option<(u16, usize, usize)>> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS_MAX];
    let mut response = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(head) = response.parse(received)? else {
        return Ok(None);
    };
    let status = response.code.context("an answer has no status")?;
    let length = response
        .headers
        .iter()
        .find(|header| header.name.eq_ignore_ascii_case("content-length"));
    let length = length.context("an answer has no Content-Length, which this client needs")?;
    let length = std::str::from_utf8(length.value)?.trim().parse()?;
    Ok(Some((status, head, length)))
}

/// Writes requests of one key.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    key: String,
}

impl Caller {
    /// Who calls with that key.
    pub(crate) fn new(key: &str) -> Self {
        Self {
            key: key.to_owned(),
        }
    }

    /// The key itself.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    /// A GET in the name of a tenant.
    pub(crate) fn get(&self, tenant: &str, path: &str) -> String {
        let key = &self.key;
        format!(
            "GET {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {key}\r\nTenant-ID: {tenant}\r\n\r\n"
        )
    }

    /// A POST of JSON in the name of a tenant, once whatever happens.
    pub(crate) fn post(&self, tenant: &str, path: &str, once: u128, body: &str) -> String {
        let (key, length) = (&self.key, body.len());
        format!(
            "POST {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {key}\r\nTenant-ID: {tenant}\r\n\
             Idempotency-Key: bench-{once:032x}\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\n\r\n{body}"
        )
    }
}

/// A path without key or tenant, for what needs neither.
pub(crate) fn bare(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: bench\r\n\r\n")
}
