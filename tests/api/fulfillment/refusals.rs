//! What a fulfilment is refused for as a whole.
use serde_json::{Value, json};

use super::{fulfil, item, shop};
use crate::support::{
    app::{TenantSpec, TestApp},
    given::{self, LAPTOP, id},
};

#[tokio::test]
async fn a_body_tells_all_its_faults_at_once() {
    let app = TestApp::new().await;
    let acme = shop(&app, 1, 0).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let table: Vec<(Value, Vec<(&str, &str)>)> = vec![
        (json!({}), vec![("items", "invalid_type")]),
        (json!({"items": null}), vec![("items", "invalid_type")]),
        (json!({"items": []}), vec![("items", "too_small")]),
        (
            json!({"items": [item(&order, 0, &["L-1"])], "autoPick": "oldest"}),
            vec![("autoPick", "custom")],
        ),
        (
            json!({"autoPick": "newest", "mode": "some", "startDate": "soon"}),
            vec![
                ("autoPick", "invalid_enum_value"),
                ("mode", "invalid_enum_value"),
                ("startDate", "invalid_date"),
            ],
        ),
        (
            json!({"items": [{"serialNumbers": []}, {"itemId": "x", "serialNumbers": ["A", 1, "A"]}]}),
            vec![
                ("items[0].itemId", "invalid_type"),
                ("items[0].serialNumbers", "too_small"),
                ("items[1].serialNumbers[1]", "invalid_type"),
            ],
        ),
        (
            json!({"items": [item(&order, 0, &["L-1", "L-1"]), item(&order, 0, &["L-1"])]}),
            vec![
                ("items[0].serialNumbers[1]", "custom"),
                ("items[1].serialNumbers[0]", "custom"),
            ],
        ),
        (
            json!({
                "items": [{"itemId": "item_nobody", "serialNumbers": ["L-1"]}],
                "billingGroupId": "bg_01j9z3k5m8e9fvq2x7c4b6n8p0",
            }),
            vec![("billingGroupId", "custom"), ("items[0].itemId", "custom")],
        ),
    ];
    for (body, faults) in table {
        let refused = fulfil(&acme, &order, body.clone()).await;
        let refused = refused.refused(400, "VALIDATION_ERROR");
        assert_eq!(refused.faults(), faults, "{body}");
    }
    let many: Vec<String> = (0..300).map(|number| format!("X-{number}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let others: Vec<String> = (0..300).map(|number| format!("Y-{number}")).collect();
    let others: Vec<&str> = others.iter().map(String::as_str).collect();
    let body = json!({"items": [item(&order, 0, &many), item(&order, 0, &others)]});
    let refused = fulfil(&acme, &order, body).await;
    assert_eq!(refused.faults(), [("items", "too_big")]);
}

#[tokio::test]
async fn an_order_that_takes_no_subscriptions_says_so() {
    let app = TestApp::new().await;
    let acme = shop(&app, 1, 0).await;
    let cancelled = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let path = format!("/v1/orders/{}/cancel", id(&cancelled, "orderId"));
    acme.post(&path, json!({})).await.ok();
    let mut extension = given::order_body("john@example.com", &[(LAPTOP, 1, 12)]);
    extension["orderType"] = json!("extension");
    extension["extensionDetails"] = json!({
        "originalOrderId": cancelled["orderId"], "extensionMonths": 6,
        "previousEndDate": "2026-12-31", "newEndDate": "2027-06-30",
    });
    let extension = acme.post("/v1/orders", extension).await.ok()["order"].clone();
    for order in [cancelled, extension] {
        let refused = fulfil(&acme, &order, json!({"autoPick": "oldest"})).await;
        refused.refused(400, "ORDER_NOT_CONFIRMED");
    }
    let confirming = app.tenant_with(TenantSpec {
        settings: json!({"requireConfirmation": true}),
        ..TenantSpec::default()
    });
    let confirming = confirming.await;
    given::laptop(&confirming).await;
    given::asset(&confirming, "L-1", LAPTOP).await;
    let order = given::order(&confirming, &[(LAPTOP, 1, 12)]).await;
    let body = json!({"autoPick": "oldest"});
    let refused = fulfil(&confirming, &order, body.clone()).await;
    refused.refused(400, "ORDER_NOT_CONFIRMED");
    let path = format!("/v1/orders/{}/confirm", id(&order, "orderId"));
    confirming.post(&path, json!({})).await.ok();
    fulfil(&confirming, &order, body).await.ok();
}

#[tokio::test]
async fn an_unknown_order_is_not_found() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let nobody = json!({"orderId": "ord_01j9z3k5m8e9fvq2x7c4b6n8p0"});
    let refused = fulfil(&acme, &nobody, json!({"autoPick": "oldest"})).await;
    refused.refused(404, "NOT_FOUND");
}
