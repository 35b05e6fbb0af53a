//! Making and changing products: POST and PUT.
use axum::http::Method;
use serde_json::{Value, json};

use super::{body, product_of};
use crate::support::{
    app::TestApp,
    examples,
    given::{self, LAPTOP, id},
};

#[tokio::test]
async fn a_product_is_made_and_read_back() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let mut new = body("IPHONE", &["IPHONE-B", "IPHONE-A"]);
    new["description"] = json!("Long");
    new["images"] = json!(["https://example.com/a.jpg"]);
    new["variants"][0]["pricing"] = json!([
        {"contractLength": 24, "monthlyPrice": 40.5, "setupFee": 10,
         "discount": {"type": "percentage", "value": 12.5, "description": "Spring"},
         "source": "suggested", "calculatedAt": "2026-01-01T00:00:00Z", "presetUsed": "std"},
        {"contractLength": 12, "monthlyPrice": 55, "discount": {"type": "fixed", "value": 5.25}},
    ]);
    let answer = acme.post("/v1/products", new).await;
    assert_eq!((answer.status, answer.etag()), (201, "\"1\""));
    let saved = answer.ok();
    assert_eq!(saved["operation"], "created");
    assert_eq!(
        saved["variantResults"],
        json!([{"variantSku": "IPHONE-B", "operation": "create"},
            {"variantSku": "IPHONE-A", "operation": "create"}])
    );
    let product = product_of(&acme, &saved).await;
    assert_eq!(product["status"], "active");
    assert_eq!(product["variantCount"], 2);
    assert_eq!(product["_sync"], json!({"source": "manual"}));
    assert_eq!(product["variants"][0]["variantSku"], "IPHONE-A");
    assert_eq!(
        product["variants"][1]["pricing"],
        json!([
            {"contractLength": 12, "monthlyPrice": 55,
             "discount": {"type": "fixed", "value": 5.25}},
            {"contractLength": 24, "monthlyPrice": 40.5, "setupFee": 10,
             "discount": {"type": "percentage", "value": 12.5, "description": "Spring"},
             "source": "suggested", "calculatedAt": "2026-01-01T00:00:00Z", "presetUsed": "std"},
        ])
    );
}

#[tokio::test]
async fn a_second_post_updates_and_leaves_absent_variants_alone() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let first = acme.post("/v1/products", body("IPHONE", &["A", "B"])).await;
    let first = first.ok();
    let mut again = body("IPHONE", &["B", "C"]);
    again["name"] = json!("iPhone 2");
    again["variants"][0]["pricing"] = json!({"24": 80});
    let answer = acme.post("/v1/products", again).await;
    assert_eq!((answer.status, answer.etag()), (201, "\"2\""));
    let second = answer.ok();
    assert_eq!(second["operation"], "updated");
    assert_eq!(second["productId"], first["productId"]);
    assert_eq!(
        second["variantResults"],
        json!([{"variantSku": "B", "operation": "update"},
            {"variantSku": "C", "operation": "create"}])
    );
    let product = product_of(&acme, &second).await;
    assert_eq!(product["name"], "iPhone 2");
    assert_eq!(product["variantCount"], 3);
    let pricing = |at: usize| product["variants"][at]["pricing"].clone();
    assert_eq!(
        pricing(0),
        json!([{"contractLength": 12, "monthlyPrice": 100}])
    );
    assert_eq!(
        pricing(1),
        json!([{"contractLength": 24, "monthlyPrice": 80}])
    );
}

#[tokio::test]
async fn what_changes_nothing_leaves_no_trace() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let saved = acme.post("/v1/products", body("P", &["A"])).await.ok();
    app.clock.advance(chrono::TimeDelta::hours(1));
    let again = acme.post("/v1/products", body("P", &["A"])).await;
    assert_eq!(again.etag(), "\"1\"");
    let product = product_of(&acme, &saved).await;
    assert_eq!(product["updatedAt"], product["createdAt"]);
    assert_eq!(product["variants"][0]["updatedAt"], product["createdAt"]);
}

