//! Taking orders.
use axum::http::Method;
use serde_json::{Value, json};

use super::{events, path, post, shop, shop_of, shop_with};
use crate::support::{
    app::{TenantSpec, TestApp},
    examples,
    given::{self, LAPTOP, MONITOR, id},
};

#[tokio::test]
async fn an_order_is_priced_by_the_catalog_and_pending() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let body = given::order_body("john@example.com", &[(LAPTOP, 2, 24), (MONITOR, 1, 12)]);
    let answer = acme.post("/v1/orders", body).await;
    assert_eq!((answer.status, answer.etag()), (201, "\"1\""));
    let body = answer.ok();
    assert_eq!(body["success"], true);
    assert_eq!(body["orderId"], body["order"]["orderId"]);
    let order = &body["order"];
    assert_eq!(order["status"], "pending");
    assert_eq!(order["orderType"], "standard");
    assert_eq!(order["shippingAddress"], order["billingAddress"]);
    assert_eq!(order["rentalIds"], json!([]));
    assert_eq!(
        order["rentalProgress"],
        json!({"totalDevices": 3, "rentedDevices": 0})
    );
    assert_eq!(order["payment"]["status"], "pending");
    assert_eq!(order["createdAt"], "2026-01-15T12:00:00Z");
    let totals = &order["totals"];
    assert_eq!(totals["subtotal"].to_string(), "287.99");
    assert_eq!(totals["total"].to_string(), "287.99");
    assert_eq!(totals["totalContractValue"].to_string(), "6551.88");
    assert_eq!(
        (&totals["currency"], &totals["totalDevices"]),
        (&json!("EUR"), &json!(3))
    );
    let item = &order["items"][0];
    assert_eq!(item["unitPrice"], 129);
    assert_eq!(item["contractLength"], 24);
    assert_eq!(item["listPriceSource"], "variant");
    assert_eq!(item["acquisitionCostSource"], "variant");
    assert_eq!(item["usedListPriceAsAcquisition"], false);
    assert_eq!(item["rentalStatus"], "pending");
    assert_eq!(acme.get(&path(order)).await.ok(), *order);
    assert!(
        events(&app, &acme)
            .await
            .contains(&"order.created".to_owned())
    );
}

#[tokio::test]
async fn official_examples_are_taken() {
    let acme = shop(&TestApp::new().await).await;
    given::product(&acme, "IPAD-PRO-12-M2", "iPad Pro", [1.0; 4]).await;
    given::product(&acme, "ECB-250W", "Bike", [1.0; 4]).await;
    for body in examples::sent_to("POST /v1/orders", &["quickstart"]) {
        acme.post("/v1/orders", body).await.ok();
    }
}

#[tokio::test]
async fn tax_is_on_top_or_contained() {
    let app = TestApp::new().await;
    for (tax_inclusive, tax, total) in [(false, "54.18", "312.18"), (true, "44.78", "258")] {
        let spec = TenantSpec {
            tax_rate_ppm: 210_000,
            tax_inclusive,
            ..TenantSpec::default()
        };
        let acme = shop_with(&app, spec).await;
        let order = given::order(&acme, &[(LAPTOP, 2, 24)]).await;
        let totals = &order["totals"];
        assert_eq!(totals["subtotal"], 258);
        assert_eq!(totals["taxAmount"].to_string(), tax);
        assert_eq!(totals["total"].to_string(), total);
        assert_eq!(totals["taxRate"], 21);
    }
}

#[tokio::test]
async fn a_term_left_out_is_the_tenants_default_or_the_shortest() {
    let app = TestApp::new().await;
    for (settings, term) in [
        (json!({}), 6),
        (json!({"defaultTerm": 24}), 24),
        (json!({"defaultTerm": 18}), 6),
    ] {
        let acme = shop_of(&app, settings).await;
        let body = given::order_body("john@example.com", &[]);
        let items = json!({"items": [{"sku": LAPTOP, "quantity": 1}]});
        let order = post(&acme, body, items).await.ok();
        assert_eq!(order["order"]["items"][0]["contractLength"], term);
    }
}

#[tokio::test]
async fn an_order_can_be_saved_as_confirmed() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let body = given::order_body("john@example.com", &[(LAPTOP, 1, 12)]);
    let order = post(&acme, body.clone(), json!({"status": "confirmed"}))
        .await
        .ok();
    assert_eq!(order["order"]["status"], "confirmed");
    assert_eq!(order["order"]["confirmedAt"], "2026-01-15T12:00:00Z");
    let events = events(&app, &acme).await;
    assert!(events.ends_with(&["order.created".into(), "order.confirmed".into()]));
    let refused = post(&acme, body, json!({"status": "fulfilled"})).await;
    assert_eq!(refused.faults(), [("status", "invalid_enum_value")]);
}

