//! What an asset is worth, where it lies, and who has it.
use axum::http::Method;
use serde_json::{Value, json};

use super::rent_out;
use crate::support::{
    app::TestApp,
    given::{self, LAPTOP, id},
};

#[tokio::test]
async fn people_say_what_an_asset_is_worth() {
    let acme = TestApp::new().await.tenant().await;
    given::laptop(&acme).await;
    let body = json!({"serialNumber": "A", "sku": LAPTOP, "currentValue": 900.5});
    let asset = acme.post("/v1/assets", body).await.ok();
    assert_eq!(asset["asset"]["currentValue"], 900.5);
    let change = json!({"currentValue": 850});
    let asset = acme.patch("/v1/assets/A", change.clone()).await.ok();
    assert_eq!(asset["asset"]["currentValue"], 850);
    // Said again it changes nothing.
    let before = acme.get("/v1/assets/A").await;
    acme.patch("/v1/assets/A", change).await.ok();
    let after = acme.get("/v1/assets/A").await;
    assert_eq!(after.etag(), before.etag());
    let mut whole = after.ok();
    whole["currentValue"] = json!(800);
    let asset = acme.put("/v1/assets/A", whole).await.ok();
    assert_eq!(asset["asset"]["currentValue"], 800);
    let life = acme.get("/v1/assets/A/history").await.ok();
    let told = json!([{"field": "currentValue", "from": 850, "to": 800}]);
    assert_eq!(life["timeline"][0]["changes"], told);
    let asset = acme.patch("/v1/assets/A", json!({"currentValue": null}));
    assert_eq!(asset.await.ok()["asset"].get("currentValue"), None);
    for wrong in [json!(-1), json!(1.005), json!("much")] {
        let refused = acme.patch("/v1/assets/A", json!({"currentValue": wrong}));
        let refused = refused.await.refused(400, "VALIDATION_ERROR");
        assert_eq!(refused.faults()[0].0, "currentValue", "{wrong}");
    }
}

#[tokio::test]
async fn a_file_says_what_assets_are_worth_and_gives_it_back() {
    let app = TestApp::new().await;
    let (acme, other) = (app.tenant().await, app.tenant().await);
    let file = format!("serialNumber,sku,currentValue\nA,{LAPTOP},750.25\nB,{LAPTOP},\n");
    let mut file = file.into_bytes();
    for client in [&acme, &other] {
        given::laptop(client).await;
        let import = client.call(Method::POST, "/v1/assets/csv");
        import.raw("text/csv", file).send().await.ok();
        let asset = client.get("/v1/assets/A").await.ok();
        assert_eq!(asset["currentValue"], 750.25);
        assert_eq!(asset["costRecoveryPercent"], 0);
        let asset = client.get("/v1/assets/B").await.ok();
        assert_eq!(asset.get("currentValue"), None);
        let export = client.call(Method::GET, "/v1/assets").accept("text/csv");
        file = export.send().await.text().as_bytes().to_vec();
    }
}

#[tokio::test]
async fn a_rented_asset_lies_at_its_customers_address() {
    let acme = TestApp::new().await.tenant().await;
    given::laptop(&acme).await;
    for serial in ["A", "B"] {
        let body = json!({"serialNumber": serial, "sku": LAPTOP, "location": "Shelf 4"});
        acme.post("/v1/assets", body).await.ok();
    }
    let mut order = given::order_body("john@example.com", &[(LAPTOP, 1, 12)]);
    order["shippingAddress"] = json!({
        "contactName": "Reception", "streetAddress": "456 Business Park", "postalCode": "3011 AA",
        "city": "Rotterdam", "country": "Netherlands",
    });
    let order = acme.post("/v1/orders", order).await.ok();
    let rental = given::subscription(&acme, &id(&order, "orderId"), "A").await;
    let rental = id(&rental, "rentalId");
    let there = "456 Business Park, 3011 AA Rotterdam, Netherlands";
    let asset = acme.get("/v1/assets/A").await.ok();
    assert_eq!(asset["location"], there);
    let path = format!("/v1/subscriptions/{rental}/replace");
    let body = json!({"rentalId": rental, "newSerialNumber": "B", "reason": "broken"});
    acme.post(&path, body).await.ok();
    assert_eq!(acme.get("/v1/assets/B").await.ok()["location"], there);
    let cancel = json!({"rentalId": rental, "reason": "customer_request"});
    let path = format!("/v1/subscriptions/{rental}/cancel");
    acme.post(&path, cancel).await.ok();
    let life = acme.get("/v1/assets/B/history").await.ok();
    assert_eq!(life["asset"]["location"], "Returned to Warehouse");
    let changes = life["timeline"][0]["changes"].as_array().unwrap();
    let told = json!({"field": "location", "from": there, "to": "Returned to Warehouse"});
    assert!(changes.contains(&told), "{changes:?}");
}

#[tokio::test]
async fn what_a_company_has_is_found_by_its_name() {
    let acme = TestApp::new().await.tenant().await;
    given::laptop(&acme).await;
    for serial in ["A", "B"] {
        given::asset(&acme, serial, LAPTOP).await;
    }
    rent_out(&acme, "A", LAPTOP).await;
    let mut order = given::order_body("femke@example.com", &[(LAPTOP, 1, 12)]);
    order["customer"]["customerType"] = json!("business");
    order["customer"]["company"] = json!("Grachtengordel BV");
    let order = acme.post("/v1/orders", order).await.ok();
    given::subscription(&acme, &id(&order, "orderId"), "B").await;
    for (text, expected) in [("gordel", vec!["B"]), ("smith", vec!["B", "A"])] {
        let found = acme.get(&format!("/v1/assets?search={text}")).await.ok();
        let found: Vec<&Value> = found["assets"].as_array().unwrap().iter().collect();
        let found: Vec<String> = found
            .iter()
            .map(|asset| id(asset, "serialNumber"))
            .collect();
        assert_eq!(found, expected, "{text}");
    }
}
