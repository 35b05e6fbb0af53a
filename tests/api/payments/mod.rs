//! Payments: what a subscription lays, what becomes of each, lists.
mod by_customer;
mod filters;
mod refunds;
mod retries;
mod settling;

use serde_json::{Value, json};

use crate::support::{
    app::{TenantSpec, TestApp},
    client::Client,
    given::{self, LAPTOP, id},
};

/// A tenant that sells laptops with 21 % tax on top, and one subscription of 12 months at 159.
pub async fn rented(app: &TestApp, inclusive: bool) -> (Client, Value) {
    rented_with(app, inclusive, json!({})).await
}

/// The same with settings.
pub async fn rented_with(app: &TestApp, inclusive: bool, settings: Value) -> (Client, Value) {
    let spec = TenantSpec {
        tax_rate_ppm: 210_000,
        tax_inclusive: inclusive,
        settings,
        ..TenantSpec::default()
    };
    let acme = app.tenant_with(spec).await;
    given::laptop(&acme).await;
    given::asset(&acme, "SN-1", LAPTOP).await;
    let order = id(&given::order(&acme, &[(LAPTOP, 1, 12)]).await, "orderId");
    let rental = given::subscription(&acme, &order, "SN-1").await;
    (acme, rental)
}

/// All payments, by due date.
pub async fn schedule(acme: &Client) -> Vec<Value> {
    let list = acme
        .get("/v1/payments?sortBy=dueDate&sortDir=asc")
        .await
        .ok();
    list["payments"].as_array().unwrap().clone()
}

pub fn path(payment: &Value) -> String {
    format!("/v1/payments/{}", id(payment, "paymentId"))
}

pub async fn set_status(app: &TestApp, payment: &Value, status: &str) {
    let pay: flexorder::kernel::id::PaymentId = id(payment, "paymentId").parse().unwrap();
    sqlx::query("update payments set status = $2 where id = $1")
        .bind(pay)
        .bind(status)
        .execute(&app.owner)
        .await
        .unwrap();
}

/// A payment as it is now.
pub async fn now(acme: &Client, payment: &Value) -> Value {
    acme.get(&path(payment)).await.ok()["payment"].clone()
}

/// What a customer has paid without tax, as it is now.
pub async fn lifetime(acme: &Client, payment: &Value) -> Value {
    let customer = format!("/v1/customers/{}", id(payment, "customerId"));
    acme.get(&customer).await.ok()["lifetimeCollected"].clone()
}

/// What a subscription has brought without tax, as it is now.
pub async fn collected(acme: &Client, rental: &Value) -> Value {
    let path = format!("/v1/subscriptions/{}", id(rental, "rentalId"));
    acme.get(&path).await.ok()["totalCollected"].clone()
}

/// Settings under which the sandbox collects, as it is told.
pub fn sandbox(outcomes: &[&str]) -> Value {
    json!({"collection": {"collector": "sandbox", "sandbox": outcomes, "retries": 2, "retryDays": 3}})
}
