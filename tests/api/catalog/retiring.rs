//! Taking products and variants off the market, and back.
use serde_json::{Value, json};

use super::{body, product_of};
use crate::support::{
    app::TestApp,
    client::Client,
    examples,
    given::{self, LAPTOP, id},
};

/// An order of two units of the product's first variant, brought to a status.
async fn order_of(client: &Client, product: &Value, status: &str) {
    let sku = id(&product["variants"][0], "variantSku");
    let order = id(&given::order(client, &[(&sku, 2, 12)]).await, "orderId");
    let path = format!("/v1/orders/{order}");
    let rented = match status {
        "partial" => 1,
        "fulfilled" => 2,
        _ => 0,
    };
    if status == "confirmed" {
        let confirm = format!("{path}/confirm");
        client.post(&confirm, json!({})).await.ok();
    }
    for unit in 0..rented {
        let serial_number = format!("{sku}-{unit}");
        given::asset(client, &serial_number, &sku).await;
        given::subscription(client, &order, &serial_number).await;
    }
    assert_eq!(client.get(&path).await.ok()["status"], status);
}

#[tokio::test]
async fn a_deleted_product_comes_back_without_its_variants() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let saved = given::laptop(&acme).await;
    let path = format!("/v1/products/{}", id(&saved, "productId"));
    let deleted = acme.delete(&path).await.ok();
    assert_eq!(deleted["productSku"], format!("P-{LAPTOP}"));
    let product = acme.get(&path).await.ok();
    assert_eq!(product["status"], "discontinued");
    assert_eq!(product["variants"][0]["status"], "inactive");
    assert_eq!(acme.delete(&path).await.etag(), "\"2\"");

    acme.put(&path, json!({"status": "active"})).await.ok();
    let product = acme.get(&path).await.ok();
    assert_eq!(product["status"], "active");
    assert_eq!(product["variants"][0]["status"], "inactive");

    let variant = format!(
        "/v1/products/variants/{}/status",
        id(&product["variants"][0], "variantId")
    );
    let answer = acme.patch(&variant, json!({"status": "active"})).await.ok();
    assert_eq!(answer["variant"]["status"], "active");
    assert_eq!(
        acme.get(&path).await.ok()["variants"][0]["status"],
        "active"
    );
}

#[tokio::test]
async fn a_product_in_open_orders_stays() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    for status in ["pending", "confirmed", "partial"] {
        let saved = acme
            .post("/v1/products", body(status, &[status]))
            .await
            .ok();
        let product = product_of(&acme, &saved).await;
        order_of(&acme, &product, status).await;
        let path = format!("/v1/products/{}", id(&product, "productId"));
        acme.delete(&path)
            .await
            .refused(409, "PRODUCT_HAS_ACTIVE_ORDERS");
        acme.put(&path, json!({"status": "discontinued"}))
            .await
            .refused(409, "PRODUCT_HAS_ACTIVE_ORDERS");
        let variant = id(&product["variants"][0], "variantId");
        let variant = format!("/v1/products/variants/{variant}/status");
        acme.patch(&variant, json!({"status": "inactive"}))
            .await
            .refused(409, "VARIANT_IN_USE");
        assert_eq!(acme.get(&path).await.ok()["status"], "active");
    }
    let saved = given::monitor(&acme).await;
    let product = product_of(&acme, &saved).await;
    order_of(&acme, &product, "fulfilled").await;
    let path = format!("/v1/products/{}", id(&product, "productId"));
    acme.delete(&path).await.ok();
}

#[tokio::test]
async fn a_variant_status_is_active_or_inactive() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let saved = given::laptop(&acme).await;
    let product = product_of(&acme, &saved).await;
    let path = format!(
        "/v1/products/variants/{}/status",
        id(&product["variants"][0], "variantId")
    );
    for status in examples::sent_to(
        "PATCH /v1/products/variants/{variantId}/status",
        &["spec example"],
    ) {
        let answer = acme.patch(&path, status).await;
        assert_eq!(answer.etag(), "\"2\"");
        assert_eq!(answer.ok()["variant"]["status"], "inactive");
    }
    let answer = acme.patch(&path, json!({"status": "inactiv"})).await;
    assert!(
        answer.message().contains("`inactive`"),
        "{}",
        answer.message()
    );
    answer.refused(400, "VALIDATION_ERROR");
    acme.patch(&path, json!({}))
        .await
        .refused(400, "VALIDATION_ERROR");
}

#[tokio::test]
async fn a_variant_of_a_discontinued_product_is_not_activated_and_says_why_it_is_not_sold() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let saved = given::laptop(&acme).await;
    let path = format!("/v1/products/{}", id(&saved, "productId"));
    let product = product_of(&acme, &saved).await;
    let variant = id(&product["variants"][0], "variantId");
    let status = format!("/v1/products/variants/{variant}/status");
    acme.delete(&path).await.ok();

    let refused = acme.patch(&status, json!({"status": "active"})).await;
    let refused = refused.refused(400, "VALIDATION_ERROR");
    assert_eq!(refused.faults(), [("status", "custom")]);
    for part in [&format!("P-{LAPTOP}"), &path] {
        assert!(refused.message().contains(part), "{}", refused.message());
    }
    acme.patch(&status, json!({"status": "inactive"}))
        .await
        .ok();
    assert_eq!(
        acme.get(&path).await.ok()["variants"][0]["status"],
        "inactive"
    );
    let order = given::order_body("john@example.com", &[(LAPTOP, 1, 12)]);
    let asset = json!({"serialNumber": "SN-1", "sku": LAPTOP});
    for (to, body) in [("/v1/orders", &order), ("/v1/assets", &asset)] {
        let refused = acme.post(to, body.clone()).await;
        let refused = refused.refused(400, "VARIANT_INACTIVE");
        for part in [
            "its product is discontinued",
            "active first",
            &path,
            &status,
        ] {
            assert!(refused.message().contains(part), "{}", refused.message());
        }
    }

    acme.put(&path, json!({"status": "active"})).await.ok();
    for (to, body) in [("/v1/orders", &order), ("/v1/assets", &asset)] {
        let refused = acme.post(to, body.clone()).await;
        let refused = refused.refused(400, "VARIANT_INACTIVE");
        assert!(!refused.message().contains("discontinued"));
        assert!(refused.message().contains(&status));
    }
    acme.patch(&status, json!({"status": "active"})).await.ok();
    for (to, body) in [("/v1/orders", order), ("/v1/assets", asset)] {
        acme.post(to, body).await.ok();
    }
}
