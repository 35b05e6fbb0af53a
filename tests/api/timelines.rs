//! Timelines over HTTP: what happened to a subscription, a customer, a product, a payment or a billing group.
use serde_json::{Value, json};

use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, id},
};

/// Paths of one of each, each of which something happened to after it was made.
async fn changed(acme: &Client) -> [(String, &'static [&'static str]); 5] {
    let product = id(&given::laptop(acme).await, "productId");
    let product = format!("/v1/products/{product}");
    acme.put(&product, json!({"name": "Laptop"})).await.ok();
    given::asset(acme, "SN-1", LAPTOP).await;
    let order = given::order(acme, &[(LAPTOP, 1, 12)]).await;
    let rental = given::subscription(acme, &id(&order, "orderId"), "SN-1").await;
    let rental = format!("/v1/subscriptions/{}", id(&rental, "rentalId"));
    let plan = json!({"reason": "other", "effectiveDate": "2026-02-01"});
    acme.post(&format!("{rental}/cancel"), plan).await.ok();
    acme.delete(&format!("{rental}/cancel")).await.ok();
    let customer = id(&order["customer"], "customerId");
    let group = json!({
        "customerId": customer, "groupName": "IT", "billingDay": 1, "rentalIds": [],
    });
    let group = acme.post("/v1/billing-groups", group).await.ok();
    let group = id(&group["billingGroup"], "billingGroupId");
    let group = format!("/v1/billing-groups/{group}");
    acme.patch(&group, json!({"billingDay": 2})).await.ok();
    let customer = format!("/v1/customers/{customer}");
    acme.put(&customer, json!({"phone": "+31 20 123 4567"}))
        .await
        .ok();
    let payments = acme.get("/v1/payments").await.ok();
    let payment = id(&payments["payments"][0], "paymentId");
    let payment = format!("/v1/payments/{payment}");
    acme.post(&format!("{payment}/mark-paid"), json!({}))
        .await
        .ok();
    [
        (
            rental,
            &[
                "subscription.cancellation_withdrawn",
                "subscription.cancellation_scheduled",
                "subscription.created",
            ],
        ),
        (product, &["product.updated", "product.created"]),
        (group, &["billing_group.updated", "billing_group.created"]),
        (customer, &["customer.updated", "customer.created"]),
        (payment, &["payment.marked_paid", "payment.scheduled"]),
    ]
}

fn actions(page: &Value) -> Vec<String> {
    let entries = page["timeline"].as_array().unwrap().iter();
    entries.map(|entry| id(entry, "action")).collect()
}

#[tokio::test]
async fn each_tells_newest_first_what_happened_to_it_and_to_nothing_else() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    for (path, expected) in changed(&acme).await {
        let told = acme.get(&format!("{path}/timeline")).await.ok();
        assert_eq!(actions(&told), expected, "{path}");
        assert_eq!(told["hasMore"], false, "{path}");
        let entry = &told["timeline"][0];
        assert!(!id(entry, "summary").is_empty(), "{path}");
        assert!(!entry["changes"].as_array().unwrap().is_empty(), "{path}");
    }
}

#[tokio::test]
async fn they_are_paged_by_their_cursor() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    for (path, expected) in changed(&acme).await {
        let (mut found, mut query) = (Vec::new(), "limit=1".to_owned());
        loop {
            let page = acme.get(&format!("{path}/timeline?{query}")).await.ok();
            found.extend(actions(&page));
            if page["hasMore"] == false {
                break;
            }
            query = format!("limit=1&startAfter={}", id(&page, "nextCursor"));
        }
        assert_eq!(found, expected, "{path}");
        for wrong in ["limit=0", "limit=101", "startAfter=nobody"] {
            let answer = acme.get(&format!("{path}/timeline?{wrong}")).await;
            answer.refused(400, "VALIDATION_ERROR");
        }
    }
}
