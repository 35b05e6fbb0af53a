//! Lists as CSV, NDJSON and workbooks.
mod columns;
mod flow;
mod forms;
mod rows;
mod workbooks;

use axum::http::Method;
use serde_json::Value;

use crate::support::{
    app::TestApp,
    client::{Answer, Client},
    given::{self, LAPTOP},
};

const CSV: &str = "text/csv";
const NDJSON: &str = "application/x-ndjson";

async fn list(client: &Client, path: &str, accept: &str) -> Answer {
    let answer = client.call(Method::GET, path).accept(accept).send().await;
    assert_eq!(answer.status, 200, "{path} {}", answer.body);
    answer
}

/// The items of a list, one a line.
async fn items(client: &Client, path: &str) -> Vec<Value> {
    let answer = list(client, path, NDJSON).await;
    let lines = answer.text().lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The items of all pages of a list in JSON.
async fn paged(client: &Client, path: &str, key: &str) -> Vec<Value> {
    let sign = if path.contains('?') { '&' } else { '?' };
    let (mut found, mut next) = (Vec::new(), String::new());
    loop {
        let page = client.get(&format!("{path}{sign}limit=7{next}")).await.ok();
        found.extend(page[key].as_array().unwrap().clone());
        match page["nextCursor"].as_str() {
            Some(cursor) => next = format!("&startAfter={cursor}"),
            None => return found,
        }
    }
}

/// Assets straight into the table: many rows in no time.
async fn many_assets(app: &TestApp, client: &Client, count: i32) {
    given::laptop(client).await;
    given::asset(client, "SN-first", LAPTOP).await;
    sqlx::query(
        "insert into assets (tenant_id, serial_number, variant_id, product_id, sku, product_name, \
         status, acquisition_date, notes, version, created_at, updated_at) \
         select tenant_id, 'SN-' || lpad(n::text, 6, '0'), variant_id, product_id, sku, \
         product_name, case when n % 3 = 0 then 'returned' else 'available' end, \
         acquisition_date, repeat('x', 1000), 1, created_at, updated_at \
         from assets, generate_series(1, $2) n where tenant_id = $1",
    )
    .bind(client.tenant)
    .bind(count)
    .execute(&app.owner)
    .await
    .unwrap();
}
