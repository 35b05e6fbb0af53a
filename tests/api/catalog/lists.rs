//! Lists of products and variants.
use serde_json::json;

use super::body;
use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, id},
};

/// Values of a field over all pages of two items.
async fn walk(client: &Client, path: &str, list: &str, field: &str) -> Vec<String> {
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = client.get(&format!("{path}&limit=2{cursor}")).await.ok();
        let items = page[list].as_array().unwrap();
        assert_eq!(page["count"], items.len());
        seen.extend(items.iter().map(|item| id(item, field)));
        match page["nextCursor"].as_str() {
            Some(next) => cursor = format!("&startAfter={next}"),
            None => break seen,
        }
        assert_eq!(page["hasMore"], true);
    }
}

#[tokio::test]
async fn lists_are_walked_in_every_order() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    for sku in ["C", "A", "E", "B", "D"] {
        let mut new = body(sku, &[sku]);
        new["name"] = json!(sku);
        acme.post("/v1/products", new).await.ok();
        app.clock.advance(chrono::TimeDelta::seconds(1));
    }
    let made = "CAEBD";
    let named = "ABCDE";
    for (list, path, field, sorts) in [
        (
            "products",
            "/v1/products",
            "productSku",
            &[("createdAt", made), ("updatedAt", made), ("name", named)][..],
        ),
        (
            "variants",
            "/v1/products/variants",
            "variantSku",
            &[
                ("createdAt", made),
                ("variantSku", named),
                ("sku", named),
                ("grade", made),
            ],
        ),
    ] {
        for (sort, expected) in sorts {
            let up = format!("{path}?sortBy={sort}&sortDir=asc");
            let forth = walk(&acme, &up, list, field).await;
            assert_eq!(forth.concat(), *expected, "{list} by {sort}");
            let back = walk(&acme, &format!("{path}?sortBy={sort}"), list, field).await;
            let expected: String = expected.chars().rev().collect();
            assert_eq!(back.concat(), expected, "{list} by {sort}, back");
        }
    }
    let page = acme.get("/v1/products/variants").await.ok();
    assert_eq!(page["limit"], 5000);
    acme.get("/v1/products/variants?limit=5000").await.ok();
    let answer = acme
        .get("/v1/products/variants?limit=5001&status=x&sortBy=y")
        .await;
    let answer = answer.refused(400, "VALIDATION_ERROR");
    assert_eq!(answer.faults().len(), 3);
    acme.get("/v1/products?limit=101")
        .await
        .refused(400, "VALIDATION_ERROR");
    let cursor = acme
        .get("/v1/products/variants?sortBy=sku&limit=1")
        .await
        .ok();
    let next = id(&cursor, "nextCursor");
    let path = format!("/v1/products/variants?sortBy=grade&startAfter={next}");
    acme.get(&path).await.refused(400, "VALIDATION_ERROR");
}

#[tokio::test]
async fn lists_are_filtered() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    acme.post("/v1/products", body("IPHONE", &["IP_128", "IPX128"]))
        .await
        .ok();
    given::monitor(&acme).await;
    let retired = given::laptop(&acme).await;
    acme.delete(&format!("/v1/products/{}", id(&retired, "productId")))
        .await
        .ok();
    for (query, count) in [
        ("products?status=active", 2),
        ("products?status=discontinued", 1),
        ("products?category=Phones", 1),
        ("products?brand=Apple&category=Devices", 0),
        ("products?brand=Acme&status=active", 1),
        ("products?unknown=1", 3),
        ("products/variants?status=inactive", 1),
        ("products/variants?productSku=IPHONE", 2),
        ("products/variants?grade=A", 4),
        ("products/variants?grade=B", 0),
        ("products/variants?sku=ip_", 1),
        ("products/variants?sku=128", 2),
        ("products/variants?sku=%25", 0),
        ("products/variants?category=Phones&brand=Apple", 2),
        ("products/variants?brand=Acme&status=active", 1),
    ] {
        let page = acme.get(&format!("/v1/{query}")).await.ok();
        assert_eq!(page["count"], count, "{query}");
    }
}
