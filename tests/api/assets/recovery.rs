//! What assets have brought of what they cost.
use serde_json::{Value, json};

use super::rent_out;
use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, MONITOR, id},
};

/// What the asset says it brought, which its history says too.
async fn brought(client: &Client, serial: &str) -> (Value, Value) {
    let asset = client.get(&format!("/v1/assets/{serial}")).await.ok();
    let life = client.get(&format!("/v1/assets/{serial}/history")).await;
    let lifetime = &life.ok()["lifetime"];
    let percent = asset.get("costRecoveryPercent").unwrap_or(&Value::Null);
    let found = (asset["totalCollected"].clone(), percent.clone());
    let expected = (
        lifetime["totalCollected"].clone(),
        lifetime["costRecoveryPercent"].clone(),
    );
    assert_eq!(found, expected, "{serial}");
    found
}

/// The payments of a subscription, as addresses, those due first first.
async fn payments(client: &Client, rental: &str) -> Vec<String> {
    let list = format!("/v1/payments?sortBy=dueDate&sortDir=asc&rentalId={rental}");
    let list = client.get(&list).await.ok();
    let payments = list["payments"].as_array().unwrap().iter();
    payments
        .map(|payment| format!("/v1/payments/{}", id(payment, "paymentId")))
        .collect()
}

async fn pay(client: &Client, payments: &[String]) {
    for payment in payments {
        let path = format!("{payment}/mark-paid");
        client.post(&path, json!({})).await.ok();
    }
}

/// The serial numbers of a filtered list, newest first.
async fn listed(client: &Client, filter: &str) -> String {
    let page = client.get(&format!("/v1/assets?{filter}")).await.ok();
    let assets = page["assets"].as_array().unwrap().iter();
    assets.map(|asset| id(asset, "serialNumber")).collect()
}

#[tokio::test]
async fn what_is_paid_and_given_back_stands_on_the_asset() {
    let acme = TestApp::new().await.tenant().await;
    given::laptop(&acme).await;
    given::asset(&acme, "A", LAPTOP).await;
    assert_eq!(brought(&acme, "A").await, (json!(0), json!(0)));
    let (_, rental) = rent_out(&acme, "A", LAPTOP).await;
    let before = acme.get("/v1/assets/A").await;
    let payments = payments(&acme, &rental).await;
    pay(&acme, &payments[..2]).await;
    // Of 1800, which its variant costs.
    assert_eq!(brought(&acme, "A").await, (json!(318), json!(17.67)));
    let refund = json!({"amount": 50, "reason": "Late delivery"});
    let path = format!("{}/refund", payments[0]);
    acme.post(&path, refund).await.ok();
    assert_eq!(brought(&acme, "A").await.0, json!(268));
    let note = acme
        .call(axum::http::Method::PATCH, "/v1/assets/A")
        .if_match(before.etag())
        .json(&json!({"notes": "seen before it was paid"}));
    note.send().await.refused(412, "PRECONDITION_FAILED");
    // What moves no money is no new version.
    let before = acme.get("/v1/assets/A").await;
    let path = format!("{}/cancel", payments[5]);
    acme.post(&path, json!({"reason": "a gift"})).await.ok();
    assert_eq!(acme.get("/v1/assets/A").await.etag(), before.etag());
}

#[tokio::test]
async fn what_was_paid_ahead_goes_with_the_place_in_the_subscription() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    for serial in ["A", "B"] {
        given::asset(&acme, serial, LAPTOP).await;
    }
    let (_, rental) = rent_out(&acme, "A", LAPTOP).await;
    let payments = payments(&acme, &rental).await;
    pay(&acme, &payments[..6]).await;
    app.clock.advance(chrono::TimeDelta::days(80));
    let path = format!("/v1/subscriptions/{rental}/replace");
    let body = json!({"rentalId": rental, "newSerialNumber": "B", "reason": "broken"});
    acme.post(&path, body).await.ok();
    // January to March, and April to June.
    assert_eq!(brought(&acme, "A").await.0, json!(477));
    assert_eq!(brought(&acme, "B").await.0, json!(477));
    // Of a charge from its days the first one still earns; of a later one the other.
    let path = format!("{}/refund", payments[1]);
    acme.post(&path, json!({"reason": "an outage"})).await.ok();
    pay(&acme, &payments[6..7]).await;
    assert_eq!(brought(&acme, "A").await.0, json!(318));
    assert_eq!(brought(&acme, "B").await.0, json!(636));
}

#[tokio::test]
async fn payments_of_two_customers_at_once_both_count() {
    let acme = TestApp::new().await.tenant().await;
    given::laptop(&acme).await;
    given::asset(&acme, "A", LAPTOP).await;
    let (_, first) = rent_out(&acme, "A", LAPTOP).await;
    let cancel = json!({"rentalId": first, "reason": "customer_request"});
    let path = format!("/v1/subscriptions/{first}/cancel");
    acme.post(&path, cancel).await.ok();
    acme.patch("/v1/assets/A", json!({"status": "available"}))
        .await
        .ok();
    let order = given::order_body("jane@example.com", &[(LAPTOP, 1, 12)]);
    let order = acme.post("/v1/orders", order).await.ok();
    let second = given::subscription(&acme, &id(&order, "orderId"), "A").await;
    let first = payments(&acme, &first).await;
    let second = payments(&acme, &id(&second, "rentalId")).await;
    tokio::join!(
        pay(&acme, &first[..1]),
        pay(&acme, &second[..1]),
        pay(&acme, &second[1..2]),
        pay(&acme, &second[2..3]),
    );
    assert_eq!(brought(&acme, "A").await.0, json!(4 * 159));
}

