//! What a subscription lays, marking as paid, cancelling, lists.
use axum::http::Method;
use serde_json::{Value, json};

use super::{path, rented, schedule, set_status};
use crate::support::{app::TestApp, examples, given::id};

const UNKNOWN: &str = "/v1/payments/pay_01jvcx7r0ee8qt3ks2zbm4n6wd";

#[tokio::test]
async fn a_subscription_lays_one_payment_a_month() {
    let app = TestApp::new().await;
    let (acme, rental) = rented(&app, false).await;
    let payments = schedule(&acme).await;
    assert_eq!(payments.len(), 12);
    let first = &payments[0];
    let key = format!("{}:monthly:1", id(&rental, "rentalId"));
    assert_eq!(first["idempotencyKey"], key);
    assert_eq!(first["rentalId"], rental["rentalId"]);
    assert_eq!(first["subscriptionId"], rental["rentalId"]);
    assert_eq!(first["dueDate"], rental["startDate"]);
    assert_eq!(
        (&first["status"], &first["provider"]),
        (&json!("pending"), &json!("manual"))
    );
    assert_eq!(first["subtotal"], 159);
    assert_eq!(first["taxRate"], 21);
    assert_eq!(first["taxAmount"], json!(33.39));
    assert_eq!(
        (&first["total"], &first["amount"]),
        (&json!(192.39), &json!(192.39))
    );
    assert_eq!(first["lineItems"][0]["rentalId"], rental["rentalId"]);
    assert_eq!(first["lineItems"][0]["amount"], 159);
    let periods: Vec<_> = payments
        .iter()
        .map(|p| p["billingPeriod"].as_str().unwrap())
        .collect();
    assert_eq!((periods[0], periods[11]), ("2026-01", "2026-12"));
    let scheduled: i64 = sqlx::query_scalar(
        "select count(*) from platform.outbox where tenant_id = $1 and event_type = 'payment.scheduled'",
    )
    .bind(acme.tenant)
    .fetch_one(&app.owner)
    .await
    .unwrap();
    assert_eq!(scheduled, 12);
}

#[tokio::test]
async fn an_inclusive_total_contains_its_tax() {
    let app = TestApp::new().await;
    let (acme, _) = rented(&app, true).await;
    let first = &schedule(&acme).await[0];
    assert_eq!(
        (&first["subtotal"], &first["total"]),
        (&json!(159), &json!(159))
    );
    assert_eq!(first["taxAmount"], json!(27.6));
    acme.post(&format!("{}/mark-paid", path(first)), json!({}))
        .await
        .ok();
    let customer = format!("/v1/customers/{}", id(first, "customerId"));
    assert_eq!(
        acme.get(&customer).await.ok()["lifetimeCollected"],
        json!(131.4)
    );
}

#[tokio::test]
async fn a_payment_is_marked_as_paid_without_a_body() {
    let app = TestApp::new().await;
    let (acme, rental) = rented(&app, false).await;
    let first = &schedule(&acme).await[0];
    let mark = format!("{}/mark-paid", path(first));
    let answer = acme.call(Method::POST, &mark).send().await;
    let etag = answer.etag().to_owned();
    let paid = answer.ok()["payment"].clone();
    assert_eq!(paid["status"], "paid");
    assert_eq!(paid["paidAt"], "2026-01-15T12:00:00Z");
    assert_eq!(paid["manuallyMarked"], true);
    assert_eq!(paid.get("paymentMethod"), None);
    assert!(paid["markedBy"].as_str().unwrap().starts_with("key_"));
    assert_eq!(acme.get(&path(first)).await.etag(), etag);
    let customer = format!("/v1/customers/{}", id(first, "customerId"));
    let customer = acme.get(&customer).await.ok();
    assert_eq!(customer["lifetimeCollected"], 159);
    assert_eq!(customer["profitability"]["averageMonthlyRevenue"], 159);
    let events: Vec<Value> = sqlx::query_scalar(
        "select payload -> 'data' from platform.outbox where tenant_id = $1 and event_type = 'payment.succeeded'",
    )
    .bind(acme.tenant)
    .fetch_all(&app.owner)
    .await
    .unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["rentalId"], rental["rentalId"]);
    assert_eq!(events[0]["paymentId"], first["paymentId"]);
    acme.post(&mark, json!({}))
        .await
        .refused(400, "ALREADY_PAID");
    let body = json!({"reason": "too late"});
    let cancel = format!("{}/cancel", path(first));
    acme.post(&cancel, body).await.refused(400, "ALREADY_PAID");
}

