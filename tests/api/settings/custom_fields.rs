//! Definitions of custom fields: made, changed, deleted, and followed at once.
use serde_json::{Value, json};

use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP},
};

fn siebel() -> Value {
    json!({
        "section": "order", "id": "siebelId", "label": "Siebel id", "type": "text",
        "required": true, "format": {"pattern": "[0-9]{5}"},
    })
}

async fn order(acme: &Client, fields: Value) -> crate::support::client::Answer {
    let mut body = given::order_body("a@example.com", &[(LAPTOP, 1, 12)]);
    body["customFields"] = fields;
    acme.post("/v1/orders", body).await
}

#[tokio::test]
async fn a_field_is_defined_listed_and_read() {
    let acme = TestApp::new().await.tenant().await;
    let answer = acme.post("/v1/custom-fields", siebel()).await;
    assert_eq!((answer.status, answer.etag()), (201, "\"1\""));
    let field = answer.ok()["customField"].clone();
    assert_eq!(field["customFieldId"], "order.siebelId");
    assert_eq!(field["format"]["pattern"], "[0-9]{5}");
    let path = "/v1/custom-fields/order.siebelId";
    assert_eq!(acme.get(path).await.ok(), field);
    let other = json!({"section": "customer", "id": "tier", "label": "Tier", "type": "select",
                       "format": {"options": ["gold", "silver"]}});
    acme.post("/v1/custom-fields", other).await.ok();
    let all = acme.get("/v1/custom-fields").await.ok();
    assert_eq!(all["count"], 2);
    let of_orders = acme.get("/v1/custom-fields?section=order").await.ok();
    assert_eq!(of_orders["customFields"], json!([field]));
    let again = acme.post("/v1/custom-fields", siebel()).await;
    again.refused(409, "CUSTOM_FIELD_EXISTS");
}

#[tokio::test]
async fn orders_follow_it_at_once_old_ones_in_filters_too() {
    let acme = TestApp::new().await.tenant().await;
    given::laptop(&acme).await;
    let old = order(&acme, json!({"siebelId": "12345"})).await.ok();
    let filter = "/v1/orders?customField_siebelId=12345";
    acme.get(filter).await.refused(400, "VALIDATION_ERROR");
    acme.post("/v1/custom-fields", siebel()).await.ok();
    let found = acme.get(filter).await.ok();
    assert_eq!(found["orders"][0]["orderId"], old["orderId"]);
    assert_eq!(order(&acme, json!({})).await.status, 400);
    assert_eq!(order(&acme, json!({"siebelId": "1"})).await.status, 400);
    order(&acme, json!({"siebelId": "54321"})).await.ok();
    let path = "/v1/custom-fields/order.siebelId";
    let relaxed = json!({"required": false, "format": {}});
    let relaxed = acme.patch(path, relaxed).await;
    assert_eq!(relaxed.etag(), "\"2\"");
    order(&acme, json!({"siebelId": "1"})).await.ok();
    order(&acme, json!({})).await.ok();
    acme.delete(path).await.ok();
    acme.delete(path).await.refused(404, "NOT_FOUND");
    acme.get(filter).await.refused(400, "VALIDATION_ERROR");
    order(&acme, json!({"siebelId": 7})).await.ok();
}

#[tokio::test]
async fn every_fault_is_told_at_its_place() {
    let acme = TestApp::new().await.tenant().await;
    for (change, path) in [
        (json!({"section": "asset"}), "section"),
        (json!({"id": "9lives"}), "id"),
        (json!({"id": "a.b"}), "id"),
        (json!({"id": "a".repeat(64)}), "id"),
        (json!({"label": ""}), "label"),
        (json!({"type": "date"}), "type"),
        (json!({"format": {"pattern": "("}}), "format.pattern"),
        (
            json!({"format": {"pattern": "a{1000}{1000}"}}),
            "format.pattern",
        ),
        (
            json!({"format": {"minLength": 5, "maxLength": 4}}),
            "format.maxLength",
        ),
        (json!({"format": {"options": ["a"]}}), "format.options"),
        (json!({"type": "select", "format": {}}), "format.options"),
        (json!({"type": "number"}), "format"),
    ] {
        let mut sent = siebel();
        for (name, value) in change.as_object().unwrap() {
            sent[name] = value.clone();
        }
        let answer = acme.post("/v1/custom-fields", sent).await;
        let answer = answer.refused(400, "VALIDATION_ERROR");
        let paths: Vec<&str> = answer.faults().iter().map(|(path, _)| *path).collect();
        assert_eq!(paths, [path], "{change}");
    }
    let nothing = acme.post("/v1/custom-fields", json!({})).await;
    assert_eq!(nothing.faults().len(), 4);
    acme.post("/v1/custom-fields", siebel()).await.ok();
    let path = "/v1/custom-fields/order.siebelId";
    let misfit = json!({"format": {"options": ["a"]}});
    let answer = acme.patch(path, misfit).await;
    assert_eq!(answer.faults(), [("format.options", "custom")]);
}

#[tokio::test]
async fn a_section_has_a_bounded_number_of_them() {
    let acme = TestApp::new().await.tenant().await;
    for n in 0..100 {
        let field =
            json!({"section": "order", "id": format!("f{n}"), "label": "F", "type": "text"});
        acme.post("/v1/custom-fields", field).await.ok();
    }
    let answer = acme.post("/v1/custom-fields", siebel()).await;
    assert_eq!(answer.faults(), [("section", "too_big")]);
}
