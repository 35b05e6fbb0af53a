//! Extending a contract.
use serde_json::{Value, json};

use super::{actions, count, events, figures, payments, rented, rented_by};
use crate::support::{app::TestApp, client::Client, given::LAPTOP};

async fn extend(acme: &Client, path: &str, body: Value) -> crate::support::client::Answer {
    acme.post(&format!("{path}/extend"), body).await
}

#[tokio::test]
async fn an_extension_lays_the_further_months_alone_at_the_new_rate() {
    let app = TestApp::new().await;
    let (acme, path) = rented(&app, json!({})).await;
    let body =
        json!({"extensionMonths": 6, "newMonthlyAmount": 99.5, "reason": "Stays", "notes": "n"});
    let answer = extend(&acme, &path, body).await;
    let etag = answer.etag().to_owned();
    let done = answer.ok();
    for (field, expected) in [
        ("assetSerialNumber", json!("SN-1")),
        ("oldEndDate", json!("2027-01-15")),
        ("newEndDate", json!("2027-07-15")),
        ("extensionMonths", json!(6)),
        ("oldContractLength", json!(12)),
        ("newContractLength", json!(18)),
    ] {
        assert_eq!(done[field], expected, "{field}");
    }
    let answer = acme.get(&path).await;
    assert_eq!(answer.etag(), etag);
    let rental = answer.ok();
    assert_eq!(rental, done["rental"]);
    assert_eq!(rental["contractLength"], 18);
    assert_eq!(rental["originalContractLength"], 12);
    assert_eq!(rental["monthlyAmount"], 99.5);
    assert_eq!(rental["status"], "active");
    let past = &rental["extensionHistory"][0];
    for (field, expected) in [
        ("oldMonthlyAmount", json!(159)),
        ("previousMonthlyAmount", json!(159)),
        ("newMonthlyAmount", json!(99.5)),
        ("previousEndDate", json!("2027-01-15")),
        ("reason", json!("Stays")),
        ("notes", json!("n")),
        ("isRenewal", json!(false)),
    ] {
        assert_eq!(past[field], expected, "{field}");
    }
    assert!(
        past["extendedBy"]["userId"]
            .as_str()
            .unwrap()
            .starts_with("key_")
    );
    let payments = payments(&acme, &path).await;
    assert_eq!(payments.len(), 18);
    let totals = |of: &[(String, f64, String)]| -> Vec<String> {
        of.iter().map(|(_, total, _)| total.to_string()).collect()
    };
    assert_eq!(totals(&payments[..12]), ["159"; 12]);
    assert_eq!(totals(&payments[12..]), ["99.5"; 6]);
    assert_eq!(payments[12].0, "2027-01-15");
    assert_eq!(payments[17].0, "2027-06-15");
    assert_eq!(figures(&acme).await, (json!(1), json!(99.5)));
    let sent = events(&app, &acme, &["subscription.extended", "payment.scheduled"]).await;
    assert_eq!(sent, [1, 18]);
    let rental_id = path.rsplit('/').next().unwrap();
    let entries = actions(&app, &acme, rental_id).await;
    assert_eq!(entries, ["subscription.created", "subscription.extended"]);
}

#[tokio::test]
async fn a_second_extension_counts_from_the_start() {
    let app = TestApp::new().await;
    let (acme, path) = rented(&app, json!({})).await;
    for months in [1, 2] {
        extend(&acme, &path, json!({"extensionMonths": months}))
            .await
            .ok();
    }
    let rental = acme.get(&path).await.ok();
    assert_eq!(rental["endDate"], "2027-04-15");
    assert_eq!(rental["extensionHistory"].as_array().unwrap().len(), 2);
    assert_eq!(payments(&acme, &path).await[14].0, "2027-03-15");
    assert_eq!(figures(&acme).await, (json!(1), json!(159)));
}

#[tokio::test]
async fn an_extension_is_refused_by_its_months() {
    let app = TestApp::new().await;
    let (acme, path) = rented(&app, json!({})).await;
    for (body, code) in [
        (json!({"extensionMonths": 0}), "INVALID_EXTENSION_MONTHS"),
        (json!({"extensionMonths": -3}), "INVALID_EXTENSION_MONTHS"),
        (json!({"extensionMonths": 121}), "VALIDATION_ERROR"),
        (json!({"extensionMonths": 109}), "VALIDATION_ERROR"),
        (json!({"extensionMonths": 1.5}), "VALIDATION_ERROR"),
        (json!({}), "VALIDATION_ERROR"),
        (
            json!({"extensionMonths": 1, "newMonthlyAmount": -1}),
            "VALIDATION_ERROR",
        ),
        (
            json!({"extensionMonths": 1, "newMonthlyAmount": 1.001}),
            "VALIDATION_ERROR",
        ),
        (
            json!({"extensionMonths": 1, "rentalId": "sub_other"}),
            "VALIDATION_ERROR",
        ),
    ] {
        extend(&acme, &path, body).await.refused(400, code);
    }
    assert_eq!(payments(&acme, &path).await.len(), 12);
    extend(&acme, &path, json!({"extensionMonths": 108}))
        .await
        .ok();
    assert_eq!(acme.get(&path).await.ok()["contractLength"], 120);
    let unknown = "/v1/subscriptions/sub_01j9z3k5m8e9fvq2x7c4b6n8p0";
    extend(&acme, unknown, json!({"extensionMonths": 1}))
        .await
        .refused(404, "NOT_FOUND");
}

