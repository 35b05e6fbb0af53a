//! Clients that hang up at any moment, on a pool of two connections: none is given on inside an open
//! transaction, none with another tenant's setting, and no write is cut in half.
use std::time::Duration;

use futures::future::join_all;
use rand::RngExt as _;
use serde_json::{Value, json};
use sqlx::Row as _;

use crate::support::{
    app::{TestApp, pool_settings},
    client::Client,
    db,
    given::{self, LAPTOP},
};

/// Requests of each tenant.
const REQUESTS: usize = 100;

/// An order and a list, by a client that leaves after so long, wherever its requests are then.
async fn impatient(tenant: Client, number: usize) {
    let patience = Duration::from_micros(rand::rng().random_range(0..30_000));
    let email = email_of(&tenant);
    let mut body = given::order_body(&email, &[(LAPTOP, 1, 12)]);
    body["externalId"] = json!(format!("order-{number}"));
    let _ = tokio::time::timeout(patience, tenant.post("/v1/orders", body)).await;
    let read = tokio::time::timeout(patience, tenant.get("/v1/orders")).await;
    for order in read.map_or(Vec::new(), |answer| orders_of(&answer.ok())) {
        assert_eq!(order["tenantId"], json!(tenant.tenant.to_string()));
        assert_eq!(order["customer"]["email"], json!(email));
    }
}

fn email_of(tenant: &Client) -> String {
    format!("{}@example.com", tenant.tenant.as_uuid().simple())
}

fn orders_of(page: &Value) -> Vec<Value> {
    page["orders"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_small_pool_survives_clients_that_disconnect_at_random() {
    let app = TestApp::on(db::shared().await, pool_settings(2)).await;
    let tenants = [app.tenant().await, app.tenant().await];
    for tenant in &tenants {
        given::laptop(tenant).await;
    }
    let tasks = (0..REQUESTS).flat_map(|number| {
        tenants
            .clone()
            .map(|tenant| tokio::spawn(impatient(tenant, number)))
    });
    for task in join_all(tasks).await {
        task.unwrap();
    }
    // Every connection of the pool, held at once: none is in a transaction, none has a tenant.
    let mut held = [
        app.pool.acquire().await.unwrap(),
        app.pool.acquire().await.unwrap(),
    ];
    for connection in &mut held {
        let sql = "select coalesce(current_setting('app.tenant_id', true), '') as tenant, \
                   (now() = statement_timestamp())::text as idle";
        let row = sqlx::raw_sql(sql)
            .fetch_one(&mut **connection)
            .await
            .unwrap();
        assert_eq!(
            (row.get::<&str, _>("tenant"), row.get::<&str, _>("idle")),
            ("", "true")
        );
    }
    drop(held);
    for tenant in &tenants {
        let mut path = "/v1/orders?limit=100".to_owned();
        loop {
            let page = tenant.get(&path).await.ok();
            for order in orders_of(&page) {
                assert_eq!(order["items"].as_array().unwrap().len(), 1, "half an order");
            }
            let Some(cursor) = page["nextCursor"].as_str() else {
                break;
            };
            path = format!("/v1/orders?limit=100&startAfter={cursor}");
        }
        // The customer's count is as true as the orders themselves, also while those of clients that
        // left are still being made: of one moment.
        let counts = "select total_orders, (select count(*) from orders where tenant_id = $1)
                      from customers where tenant_id = $1";
        let counts = sqlx::query_as(counts).bind(tenant.tenant);
        let counts: Option<(i64, i64)> = counts.fetch_optional(&app.owner).await.unwrap();
        let (counted, stored) = counts.unwrap_or_default();
        assert_eq!(counted, stored);
    }
}
