//! Subscriptions over HTTP.
mod billing;
mod buyout;
mod cancel_later;
mod create;
mod cycles;
mod documented;
mod early_return;
mod ending;
mod extend;
mod list;
mod notes;
mod refusals;
mod replace;
mod upgrade;
mod upgrade_day;

use serde_json::{Value, json};

use crate::support::{
    app::{TenantSpec, TestApp},
    client::{Answer, Client},
    given::{self, LAPTOP, id},
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

/// A tenant with some settings, whose customer rents the laptop `SN-1` for 12 months at 159 from
/// 2026-01-15 on; `SN-2` is free. Gives the path of the subscription.
async fn rented(app: &TestApp, settings: Value) -> (Client, String) {
    let spec = TenantSpec {
        settings,
        ..TenantSpec::default()
    };
    rented_of(app, spec).await
}

/// The same of another tenant.
async fn rented_of(app: &TestApp, spec: TenantSpec) -> (Client, String) {
    let acme = app.tenant_with(spec).await;
    given::laptop(&acme).await;
    let path = rented_by(&acme, ("SN-1", 12)).await;
    given::asset(&acme, "SN-2", LAPTOP).await;
    (acme, path)
}

/// Another laptop rented by the same customer. Gives the path of the subscription.
async fn rented_by(acme: &Client, (serial_number, months): (&str, u32)) -> String {
    given::asset(acme, serial_number, LAPTOP).await;
    let order = given::order(acme, &[(LAPTOP, 1, months)]).await;
    let rental = given::subscription(acme, &id(&order, "orderId"), serial_number).await;
    format!("{PATH}/{}", id(&rental, "rentalId"))
}

/// Due date, total and status of every payment of a subscription, by due date.
async fn payments(acme: &Client, path: &str) -> Vec<(String, f64, String)> {
    let rental = path.rsplit('/').next().unwrap();
    let list = acme
        .get(&format!("/v1/payments?limit=100&rentalId={rental}"))
        .await
        .ok();
    let payments = list["payments"].as_array().unwrap();
    let mut rows: Vec<_> = payments
        .iter()
        .map(|payment| {
            let total = payment["total"].as_f64().unwrap();
            (id(payment, "dueDate"), total, id(payment, "status"))
        })
        .collect();
    rows.sort_by(|a, b| a.partial_cmp(b).unwrap());
    rows
}

/// How many payments of a subscription stand so.
async fn count(acme: &Client, path: &str, status: &str) -> usize {
    let payments = payments(acme, path).await;
    payments.iter().filter(|(_, _, is)| is == status).count()
}

async fn asset(acme: &Client, serial_number: &str) -> Value {
    acme.get(&format!("/v1/assets/{serial_number}")).await.ok()
}

/// Devices and monthly revenue of the one customer.
async fn figures(acme: &Client) -> (Value, Value) {
    let customers = acme.get("/v1/customers").await.ok();
    let customer = &customers["customers"][0];
    (
        customer["totalDevicesRented"].clone(),
        customer["totalMonthlyRevenue"].clone(),
    )
}

/// How often each of these events was sent.
async fn events(app: &TestApp, acme: &Client, types: &[&str]) -> Vec<i64> {
    let mut found = Vec::new();
    for event_type in types {
        let count: i64 = sqlx::query_scalar(
            "select count(*) from platform.outbox where tenant_id = $1 and event_type = $2",
        )
        .bind(acme.tenant)
        .bind(event_type)
        .fetch_one(&app.owner)
        .await
        .unwrap();
        found.push(count);
    }
    found
}

/// Actions of an entity's timeline, in their order.
async fn actions(app: &TestApp, acme: &Client, entity_id: &str) -> Vec<String> {
    sqlx::query_scalar(
        "select action from timeline_entries where tenant_id = $1 and entity_id = $2 order by id",
    )
    .bind(acme.tenant)
    .bind(entity_id)
    .fetch_all(&app.owner)
    .await
    .unwrap()
}
