//! Products, variants and their prices.
mod lists;
mod refusals;
mod removing;
mod retiring;
mod saving;

use serde_json::{Value, json};

use crate::support::{client::Client, given::id};

/// A product with a variant for each SKU, for 12 months at 100.
fn body(product_sku: &str, skus: &[&str]) -> Value {
    let variants: Vec<Value> = skus
        .iter()
        .map(|sku| {
            json!({"variantSku": sku, "variantName": "128 GB", "grade": "A",
                "pricing": [{"contractLength": 12, "monthlyPrice": 100}]})
        })
        .collect();
    json!({
        "productSku": product_sku, "name": "iPhone", "specification": "A phone",
        "category": "Phones", "brand": "Apple", "variants": variants,
    })
}

async fn product_of(client: &Client, saved: &Value) -> Value {
    let path = format!("/v1/products/{}", id(saved, "productId"));
    client.get(&path).await.ok()
}