#[tokio::test]
async fn a_settled_payment_makes_its_subscription_a_new_version() {
    let app = TestApp::new().await;
    let (acme, rental) = rented(&app, false).await;
    let subscription = format!("/v1/subscriptions/{}", id(&rental, "rentalId"));
    let payments = schedule(&acme).await;
    let before = acme.get(&subscription).await;
    assert_eq!(before.etag(), "\"1\"");
    let before = before.ok();

    let mark = format!("{}/mark-paid", path(&payments[0]));
    acme.post(&mark, json!({})).await.ok();
    let paid = acme.get(&subscription).await;
    assert_eq!(paid.etag(), "\"2\"");
    let paid = paid.ok();
    assert_eq!(paid["totalCollected"], 159);
    assert_ne!(paid["nextBillingDate"], before["nextBillingDate"]);

    let cancel = format!("{}/cancel", path(&payments[1]));
    acme.post(&cancel, json!({"reason": "Lost"})).await.ok();
    let cancelled = acme.get(&subscription).await;
    assert_eq!(cancelled.etag(), "\"3\"");
    assert_ne!(cancelled.ok()["nextBillingDate"], paid["nextBillingDate"]);

    // What was refused changes nothing, and what was seen before the payment is stale.
    acme.post(&mark, json!({}))
        .await
        .refused(400, "ALREADY_PAID");
    assert_eq!(acme.get(&subscription).await.etag(), "\"3\"");
    let notes = format!("{subscription}/notes");
    let call = acme.call(Method::PATCH, &notes).if_match("\"1\"");
    let stale = call.json(&json!({"notes": "Late"})).send().await;
    stale.refused(412, "PRECONDITION_FAILED");
}

#[tokio::test]
async fn every_documented_receipt_is_accepted() {
    let app = TestApp::new().await;
    let (acme, _) = rented(&app, false).await;
    let mut payments = schedule(&acme).await.into_iter();
    for payload in examples::sent_to("POST /v1/payments/{paymentId}/mark-paid", &["schema"]) {
        let mark = format!("{}/mark-paid", path(&payments.next().unwrap()));
        let paid = acme.post(&mark, payload.clone()).await.ok()["payment"].clone();
        assert_eq!(paid["notes"], payload["notes"]);
        let reference = payload.get("reference").or(payload.get("paymentReference"));
        assert_eq!(paid.get("paymentReference"), reference);
        assert_eq!(paid.get("reference"), reference);
    }
}

