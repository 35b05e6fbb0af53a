//! No other page acts with a session, and none signs anybody in.
use axum::http::Method;
use serde_json::json;

use super::{Browser, LOOPBACK, begin};
use crate::support::operations;

/// What the browser of a page of somebody else says.
const FOREIGN: &[&[(&str, &str)]] = &[
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site"), ("origin", LOOPBACK)],
    &[("sec-fetch-site", "none")],
    &[("origin", "http://evil.example")],
    &[("origin", "http://127.0.0.1:8081")],
    &[("origin", "null")],
];

#[tokio::test]
async fn nothing_is_changed_from_another_page() {
    let (_, _, browser) = begin().await;
    for operation in operations::all() {
        if operation.method == Method::GET {
            continue;
        }
        let path = operation.path_for("ord_01j9z3k5m8e9fvq2x7c4b6n8p0");
        let body = operation.body.as_ref();
        let silent: &[(&str, &str)] = &[];
        for headers in FOREIGN.iter().copied().chain([silent]) {
            let method = operation.method.clone();
            let answer = browser.send(method, &path, body, headers).await;
            answer.refused(403, "CROSS_SITE_REQUEST");
        }
        let own = browser.ask(operation.method.clone(), &path, body).await;
        assert_ne!(own.status, 403, "{}: {}", operation.id, own.body);
    }
}

#[tokio::test]
async fn old_browsers_say_it_by_the_origin_alone() {
    let (_, _, browser) = begin().await;
    let headers = [("origin", LOOPBACK)];
    let answer = browser
        .send(Method::POST, "/v1/orders", Some(&json!({})), &headers)
        .await;
    answer.refused(400, "VALIDATION_ERROR");
}

#[tokio::test]
async fn reading_takes_no_page_and_tells_a_foreign_one_nothing() {
    let (_, _, browser) = begin().await;
    for method in [Method::GET, Method::HEAD] {
        let answer = browser.send(method, "/v1/orders", None, &[]).await;
        assert_eq!(answer.status, 200);
        let shared = answer.header("access-control-allow-origin");
        assert_eq!(shared, None, "no other page may read it");
    }
}

#[tokio::test]
async fn nobody_is_signed_in_or_out_by_another_page() {
    let (_, acme, browser) = begin().await;
    let body = json!({"apiKey": acme.key, "tenantId": acme.tenant_header});
    for headers in FOREIGN.iter().copied() {
        let mut stranger = Browser::at(LOOPBACK, &acme);
        stranger.cookie.clear();
        let refused = stranger
            .send(Method::POST, "/v1/session", Some(&body), headers)
            .await
            .refused(403, "CROSS_SITE_REQUEST");
        assert_eq!(refused.header("set-cookie"), None);
        let refused = browser
            .send(Method::DELETE, "/v1/session", None, headers)
            .await;
        refused.refused(403, "CROSS_SITE_REQUEST");
    }
    assert_eq!(browser.get("/v1/orders").await.status, 200);
}

#[tokio::test]
async fn an_api_key_needs_no_page_and_goes_before_the_cookie() {
    let (app, acme, browser) = begin().await;
    let bearer = format!("Bearer {}", acme.key);
    let foreign = [
        ("authorization", bearer.as_str()),
        ("sec-fetch-site", "cross-site"),
    ];
    let answer = browser
        .send(Method::POST, "/v1/orders", Some(&json!({})), &foreign)
        .await;
    answer.refused(400, "VALIDATION_ERROR");
    let wrong = [("authorization", "Bearer nonsense")];
    let answer = browser.send(Method::GET, "/v1/orders", None, &wrong).await;
    answer.refused(401, "INVALID_TOKEN");
    let poor = app
        .api_key(acme.organization, Some(acme.tenant), &["assets:read"])
        .await;
    let poor = format!("Bearer {poor}");
    let headers = [("authorization", poor.as_str())];
    let answer = browser
        .send(Method::GET, "/v1/orders", None, &headers)
        .await;
    answer.refused(403, "INSUFFICIENT_PERMISSIONS");
}
