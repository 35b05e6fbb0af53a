//! What POST and PUT of products refuse.
use axum::http::Method;
use serde_json::{Value, json};

use super::{body, product_of};
use crate::support::{
    app::{TenantSpec, TestApp},
    given::{self, LAPTOP, id},
};

#[tokio::test]
async fn all_faults_are_told_at_once() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let new = json!({
        "productSku": "", "name": 1, "specification": {}, "category": "x",
        "images": ["ftp://x"], "status": "gone",
        "variants": [{"grade": "A", "listPrice": -1, "pricing": [{}]}],
    });
    let answer = acme.post("/v1/products", new).await;
    let answer = answer.refused(400, "VALIDATION_ERROR");
    let paths: Vec<&str> = answer.faults().iter().map(|(path, _)| *path).collect();
    assert_eq!(
        paths,
        [
            "productSku",
            "name",
            "specification",
            "brand",
            "images[0]",
            "status",
            "variants[0].variantSku",
            "variants[0].listPrice",
            "variants[0].pricing[0].contractLength",
            "variants[0].pricing[0].monthlyPrice",
        ]
    );
}

#[tokio::test]
async fn a_new_variant_needs_name_grade_and_pricing() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let saved = given::laptop(&acme).await;
    let path = format!("/v1/products/{}", id(&saved, "productId"));
    let edit = json!({"variants": [{"sku": LAPTOP, "color": "Red"}, {"sku": "NEW"}]});
    let answer = acme.put(&path, edit).await.refused(400, "VALIDATION_ERROR");
    assert_eq!(
        answer.faults(),
        [
            ("variants[1].variantName", "invalid_type"),
            ("variants[1].grade", "invalid_type"),
            ("variants[1].pricing", "invalid_type"),
        ]
    );
    // Nothing of a refused request stays.
    let product = acme.get(&path).await.ok();
    assert_eq!(product["variants"][0]["colorName"], Value::Null);
}

#[tokio::test]
async fn pricing_without_a_term_or_a_price_is_invalid_pricing() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let mut new = body("P", &["A"]);
    new["variants"][0]["pricing"] = json!([{"contractLength": 12}, {"monthlyPrice": 1}]);
    let answer = acme.post("/v1/products", new).await;
    let answer = answer.refused(400, "INVALID_PRICING");
    assert_eq!(
        answer.faults(),
        [
            ("variants[0].pricing[0].monthlyPrice", "INVALID_PRICING"),
            ("variants[0].pricing[1].contractLength", "INVALID_PRICING"),
        ]
    );
}

#[tokio::test]
async fn a_discount_is_not_more_than_the_price() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let mut new = body("P", &["A"]);
    for (value, status) in [(100.01, 400), (100.0, 201)] {
        new["variants"][0]["pricing"] = json!([{
            "contractLength": 12, "monthlyPrice": 100,
            "discount": {"type": "fixed", "value": value},
        }]);
        let answer = acme.post("/v1/products", new.clone()).await;
        assert_eq!(answer.status, status, "{}", answer.body);
        if status == 400 {
            let answer = answer.refused(400, "INVALID_PRICING");
            let path = "variants[0].pricing[0].discount.value";
            assert_eq!(answer.faults(), [(path, "INVALID_PRICING")]);
        }
    }
}

#[tokio::test]
async fn what_cannot_be_emptied_takes_no_null() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let saved = given::laptop(&acme).await;
    let path = format!("/v1/products/{}", id(&saved, "productId"));
    let product = [
        "productSku",
        "name",
        "specification",
        "category",
        "brand",
        "images",
        "status",
        "variants",
    ];
    for field in product {
        let answer = acme.put(&path, json!({field: null})).await;
        let answer = answer.refused(400, "VALIDATION_ERROR");
        assert_eq!(answer.faults(), [(field, "invalid_type")]);
    }
    for field in ["variantName", "grade", "images", "pricing"] {
        let edit = json!({"variants": [{"sku": LAPTOP, field: null}]});
        let answer = acme.put(&path, edit).await;
        let answer = answer.refused(400, "VALIDATION_ERROR");
        let place = format!("variants[0].{field}");
        assert_eq!(answer.faults(), [(place.as_str(), "invalid_type")]);
    }
    let edit = json!({
        "description": null,
        "variants": [{"sku": LAPTOP, "condition": null, "color": null, "listPrice": null}],
    });
    acme.put(&path, edit).await.ok();
}

