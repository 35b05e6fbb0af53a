//! `FlexPortal`'s payloads of billing groups, payments, files, imports and exports.
use axum::http::Method;
use serde_json::{Value, json};

use super::{order_of, with_real_ids};
use crate::support::{
    app::TestApp,
    client::Client,
    examples,
    given::{self, LAPTOP, id},
};

/// Four contracts of one customer: their ids, and the customer's.
async fn contracts(acme: &Client) -> (Vec<String>, String) {
    given::laptop(acme).await;
    let order = given::order(acme, &[(LAPTOP, 4, 12)]).await;
    let mut rentals = Vec::new();
    for n in 0..4 {
        let serial_number = format!("SN-{n}");
        given::asset(acme, &serial_number, LAPTOP).await;
        let made = given::subscription(acme, &id(&order, "orderId"), &serial_number).await;
        rentals.push(id(&made, "rentalId"));
    }
    (rentals, id(&order["customer"], "customerId"))
}

/// With as many real contracts as the payload names.
fn with_rentals(mut body: Value, rentals: &[String]) -> Value {
    if let Some(named) = body["rentalIds"].as_array().map(Vec::len) {
        body["rentalIds"] = json!(rentals.iter().take(named).collect::<Vec<_>>());
    }
    body
}

#[tokio::test]
async fn billing_groups_are_made_changed_and_deleted_as_documented() {
    let acme = TestApp::new().await.tenant().await;
    let (rentals, customer) = contracts(&acme).await;
    for body in examples::sent_to("POST /v1/billing-groups", &["spec example"]) {
        let body = with_real_ids(&body, &[("customerId", &customer)]);
        let body = with_rentals(body, &rentals);
        let made = acme.post("/v1/billing-groups", body).await.ok();
        let group = id(&made["billingGroup"], "billingGroupId");
        let path = format!("/v1/billing-groups/{group}");
        for body in examples::sent_to("PATCH /v1/billing-groups/{billingGroupId}", &[]) {
            let changed = acme.patch(&path, with_rentals(body, &rentals)).await.ok();
            assert_eq!(changed["success"], true);
        }
        acme.get(&path).await.ok();
        acme.get("/v1/billing-groups").await.ok();
        acme.delete(&path).await.ok();
    }
}

#[tokio::test]
async fn payments_are_marked_as_paid_as_documented() {
    let acme = TestApp::new().await.tenant().await;
    contracts(&acme).await;
    let payments = acme.get("/v1/payments").await.ok()["payments"].clone();
    let payments = payments.as_array().unwrap();
    let bodies = examples::sent_to("POST /v1/payments/{paymentId}/mark-paid", &[]);
    for (mut body, payment) in bodies.into_iter().zip(payments) {
        // A payment of the days around the frozen clock.
        if body.get("paidAt").is_some() {
            body["paidAt"] = json!("2026-01-15T10:30:00Z");
        }
        let path = format!("/v1/payments/{}/mark-paid", id(payment, "paymentId"));
        let paid = acme.post(&path, body).await.ok();
        assert_eq!(paid["payment"]["status"], "paid");
    }
}

#[tokio::test]
async fn files_are_asked_for_and_deleted_as_documented() {
    let acme = TestApp::new().await.tenant().await;
    given::laptop(&acme).await;
    for delete in examples::sent_to("DELETE /v1/files/{fileId}", &[]) {
        let (order, _) = order_of(&acme).await;
        let bodies = examples::sent_to("POST /v1/files/contracts/generate", &[]);
        let body = with_real_ids(&bodies[0], &[("orderId", &order)]);
        let made = acme.post("/v1/files/contracts/generate", body).await.ok();
        let file = id(&made, "fileId");
        let real = [("fileId", file.as_str())];
        let marks = ["schema", "prose download", "prose upload"];
        for body in examples::sent_to("POST /v1/files/url", &marks) {
            let body = with_real_ids(&body, &real);
            acme.post("/v1/files/url", body).await.ok();
        }
        let path = format!("/v1/files/{file}");
        acme.get(&path).await.ok();
        let gone = acme.call(Method::DELETE, &path).json(&delete).send().await;
        assert_eq!(gone.ok()["fileId"], file);
    }
}

#[tokio::test]
async fn subscriptions_are_exported_as_documented() {
    let acme = TestApp::new().await.tenant().await;
    let (_, customer) = contracts(&acme).await;
    let bodies = examples::sent_to("POST /v1/exports/rentals", &["prose", "schema"]);
    assert!(bodies.len() >= 3);
    for mut body in bodies {
        if body.get("customerIds").is_some() {
            body["customerIds"] = json!([customer]);
        }
        let answer = acme.post("/v1/exports/rentals", body).await.ok();
        assert!(answer["csvData"].is_string());
    }
}

#[tokio::test]
async fn products_are_imported_as_documented() {
    let acme = TestApp::new().await.tenant().await;
    for body in examples::sent_to("POST /v1/products/csv", &["text/csv"]) {
        let csv = body.as_str().unwrap();
        let call = acme.call(Method::POST, "/v1/products/csv");
        let answer = call.raw("text/csv", csv.to_owned()).send().await;
        assert_eq!(answer.ok()["success"], true);
    }
}