#[tokio::test]
async fn a_known_customer_is_named_by_id_alone() {
    let acme = shop(&TestApp::new().await).await;
    let body = given::order_body("john@example.com", &[(LAPTOP, 1, 12)]);
    let first = acme.post("/v1/orders", body.clone()).await.ok()["order"].clone();
    let customer = &first["customer"]["customerId"];
    let again = json!({"customer": {"customerId": customer, "firstName": "Johnny"}});
    let order = post(&acme, body.clone(), again).await.ok()["order"].clone();
    assert_eq!(order["customer"]["customerId"], *customer);
    assert_eq!(order["customer"]["email"], "john@example.com");
    assert_eq!(order["customer"]["firstName"], "Johnny");
    assert_eq!(order["customer"]["lastName"], "Smith");
    let path = format!("/v1/customers/{}", id(&first["customer"], "customerId"));
    let stored = acme.get(&path).await.ok();
    assert_eq!(
        (&stored["firstName"], &stored["totalOrders"]),
        (&json!("John"), &json!(2))
    );

    let other = json!({"customer": {"customerId": customer, "email": "jane@example.com"}});
    let refused = post(&acme, body.clone(), other).await;
    assert_eq!(refused.faults(), [("customer.email", "custom")]);
    for unknown in ["cust_01jvcx7r0ee8qt3ks2zbm4n6wd", "nobody"] {
        let unknown = json!({"customer": {"customerId": unknown}});
        let refused = post(&acme, body.clone(), unknown).await;
        let refused = refused.refused(400, "CUSTOMER_NOT_FOUND");
        assert_eq!(
            refused.faults(),
            [("customer.customerId", "CUSTOMER_NOT_FOUND")]
        );
    }
}

#[tokio::test]
async fn net_terms_are_for_business_customers() {
    let acme = shop(&TestApp::new().await).await;
    let body = given::order_body("john@example.com", &[(LAPTOP, 1, 12)]);
    let customer = |kind: Value| {
        json!({"customer": {
            "email": "acme@example.com", "firstName": "A", "lastName": "B",
            "customerType": kind, "paymentTerms": "net_30",
        }})
    };
    for kind in [json!("individual"), Value::Null] {
        let refused = post(&acme, body.clone(), customer(kind)).await;
        assert_eq!(refused.faults(), [("customer.paymentTerms", "custom")]);
    }
    let order = post(&acme, body, customer(json!("business"))).await.ok();
    assert_eq!(order["order"]["customer"]["paymentTerms"], "net_30");
}

#[tokio::test]
async fn an_external_id_is_taken_once() {
    let app = TestApp::new().await;
    let (acme, other) = (shop(&app).await, shop(&app).await);
    let body = given::order_body("john@example.com", &[(LAPTOP, 1, 12)]);
    let external = json!({"externalId": "SHOP-1"});
    let first = post(&acme, body.clone(), external.clone()).await.ok();
    assert_eq!(first["order"]["externalId"], "SHOP-1");
    let refused = post(&acme, body.clone(), external.clone()).await;
    let refused = refused.refused(409, "EXTERNAL_ID_EXISTS");
    assert!(refused.message().contains(&id(&first, "orderId")));
    post(&other, body, external).await.ok();
    let customer = id(&first["order"]["customer"], "customerId");
    let customer = acme.get(&format!("/v1/customers/{customer}")).await.ok();
    assert_eq!(customer["totalOrders"], 1);
}

#[tokio::test]
async fn an_equal_order_in_the_window_is_the_first_one() {
    let app = TestApp::new().await;
    let acme = shop_of(&app, json!({"duplicateWindowSeconds": 60})).await;
    let body = |items: &[(&str, u32, u32)]| given::order_body("john@example.com", items);
    let two = [(LAPTOP, 1, 12), (MONITOR, 2, 24)];
    let first = acme.post("/v1/orders", body(&two)).await.ok();
    let mut swapped = body(&[(MONITOR, 2, 24), (LAPTOP, 1, 12)]);
    swapped["customer"]["email"] = json!("JOHN@example.com");
    let again = acme.post("/v1/orders", swapped).await;
    assert_eq!(again.status, 201);
    assert_eq!(again.ok(), first);
    let other = acme.post("/v1/orders", body(&[(LAPTOP, 1, 12)])).await.ok();
    assert_ne!(other["orderId"], first["orderId"]);
    app.clock.advance(chrono::TimeDelta::seconds(61));
    let later = acme.post("/v1/orders", body(&two)).await.ok();
    assert_ne!(later["orderId"], first["orderId"]);
}

#[tokio::test]
async fn a_repeated_key_answers_the_first_order() {
    let acme = shop(&TestApp::new().await).await;
    let body = given::order_body("john@example.com", &[(LAPTOP, 1, 12)]);
    let call = || acme.call(Method::POST, "/v1/orders").key("k1").json(&body);
    let first = call().send().await;
    let again = call().send().await;
    assert_eq!((again.status, &again.bytes), (201, &first.bytes));
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(acme.get("/v1/orders").await.ok()["count"], 1);
}

#[tokio::test]
async fn an_edited_order_does_not_answer_for_a_new_one() {
    let app = TestApp::new().await;
    let acme = shop_of(&app, json!({"duplicateWindowSeconds": 60})).await;
    let body = || given::order_body("john@example.com", &[(LAPTOP, 1, 12)]);
    for patch in [
        json!({"items": [{"sku": LAPTOP, "quantity": 2}]}),
        json!({"customer": {"email": "jane@example.com"}}),
    ] {
        let first = acme.post("/v1/orders", body()).await.ok()["order"].clone();
        acme.patch(&path(&first), patch.clone()).await.ok();
        let back = json!({"customer": {"email": "john@example.com"}});
        acme.patch(&path(&first), back).await.ok();
        let second = acme.post("/v1/orders", body()).await.ok()["order"].clone();
        assert_ne!(first["orderId"], second["orderId"], "{patch}");
        // One whose notes alone were edited is still the same order.
        acme.patch(&path(&second), json!({"notes": "Rush"}))
            .await
            .ok();
        let third = acme.post("/v1/orders", body()).await.ok()["order"].clone();
        assert_eq!(third["orderId"], second["orderId"]);
        acme.post(&format!("{}/cancel", path(&second)), json!({}))
            .await
            .ok();
    }
}