#[tokio::test]
async fn a_payment_tells_how_it_was_paid() {
    let app = TestApp::new().await;
    let (acme, _) = rented(&app, false).await;
    let payments = schedule(&acme).await;
    let words = "bank_transfer card direct_debit cash cheque paypal other";
    for (payment, word) in payments.iter().zip(words.split(' ')) {
        assert_eq!(payment.get("paymentMethod"), None);
        let mark = format!("{}/mark-paid", path(payment));
        let paid = acme.post(&mark, json!({"paymentMethod": word})).await.ok();
        assert_eq!(paid["payment"]["paymentMethod"], word);
        let read = acme.get(&path(payment)).await.ok();
        assert_eq!(read["payment"]["paymentMethod"], word);
    }
    let mark = format!("{}/mark-paid", path(&payments[11]));
    let body = json!({"paymentMethod": "bitcoin", "paidAt": "soon"});
    let refused = acme.post(&mark, body).await;
    let refused = refused.refused(400, "VALIDATION_ERROR");
    assert_eq!(
        refused.faults(),
        [
            ("paidAt", "invalid_date"),
            ("paymentMethod", "invalid_enum_value")
        ]
    );
    let told: Value = sqlx::query_scalar(
        "select changes from timeline_entries where tenant_id = $1 and entity_id = $2 order by id desc limit 1",
    )
    .bind(acme.tenant)
    .bind(id(&payments[3], "paymentId"))
    .fetch_one(&app.owner)
    .await
    .unwrap();
    let told = told.as_array().unwrap();
    let told = told.iter().find(|it| it["field"] == "paymentMethod");
    assert_eq!(told.unwrap()["to"], "cash");
}

#[tokio::test]
async fn a_payment_of_next_week_has_not_been_made() {
    let app = TestApp::new().await;
    let (acme, _) = rented(&app, false).await;
    let mark = format!("{}/mark-paid", path(&schedule(&acme).await[0]));
    let body = json!({"paidAt": "2026-01-22"});
    let refused = acme
        .post(&mark, body)
        .await
        .refused(400, "VALIDATION_ERROR");
    assert_eq!(refused.faults(), [("paidAt", "invalid_date")]);
    let body = json!({"paidAt": 5, "notes": 5, "reference": "x".repeat(256)});
    let refused = acme
        .post(&mark, body)
        .await
        .refused(400, "VALIDATION_ERROR");
    assert_eq!(refused.faults().len(), 3);
    let paid = acme.post(&mark, json!({"paidAt": "2026-01-10"})).await.ok();
    assert_eq!(paid["payment"]["paidAt"], "2026-01-10T00:00:00Z");
}

#[tokio::test]
async fn only_open_payments_are_cancelled() {
    let app = TestApp::new().await;
    let (acme, _) = rented(&app, false).await;
    let payments = schedule(&acme).await;
    let cancel = |place: usize| format!("{}/cancel", path(&payments[place]));
    let why = json!({"reason": "Subscription ended early - customer relocated"});
    let blank = acme.post(&cancel(0), json!({"reason": " "})).await;
    blank.refused(400, "VALIDATION_ERROR");
    let cancelled = acme.post(&cancel(0), why.clone()).await.ok();
    assert_eq!(cancelled["payment"]["status"], "cancelled");
    assert_eq!(cancelled["payment"]["cancelReason"], why["reason"]);
    let again = acme.post(&cancel(0), why.clone()).await;
    again.refused(400, "ALREADY_CANCELLED");
    let mark = format!("{}/mark-paid", path(&payments[0]));
    let paid = acme.post(&mark, json!({})).await;
    paid.refused(400, "PAYMENT_CANCELLED");
    set_status(&app, &payments[1], "processing").await;
    let processing = acme.post(&cancel(1), why.clone()).await;
    processing.refused(400, "PAYMENT_PROCESSING");
    set_status(&app, &payments[2], "failed").await;
    acme.post(&cancel(2), why).await.ok();
}

#[tokio::test]
async fn changes_of_a_payment_are_safe_to_repeat_and_guarded_by_its_version() {
    let app = TestApp::new().await;
    let (acme, _) = rented(&app, false).await;
    let payments = schedule(&acme).await;
    for (place, action, body) in [
        (0, "mark-paid", json!({"notes": "a"})),
        (1, "cancel", json!({"reason": "a"})),
    ] {
        let path = format!("{}/{action}", path(&payments[place]));
        let stale = acme.call(Method::POST, &path).if_match("\"9\"").json(&body);
        stale.send().await.refused(412, "PRECONDITION_FAILED");
        let call = || acme.call(Method::POST, &path).key("k").json(&body);
        let (first, again) = (call().send().await, call().send().await);
        assert_eq!((first.status, &first.bytes), (200, &again.bytes));
        assert_eq!(again.header("idempotent-replayed"), Some("true"));
    }
}

