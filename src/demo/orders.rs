//! The demo's year of orders: in every state, the older ones fulfilled and paid for.
use anyhow::{Context as _, Result};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::{
    HISTORY,
    catalog::{PRODUCTS, Product, TERMS, asset},
    client::Client,
    people::{self, CUSTOMERS},
};
use crate::kernel::clock::Clock;

/// Orders of the demo.
const ORDERS: usize = 120;

/// What becomes of an order.
#[derive(Clone, Copy)]
enum Fate {
    Pending,
    Confirmed,
    Partial,
    Fulfilled,
    Cancelled,
}

/// The last weeks' orders are open; of the older ones most are fulfilled.
const fn fate(n: usize) -> Fate {
    match n {
        _ if n.is_multiple_of(11) => Fate::Cancelled,
        0..80 => Fate::Fulfilled,
        80..92 => Fate::Partial,
        92..104 => Fate::Confirmed,
        _ => Fate::Pending,
    }
}

fn external_id(n: usize) -> String {
    format!("demo-{n:03}")
}

/// Lays the orders one after the other, the clock running from a year ago to `now`.
pub(super) async fn lay(client: &Client, clock: &Clock, now: DateTime<Utc>) -> Result<()> {
    let step = HISTORY / i32::try_from(ORDERS + 1)?;
    for n in 0..ORDERS {
        clock.advance(step);
        let made = client.post("/v1/orders", &body(n)).await?;
        let order = match made.as_ref().and_then(|made| made.get("order")) {
            Some(order) => order.clone(),
            None => find(client, n).await?,
        };
        settle(client, &order, n).await?;
    }
    pay(client, now).await
}

/// An order that an earlier seed laid before it was cut.
async fn find(client: &Client, n: usize) -> Result<Value> {
    let page = client
        .get(&format!("/v1/orders?externalId={}", external_id(n)))
        .await?;
    let order = page.get("orders").and_then(|orders| orders.get(0));
    order.cloned().context("no such order")
}

fn body(n: usize) -> Value {
    let (customer, address) = people::customer(n * 7 % CUSTOMERS);
    let items: Vec<Value> = (0..=n % 3)
        .filter_map(|line| {
            let product = product(n * 5 + line * 4)?;
            let term = TERMS.get((n + line) % TERMS.len())?;
            Some(
                json!({"sku": product.sku, "quantity": 1 + (n + line) % 2, "contractLength": term}),
            )
        })
        .collect();
    json!({
        "externalId": external_id(n),
        "customer": customer,
        "billingAddress": address,
        "items": items,
        "customFields": {"purchaseOrderNumber": format!("PO-{}", 1000 + n), "costCenter": "IT"},
        "notes": "Demo order",
    })
}

fn product(n: usize) -> Option<&'static Product> {
    PRODUCTS.get(n % PRODUCTS.len())
}

/// Brings an order from where it is to where it shall be.
async fn settle(client: &Client, order: &Value, n: usize) -> Result<()> {
    let text = |field: &str| order.get(field).and_then(Value::as_str).unwrap_or_default();
    let path = format!("/v1/orders/{}", text("orderId"));
    let (is_pending, fate) = (text("status") == "pending", fate(n));
    if is_pending && matches!(fate, Fate::Cancelled) {
        let reason = json!({"reason": "Customer changed their mind"});
        client.post(&format!("{path}/cancel"), &reason).await?;
    }
    if is_pending && matches!(fate, Fate::Confirmed | Fate::Partial | Fate::Fulfilled) {
        client.post(&format!("{path}/confirm"), &json!({})).await?;
    }
    let skus = skus(order);
    let wanted = match fate {
        Fate::Pending | Fate::Confirmed | Fate::Cancelled => 0,
        Fate::Partial => 1,
        Fate::Fulfilled => skus.len(),
    };
    let rented = order
        .pointer("/rentalProgress/rentedDevices")
        .and_then(Value::as_u64);
    let rented = usize::try_from(rented.unwrap_or_default())?;
    for (unit, sku) in skus.iter().enumerate().take(wanted).skip(rented) {
        let serial_number = format!("{sku}-R{n:03}-{unit}");
        let (assets, new) = asset(&serial_number, sku);
        client.post(&assets, &new).await?;
        let body = json!({"orderId": text("orderId"), "assetSerialNumber": serial_number});
        client.post("/v1/subscriptions", &body).await?;
    }
    Ok(())
}

/// The SKU of each unit of an order.
fn skus(order: &Value) -> Vec<String> {
    let items = order.get("items").and_then(Value::as_array);
    items
        .into_iter()
        .flatten()
        .flat_map(|item| {
            let sku = item
                .get("sku")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned();
            let quantity = item
                .get("quantity")
                .and_then(Value::as_u64)
                .unwrap_or_default();
            std::iter::repeat_n(sku, usize::try_from(quantity).unwrap_or_default())
        })
        .collect()
}

/// Marks most of what fell due more than a month ago as paid.
async fn pay(client: &Client, now: DateTime<Utc>) -> Result<()> {
    let until = (now - TimeDelta::days(30)).date_naive();
    let first = format!("/v1/payments?limit=100&dueDateTo={until}&sortBy=dueDate&sortDir=asc");
    let mut path = first.clone();
    loop {
        let page = client.get(&path).await?;
        let payments = page.get("payments").and_then(Value::as_array);
        let due: Vec<(String, Value)> = payments
            .into_iter()
            .flatten()
            .filter(|payment| is_open(payment) && !is_late(payment))
            .map(mark_paid)
            .collect();
        client.post_all(&due).await?;
        match page.get("nextCursor").and_then(Value::as_str) {
            Some(cursor) => path = format!("{first}&startAfter={cursor}"),
            None => return Ok(()),
        }
    }
}

fn is_open(payment: &Value) -> bool {
    payment.get("status").and_then(Value::as_str) == Some("pending")
}

/// Some customers are late with every sixth payment.
fn is_late(payment: &Value) -> bool {
    let key = payment.get("idempotencyKey").and_then(Value::as_str);
    let number = key.and_then(|key| key.rsplit(':').next()?.parse::<u32>().ok());
    number.is_some_and(|number| number % 6 == 0)
}

/// The request that marks a payment as paid on its due date.
fn mark_paid(payment: &Value) -> (String, Value) {
    let text = |field: &str| {
        payment
            .get(field)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let path = format!("/v1/payments/{}/mark-paid", text("paymentId"));
    let reference = format!("WIRE-{}", text("billingPeriod"));
    (
        path,
        json!({"paidAt": text("dueDate"), "paymentReference": reference}),
    )
}
