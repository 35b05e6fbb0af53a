//! Many units of an order in one call, and the queue of what waits.
mod all;
mod best_effort;
mod picks;
mod queue;
mod races;
mod refusals;

use serde_json::{Value, json};

use crate::support::{
    app::TestApp,
    client::{Answer, Client},
    given::{self, LAPTOP, MONITOR, id},
};

/// A tenant with both devices, and assets `L-1` … and `M-1` …, oldest first.
async fn shop(app: &TestApp, laptops: usize, monitors: usize) -> Client {
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    given::monitor(&acme).await;
    for (prefix, sku, count) in [("L", LAPTOP, laptops), ("M", MONITOR, monitors)] {
        for number in 1..=count {
            given::asset(&acme, &format!("{prefix}-{number}"), sku).await;
            app.clock.advance(chrono::TimeDelta::seconds(1));
        }
    }
    acme
}

async fn fulfil(client: &Client, order: &Value, body: Value) -> Answer {
    let path = format!("/v1/orders/{}/fulfill", id(order, "orderId"));
    client.post(&path, body).await
}

/// An element of `items` for the n-th item of an order.
fn item(order: &Value, index: usize, serials: &[&str]) -> Value {
    json!({"itemId": order["items"][index]["itemId"], "serialNumbers": serials})
}

async fn now(client: &Client, order: &Value) -> Value {
    let path = format!("/v1/orders/{}", id(order, "orderId"));
    client.get(&path).await.ok()
}

async fn status_of(client: &Client, serial: &str) -> String {
    let asset = client.get(&format!("/v1/assets/{serial}")).await.ok();
    id(&asset, "status")
}
