//! Giving money back: in part and whole, to the cent; what is refused.
use axum::http::Method;
use chrono::TimeDelta;
use flexorder::scheduler;
use serde_json::{Value, json};

use super::{collected, lifetime, now, path, rented, rented_with, sandbox, schedule, set_status};
use crate::support::{app::TestApp, client::Client, given::id};

async fn paid(acme: &Client, place: usize) -> Value {
    let payment = schedule(acme).await[place].clone();
    let mark = format!("{}/mark-paid", path(&payment));
    acme.post(&mark, json!({})).await.ok()["payment"].clone()
}

fn refund_of(payment: &Value) -> String {
    format!("{}/refund", path(payment))
}

#[tokio::test]
async fn a_payment_is_given_back_in_parts_until_nothing_is_left() {
    let app = TestApp::new().await;
    let (acme, rental) = rented(&app, false).await;
    let payment = paid(&acme, 0).await;
    let refund = refund_of(&payment);
    let body = json!({"amount": 100, "reason": "Arrived late"});
    let answer = acme.post(&refund, body).await;
    let etag = answer.etag().to_owned();
    let first = answer.ok()["payment"].clone();
    assert_eq!(first["status"], "paid");
    assert_eq!(first["refundedAmount"], 100);
    assert_eq!(first["refundedAt"], "2026-01-15T12:00:00Z");
    let row = &first["refunds"][0];
    assert_eq!(
        (&row["amount"], &row["taxAmount"]),
        (&json!(100), &json!(17.36))
    );
    assert_eq!(
        (&row["reason"], &row["status"]),
        (&json!("Arrived late"), &json!("succeeded"))
    );
    assert!(row["id"].as_str().unwrap().starts_with("ref_"));
    assert!(row["by"].as_str().unwrap().starts_with("key_"));
    assert_eq!(acme.get(&path(&payment)).await.etag(), etag);
    // 159 without tax, of which 82.64 went back.
    assert_eq!(lifetime(&acme, &payment).await, json!(76.36));
    assert_eq!(collected(&acme, &rental).await, json!(76.36));

    let too_much = json!({"amount": 92.4, "reason": "All"});
    let refused = acme.post(&refund, too_much).await;
    let refused = refused.refused(400, "INVALID_REFUND_AMOUNT");
    assert_eq!(refused.faults(), [("amount", "INVALID_REFUND_AMOUNT")]);
    assert!(
        refused.body.to_string().contains("92.39"),
        "{}",
        refused.body
    );

    let rest = acme.post(&refund, json!({"reason": "All"})).await.ok();
    let rest = &rest["payment"];
    assert_eq!(rest["refundedAmount"], json!(192.39));
    assert_eq!(rest["refunds"][1]["amount"], json!(92.39));
    assert_eq!(rest["refunds"][1]["taxAmount"], json!(16.03));
    assert_eq!(lifetime(&acme, &payment).await, 0);
    assert_eq!(collected(&acme, &rental).await, 0);
    let none = acme.post(&refund, json!({"reason": "More"})).await;
    none.refused(400, "PAYMENT_NOT_REFUNDABLE");
}

#[tokio::test]
async fn the_tax_in_an_inclusive_amount_goes_back_with_it() {
    let app = TestApp::new().await;
    let (acme, rental) = rented(&app, true).await;
    let payment = paid(&acme, 0).await;
    assert_eq!(lifetime(&acme, &payment).await, json!(131.4));
    let body = json!({"amount": 59, "reason": "Scratched"});
    let refunded = acme.post(&refund_of(&payment), body).await.ok();
    assert_eq!(refunded["payment"]["refunds"][0]["taxAmount"], json!(10.24));
    assert_eq!(lifetime(&acme, &payment).await, json!(82.64));
    assert_eq!(collected(&acme, &rental).await, json!(82.64));
}

#[tokio::test]
async fn many_small_refunds_sum_to_the_whole() {
    let app = TestApp::new().await;
    let (acme, _) = rented(&app, false).await;
    let payment = paid(&acme, 0).await;
    let mut tax = 0.0;
    for place in 0..20 {
        let body = if place < 19 {
            json!({"amount": 9.99, "reason": "Part"})
        } else {
            json!({"reason": "Rest"})
        };
        let refunded = acme.post(&refund_of(&payment), body).await.ok();
        tax += refunded["payment"]["refunds"][place]["taxAmount"]
            .as_f64()
            .unwrap();
    }
    assert!((tax - 33.39).abs() < 0.001, "{tax}");
    assert_eq!(lifetime(&acme, &payment).await, 0);
    assert_eq!(now(&acme, &payment).await["refundedAmount"], json!(192.39));
}

