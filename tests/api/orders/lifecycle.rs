//! States of an order: confirming, cancelling, fulfilling, notes, its timeline.
use axum::http::Method;
use serde_json::{Value, json};

use super::{actions, events, fulfil, path, shop};
use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, MONITOR},
};

async fn act(acme: &Client, order: &Value, action: &str) -> crate::support::client::Answer {
    acme.post(&format!("{}/{action}", path(order)), json!({}))
        .await
}

#[tokio::test]
async fn confirming_twice_is_confirming_once() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let confirm = format!("{}/confirm", path(&order));
    // Neither a body nor a content type is needed.
    let first = acme.call(Method::POST, &confirm).send().await;
    assert_eq!(first.etag(), "\"2\"");
    let first = first.ok();
    assert_eq!(first["order"]["status"], "confirmed");
    let again = act(&acme, &order, "confirm").await;
    assert_eq!(again.etag(), "\"2\"");
    assert_eq!(again.ok()["order"], first["order"]);
    let confirmed = events(&app, &acme).await;
    let confirmed = confirmed.iter().filter(|event| *event == "order.confirmed");
    assert_eq!(confirmed.count(), 1);
    assert_eq!(
        actions(&acme, &order).await,
        ["order.confirmed", "order.created"]
    );
}

#[tokio::test]
async fn an_order_is_cancelled_once_and_for_good() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    for order in [
        given::order(&acme, &[(LAPTOP, 1, 12)]).await,
        given::confirmed_order(&acme, &[(LAPTOP, 1, 12)]).await,
    ] {
        let cancel = format!("{}/cancel", path(&order));
        let answer = acme
            .post(&cancel, json!({"reason": "withdrawn"}))
            .await
            .ok();
        assert_eq!(answer["orderId"], order["orderId"]);
        let read = acme.get(&path(&order)).await.ok();
        assert_eq!(read["status"], "cancelled");
        assert_eq!(read["cancelReason"], "withdrawn");
        assert_eq!(read["cancelledAt"], "2026-01-15T12:00:00Z");
        act(&acme, &order, "cancel")
            .await
            .refused(400, "ALREADY_CANCELLED");
        act(&acme, &order, "confirm")
            .await
            .refused(400, "ORDER_NOT_CONFIRMABLE");
        assert_eq!(actions(&acme, &order).await[0], "order.cancelled");
    }
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let cancel = format!("{}/cancel", path(&order));
    let long = acme
        .post(&cancel, json!({"reason": "x".repeat(1001)}))
        .await;
    assert_eq!(long.faults(), [("reason", "too_big")]);
    acme.call(Method::POST, &cancel).send().await.ok();
}

#[tokio::test]
async fn subscriptions_move_an_order_to_partial_and_fulfilled() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let order = given::confirmed_order(&acme, &[(LAPTOP, 2, 12), (MONITOR, 1, 24)]).await;
    let mut rentals = Vec::new();
    for (serial, sku, status, items) in [
        ("L1", LAPTOP, "partial", ["partial", "pending"]),
        ("M1", MONITOR, "partial", ["partial", "completed"]),
        ("L2", LAPTOP, "fulfilled", ["completed", "completed"]),
    ] {
        rentals.push(fulfil(&acme, &order, serial, sku).await["rentalId"].clone());
        let read = acme.get(&path(&order)).await.ok();
        assert_eq!(read["status"], status);
        assert_eq!(read["rentalIds"], json!(rentals));
        assert_eq!(read["subscriptionIds"], json!(rentals));
        assert_eq!(read["rentalProgress"]["rentedDevices"], rentals.len());
        for (index, item) in items.iter().enumerate() {
            assert_eq!(read["items"][index]["rentalStatus"], *item);
        }
        act(&acme, &order, "cancel")
            .await
            .refused(400, "ORDER_NOT_CANCELLABLE");
        act(&acme, &order, "confirm")
            .await
            .refused(400, "ORDER_NOT_CONFIRMABLE");
    }
    let told: Vec<String> = events(&app, &acme).await;
    let told: Vec<&str> = told
        .iter()
        .map(String::as_str)
        .filter(|event| event.contains("fulfilled"))
        .collect();
    let partial = "order.partially_fulfilled";
    assert_eq!(told, [partial, partial, "order.fulfilled"]);
    assert_eq!(actions(&acme, &order).await[0], "order.fulfilled");
}

#[tokio::test]
async fn notes_are_replaced_in_any_state() {
    let acme = shop(&TestApp::new().await).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    act(&acme, &order, "cancel").await.ok();
    let notes = format!("{}/notes", path(&order));
    let answer = acme.patch(&notes, json!({"notes": "Call first"})).await;
    assert_eq!(answer.etag(), "\"3\"");
    assert_eq!(answer.ok()["orderId"], order["orderId"]);
    assert_eq!(acme.get(&path(&order)).await.ok()["notes"], "Call first");
    acme.patch(&notes, json!({"notes": ""})).await.ok();
    assert!(acme.get(&path(&order)).await.ok().get("notes").is_none());
    for (body, code) in [
        (json!({}), "invalid_type"),
        (json!({"notes": null}), "invalid_type"),
        (json!({"notes": "é".repeat(5001)}), "too_big"),
    ] {
        assert_eq!(acme.patch(&notes, body).await.faults(), [("notes", code)]);
    }
    acme.patch(&notes, json!({"notes": "é".repeat(5000)}))
        .await
        .ok();
}

#[tokio::test]
async fn each_change_holds_to_the_version_its_caller_saw() {
    let acme = shop(&TestApp::new().await).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let path = path(&order);
    acme.patch(&path, json!({"notes": "x"})).await.ok();
    for (method, tail, body) in [
        (Method::PATCH, "", json!({"notes": "y"})),
        (Method::PATCH, "/notes", json!({"notes": "y"})),
        (Method::POST, "/confirm", json!({})),
        (Method::POST, "/cancel", json!({})),
    ] {
        let path = format!("{path}{tail}");
        let call = |etag: &'static str| {
            let call = acme.call(method.clone(), &path).json(&body).if_match(etag);
            async move { call.key("k").send().await }
        };
        call("\"1\"").await.refused(412, "PRECONDITION_FAILED");
    }
    let current = acme.get(&path).await;
    let confirm = format!("{path}/confirm");
    let call = || {
        acme.call(Method::POST, &confirm)
            .if_match(current.etag())
            .key("k2")
    };
    let first = call().send().await;
    let again = call().send().await;
    assert_eq!(first.clone().ok()["order"]["status"], "confirmed");
    assert_eq!(again.bytes, first.bytes);
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
}
