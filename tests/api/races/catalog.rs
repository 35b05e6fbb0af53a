//! Races over the catalog and the stock.
use futures::future::join_all;
use serde_json::{Value, json};

use super::statuses;
use crate::support::{
    app::TestApp,
    client::Answer,
    given::{self, LAPTOP, id},
};

/// Variants of the product that is deleted.
const VARIANTS: usize = 10;

/// A product with that many variants, for 12 months at 100 each.
fn product(sku: &str) -> Value {
    let variants: Vec<Value> = (0..VARIANTS)
        .map(|number| {
            json!({"variantSku": format!("{sku}-{number}"), "variantName": "V", "grade": "A",
                "pricing": [{"contractLength": 12, "monthlyPrice": 100}]})
        })
        .collect();
    json!({
        "productSku": sku, "name": "Phone", "specification": "A phone", "category": "Phones",
        "brand": "Apple", "variants": variants,
    })
}

/// An order over all variants of a product, in an order of its own.
fn order(sku: &str, number: usize) -> Value {
    let mut skus: Vec<String> = (0..VARIANTS)
        .map(|variant| format!("{sku}-{}", (variant * 3 + number) % VARIANTS))
        .collect();
    if number.is_multiple_of(2) {
        skus.reverse();
    }
    let items: Vec<(&str, u32, u32)> = skus.iter().map(|sku| (sku.as_str(), 1, 12)).collect();
    given::order_body(&format!("{sku}.{number}@example.com"), &items)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_deleting_a_product_and_orders_over_its_variants_one_side_wins() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    for round in 0..10 {
        let sku = format!("P{round}");
        let saved = acme.post("/v1/products", product(&sku)).await.ok();
        let path = format!("/v1/products/{}", id(&saved, "productId"));
        let orders = (0..6).map(|number| {
            let (acme, body) = (acme.clone(), order(&sku, number));
            tokio::spawn(async move { acme.post("/v1/orders", body).await })
        });
        let deleting = {
            let (acme, path) = (acme.clone(), path.clone());
            move || tokio::spawn(async move { acme.delete(&path).await })
        };
        // Both sides get their turn to be first.
        let (ordered, deleted) = if round % 2 == 0 {
            let deleted = deleting();
            (orders.collect::<Vec<_>>(), deleted)
        } else {
            (orders.collect::<Vec<_>>(), deleting())
        };
        let ordered: Vec<Answer> = join_all(ordered)
            .await
            .into_iter()
            .map(Result::unwrap)
            .collect();
        let deleted = deleted.await.unwrap();
        let product = acme.get(&path).await.ok();
        if deleted.status == 200 {
            for answer in ordered {
                let refused = answer.refused(400, "VARIANT_INACTIVE");
                assert_eq!(refused.faults().len(), VARIANTS);
            }
            assert_eq!(product["status"], "discontinued");
        } else {
            deleted.refused(409, "PRODUCT_HAS_ACTIVE_ORDERS");
            assert_eq!(statuses(&ordered), [201; 6]);
            assert_eq!(product["status"], "active");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_removing_a_product_and_ordering_or_stocking_it_one_side_wins() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    for round in 0..8 {
        let sku = format!("P{round}");
        let saved = acme.post("/v1/products", product(&sku)).await.ok();
        let path = format!("/v1/products/{}", id(&saved, "productId"));
        let asset = json!({"serialNumber": format!("SN-{round}"), "sku": format!("{sku}-3")});
        let bodies = [("/v1/orders", order(&sku, round)), ("/v1/assets", asset)];
        let using = bodies.map(|(path, body)| {
            let acme = acme.clone();
            tokio::spawn(async move { acme.post(path, body).await })
        });
        let removed = acme.delete(&format!("{path}?permanent=true")).await;
        let used = join_all(using).await.into_iter().map(Result::unwrap);
        if removed.status == 200 {
            for answer in used {
                answer.refused(400, "VARIANT_NOT_FOUND");
            }
            acme.get(&path).await.refused(404, "NOT_FOUND");
        } else {
            removed.refused(409, "PRODUCT_IN_USE");
            assert_eq!(
                used.map(|answer| answer.status).collect::<Vec<_>>(),
                [201; 2]
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_assets_with_one_serial_number_one_is_recorded() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    for round in 0..12 {
        let body = json!({"serialNumber": format!("SN-{round}"), "sku": LAPTOP});
        let (one, two) = tokio::join!(
            acme.post("/v1/assets", body.clone()),
            acme.post("/v1/assets", body),
        );
        assert_eq!(statuses(&[one.clone(), two.clone()]), [201, 409]);
        let refused = if one.status == 201 { two } else { one };
        refused.refused(409, "ASSET_EXISTS");
    }
    assert_eq!(acme.get("/v1/assets").await.ok()["count"], 12);
}
