//! Custom fields of orders: kept, checked where defined, filtered by.
use serde_json::{Value, json};

use super::{define, path, post, shop};
use crate::support::{
    app::TestApp,
    given::{self, LAPTOP},
};

fn body() -> Value {
    given::order_body("john@example.com", &[(LAPTOP, 1, 12)])
}

fn fields(fields: impl Into<Value>) -> Value {
    json!({"customFields": fields.into()})
}

#[tokio::test]
async fn unknown_keys_are_kept_and_merged() {
    let acme = shop(&TestApp::new().await).await;
    let sent = fields(json!({"po": "PO-1", "nested": {"a": [1, 2.5]}, "gone": null}));
    let order = post(&acme, body(), sent).await.ok()["order"].clone();
    let kept = json!({"po": "PO-1", "nested": {"a": [1, 2.5]}});
    assert_eq!(order["customFields"], kept);
    let patch = fields(json!({"po": null, "cost": "IT"}));
    let order = acme.patch(&path(&order), patch).await.ok()["order"].clone();
    let merged = json!({"nested": {"a": [1, 2.5]}, "cost": "IT"});
    assert_eq!(order["customFields"], merged);
    let order = acme.patch(&path(&order), fields(Value::Null)).await.ok();
    assert_eq!(order["order"]["customFields"], Value::Null);
}

#[tokio::test]
async fn they_have_bounds() {
    let acme = shop(&TestApp::new().await).await;
    let many: Value = (0..51)
        .map(|n| (n.to_string(), json!(n)))
        .collect::<serde_json::Map<_, _>>()
        .into();
    for sent in [many, json!({"a": "x".repeat(16 * 1024)})] {
        let answer = post(&acme, body(), fields(sent)).await;
        assert_eq!(answer.faults(), [("customFields", "too_big")]);
    }
}

#[tokio::test]
async fn defined_ones_are_checked() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    define(&app, &acme, ("seats", "number", false), json!({})).await;
    define(
        &app,
        &acme,
        ("po", "text", true),
        json!({"pattern": "PO-[0-9]+"}),
    )
    .await;
    for (sent, faults) in [
        (json!({}), vec!["customFields.po"]),
        (
            json!({"po": "1", "seats": "5"}),
            vec!["customFields.po", "customFields.seats"],
        ),
    ] {
        let answer = post(&acme, body(), fields(sent))
            .await
            .refused(400, "VALIDATION_ERROR");
        let paths: Vec<&str> = answer.faults().iter().map(|(path, _)| *path).collect();
        assert_eq!(paths, faults);
    }
    post(&acme, body(), json!({}))
        .await
        .refused(400, "VALIDATION_ERROR");
    let order = post(&acme, body(), fields(json!({"po": "PO-1"})))
        .await
        .ok()["order"]
        .clone();
    acme.patch(&path(&order), fields(json!({"seats": 3})))
        .await
        .ok();
    for sent in [json!({"po": null}), json!({"po": "x"}), Value::Null] {
        let answer = acme.patch(&path(&order), fields(sent)).await;
        assert_eq!(
            answer.refused(400, "VALIDATION_ERROR").faults()[0].0,
            "customFields.po"
        );
    }
}

#[tokio::test]
async fn only_defined_ones_filter() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    define(&app, &acme, ("siebelId", "text", false), json!({})).await;
    define(&app, &acme, ("seats", "number", false), json!({})).await;
    let sent = fields(json!({"siebelId": "12345", "seats": 5, "free": "x"}));
    let order = post(&acme, body(), sent).await.ok()["order"].clone();
    post(&acme, body(), fields(json!({"seats": 6}))).await.ok();
    for (query, count) in [
        ("customField_siebelId=12345", 1),
        ("customField_siebelId=1234", 0),
        ("customField_seats=5.0", 1),
        ("customField_seats=5&customField_siebelId=12345", 1),
        ("customField_seats=6&customField_siebelId=12345", 0),
    ] {
        let list = acme.get(&format!("/v1/orders?{query}")).await.ok();
        assert_eq!(list["count"], count, "{query}");
        if count == 1 {
            assert_eq!(list["orders"][0]["orderId"], order["orderId"]);
        }
    }
    let answer = acme
        .get("/v1/orders?customField_free=x&customField_seats=many")
        .await;
    let answer = answer.refused(400, "VALIDATION_ERROR");
    let paths: Vec<&str> = answer.faults().iter().map(|(path, _)| *path).collect();
    assert_eq!(paths, ["customField_free", "customField_seats"]);
}
