//! Orders that are not taken, and why.
use serde_json::{Value, json};

use super::{UNKNOWN, post, shop};
use crate::support::{
    app::TestApp,
    given::{self, LAPTOP, MONITOR, id},
};

fn body() -> Value {
    given::order_body("john@example.com", &[(LAPTOP, 1, 12)])
}

#[tokio::test]
async fn every_fault_of_shape_is_told_at_once() {
    let acme = shop(&TestApp::new().await).await;
    let answer = acme
        .post(
            "/v1/orders",
            json!({
                "customer": {"email": "nobody", "customerType": "person"},
                "items": [{"sku": "", "quantity": 0}, {"quantity": 1.5}, []],
                "notes": "x".repeat(5001),
                "customFields": [],
            }),
        )
        .await
        .refused(400, "VALIDATION_ERROR");
    let mut faults = answer.faults();
    faults.sort_unstable();
    assert_eq!(
        faults,
        [
            ("billingAddress", "invalid_type"),
            ("customFields", "invalid_type"),
            ("customer.customerType", "invalid_enum_value"),
            ("customer.email", "invalid_string"),
            ("customer.firstName", "invalid_type"),
            ("customer.lastName", "invalid_type"),
            ("items[0].quantity", "too_small"),
            ("items[0].sku", "too_small"),
            ("items[1].quantity", "invalid_type"),
            ("items[1].sku", "invalid_type"),
            ("items[2]", "invalid_type"),
            ("notes", "too_big"),
        ]
    );
    for items in [json!([]), json!(vec![json!({}); 501])] {
        let answer = post(&acme, body(), json!({"items": items})).await;
        assert_eq!(answer.faults()[0].0, "items");
    }
}

#[tokio::test]
async fn each_item_that_cannot_be_ordered_is_told() {
    let acme = shop(&TestApp::new().await).await;
    let product = acme.get("/v1/products/variants").await.ok();
    let monitor = product["variants"].as_array().unwrap().iter();
    let monitor = monitor
        .clone()
        .find(|variant| variant["variantSku"] == MONITOR);
    let status = format!(
        "/v1/products/variants/{}/status",
        id(monitor.unwrap(), "variantId")
    );
    acme.patch(&status, json!({"status": "inactive"}))
        .await
        .ok();

    let items = |items: Value| json!({"items": items});
    let unknown = items(json!([
        {"sku": LAPTOP, "quantity": 1},
        {"sku": "MACBOOK-PRO-16-M4", "quantity": 1},
    ]));
    let answer = post(&acme, body(), unknown)
        .await
        .refused(400, "VARIANT_NOT_FOUND");
    assert_eq!(answer.faults(), [("items[1].sku", "VARIANT_NOT_FOUND")]);
    assert!(answer.message().contains(LAPTOP), "{}", answer.message());

    let inactive = items(json!([{"sku": MONITOR, "quantity": 1}]));
    let answer = post(&acme, body(), inactive)
        .await
        .refused(400, "VARIANT_INACTIVE");
    assert_eq!(answer.faults(), [("items[0].sku", "VARIANT_INACTIVE")]);

    let term = items(json!([{"sku": LAPTOP, "quantity": 1, "contractLength": 13}]));
    let answer = post(&acme, body(), term)
        .await
        .refused(400, "INVALID_CONTRACT_LENGTH");
    assert_eq!(
        answer.faults(),
        [("items[0].contractLength", "INVALID_CONTRACT_LENGTH")]
    );
    assert!(answer.message().contains("6, 12, 24, 36"));

    let mixed = items(json!([
        {"sku": "NOTHING", "quantity": 1},
        {"sku": MONITOR, "quantity": 1},
        {"sku": LAPTOP, "quantity": 1, "contractLength": 1},
    ]));
    let answer = post(&acme, body(), mixed)
        .await
        .refused(400, "VALIDATION_ERROR");
    assert_eq!(answer.faults().len(), 3);
    assert_eq!(acme.get("/v1/customers").await.ok()["count"], 0);
}

