//! Removing a product for good.
use axum::http::Method;
use serde_json::json;

use super::body;
use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, id},
};

/// Deletes the product of that path for good.
async fn remove(client: &Client, path: &str) -> crate::support::client::Answer {
    client.delete(&format!("{path}?permanent=true")).await
}

#[tokio::test]
async fn a_product_that_nothing_was_made_of_is_gone_with_all_that_is_its() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let saved = acme
        .post("/v1/products", body("P-1", &["V-1", "V-2"]))
        .await;
    let product = id(&saved.ok(), "productId");
    let path = format!("/v1/products/{product}");
    let removed = remove(&acme, &path).await.ok();
    assert_eq!(
        (&removed["message"], &removed["productId"]),
        (&json!("Product deleted"), &json!(product))
    );
    acme.get(&path).await.refused(404, "NOT_FOUND");
    remove(&acme, &path).await.refused(404, "NOT_FOUND");
    for list in ["products", "products/variants"] {
        let left = acme.get(&format!("/v1/{list}")).await.ok();
        let items = left[list.rsplit('/').next().unwrap()].as_array().unwrap();
        assert!(items.is_empty(), "{list}: {left}");
    }
    for table in ["price_tiers", "platform.search_texts"] {
        let count = format!("select count(*) from {table} where tenant_id = $1");
        let left: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(count))
            .bind(acme.tenant)
            .fetch_one(&app.owner)
            .await
            .unwrap();
        assert_eq!(left, 0, "{table}");
    }
    let told: Vec<String> = sqlx::query_scalar(
        "select action from timeline_entries where tenant_id = $1 and entity_id = $2 order by id",
    )
    .bind(acme.tenant)
    .bind(&product)
    .fetch_all(&app.owner)
    .await
    .unwrap();
    assert_eq!(told, ["product.created", "product.deleted"]);

    // Its SKUs are free again.
    let again = acme.post("/v1/products", body("P-2", &["V-1"])).await.ok();
    assert_ne!(again["productId"], json!(product));
}

#[tokio::test]
async fn a_product_that_anything_names_stays_and_what_names_it_is_told() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let product = id(&given::laptop(&acme).await, "productId");
    let path = format!("/v1/products/{product}");
    given::asset(&acme, "SN-1", LAPTOP).await;
    let refused = remove(&acme, &path).await.refused(409, "PRODUCT_IN_USE");
    assert!(
        refused.message().contains("named by assets, so"),
        "{refused:?}"
    );

    let order = id(&given::order(&acme, &[(LAPTOP, 1, 12)]).await, "orderId");
    let cancel = format!("/v1/orders/{order}/cancel");
    acme.post(&cancel, json!({"reason": "withdrawn"}))
        .await
        .ok();
    let refused = remove(&acme, &path).await.refused(409, "PRODUCT_IN_USE");
    let said = refused.message();
    assert!(said.contains("orders and assets, so"), "{said}");
    assert!(said.contains("Discontinue it instead"), "{said}");
    assert_eq!(acme.get(&path).await.ok()["status"], "active");

    // Without the parameter it is what it was: off the market.
    for soft in [&*path, &format!("{path}?permanent=false")] {
        acme.delete(soft).await.ok();
        assert_eq!(acme.get(&path).await.ok()["status"], "discontinued");
    }
    let wrong = acme.delete(&format!("{path}?permanent=yes")).await;
    wrong.refused(400, "VALIDATION_ERROR");
}

#[tokio::test]
async fn a_stale_version_is_refused_and_a_repeat_gets_the_first_answer() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let product = id(&given::laptop(&acme).await, "productId");
    let path = format!("/v1/products/{product}");
    acme.put(&path, json!({"name": "Laptop"})).await.ok();
    let permanent = format!("{path}?permanent=true");
    let call = || acme.call(Method::DELETE, &permanent);
    let stale = call().header("if-match", "\"1\"").send().await;
    stale.refused(412, "PRECONDITION_FAILED");
    let first = call()
        .key("k")
        .header("if-match", "\"2\"")
        .send()
        .await
        .ok();
    assert_eq!(call().key("k").send().await.ok(), first);
}
