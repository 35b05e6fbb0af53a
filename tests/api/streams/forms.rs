//! Which form a client gets, and its headers.
use axum::{
    body::Body,
    http::{Method, Request, Version},
};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::{CSV, NDJSON, list};
use crate::support::app::{TenantSpec, TestApp};

#[tokio::test]
async fn json_is_what_anyone_gets_who_asks_for_nothing_else() {
    let acme = TestApp::new().await.tenant().await;
    for (accept, content_type) in [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/json, text/csv;q=0.9", "application/json"),
        ("application/xml", "application/json"),
        (
            "text/html,application/xhtml+xml,*/*;q=0.8",
            "application/json",
        ),
        (
            "text/csv, */*;q=0.1",
            "text/csv; charset=utf-8; header=present",
        ),
        ("application/x-ndjson", "application/x-ndjson"),
    ] {
        let answer = acme
            .call(Method::GET, "/v1/orders")
            .accept(accept)
            .send()
            .await;
        assert_eq!(
            answer.header("content-type"),
            Some(content_type),
            "{accept}"
        );
        let vary: Vec<_> = answer.headers.get_all("vary").iter().collect();
        assert!(vary.iter().any(|value| *value == "accept"), "{vary:?}");
    }
    let one = acme
        .call(Method::GET, "/v1/orders/x")
        .accept(CSV)
        .send()
        .await;
    assert_eq!(one.header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn a_stream_is_a_file_of_the_tenants_day() {
    let app = TestApp::new().await;
    let spec = TenantSpec {
        time_zone: "Pacific/Kiritimati",
        ..TenantSpec::default()
    };
    let acme = app.tenant_with(spec).await;
    for (path, accept, name) in [
        ("/v1/orders", CSV, "orders-2026-01-16.csv"),
        (
            "/v1/subscriptions",
            NDJSON,
            "subscriptions-2026-01-16.ndjson",
        ),
    ] {
        let answer = list(&acme, path, accept).await;
        let expected = format!("attachment; filename=\"{name}\"");
        assert_eq!(answer.header("content-disposition"), Some(&*expected));
        assert_eq!(answer.header("etag"), None);
    }
}

#[tokio::test]
async fn a_stream_takes_a_protocol_that_can_break_it_off() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let key = app
        .api_key(acme.organization, Some(acme.tenant), &["orders:read"])
        .await;
    for (version, accept, expected) in [
        (Version::HTTP_10, CSV, 400),
        (Version::HTTP_10, NDJSON, 400),
        (Version::HTTP_10, "application/json", 200),
        (Version::HTTP_11, CSV, 200),
        (Version::HTTP_2, NDJSON, 200),
    ] {
        let request = Request::get("/v1/orders")
            .version(version)
            .header("authorization", format!("Bearer {key}"))
            .header("tenant-id", &acme.tenant_header)
            .header("accept", accept)
            .body(Body::empty())
            .unwrap();
        let answer = acme.router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), expected, "{version:?} {accept}");
        let bytes = answer.into_body().collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&bytes);
        let tells = text.contains("VALIDATION_ERROR") && text.contains("proxy_http_version 1.1");
        assert_eq!(tells, expected == 400, "{text}");
    }
}

#[tokio::test]
async fn what_a_list_refuses_its_stream_refuses() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    for path in [
        "/v1/orders?status=odd",
        "/v1/assets?startAfter=nobody",
        "/v1/orders?sortBy=x",
    ] {
        let call = acme.call(Method::GET, path).accept(CSV);
        let refused = call.send().await.refused(400, "VALIDATION_ERROR");
        assert_eq!(refused.header("content-type"), Some("application/json"));
    }
    let poor = app
        .api_key(acme.organization, Some(acme.tenant), &["assets:write"])
        .await;
    let poor = acme.with_key(&poor);
    let call = poor.call(Method::GET, "/v1/orders").accept(NDJSON);
    call.send().await.refused(403, "INSUFFICIENT_PERMISSIONS");
    list(&poor, "/v1/assets", NDJSON).await;
    let head = acme
        .call(Method::HEAD, "/v1/orders")
        .accept(CSV)
        .send()
        .await;
    assert_eq!((head.status, head.bytes.len()), (200, 0));
}