#[tokio::test]
async fn official_examples_are_accepted() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let mut saved = Value::Null;
    for example in examples::sent_to("POST /v1/products", &["spec example"])
        .into_iter()
        .filter(Value::is_object)
    {
        saved = acme.post("/v1/products", example).await.ok();
    }
    let object = product_of(&acme, &saved).await;
    let specification = object["specification"].as_str().unwrap();
    assert!(
        specification.contains(r#""memory":"18GB""#),
        "{specification}"
    );
    let list = acme.get("/v1/products?sortDir=asc").await.ok();
    assert_eq!(list["count"], 2);
    let macbook = format!("/v1/products/{}", id(&list["products"][0], "productId"));
    for example in examples::sent_to("PUT /v1/products/{productId}", &["spec example"]) {
        acme.put(&macbook, example).await.ok();
    }
    let product = acme.get(&macbook).await.ok();
    assert_eq!(product["name"], "MacBook Pro 16\" (2024)");
    let silver = product["variants"]
        .as_array()
        .unwrap()
        .iter()
        .find(|variant| variant["variantSku"] == "MACBOOK-PRO-16-M3-18GB-SILVER")
        .unwrap();
    assert_eq!(silver["grade"], "B");
    assert_eq!(silver["acquisitionCost"], 1650);
    assert_eq!(
        silver["pricing"],
        json!([{"contractLength": 12, "monthlyPrice": 139},
            {"contractLength": 24, "monthlyPrice": 109},
            {"contractLength": 36, "monthlyPrice": 89}])
    );
}

#[tokio::test]
async fn a_document_read_can_be_sent_back() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let saved = given::laptop(&acme).await;
    let path = format!("/v1/products/{}", id(&saved, "productId"));
    let product = acme.get(&path).await.ok();
    let answer = acme.put(&path, product).await;
    assert_eq!(answer.etag(), "\"1\"");
    assert_eq!(answer.ok()["operation"], "updated");
}

#[tokio::test]
async fn every_spelling_of_a_variant_is_taken() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let mut new = body("P", &["A"]);
    new["variants"][0] = json!({"sku": "A", "specification": "128 GB", "color": "Black",
        "grade": "A", "pricing": {"12": 149.0, "6": 199}});
    let saved = acme.post("/v1/products", new).await.ok();
    let variant = product_of(&acme, &saved).await["variants"][0].clone();
    assert_eq!(variant["variantSku"], "A");
    assert_eq!(variant["variantName"], "128 GB");
    assert_eq!(variant["colorName"], "Black");
    assert_eq!(
        variant["pricing"],
        json!([{"contractLength": 6, "monthlyPrice": 199},
            {"contractLength": 12, "monthlyPrice": 149}])
    );
}

#[tokio::test]
async fn a_repeated_key_gives_the_first_answer() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let send = || async {
        let call = acme.call(Method::POST, "/v1/products").key("k");
        call.json(&body("P", &["A"])).send().await
    };
    let (first, second) = (send().await, send().await);
    assert_eq!(first.body["operation"], "created");
    assert_eq!(first.bytes, second.bytes);
    assert_eq!(second.header("idempotent-replayed"), Some("true"));
}

#[tokio::test]
async fn a_product_tells_its_history() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let saved = given::laptop(&acme).await;
    let product = id(&saved, "productId");
    let path = format!("/v1/products/{product}");
    let edit = json!({"name": "New", "variants": [{"sku": LAPTOP, "listPrice": 10}]});
    acme.put(&path, edit).await.ok();
    acme.delete(&path).await.ok();
    let rows: Vec<(String, Value)> = sqlx::query_as(
        "select action, changes from timeline_entries \
         where tenant_id = $1 and entity_type = 'product' and entity_id = $2 order by id",
    )
    .bind(acme.tenant)
    .bind(&product)
    .fetch_all(&app.owner)
    .await
    .unwrap();
    let actions: Vec<&str> = rows.iter().map(|(action, _)| action.as_str()).collect();
    assert_eq!(
        actions,
        ["product.created", "product.updated", "product.discontinued"]
    );
    let price = format!("variants.{LAPTOP}.listPrice");
    assert_eq!(
        rows[1].1,
        json!([{"field": "name", "from": "MacBook Pro 16\"", "to": "New"},
            {"field": price, "from": 2499, "to": 10}])
    );
}
