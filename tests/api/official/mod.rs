//! `FlexPortal`'s own payloads of the operations that no feature's tests send already: accepted once
//! their ids and serial numbers are real.
mod contracts;
mod services;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{
    app::TestApp,
    client::Client,
    examples,
    given::{self, LAPTOP, id},
    operations,
};

#[test]
fn every_operation_of_flexportal_is_one_of_ours() {
    let official = include_str!("../../contract/official_openapi.json");
    let official: Value = serde_json::from_str(official).unwrap();
    let mut wanted = BTreeSet::new();
    for (path, item) in official["paths"].as_object().unwrap() {
        let verbs = item.as_object().unwrap().keys();
        wanted.extend(verbs.map(|verb| format!("{} {path}", verb.to_uppercase())));
    }
    assert_eq!(wanted.len(), 48);
    let ours: BTreeSet<String> = operations::all()
        .iter()
        .map(|operation| format!("{} {}", operation.method, operation.path))
        .collect();
    let missing: Vec<_> = wanted.difference(&ours).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Ids of a tenant's things under the names that bodies use.
fn with_real_ids(body: &Value, real: &[(&str, &str)]) -> Value {
    let mut body = body.clone();
    for (name, value) in real {
        if let Some(field) = body.get_mut(*name) {
            *field = json!(value);
        }
    }
    body
}

async fn order_of(client: &Client) -> (String, String) {
    let order = given::order(client, &[(LAPTOP, 1, 12)]).await;
    (id(&order, "orderId"), id(&order["customer"], "customerId"))
}

#[tokio::test]
async fn orders_are_annotated_and_cancelled_as_documented() {
    let acme = TestApp::new().await.tenant().await;
    given::laptop(&acme).await;
    for body in examples::sent_to("PATCH /v1/orders/{orderId}/notes", &[]) {
        let path = format!("/v1/orders/{}/notes", order_of(&acme).await.0);
        acme.patch(&path, body).await.ok();
    }
    for body in examples::sent_to("POST /v1/orders/{orderId}/cancel", &[]) {
        let path = format!("/v1/orders/{}/cancel", order_of(&acme).await.0);
        acme.post(&path, body).await.ok();
    }
}

#[tokio::test]
async fn subscriptions_are_made_and_annotated_as_documented() {
    let acme = TestApp::new().await.tenant().await;
    given::laptop(&acme).await;
    let bodies = examples::sent_to("POST /v1/subscriptions", &["spec example"]);
    assert!(bodies.len() >= 3, "{bodies:?}");
    for (n, body) in bodies.iter().enumerate() {
        let serial_number = format!("SN-{n}");
        given::asset(&acme, &serial_number, LAPTOP).await;
        let (order, customer) = order_of(&acme).await;
        let real = [
            ("orderId", order.as_str()),
            ("customerId", &customer),
            ("assetSerialNumber", &serial_number),
            ("serialNumber", &serial_number),
        ];
        let made = acme
            .post("/v1/subscriptions", with_real_ids(body, &real))
            .await
            .ok();
        let path = format!("/v1/subscriptions/{}/notes", id(&made, "rentalId"));
        for notes in examples::sent_to("PATCH /v1/subscriptions/{subscriptionId}/notes", &[]) {
            acme.patch(&path, notes).await.ok();
        }
    }
}

#[tokio::test]
async fn payments_are_cancelled_as_documented() {
    let acme = TestApp::new().await.tenant().await;
    given::laptop(&acme).await;
    given::asset(&acme, "SN-1", LAPTOP).await;
    given::subscription(&acme, &order_of(&acme).await.0, "SN-1").await;
    let payments = acme.get("/v1/payments").await.ok();
    let bodies = examples::sent_to("POST /v1/payments/{paymentId}/cancel", &[]);
    for (body, payment) in bodies
        .into_iter()
        .zip(payments["payments"].as_array().unwrap())
    {
        let path = format!("/v1/payments/{}/cancel", id(payment, "paymentId"));
        acme.post(&path, body).await.ok();
    }
}
