//! Sessions of browsers: how they begin, what they open, how they end, and what no other page can do
//! with them.
mod attempts;
mod begin;
mod cross_site;
mod end;
mod rights;

use axum::{
    Router,
    body::Body,
    http::{Method, Request},
};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::support::{
    app::TestApp,
    client::{Answer, Client},
    contract,
};

/// The server as its own machine calls it.
const LOOPBACK: &str = "http://127.0.0.1:8080";

/// The server as others call it, behind TLS.
const PUBLIC: &str = "https://orders.example";

/// A browser with one page of the server open, and a cookie jar of one.
#[derive(Clone)]
struct Browser {
    router: Router,
    /// Scheme and host of the page.
    origin: &'static str,
    tenant: String,
    cookie: String,
}

impl Browser {
    fn at(origin: &'static str, client: &Client) -> Self {
        Self {
            router: client.router.clone(),
            origin,
            tenant: client.tenant_header.clone(),
            cookie: String::new(),
        }
    }

    /// A browser that has signed in.
    async fn signed_in(client: &Client) -> Self {
        let mut browser = Self::at(LOOPBACK, client);
        browser.sign_in(&client.key).await.ok();
        browser
    }

    /// Signs in to its tenant and keeps the cookie.
    async fn sign_in(&mut self, key: &str) -> Answer {
        let body = json!({"apiKey": key, "tenantId": self.tenant});
        let answer = self.ask(Method::POST, "/v1/session", Some(&body)).await;
        if let Some(set) = answer.header("set-cookie") {
            set.split(';').next().unwrap().clone_into(&mut self.cookie);
        }
        answer
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, None).await
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask(Method::POST, path, Some(body)).await
    }

    async fn ask(&self, method: Method, path: &str, body: Option<&Value>) -> Answer {
        let origin = ("origin", self.origin);
        let own = [origin, ("sec-fetch-site", "same-origin")];
        let from_page = if method.is_safe() {
            &own[1..]
        } else {
            &own[..]
        };
        self.send(method, path, body, from_page).await
    }

    /// Asks with what the page's browser says of where the request comes from.
    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let (_, host) = self.origin.split_once("://").unwrap();
        let mut request = Request::builder()
            .method(method.clone())
            .uri(path)
            .header("host", host)
            .header("cookie", &self.cookie)
            .header("tenant-id", &self.tenant);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        let request = request
            .header("content-type", "application/json")
            .body(body)
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        let answer = Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
            bytes,
        };
        contract::check(&method, path, &answer);
        answer
    }
}

/// A fresh app, a tenant of it and a browser that has signed in there.
async fn begin() -> (TestApp, Client, Browser) {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let browser = Browser::signed_in(&acme).await;
    (app, acme, browser)
}