#[tokio::test]
async fn prices_have_the_decimals_of_the_currency() {
    let app = TestApp::new().await;
    let yen = app
        .tenant_with(TenantSpec {
            currency: "JPY",
            ..TenantSpec::default()
        })
        .await;
    let mut new = body("P", &["A"]);
    new["variants"][0]["pricing"] = json!({"12": 100.5});
    let answer = yen.post("/v1/products", new.clone()).await;
    let answer = answer.refused(400, "VALIDATION_ERROR");
    assert_eq!(answer.faults()[0].0, "variants[0].pricing.12");
    new["variants"][0]["pricing"] = json!({"12": 100});
    yen.post("/v1/products", new).await.ok();
}

#[tokio::test]
async fn a_sku_belongs_to_one_product() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let mut new = body("OTHER", &["FREE", LAPTOP]);
    new["variants"][1] = json!({"sku": LAPTOP});
    let answer = acme
        .post("/v1/products", new)
        .await
        .refused(400, "DUPLICATE_SKU");
    assert_eq!(answer.faults(), [("variants[1].sku", "DUPLICATE_SKU")]);
    // The whole request is undone.
    assert_eq!(acme.get("/v1/products").await.ok()["count"], 1);
    let twice = acme.post("/v1/products", body("OTHER", &["X", "X"])).await;
    assert_eq!(
        twice.refused(400, "DUPLICATE_SKU").faults(),
        [("variants[1].variantSku", "DUPLICATE_SKU")]
    );
    // Another tenant's SKUs are no concern of this one.
    let other = app.tenant().await;
    other
        .post("/v1/products", body("OTHER", &[LAPTOP]))
        .await
        .ok();
}

#[tokio::test]
async fn the_product_sku_cannot_change() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let saved = given::laptop(&acme).await;
    let path = format!("/v1/products/{}", id(&saved, "productId"));
    let answer = acme.put(&path, json!({"productSku": "X"})).await;
    let answer = answer.refused(400, "VALIDATION_ERROR");
    assert_eq!(answer.faults()[0].0, "productSku");
}

#[tokio::test]
async fn a_stale_etag_is_refused() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let saved = given::laptop(&acme).await;
    let product = product_of(&acme, &saved).await;
    let path = format!("/v1/products/{}", id(&product, "productId"));
    let variant = id(&product["variants"][0], "variantId");
    let variant = format!("/v1/products/variants/{variant}/status");
    let inactive = json!({"status": "inactive"});
    for (method, path, body) in [
        (Method::PUT, &path, json!({"name": "x"})),
        (Method::DELETE, &path, json!({})),
        (Method::PATCH, &variant, inactive.clone()),
    ] {
        let call = acme.call(method, path).if_match("\"7\"").json(&body);
        call.send().await.refused(412, "PRECONDITION_FAILED");
    }
    let call = acme.call(Method::PATCH, &variant).if_match("\"1\"");
    assert_eq!(call.json(&inactive).send().await.etag(), "\"2\"");
    assert_eq!(acme.get(&path).await.etag(), "\"2\"");
}

#[tokio::test]
async fn another_tenants_product_does_not_exist() {
    let app = TestApp::new().await;
    let (acme, other) = (app.tenant().await, app.tenant().await);
    let saved = given::laptop(&acme).await;
    let product = product_of(&acme, &saved).await;
    let path = format!("/v1/products/{}", id(&product, "productId"));
    let variant = id(&product["variants"][0], "variantId");
    for path in [path.as_str(), "/v1/products/prod_nonsense"] {
        other.get(path).await.refused(404, "NOT_FOUND");
        other
            .put(path, json!({"name": "x"}))
            .await
            .refused(404, "NOT_FOUND");
        other.delete(path).await.refused(404, "NOT_FOUND");
    }
    let path = format!("/v1/products/variants/{variant}/status");
    let answer = other.patch(&path, json!({"status": "inactive"})).await;
    answer.refused(404, "NOT_FOUND");
    assert_eq!(other.get("/v1/products").await.ok()["count"], 0);
    assert_eq!(other.get("/v1/products/variants").await.ok()["count"], 0);
}

#[tokio::test]
async fn too_much_at_once_is_refused() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let skus: Vec<String> = (0..201).map(|number| format!("S{number}")).collect();
    let skus: Vec<&str> = skus.iter().map(String::as_str).collect();
    let answer = acme.post("/v1/products", body("P", &skus)).await;
    let answer = answer.refused(400, "VALIDATION_ERROR");
    assert_eq!(answer.faults(), [("variants", "too_big")]);
    let saved = acme
        .post("/v1/products", body("P", &skus[..200]))
        .await
        .ok();
    assert_eq!(product_of(&acme, &saved).await["variantCount"], 200);
}