#[tokio::test]
async fn only_an_active_subscription_as_it_was_seen_is_extended() {
    let app = TestApp::new().await;
    let (acme, path) = rented(&app, json!({})).await;
    let at = format!("{path}/extend");
    let body = json!({"extensionMonths": 1});
    let call = acme.call(axum::http::Method::POST, &at).json(&body);
    call.if_match("\"77\"")
        .send()
        .await
        .refused(412, "PRECONDITION_FAILED");
    let cancel = json!({"reason": "other"});
    acme.post(&format!("{path}/cancel"), cancel).await.ok();
    let answer = extend(&acme, &path, body).await;
    answer.refused(400, "SUBSCRIPTION_NOT_ACTIVE");
}

#[tokio::test]
async fn a_repeated_extension_is_done_once() {
    let app = TestApp::new().await;
    let (acme, path) = rented(&app, json!({})).await;
    let at = format!("{path}/extend");
    let body = json!({"extensionMonths": 3});
    let send = || {
        acme.call(axum::http::Method::POST, &at)
            .json(&body)
            .key("e-1")
            .send()
    };
    let (first, second) = (send().await, send().await);
    assert_eq!(first.bytes, second.bytes);
    assert_eq!(second.header("idempotent-replayed"), Some("true"));
    assert_eq!(count(&acme, &path, "pending").await, 15);
}

#[tokio::test]
async fn the_tenants_settings_limit_extensions() {
    let app = TestApp::new().await;
    for (rules, months, code) in [
        (
            json!({"offeredMonths": [6, 12]}),
            3,
            "INVALID_EXTENSION_MONTHS",
        ),
        (
            json!({"approvalRequired": true}),
            6,
            "EXTENSION_NOT_ALLOWED",
        ),
        (json!({"maxCount": 0}), 6, "EXTENSION_NOT_ALLOWED"),
        (json!({"minDaysBeforeEnd": 366}), 6, "EXTENSION_NOT_ALLOWED"),
    ] {
        let (acme, path) = rented(&app, json!({"extension": rules})).await;
        let answer = extend(&acme, &path, json!({"extensionMonths": months})).await;
        let answer = answer.refused(400, code);
        assert!(!answer.message().is_empty());
        assert_eq!(payments(&acme, &path).await.len(), 12);
    }
    let rules = json!({"offeredMonths": [6, 12], "maxCount": 1, "minDaysBeforeEnd": 365});
    let (acme, path) = rented(&app, json!({"extension": rules})).await;
    extend(&acme, &path, json!({"extensionMonths": 6}))
        .await
        .ok();
    let again = extend(&acme, &path, json!({"extensionMonths": 6})).await;
    again.refused(400, "EXTENSION_NOT_ALLOWED");
}

#[tokio::test]
async fn a_month_end_stays_one_after_an_extension() {
    let app = TestApp::new().await;
    let (acme, _) = rented(&app, json!({})).await;
    let order = crate::support::given::order(&acme, &[(LAPTOP, 1, 6)]).await;
    let body = json!({
        "orderId": order["orderId"], "serialNumber": "SN-2", "startDate": "2025-08-31",
    });
    let made = acme.post(super::PATH, body).await.ok();
    let path = format!("{}/{}", super::PATH, made["rentalId"].as_str().unwrap());
    assert_eq!(made["rental"]["endDate"], "2026-02-28");
    let done = extend(&acme, &path, json!({"extensionMonths": 6}))
        .await
        .ok();
    assert_eq!(done["newEndDate"], "2026-08-31");
    let due: Vec<String> = payments(&acme, &path)
        .await
        .into_iter()
        .map(|row| row.0)
        .collect();
    let expected = [
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
        "2026-05-31",
        "2026-06-30",
        "2026-07-31",
    ];
    assert_eq!(due[6..], expected);
    // Another contract of the same customer is left alone.
    let other = rented_by(&acme, ("SN-3", 6)).await;
    assert_eq!(payments(&acme, &other).await.len(), 6);
}
