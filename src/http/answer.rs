//! Successful answers: status, JSON body, `ETag`.
use std::fmt;

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use crate::error::{Error, Result};

/// Header that marks an answer as the first one over again (contract 10.3).
const REPLAYED: &str = "idempotent-replayed";

/// Room for a body at the start, in bytes: an entity fits, a list grows a few times.
const CAPACITY: usize = 4 * 1024;

/// An answer of 2xx, rendered, so that it can be recorded and sent again byte for byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// 200 or 201.
    pub status: StatusCode,
    /// Entity tag with its quotes.
    pub etag: Option<String>,
    /// JSON.
    pub body: Vec<u8>,
    /// Whether it was recorded by an earlier request with the same `Idempotency-Key`.
    pub replayed: bool,
    /// What is sent instead of the body this once, and never recorded.
    once: Option<Once>,
}

/// A body with a secret. Does not print.
#[derive(Clone, PartialEq, Eq)]
struct Once(Vec<u8>);

impl fmt::Debug for Once {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Once(***)")
    }
}

impl Answer {
    /// 200 with a body.
    pub fn ok(body: &impl Serialize) -> Result<Self> {
        Self::new(StatusCode::OK, body)
    }

    /// 201 with a body.
    pub fn created(body: &impl Serialize) -> Result<Self> {
        Self::new(StatusCode::CREATED, body)
    }

    fn new(status: StatusCode, body: &impl Serialize) -> Result<Self> {
        Ok(Self {
            status,
            etag: None,
            body: render(body)?,
            replayed: false,
            once: None,
        })
    }

    /// The answer that an earlier request recorded.
    pub const fn replay(status: StatusCode, etag: Option<String>, body: Vec<u8>) -> Self {
        Self {
            status,
            etag,
            body,
            replayed: true,
            once: None,
        }
    }

    /// The same answer, whose body tells a secret to whoever reads it first. What it had so far is
    /// recorded, and is the answer to a repeat.
    pub fn telling_once(mut self, body: &impl Serialize) -> Result<Self> {
        self.once = Some(Once(render(body)?));
        Ok(self)
    }

    /// The same answer for an entity at `version`.
    #[must_use]
    pub fn of_version(mut self, version: i64) -> Self {
        self.etag = Some(format!("\"{version}\""));
        self
    }
}

fn render(body: &impl Serialize) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(CAPACITY);
    serde_json::to_writer(&mut bytes, body).map_err(Error::internal)?;
    Ok(bytes)
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let told = self.once.is_some();
        let body = self.once.map_or(self.body, |once| once.0);
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
        if let Some(etag) = self.etag.and_then(|etag| HeaderValue::try_from(etag).ok()) {
            headers.insert(header::ETAG, etag);
        }
        if self.replayed {
            headers.insert(REPLAYED, HeaderValue::from_static("true"));
        }
        if told {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
        response
    }
}
