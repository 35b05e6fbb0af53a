//! What most tests need first, made over HTTP.
use serde_json::{Value, json};

use super::client::Client;

/// The SKU of [`laptop`].
pub const LAPTOP: &str = "MACBOOK-PRO-16-M3";

/// The SKU of [`monitor`].
pub const MONITOR: &str = "DELL-U2722D-MONITOR";

/// A laptop for 6, 12, 24 and 36 months: 199, 159, 129 and 109 a month.
pub async fn laptop(client: &Client) -> Value {
    product(
        client,
        LAPTOP,
        "MacBook Pro 16\"",
        [199.0, 159.0, 129.0, 109.0],
    )
    .await
}

/// A monitor for 6, 12, 24 and 36 months: 39.99, 29.99, 24.5 and 19.95 a month.
pub async fn monitor(client: &Client) -> Value {
    product(client, MONITOR, "Dell U2722D", [39.99, 29.99, 24.5, 19.95]).await
}

/// A product with one variant of the same SKU, priced for 6, 12, 24 and 36 months.
pub async fn product(client: &Client, sku: &str, name: &str, prices: [f64; 4]) -> Value {
    let pricing: Vec<Value> = [6, 12, 24, 36]
        .iter()
        .zip(prices)
        .map(|(term, price)| json!({"contractLength": term, "monthlyPrice": price}))
        .collect();
    let body = json!({
        "productSku": format!("P-{sku}"),
        "name": name,
        "specification": "As new",
        "category": "Devices",
        "brand": "Acme",
        "variants": [{
            "variantSku": sku, "variantName": "Standard", "grade": "A",
            "listPrice": 2499, "acquisitionCost": 1800, "pricing": pricing,
        }],
    });
    client.post("/v1/products", body).await.ok()
}

/// An available asset of a SKU.
pub async fn asset(client: &Client, serial_number: &str, sku: &str) -> Value {
    let body = json!({"serialNumber": serial_number, "sku": sku});
    client.post("/v1/assets", body).await.ok()["asset"].clone()
}

/// Body of an order of one customer for `(sku, quantity, contract length)` items.
pub fn order_body(email: &str, items: &[(&str, u32, u32)]) -> Value {
    let items: Vec<Value> = items
        .iter()
        .map(|(sku, quantity, term)| {
            json!({"sku": sku, "quantity": quantity, "contractLength": term})
        })
        .collect();
    json!({
        "customer": {"email": email, "firstName": "John", "lastName": "Smith"},
        "billingAddress": address(),
        "items": items,
    })
}

/// A billing address.
pub fn address() -> Value {
    json!({
        "contactName": "John Smith", "streetAddress": "123 Main Street",
        "city": "Amsterdam", "country": "Netherlands",
    })
}

/// A pending order.
pub async fn order(client: &Client, items: &[(&str, u32, u32)]) -> Value {
    let body = order_body("john@example.com", items);
    client.post("/v1/orders", body).await.ok()["order"].clone()
}

/// A confirmed order.
pub async fn confirmed_order(client: &Client, items: &[(&str, u32, u32)]) -> Value {
    let order = order(client, items).await;
    let path = format!("/v1/orders/{}/confirm", id(&order, "orderId"));
    client.post(&path, json!({})).await.ok()["order"].clone()
}

/// A subscription that fulfils a unit of an order with an asset.
pub async fn subscription(client: &Client, order_id: &str, serial_number: &str) -> Value {
    let body = json!({"orderId": order_id, "assetSerialNumber": serial_number});
    client.post("/v1/subscriptions", body).await.ok()["rental"].clone()
}

/// A text field of a body.
pub fn id(body: &Value, field: &str) -> String {
    body[field]
        .as_str()
        .unwrap_or_else(|| panic!("no {field} in {body}"))
        .to_owned()
}