#[tokio::test]
async fn a_payment_of_another_tenant_is_an_unknown_one() {
    let app = TestApp::new().await;
    let (acme, _) = rented(&app, false).await;
    let other = app.tenant().await;
    let first = path(&schedule(&acme).await[0]);
    for path in [first.as_str(), UNKNOWN, "/v1/payments/none"] {
        other.get(path).await.refused(404, "NOT_FOUND");
        let mark = format!("{path}/mark-paid");
        other.post(&mark, json!({})).await.refused(404, "NOT_FOUND");
        let cancel = other
            .post(&format!("{path}/cancel"), json!({"reason": "a"}))
            .await;
        cancel.refused(404, "NOT_FOUND");
    }
    assert_eq!(other.get("/v1/payments").await.ok()["count"], 0);
}

#[tokio::test]
async fn a_list_runs_over_its_pages_in_every_order_both_ways() {
    let app = TestApp::new().await;
    let (acme, _) = rented(&app, false).await;
    let ids = |list: &Value| -> Vec<String> {
        let payments = list["payments"].as_array().unwrap();
        payments
            .iter()
            .map(|payment| id(payment, "paymentId"))
            .collect()
    };
    for sort in ["createdAt", "dueDate", "amount", "customer", "status"] {
        for dir in ["asc", "desc"] {
            let base = format!("/v1/payments?sortBy={sort}&sortDir={dir}");
            let whole = acme.get(&base).await.ok();
            let first = acme.get(&format!("{base}&limit=7")).await.ok();
            let cursor = id(&first, "nextCursor");
            let rest = acme
                .get(&format!("{base}&limit=7&startAfter={cursor}"))
                .await
                .ok();
            assert_eq!(rest["nextCursor"], Value::Null);
            assert_eq!(
                [ids(&first), ids(&rest)].concat(),
                ids(&whole),
                "{sort} {dir}"
            );
        }
    }
}

#[tokio::test]
async fn a_list_holds_what_passes_all_filters() {
    let app = TestApp::new().await;
    let (acme, rental) = rented(&app, false).await;
    let payments = schedule(&acme).await;
    let paid = format!("{}/mark-paid", path(&payments[0]));
    acme.post(&paid, json!({})).await.ok();
    let cancelled = format!("{}/cancel", path(&payments[1]));
    acme.post(&cancelled, json!({"reason": "a"})).await.ok();
    let (rental_id, order_id) = (id(&rental, "rentalId"), id(&rental, "orderId"));
    let customer_id = id(&rental, "customerId");
    for (query, count) in [
        ("status=paid".to_owned(), 1),
        ("status=paid,cancelled".to_owned(), 2),
        ("status=paid&status=cancelled".to_owned(), 2),
        (format!("rentalId={rental_id}"), 12),
        (format!("subscriptionId={rental_id}&status=pending"), 10),
        (format!("orderId={order_id}"), 12),
        (format!("customerId={customer_id}"), 12),
        ("customerId=cust_none".to_owned(), 0),
        ("billingGroupId=bg_01jvcx7r0ee8qt3ks2zbm4n6wd".to_owned(), 0),
        ("dueDateFrom=2026-02-15&dueDateTo=2026-04-15".to_owned(), 3),
        ("dueDateFrom=2026-12-16".to_owned(), 0),
    ] {
        let list = acme.get(&format!("/v1/payments?{query}")).await.ok();
        assert_eq!(list["count"], count, "{query}");
    }
    let query = "/v1/payments?status=lost&dueDateFrom=soon&limit=101";
    let refused = acme.get(query).await.refused(400, "VALIDATION_ERROR");
    assert_eq!(refused.faults().len(), 3);
}
