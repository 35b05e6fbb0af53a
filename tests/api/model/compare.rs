//! What the server shows against what the model holds.
use serde_json::json;

use super::{
    Step,
    rules::{Asset, Model, Order, Subscription},
};
use crate::support::client::Client;

/// The things a step was about.
pub async fn touched(client: &Client, model: &Model, step: &Step) {
    let (order, asset, subscription) = match step {
        Step::Order(_) => (model.orders.last(), None, None),
        Step::Asset(_) => (None, model.assets.last(), None),
        Step::SetAsset(at, _) | Step::DeleteAsset(at) => (None, nth(&model.assets, *at), None),
        Step::Subscribe { order, asset, .. } => (
            nth(&model.orders, *order),
            nth(&model.assets, *asset),
            model.subscriptions.last(),
        ),
        Step::Confirm(at)
        | Step::Cancel(at)
        | Step::SetQuantity { order: at, .. }
        | Step::RemoveItem { order: at, .. } => (nth(&model.orders, *at), None, None),
        Step::MarkPaid { subscription, .. } | Step::End { subscription, .. } => {
            (None, None, nth(&model.subscriptions, *subscription))
        }
        Step::Replace {
            subscription,
            asset,
        } => (
            None,
            nth(&model.assets, *asset),
            nth(&model.subscriptions, *subscription),
        ),
    };
    if let Some(order) = order {
        compare_order(client, order).await;
    }
    if let Some(asset) = asset {
        compare_asset(client, asset).await;
    }
    if let Some(subscription) = subscription {
        compare_subscription(client, model, subscription).await;
    }
}

/// A number past the end is counted round, as the steps do.
fn nth<T>(list: &[T], at: usize) -> Option<&T> {
    list.get(at.checked_rem(list.len())?)
}

/// Everything there is.
pub async fn everything(client: &Client, model: &Model) {
    for order in &model.orders {
        compare_order(client, order).await;
    }
    for asset in &model.assets {
        compare_asset(client, asset).await;
    }
    for subscription in &model.subscriptions {
        compare_subscription(client, model, subscription).await;
    }
    let rentals = client.get("/v1/subscriptions?limit=100").await.ok();
    assert_eq!(rentals["count"], model.subscriptions.len());
    compare_customer(client, model).await;
}

async fn compare_order(client: &Client, order: &Order) {
    let told = client.get(&format!("/v1/orders/{}", order.id)).await.ok();
    assert_eq!(told["status"], order.status, "{told}");
    assert_eq!(told["rentalProgress"]["rentedDevices"], order.rented());
    assert_eq!(told["rentalProgress"]["totalDevices"], order.total());
    assert_eq!(
        told["rentalIds"].as_array().unwrap().len(),
        order.rented() as usize
    );
    let items = told["items"].as_array().unwrap();
    assert_eq!(items.len(), order.items.len(), "{told}");
    for (item, told) in order.items.iter().zip(items) {
        let status = match item.rented {
            0 => "pending",
            rented if rented < item.quantity => "partial",
            _ => "completed",
        };
        assert_eq!(
            (&told["itemId"], &told["rentalStatus"], &told["quantity"]),
            (&json!(item.id), &json!(status), &json!(item.quantity))
        );
        assert_eq!(
            told["rentalIds"].as_array().unwrap().len(),
            item.rented as usize
        );
    }
}

async fn compare_asset(client: &Client, asset: &Asset) {
    let path = format!("/v1/assets/{}", asset.serial_number);
    let told = client.get(&path).await.ok();
    assert_eq!(told["status"], asset.status, "{told}");
    assert_eq!(
        told.get("rentalId").is_some(),
        asset.status == "rented_out",
        "{told}"
    );
}

async fn compare_subscription(client: &Client, model: &Model, subscription: &Subscription) {
    let path = format!("/v1/subscriptions/{}", subscription.id);
    let told = client.get(&path).await.ok();
    let asset = &model.assets[subscription.asset];
    assert_eq!(
        (&told["status"], &told["assetSerialNumber"]),
        (&json!(subscription.status), &json!(asset.serial_number))
    );
    if subscription.is_active() {
        assert_eq!(asset.status, "rented_out", "{told}");
    }
    assert_eq!(
        told["totalCollected"].to_string(),
        trimmed(subscription.collected()),
        "{told}"
    );
}

/// All orders are of one customer.
async fn compare_customer(client: &Client, model: &Model) {
    let customers = client.get("/v1/customers").await.ok();
    let Some(customer) = customers["customers"].get(0) else {
        assert!(model.orders.is_empty());
        return;
    };
    assert_eq!(customer["totalOrders"], model.orders.len());
    let active = model.subscriptions.iter().filter(|one| one.is_active());
    assert_eq!(customer["totalDevicesRented"], active.count());
    let sum = |of: fn(&Subscription) -> i64| trimmed(model.subscriptions.iter().map(of).sum());
    assert_eq!(
        (
            customer["totalMonthlyRevenue"].to_string(),
            customer["lifetimeCollected"].to_string()
        ),
        (sum(Subscription::revenue), sum(Subscription::collected)),
        "{customer}"
    );
}

/// Cents as the JSON number the server writes.
fn trimmed(cents: i64) -> String {
    let text = format!("{}.{:02}", cents / 100, cents % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