#[tokio::test]
async fn only_what_was_paid_is_given_back() {
    let app = TestApp::new().await;
    let (acme, _) = rented(&app, false).await;
    let payment = schedule(&acme).await[0].clone();
    let why = json!({"reason": "Mistake"});
    for status in ["pending", "processing", "failed"] {
        set_status(&app, &payment, status).await;
        let refused = acme.post(&refund_of(&payment), why.clone()).await;
        refused.refused(400, "PAYMENT_NOT_REFUNDABLE");
    }
    let cancel = format!("{}/cancel", path(&payment));
    acme.post(&cancel, why.clone()).await.ok();
    let refused = acme.post(&refund_of(&payment), why).await;
    refused.refused(400, "PAYMENT_NOT_REFUNDABLE");
}

#[tokio::test]
async fn a_refund_says_how_much_and_why() {
    let app = TestApp::new().await;
    let (acme, _) = rented(&app, false).await;
    let payment = paid(&acme, 0).await;
    for (body, code, fault) in [
        (
            json!({"amount": 5}),
            "VALIDATION_ERROR",
            ("reason", "invalid_type"),
        ),
        (
            json!({"reason": " "}),
            "VALIDATION_ERROR",
            ("reason", "too_small"),
        ),
        (
            json!({"amount": 0, "reason": "a"}),
            "INVALID_REFUND_AMOUNT",
            ("amount", "INVALID_REFUND_AMOUNT"),
        ),
        (
            json!({"amount": -1, "reason": "a"}),
            "INVALID_REFUND_AMOUNT",
            ("amount", "INVALID_REFUND_AMOUNT"),
        ),
        (
            json!({"amount": 1.001, "reason": "a"}),
            "VALIDATION_ERROR",
            ("amount", "invalid_number"),
        ),
    ] {
        let refused = acme
            .post(&refund_of(&payment), body)
            .await
            .refused(400, code);
        assert_eq!(refused.faults(), [fault]);
    }
}

#[tokio::test]
async fn a_refund_that_is_sent_twice_is_given_back_once() {
    let app = TestApp::new().await;
    let (acme, _) = rented(&app, false).await;
    let payment = paid(&acme, 0).await;
    let path = refund_of(&payment);
    let body = json!({"amount": 10, "reason": "a"});
    let call = |key| acme.call(Method::POST, &path).key(key).json(&body).send();
    let (first, again) = (call("k").await, call("k").await);
    assert_eq!((first.status, &first.bytes), (200, &again.bytes));
    assert_eq!(now(&acme, &payment).await["refundedAmount"], 10);
    let stale = acme.call(Method::POST, &path).if_match("\"1\"").json(&body);
    stale.send().await.refused(412, "PRECONDITION_FAILED");
}

#[tokio::test]
async fn what_a_provider_collected_it_gives_back_once() {
    let app = TestApp::new().await;
    let (acme, _) = rented_with(&app, false, sandbox(&[])).await;
    scheduler::run_tenant(&app.app, acme.tenant).await.unwrap();
    let payment = schedule(&acme).await[0].clone();
    assert_eq!(payment["status"], "paid");
    let body = json!({"amount": 50, "reason": "Goodwill"});
    let refunded = acme.post(&refund_of(&payment), body).await.ok();
    assert_eq!(refunded["payment"]["refunds"][0]["status"], "pending");
    let before = lifetime(&acme, &payment).await;
    for _ in 0..2 {
        scheduler::run_tenant(&app.app, acme.tenant).await.unwrap();
        app.clock.advance(TimeDelta::minutes(3));
    }
    let after = now(&acme, &payment).await;
    assert_eq!(after["refunds"][0]["status"], "succeeded");
    assert_eq!(lifetime(&acme, &payment).await, before);
    let booked: Vec<(String, i64)> = sqlx::query_as(
        "select kind, amount_minor from sandbox_charges where tenant_id = $1 order by kind",
    )
    .bind(acme.tenant)
    .fetch_all(&app.owner)
    .await
    .unwrap();
    let expected = [("charge".to_owned(), 19_239), ("refund".to_owned(), 5_000)];
    assert_eq!(booked, expected);
    // A person who takes money by hand gives it back by hand.
    let second = paid(&acme, 1).await;
    let refunded = acme
        .post(&refund_of(&second), json!({"reason": "a"}))
        .await
        .ok();
    assert_eq!(refunded["payment"]["refunds"][0]["status"], "succeeded");
    assert_eq!(id(&refunded["payment"], "status"), "paid");
}
