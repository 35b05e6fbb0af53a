//! Speaks to the router in process, as the demo tenant.
use anyhow::{Result, bail};
use axum::{
    Router,
    body::Body,
    http::{Method, Request, header},
};
use http_body_util::BodyExt as _;
use serde_json::Value;
use tower::ServiceExt as _;

use super::HANDLE;
use crate::auth::api_key::DEMO_KEY;

/// Requests sent at the same time where their order does not matter.
const AT_ONCE: usize = 12;

/// A client of the demo tenant.
pub(super) struct Client {
    router: Router,
}

impl Client {
    pub(super) fn new(router: Router) -> Self {
        Self { router }
    }

    pub(super) async fn get(&self, path: &str) -> Result<Value> {
        match self.send(Method::GET, path, Body::empty()).await? {
            (200, body) => Ok(body),
            (status, body) => bail!("GET {path}: {status} {body}"),
        }
    }

    /// Posts; `None` where the thing is there already, as after a seed that was cut.
    pub(super) async fn post(&self, path: &str, body: &Value) -> Result<Option<Value>> {
        match self
            .send(Method::POST, path, Body::from(body.to_string()))
            .await?
        {
            (200 | 201, body) => Ok(Some(body)),
            (409, _) => Ok(None),
            (status, body) => bail!("POST {path}: {status} {body}"),
        }
    }

    /// Puts over what is there.
    pub(super) async fn put(&self, path: &str, body: &Value) -> Result<()> {
        let body = Body::from(body.to_string());
        match self.send(Method::PUT, path, body).await? {
            (200, _) => Ok(()),
            (status, body) => bail!("PUT {path}: {status} {body}"),
        }
    }

    /// Posts several at a time; the order among them does not matter.
    pub(super) async fn post_all(&self, all: &[(String, Value)]) -> Result<()> {
        for some in all.chunks(AT_ONCE) {
            let posts = some.iter().map(|(path, body)| self.post(path, body));
            futures::future::try_join_all(posts).await?;
        }
        Ok(())
    }

    async fn send(&self, method: Method, path: &str, body: Body) -> Result<(u16, Value)> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::AUTHORIZATION, format!("Bearer {DEMO_KEY}"))
            .header("tenant-id", HANDLE)
            .header(header::CONTENT_TYPE, "application/json")
            .body(body)?;
        let response = self.router.clone().oneshot(request).await?;
        let status = response.status().as_u16();
        let bytes = response.into_body().collect().await?.to_bytes();
        Ok((status, serde_json::from_slice(&bytes).unwrap_or_default()))
    }
}
