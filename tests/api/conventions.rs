//! What holds for every route: unknown ones, wrong methods, headers, health.
use axum::http::Method;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::json;

use crate::support::{
    app::TestApp,
    given::{self, LAPTOP},
};

#[tokio::test]
async fn an_unknown_route_is_a_404_in_our_envelope() {
    let acme = TestApp::new().await.tenant().await;
    acme.get("/v1/nowhere").await.refused(404, "NOT_FOUND");
    acme.get("/nowhere").await.refused(404, "NOT_FOUND");
}

#[tokio::test]
async fn the_server_is_alive_ready_and_documented() {
    let acme = TestApp::new().await.tenant().await;
    assert_eq!(acme.get("/healthz").await.status, 200);
    assert_eq!(acme.get("/readyz").await.status, 200);
    assert_eq!(
        acme.get("/openapi.json").await.body["info"]["title"],
        "flexorder"
    );
    let docs = acme.get("/docs/").await;
    assert_eq!(docs.status, 200);
    assert!(String::from_utf8_lossy(&docs.bytes).contains("swagger"));
}

#[tokio::test]
async fn a_request_id_comes_back_or_is_made() {
    let acme = TestApp::new().await.tenant().await;
    let mine = acme
        .call(Method::GET, "/healthz")
        .header("request-id", "mine-1")
        .send()
        .await;
    assert_eq!(mine.header("request-id"), Some("mine-1"));
    assert!(
        acme.get("/healthz")
            .await
            .header("request-id")
            .unwrap()
            .len()
            > 8
    );
}

#[tokio::test]
async fn a_header_that_names_one_thing_is_taken_once() {
    let acme = TestApp::new().await.tenant().await;
    for (name, status, code) in [
        ("authorization", 401, "INVALID_TOKEN"),
        ("tenant-id", 403, "NO_TENANT_ACCESS"),
        ("idempotency-key", 400, "VALIDATION_ERROR"),
    ] {
        let call = acme.call(Method::POST, "/v1/orders").json(&json!({}));
        let twice = call.header(name, "one").header(name, "two").send().await;
        twice.refused(status, code);
    }
}

#[tokio::test]
async fn a_body_must_be_json_as_it_stands() {
    let acme = TestApp::new().await.tenant().await;
    let post = || acme.call(Method::POST, "/v1/orders");
    let text = post().raw("text/plain", "{}").send().await;
    text.refused(415, "UNSUPPORTED_MEDIA_TYPE");
    let packed = post()
        .json(&json!({}))
        .header("content-encoding", "gzip")
        .send()
        .await;
    packed.refused(415, "UNSUPPORTED_MEDIA_TYPE");
    let torn = post().raw("application/json", "{\"a\":").send().await;
    torn.refused(400, "VALIDATION_ERROR");
    let large = post()
        .raw("application/json", " ".repeat(1024 * 1024 + 1))
        .send()
        .await;
    large.refused(413, "PAYLOAD_TOO_LARGE");
    for nothing in [post(), post().raw("application/json", "null")] {
        let refused = nothing.send().await.refused(400, "VALIDATION_ERROR");
        let faults = refused.faults();
        assert!(
            faults.contains(&("customer", "invalid_type")),
            "{}",
            refused.body
        );
    }
    let list = post().raw("application/json", "[]").send().await;
    list.refused(400, "VALIDATION_ERROR");
}

#[tokio::test]
async fn a_body_that_may_be_left_out_may_be_null() {
    let acme = TestApp::new().await.tenant().await;
    given::laptop(&acme).await;
    let body = given::order_body("ada@example.com", &[(LAPTOP, 1, 12)]);
    let order = acme.post("/v1/orders", body).await.ok()["order"].clone();
    let path = format!("/v1/orders/{}/cancel", given::id(&order, "orderId"));
    let cancel = acme.call(Method::POST, &path);
    let cancelled = cancel.raw("application/json", "null").send().await.ok();
    assert_eq!(cancelled["orderId"], order["orderId"], "{cancelled}");
}

#[tokio::test]
async fn a_forged_cursor_is_refused() {
    let acme = TestApp::new().await.tenant().await;
    let id = "ord_01j9z3k5m8e9fvq2x7c4b6n8p0";
    for position in [
        json!(["updatedAt", "desc", "-200000-01-01T00:00:00Z", id]),
        json!(["updatedAt", "desc", "2026-01-01", id]),
        json!(["updatedAt", "desc", null, id]),
        json!(["updatedAt", "asc", "2026-01-01T00:00:00Z", id]),
        json!(["status", "desc", "pending", id]),
    ] {
        let cursor = URL_SAFE_NO_PAD.encode(position.to_string());
        let path = format!("/v1/orders?sortBy=updatedAt&startAfter={cursor}");
        acme.get(&path).await.refused(400, "VALIDATION_ERROR");
    }
    let fine = URL_SAFE_NO_PAD
        .encode(json!(["updatedAt", "desc", "2026-01-01T00:00:00Z", id]).to_string());
    let path = format!("/v1/orders?sortBy=updatedAt&startAfter={fine}");
    assert_eq!(acme.get(&path).await.status, 200);
}

#[tokio::test]
async fn the_answer_to_a_bad_query_does_not_grow_with_it() {
    let acme = TestApp::new().await.tenant().await;
    let words = "nonsense,".repeat(2_000);
    let refused = acme
        .get(&format!("/v1/orders?status={words}"))
        .await
        .refused(400, "VALIDATION_ERROR");
    assert_eq!(refused.faults(), [("status", "invalid_enum_value")]);
    acme.get("/v1/orders?search=%ff")
        .await
        .refused(400, "VALIDATION_ERROR");
    acme.get("/v1/orders?search=%00")
        .await
        .refused(400, "VALIDATION_ERROR");
}
