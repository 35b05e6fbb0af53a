//! Another attempt at a payment that failed, because a person asks for it.
use axum::http::Method;
use flexorder::scheduler;
use serde_json::{Value, json};

use super::{lifetime, now, path, rented, rented_with, sandbox, schedule, set_status};
use crate::support::{app::TestApp, client::Client};

fn retry_of(payment: &Value) -> String {
    format!("{}/retry", path(payment))
}

/// A tenant whose first payment was tried once, with what the sandbox then does.
async fn tried(app: &TestApp, outcomes: &[&str]) -> (Client, Value) {
    let (acme, _) = rented_with(app, false, sandbox(outcomes)).await;
    scheduler::run_tenant(&app.app, acme.tenant).await.unwrap();
    let payment = schedule(&acme).await[0].clone();
    (acme, payment)
}

#[tokio::test]
async fn a_failed_payment_is_tried_again_and_paid() {
    let app = TestApp::new().await;
    let (acme, payment) = tried(&app, &["decline", "succeed"]).await;
    assert_eq!(payment["status"], "failed");
    assert_eq!(payment["captureAttempts"], 1);
    assert_eq!(payment.get("paymentMethod"), None);
    assert_eq!(payment["lastCaptureError"]["code"], "card_declined");
    assert_eq!(payment["nextRetryAt"], "2026-01-18T00:00:00Z");
    let call = acme.call(Method::POST, &retry_of(&payment)).key("k");
    let answer = call.send().await;
    let etag = answer.etag().to_owned();
    let again = acme.call(Method::POST, &retry_of(&payment)).key("k");
    let again = again.send().await;
    assert_eq!(answer.bytes, again.bytes);
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    let paid = answer.ok();
    assert_eq!(paid["message"], "Payment collected");
    let paid = &paid["payment"];
    assert_eq!(
        (&paid["status"], &paid["captureAttempts"]),
        (&json!("paid"), &json!(2))
    );
    let told = &paid["providerResponse"];
    assert_eq!(told["provider"], "sandbox");
    assert_eq!(
        (&told["brand"], &told["last4"]),
        (&json!("visa"), &json!("4242"))
    );
    assert_eq!(paid["paymentMethod"], "card");
    assert_eq!(paid["manuallyMarked"], false);
    assert!(paid.get("provider").is_none() && paid.get("nextRetryAt").is_none());
    assert_eq!(acme.get(&path(&payment)).await.etag(), etag);
    assert_eq!(lifetime(&acme, &payment).await, 159);
    let refused = acme.post(&retry_of(&payment), json!({})).await;
    refused.refused(400, "ALREADY_PAID");
}

#[tokio::test]
async fn a_payment_that_fails_again_may_be_tried_again() {
    let app = TestApp::new().await;
    let (acme, payment) = tried(&app, &["decline"]).await;
    for attempts in 2..=5 {
        let failed = acme.post(&retry_of(&payment), json!({})).await.ok();
        assert_eq!(failed["message"], "Payment failed again");
        assert_eq!(failed["payment"]["captureAttempts"], attempts);
        // Two retries by itself, whoever made the attempts.
        let next = failed["payment"].get("nextRetryAt");
        assert_eq!(next.is_some(), attempts < 3, "{attempts}");
    }
    let events: i64 = sqlx::query_scalar(
        "select count(*) from platform.outbox where tenant_id = $1 and event_type = 'payment.failed'",
    )
    .bind(acme.tenant)
    .fetch_one(&app.owner)
    .await
    .unwrap();
    assert_eq!(events, 5);
    assert_eq!(lifetime(&acme, &payment).await, 0);
}

#[tokio::test]
async fn a_retry_without_an_answer_is_being_collected() {
    let app = TestApp::new().await;
    let (acme, payment) = tried(&app, &["decline", "timeout"]).await;
    let retried = acme.post(&retry_of(&payment), json!({})).await.ok();
    assert_eq!(retried["payment"]["status"], "processing");
    let refused = acme.post(&retry_of(&payment), json!({})).await;
    refused.refused(400, "PAYMENT_PROCESSING");
    app.clock.advance(chrono::TimeDelta::minutes(3));
    scheduler::run_tenant(&app.app, acme.tenant).await.unwrap();
    let paid = now(&acme, &payment).await;
    assert_eq!(
        (&paid["status"], &paid["captureAttempts"]),
        (&json!("paid"), &json!(2))
    );
}

#[tokio::test]
async fn only_what_failed_is_tried_again() {
    let app = TestApp::new().await;
    let (acme, _) = rented_with(&app, false, sandbox(&[])).await;
    let payments = schedule(&acme).await;
    let refused = acme.post(&retry_of(&payments[3]), json!({})).await;
    refused.refused(400, "PAYMENT_NOT_RETRYABLE");
    set_status(&app, &payments[3], "processing").await;
    let refused = acme.post(&retry_of(&payments[3]), json!({})).await;
    refused.refused(400, "PAYMENT_PROCESSING");
    let cancel = format!("{}/cancel", path(&payments[4]));
    acme.post(&cancel, json!({"reason": "a"})).await.ok();
    let refused = acme.post(&retry_of(&payments[4]), json!({})).await;
    refused.refused(400, "PAYMENT_CANCELLED");
    let mark = format!("{}/mark-paid", path(&payments[5]));
    acme.post(&mark, json!({})).await.ok();
    let refused = acme.post(&retry_of(&payments[5]), json!({})).await;
    refused.refused(400, "ALREADY_PAID");
    set_status(&app, &payments[6], "failed").await;
    let stale = acme
        .call(Method::POST, &retry_of(&payments[6]))
        .if_match("\"9\"");
    stale.send().await.refused(412, "PRECONDITION_FAILED");
}

#[tokio::test]
async fn what_is_collected_by_hand_is_not_tried() {
    let app = TestApp::new().await;
    let (acme, _) = rented(&app, false).await;
    let payment = schedule(&acme).await[0].clone();
    set_status(&app, &payment, "failed").await;
    let refused = acme.post(&retry_of(&payment), json!({})).await;
    refused.refused(400, "PAYMENT_NOT_RETRYABLE");
    assert_eq!(now(&acme, &payment).await["status"], "failed");
}
