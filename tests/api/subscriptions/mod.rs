//! Subscriptions over HTTP.
mod billing;
mod create;
mod list;
mod notes;
mod refusals;

use serde_json::{Value, json};

use crate::support::{
    app::TestApp,
    client::{Answer, Client},
    given,
};

const PATH: &str = "/v1/subscriptions";

/// A tenant with the catalog of both devices.
async fn shop(app: &TestApp) -> Client {
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    given::monitor(&acme).await;
    acme
}

async fn order_now(client: &Client, order_id: &str) -> Value {
    client.get(&format!("/v1/orders/{order_id}")).await.ok()
}

async fn subscribe(client: &Client, order_id: &str, serial_number: &str) -> Answer {
    let body = json!({"orderId": order_id, "serialNumber": serial_number});
    client.post(PATH, body).await
}
