//! Ten thousand rows in one call.
#![expect(
    clippy::print_stdout,
    reason = "how long it takes is told, and not judged: machines differ"
)]
use std::{fmt::Write as _, time::Instant};

use axum::http::Method;
use serde_json::Value;

use super::{ASSETS, PRODUCTS, import};
use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP},
};

const ROWS: usize = 10_000;

async fn count(client: &Client, path: &str) -> usize {
    let list = client
        .call(Method::GET, path)
        .accept("application/x-ndjson");
    list.send().await.text().lines().count()
}

#[tokio::test]
async fn ten_thousand_products_are_taken_in_by_one_call() {
    let acme = TestApp::new().await.tenant().await;
    let mut csv = "Product Name,Product SKU,Category,Brand,Specification,Grade,Color,Variant SKU,\
                   List Price,Acquisition Cost,6mo_Price,12mo_Price,24mo_Price,36mo_Price\n"
        .to_owned();
    for n in 0..ROWS {
        // Every second product has two variants.
        let product = n - n % 3 / 2;
        let row = format!(
            "Device {product},P-{product},Laptops,Acme,Spec,A,Black,V-{n},1999,1500,99,89,79,69"
        );
        writeln!(csv, "{row}").unwrap();
    }
    for round in ["made", "met again"] {
        let begun = Instant::now();
        let imported = import(&acme, PRODUCTS, &csv).await;
        println!("{ROWS} rows of products {round} in {:.1?}", begun.elapsed());
        assert_eq!(imported["errors"], Value::Array(Vec::new()));
        let variants = ["variantsCreated", "variantsUpdated"];
        let sum: u64 = variants
            .iter()
            .map(|key| imported["summary"][key].as_u64().unwrap())
            .sum();
        assert_eq!(sum, ROWS as u64);
    }
    assert_eq!(count(&acme, "/v1/products/variants").await, ROWS);
}

#[tokio::test]
async fn ten_thousand_assets_are_recorded_by_one_call() {
    let acme = TestApp::new().await.tenant().await;
    given::laptop(&acme).await;
    let mut csv = "Serial Number,SKU,Cost,Date\n".to_owned();
    for n in 0..ROWS {
        writeln!(csv, "SN-{n},{LAPTOP},1499.50,2025-06-01").unwrap();
    }
    let begun = Instant::now();
    let imported = import(&acme, ASSETS, &csv).await;
    println!("{ROWS} assets recorded in {:.1?}", begun.elapsed());
    assert_eq!(imported["created"], ROWS);
    assert_eq!(count(&acme, "/v1/assets").await, ROWS);
}