#[tokio::test]
async fn ids_that_are_none_are_told_with_all_other_references() {
    let acme = shop(&TestApp::new().await).await;
    for (customer, group, original) in [
        ("nobody", "no group", ""),
        (
            "cust_01jvcx7r0ee8qt3ks2zbm4n6wd",
            "bg_01jvcx7r0ee8qt3ks2zbm4n6wd",
            UNKNOWN,
        ),
    ] {
        let set = json!({
            "customer": {"customerId": customer}, "billingGroupId": group,
            "items": [{"sku": "NOTHING", "quantity": 1}],
            "orderType": "extension",
            "extensionDetails": {
                "originalOrderId": original, "extensionMonths": 6,
                "previousEndDate": "2026-01-15", "newEndDate": "2026-07-15",
            },
        });
        let answer = post(&acme, body(), set)
            .await
            .refused(400, "VALIDATION_ERROR");
        let mut faults = answer.faults();
        faults.sort_unstable();
        let expected = [
            ("billingGroupId", "custom"),
            ("customer.customerId", "CUSTOMER_NOT_FOUND"),
            ("extensionDetails.originalOrderId", "ORDER_NOT_FOUND"),
            ("items[0].sku", "VARIANT_NOT_FOUND"),
        ];
        assert_eq!(faults, expected);
    }
}

#[tokio::test]
async fn a_billing_group_must_be_the_customers_own() {
    let acme = shop(&TestApp::new().await).await;
    for group in ["bg_01jvcx7r0ee8qt3ks2zbm4n6wd", "group"] {
        let answer = post(&acme, body(), json!({"billingGroupId": group})).await;
        let answer = answer.refused(400, "VALIDATION_ERROR");
        assert_eq!(answer.faults()[0].0, "billingGroupId");
    }
}

#[tokio::test]
async fn totals_beyond_any_amount_are_refused() {
    let acme = shop(&TestApp::new().await).await;
    given::product(&acme, "GOLD", "Gold", [9_000_000_000_000.0; 4]).await;
    let items = json!({"items": [{"sku": "GOLD", "quantity": 10000}]});
    let answer = post(&acme, body(), items)
        .await
        .refused(400, "VALIDATION_ERROR");
    assert_eq!(answer.faults(), [("items", "too_big")]);
}

#[tokio::test]
async fn an_inactive_customer_orders_nothing() {
    let acme = shop(&TestApp::new().await).await;
    let order = acme.post("/v1/orders", body()).await.ok()["order"].clone();
    acme.post(&format!("{}/cancel", super::path(&order)), json!({}))
        .await
        .ok();
    let customer = id(&order["customer"], "customerId");
    acme.delete(&format!("/v1/customers/{customer}")).await.ok();
    let answer = acme.post("/v1/orders", body()).await;
    answer.refused(400, "CUSTOMER_INACTIVE");
    let by_id = json!({"customer": {"customerId": customer}});
    let answer = post(&acme, body(), by_id).await;
    answer.refused(400, "CUSTOMER_INACTIVE");
}

#[tokio::test]
async fn an_order_of_another_tenant_is_an_unknown_one() {
    let app = TestApp::new().await;
    let (acme, other) = (shop(&app).await, shop(&app).await);
    let theirs = super::path(&given::order(&other, &[(LAPTOP, 1, 12)]).await);
    for path in [
        theirs,
        format!("/v1/orders/{UNKNOWN}"),
        "/v1/orders/nothing".into(),
    ] {
        acme.get(&path).await.refused(404, "NOT_FOUND");
        acme.get(&format!("{path}/timeline"))
            .await
            .refused(404, "NOT_FOUND");
        acme.patch(&path, json!({})).await.refused(404, "NOT_FOUND");
        let change = json!({"customer": {"email": "jane@example.com"}});
        acme.patch(&path, change).await.refused(404, "NOT_FOUND");
        let notes = json!({"notes": "x"});
        acme.patch(&format!("{path}/notes"), notes)
            .await
            .refused(404, "NOT_FOUND");
        for action in ["confirm", "cancel"] {
            let answer = acme.post(&format!("{path}/{action}"), json!({})).await;
            answer.refused(404, "NOT_FOUND");
        }
    }
}
