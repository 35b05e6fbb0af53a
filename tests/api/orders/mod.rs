//! Orders: taking them, what is refused, editing, their states, lists.
mod create;
mod custom_fields;
mod edit;
mod extension_and_upgrade;
mod found;
mod items;
mod lifecycle;
mod list;
mod refusals;

use serde_json::{Value, json};

use crate::support::{
    app::{TenantSpec, TestApp},
    client::{Answer, Client},
    given::{self, id},
};

/// An order id of the right form that no tenant has.
const UNKNOWN: &str = "ord_01jvcx7r0ee8qt3ks2zbm4n6wd";

/// A tenant that sells laptops and monitors.
async fn shop(app: &TestApp) -> Client {
    shop_with(app, TenantSpec::default()).await
}

async fn shop_with(app: &TestApp, spec: TenantSpec) -> Client {
    let acme = app.tenant_with(spec).await;
    given::laptop(&acme).await;
    given::monitor(&acme).await;
    acme
}

/// A tenant with some settings.
async fn shop_of(app: &TestApp, settings: Value) -> Client {
    let spec = TenantSpec {
        settings,
        ..TenantSpec::default()
    };
    shop_with(app, spec).await
}

/// Path of an order.
fn path(order: &Value) -> String {
    format!("/v1/orders/{}", id(order, "orderId"))
}

/// The order of a body with some fields set.
async fn post(acme: &Client, body: Value, set: Value) -> Answer {
    acme.post("/v1/orders", with(body, set)).await
}

fn with(body: Value, set: Value) -> Value {
    let (Value::Object(mut body), Value::Object(set)) = (body, set) else {
        panic!("not an object");
    };
    body.extend(set);
    body.into()
}

/// Fulfils one unit of an order with a new asset.
async fn fulfil(acme: &Client, order: &Value, serial_number: &str, sku: &str) -> Value {
    given::asset(acme, serial_number, sku).await;
    given::subscription(acme, &id(order, "orderId"), serial_number).await
}

/// Types of the tenant's events, oldest first.
async fn events(app: &TestApp, acme: &Client) -> Vec<String> {
    sqlx::query_scalar("select event_type from platform.outbox where tenant_id = $1 order by id")
        .bind(acme.tenant)
        .fetch_all(&app.owner)
        .await
        .unwrap()
}

/// Actions of an order's timeline, newest first.
async fn actions(acme: &Client, order: &Value) -> Vec<String> {
    let timeline = acme.get(&format!("{}/timeline", path(order))).await.ok();
    let entries = timeline["timeline"].as_array().unwrap();
    entries.iter().map(|entry| id(entry, "action")).collect()
}

/// Defines a custom field of orders.
async fn define(app: &TestApp, acme: &Client, field: (&str, &str, bool), format: Value) {
    sqlx::query(
        "insert into custom_fields (tenant_id, section, id, label, field_type, required, format, \
         created_at, updated_at) values ($1, 'order', $2, $2, $3, $4, $5, now(), now())",
    )
    .bind(acme.tenant)
    .bind(field.0)
    .bind(field.1)
    .bind(field.2)
    .bind(format)
    .execute(&app.owner)
    .await
    .unwrap();
}

/// One item in the way of an edit.
fn line(sku: &str, quantity: u32, contract_length: u32) -> Value {
    json!({"sku": sku, "quantity": quantity, "contractLength": contract_length})
}
