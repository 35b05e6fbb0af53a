//! Files: links that end, uploads, downloads, deletion, contracts.
mod bounds;
mod contracts;
mod downloads;
mod lists;
mod uploads;

use axum::{
    body::Body,
    http::{HeaderMap, Method, Request},
};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, id},
};

/// The first bytes of a PDF, enough to be taken for one.
const PDF: &[u8] = b"%PDF-1.7\n%binary\nthe rest does not matter here";

/// What a link answered.
struct Transfer {
    status: u16,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

impl Transfer {
    fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    fn body(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    #[track_caller]
    fn refused(&self, status: u16, code: &str) {
        let body = self.body();
        let met = (self.status, body["error"]["code"].as_str());
        assert_eq!(met, (status, Some(code)), "{body}");
    }
}

/// Follows a link without any key, as whoever was given it.
async fn follow(app: &TestApp, method: Method, url: &str, content: (&str, Body)) -> Transfer {
    let path = url
        .strip_prefix("http://localhost")
        .expect("an absolute link");
    let mut request = Request::builder().method(method).uri(path);
    if !content.0.is_empty() {
        request = request.header("content-type", content.0);
    }
    let request = request.body(content.1).unwrap();
    let response = app.router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    Transfer {
        status: parts.status.as_u16(),
        headers: parts.headers,
        bytes: body.collect().await.unwrap().to_bytes().to_vec(),
    }
}

async fn get(app: &TestApp, url: &str) -> Transfer {
    follow(app, Method::GET, url, ("", Body::empty())).await
}

async fn put(app: &TestApp, url: &str, content_type: &str, bytes: &[u8]) -> Transfer {
    let body = Body::from(bytes.to_vec());
    follow(app, Method::PUT, url, (content_type, body)).await
}

/// A link, by the body that asks for it.
async fn link(client: &Client, body: Value) -> Value {
    client.post("/v1/files/url", body).await.ok()
}

/// A link that views a file.
async fn view(client: &Client, file: &str) -> String {
    id(&link(client, json!({"fileId": file})).await, "url")
}

/// A link for a new PDF.
async fn upload(client: &Client) -> Value {
    let body = json!({
        "action": "upload", "fileName": "scan.pdf", "contentType": "application/pdf",
    });
    link(client, body).await
}

/// A PDF that was uploaded.
async fn uploaded(app: &TestApp, client: &Client) -> String {
    let asked = upload(client).await;
    let stored = put(app, &id(&asked, "url"), "application/pdf", PDF).await;
    assert_eq!(stored.status, 200, "{}", stored.body());
    id(&asked, "fileId")
}

/// An order of a tenant with laptops.
async fn order(client: &Client) -> Value {
    given::laptop(client).await;
    given::order(client, &[(LAPTOP, 2, 12)]).await
}

/// The text of a PDF, and how many pages it has.
pub(crate) fn read_pdf(bytes: &[u8]) -> (usize, String) {
    let pdf = lopdf::Document::load_mem(bytes).expect("a PDF");
    let pages: Vec<u32> = pdf.get_pages().keys().copied().collect();
    (pages.len(), pdf.extract_text(&pages).expect("text"))
}
