//! Successful answers: status, JSON body, `ETag`.
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
        let mut bytes = Vec::with_capacity(CAPACITY);
        serde_json::to_writer(&mut bytes, body).map_err(Error::internal)?;
        Ok(Self {
            status,
            etag: None,
            body: bytes,
            replayed: false,
        })
    }

    /// The same answer for an entity at `version`.
    #[must_use]
    pub fn of_version(mut self, version: i64) -> Self {
        self.etag = Some(format!("\"{version}\""));
        self
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
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
        response
    }
}
