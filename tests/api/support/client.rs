//! A client of one tenant. Every answer is checked against the contract on its way back.
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, header},
    response::Response,
};
use flexorder::kernel::id::{Id, OrganizationId, TenantId};
use http_body_util::BodyExt as _;
use serde_json::Value;
use tower::ServiceExt as _;

use super::contract;

/// Speaks to the app with one key, for one tenant.
#[derive(Clone)]
pub struct Client {
    pub router: Router,
    pub key: String,
    pub tenant_header: String,
    pub tenant: TenantId,
    pub organization: OrganizationId,
}

/// A request being put together.
pub struct Call<'a> {
    client: &'a Client,
    method: Method,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: Body,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
    pub body: Value,
}

impl Client {
    pub fn new(router: Router, key: &str, tenant: TenantId, organization: OrganizationId) -> Self {
        Self {
            router,
            key: key.to_owned(),
            tenant_header: tenant.to_string(),
            tenant,
            organization,
        }
    }

    /// A client of the demo tenant, with the key that everyone knows.
    pub fn of_demo(router: Router) -> Self {
        let nobody = uuid::Uuid::nil();
        let (tenant, organization) = (Id::from_uuid(nobody), Id::from_uuid(nobody));
        Self {
            tenant_header: "demo".to_owned(),
            ..Self::new(router, "fo_test_demo", tenant, organization)
        }
    }

    /// The same tenant with another key.
    pub fn with_key(&self, key: &str) -> Self {
        Self {
            key: key.to_owned(),
            ..self.clone()
        }
    }

    pub fn call(&self, method: Method, path: &str) -> Call<'_> {
        Call {
            client: self,
            method,
            path: path.to_owned(),
            headers: Vec::new(),
            body: Body::empty(),
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path).send().await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.call(Method::POST, path).json(&body).send().await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.call(Method::PUT, path).json(&body).send().await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.call(Method::PATCH, path).json(&body).send().await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.call(Method::DELETE, path).send().await
    }
}

impl Call<'_> {
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// With an `Idempotency-Key`.
    pub fn key(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    /// With an `If-Match`.
    pub fn if_match(self, etag: &str) -> Self {
        self.header("if-match", etag)
    }

    pub fn json(self, body: &Value) -> Self {
        self.raw("application/json", body.to_string())
    }

    /// Asks for another form than JSON.
    pub fn accept(self, media_type: &str) -> Self {
        self.header("accept", media_type)
    }

    pub fn raw(mut self, content_type: &str, body: impl Into<Body>) -> Self {
        self.body = body.into();
        self.header("content-type", content_type)
    }

    pub async fn send(self) -> Answer {
        let (method, path) = (self.method.clone(), self.path.clone());
        let (parts, body) = self.response().await.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        let answer = Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
            bytes,
        };
        contract::check(&method, &path, &answer);
        answer
    }

    /// The answer with its body still to be read, which nothing has checked.
    pub async fn response(self) -> Response {
        let mut request = Request::builder().method(self.method).uri(&self.path);
        let own = |name: &str| self.headers.iter().any(|(header, _)| *header == name);
        if !own("authorization") {
            let bearer = format!("Bearer {}", self.client.key);
            request = request.header(header::AUTHORIZATION, bearer);
        }
        if !own("tenant-id") {
            request = request.header("tenant-id", &self.client.tenant_header);
        }
        for (name, value) in self.headers.iter().filter(|(_, value)| !value.is_empty()) {
            // Appends: a test may send a header twice.
            request = request.header(*name, value);
        }
        let request = request.body(self.body).unwrap();
        self.client.router.clone().oneshot(request).await.unwrap()
    }
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    /// The body, if the request succeeded.
    #[track_caller]
    pub fn ok(self) -> Value {
        assert!(
            (200..300).contains(&self.status),
            "{}: {}",
            self.status,
            self.body
        );
        self.body
    }

    /// The error's code.
    pub fn code(&self) -> Option<&str> {
        self.body["error"]["code"].as_str()
    }

    /// The error's message.
    pub fn message(&self) -> &str {
        self.body["error"]["message"].as_str().unwrap_or_default()
    }

    /// Fails unless it was refused with this status and code.
    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Self {
        assert_eq!(
            (self.status, self.code()),
            (status, Some(code)),
            "{}",
            self.body
        );
        self
    }

    /// Paths and codes of all faults, in order.
    pub fn faults(&self) -> Vec<(&str, &str)> {
        let rows = self.body["error"]["details"].as_array();
        rows.into_iter()
            .flatten()
            .map(|row| (row["path"].as_str().unwrap(), row["code"].as_str().unwrap()))
            .collect()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    #[track_caller]
    pub fn etag(&self) -> &str {
        self.header("etag").expect("an ETag")
    }
}