#[tokio::test]
async fn the_list_shows_what_has_paid_for_itself() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    given::monitor(&acme).await;
    for (serial, sku, cost) in [
        ("A", LAPTOP, json!(159)),
        ("B", LAPTOP, json!(159.01)),
        ("C", LAPTOP, json!(0)),
        ("D", MONITOR, json!(null)),
    ] {
        let body = json!({"serialNumber": serial, "sku": sku, "acquisitionCost": cost});
        acme.post("/v1/assets", body).await.ok();
        app.clock.advance(chrono::TimeDelta::seconds(1));
    }
    for serial in ["A", "B", "C"] {
        let (_, rental) = rent_out(&acme, serial, LAPTOP).await;
        let payments = payments(&acme, &rental).await;
        pay(&acme, &payments[..1]).await;
    }
    for (filter, expected) in [
        ("costRecovery=over_100", "A"),
        ("costRecovery=under_100", "DB"),
        ("costRecovery=under_100,over_100", "DBA"),
        ("costRecovery=under_100&status=rented_out", "B"),
        ("costRecovery=under_100&sortBy=serialNumber", "DB"),
        ("costRecovery=over_100&search=dell", ""),
        ("filter[cost_recovery][gte]=100", "A"),
        ("filter%5Bcost_recovery%5D%5Blt%5D=100", "DB"),
        ("filter[cost_recovery][lt]=100&costRecovery=over_100", ""),
    ] {
        assert_eq!(listed(&acme, filter).await, expected, "{filter}");
    }
    let refusal = acme.get("/v1/assets?costRecovery=half").await;
    let refusal = refusal.refused(400, "VALIDATION_ERROR");
    assert_eq!(refusal.faults()[0].0, "costRecovery");
    let refusal = acme.get("/v1/assets?filter[cost_recovery][gte]=90").await;
    refusal.refused(400, "VALIDATION_ERROR");
    // Its own cost, as it becomes known or changes, decides at once.
    acme.patch("/v1/assets/B", json!({"acquisitionCost": 100}))
        .await
        .ok();
    assert_eq!(listed(&acme, "costRecovery=over_100").await, "BA");
    let other = app.tenant().await;
    assert_eq!(listed(&other, "costRecovery=under_100").await, "");
}

#[tokio::test]
async fn a_variants_cost_counts_where_nobody_said_the_assets_own() {
    let acme = TestApp::new().await.tenant().await;
    let product = given::laptop(&acme).await;
    let product = id(&product, "productId");
    let body = json!({"serialNumber": "OWN", "sku": LAPTOP, "acquisitionCost": 318});
    acme.post("/v1/assets", body).await.ok();
    given::asset(&acme, "A", LAPTOP).await;
    for serial in ["OWN", "A"] {
        let (_, rental) = rent_out(&acme, serial, LAPTOP).await;
        pay(&acme, &payments(&acme, &rental).await[..1]).await;
    }
    let own = acme.get("/v1/assets/OWN").await;
    let path = format!("/v1/products/{product}");
    let cost = |cost: Value| json!({"variants": [{"variantSku": LAPTOP, "acquisitionCost": cost}]});
    for (variant, percent) in [
        (json!(null), json!(null)),
        (json!(159), json!(100)),
        (json!(1590), json!(10)),
    ] {
        acme.put(&path, cost(variant.clone())).await.ok();
        assert_eq!(brought(&acme, "A").await.1, percent, "{variant}");
        assert_eq!(brought(&acme, "OWN").await.1, json!(50));
        let asset = acme.get("/v1/assets/A").await.ok();
        assert_eq!(asset.get("acquisitionCost"), None);
    }
    // What does not show is no new version.
    assert_eq!(acme.get("/v1/assets/OWN").await.etag(), own.etag());
    acme.patch("/v1/assets/OWN", json!({"acquisitionCost": null}))
        .await
        .ok();
    assert_eq!(brought(&acme, "OWN").await.1, json!(10));
    // A file of products says it as the single operation does.
    let file = format!(
        "productSku,name,category,brand,variantSku,variantName,grade,listPrice,acquisitionCost\n\
         P-{LAPTOP},MacBook Pro,Devices,Acme,{LAPTOP},Standard,A,2499,318\n"
    );
    let import = acme.call(axum::http::Method::POST, "/v1/products/csv");
    import.raw("text/csv", file).send().await.ok();
    assert_eq!(brought(&acme, "A").await.1, json!(50));
    // A new asset begins with it.
    given::asset(&acme, "NEW", LAPTOP).await;
    assert_eq!(brought(&acme, "NEW").await.1, json!(0));
}
