//! The demo tenant as a newcomer meets it: what it holds, the requests of the Create Order page, and
//! the whole life of an order.
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use flexorder::{
    app::{App, Limits},
    demo,
    router::router,
};
use serde_json::{Value, json};
use sqlx::{Connection as _, PgConnection};

use crate::support::{
    app::{TestApp, pool_settings},
    client::Client,
    db, examples,
    given::id,
};

/// A server with the demo tenant, on a database of its own.
async fn demo_server() -> (TestApp, Client) {
    let database = db::own("demo").await;
    let app = TestApp::on(database.clone(), pool_settings(8)).await;
    for _ in 0..2 {
        // The second time it is there already.
        let admin = PgConnection::connect_with(&database).await.unwrap();
        let server = App::new(app.pool.clone(), app.clock.clone(), Limits::default()).with_demo();
        demo::seed(admin, &server).await.unwrap();
    }
    let server = App::new(app.pool.clone(), app.clock.clone(), Limits::default());
    let stranger = Client::of_demo(router(server.clone()));
    stranger
        .get("/v1/orders")
        .await
        .refused(401, "INVALID_TOKEN");
    let client = Client::of_demo(router(server.with_demo()));
    (app, client)
}

/// All items of a list, over all its pages.
async fn all(client: &Client, path: &str, list: &str) -> Vec<Value> {
    let mut found = Vec::new();
    let mut next = format!("{path}limit=100");
    loop {
        let page = client.get(&next).await.ok();
        found.extend(page[list].as_array().unwrap().clone());
        let Some(cursor) = page["nextCursor"].as_str() else {
            return found;
        };
        next = format!("{path}limit=100&startAfter={cursor}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_newcomer_finds_a_shop_and_takes_an_order_through_its_life() {
    let (app, demo) = demo_server().await;
    holds_a_years_history(&app, &demo).await;
    let orders = takes_the_orders_of_the_documentation(&demo).await;
    lives_a_whole_life(&demo, &orders[2]).await;
}

async fn holds_a_years_history(app: &TestApp, demo: &Client) {
    let variants = demo.get("/v1/products/variants").await.ok();
    let terms = |variant: &Value| -> Vec<u64> {
        let tiers = variant["pricing"].as_array().unwrap();
        tiers
            .iter()
            .map(|tier| tier["contractLength"].as_u64().unwrap())
            .collect()
    };
    let variants = variants["variants"].as_array().unwrap();
    assert!(
        variants
            .iter()
            .all(|variant| terms(variant) == [6, 12, 24, 36])
    );
    let skus: BTreeSet<&str> = variants
        .iter()
        .map(|variant| variant["variantSku"].as_str().unwrap())
        .collect();
    assert!(skus.len() >= 15, "{skus:?}");
    for sku in ["MACBOOK-PRO-16-M3", "DELL-U2722D-MONITOR", "IPAD-PRO-12-M2"] {
        assert!(skus.contains(sku), "{skus:?}");
    }
    assert_eq!(
        all(demo, "/v1/assets?status=available&", "assets")
            .await
            .len(),
        200
    );
    assert_eq!(all(demo, "/v1/customers?", "customers").await.len(), 60);
    let orders = all(demo, "/v1/orders?", "orders").await;
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for order in &orders {
        *states.entry(order["status"].as_str().unwrap()).or_default() += 1;
    }
    assert_eq!((orders.len(), states.len()), (120, 5), "{states:?}");
    let oldest: DateTime<Utc> = orders.last().unwrap()["createdAt"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let age = app.clock.now().signed_duration_since(oldest);
    assert!(
        age > TimeDelta::days(350) && age <= TimeDelta::days(366),
        "{age}"
    );
}

/// The three bodies of the Create Order page, as they stand there.
async fn takes_the_orders_of_the_documentation(demo: &Client) -> Vec<Value> {
    let mut orders = Vec::new();
    for body in examples::sent_to("POST /v1/orders", &[]) {
        let made = demo.post("/v1/orders", body.clone()).await.ok();
        let order = &made["order"];
        assert_eq!(
            (&order["status"], &order["orderType"]),
            (&json!("pending"), &json!("standard"))
        );
        assert_eq!(order["customer"]["email"], body["customer"]["email"]);
        let shipping = body
            .get("shippingAddress")
            .unwrap_or(&body["billingAddress"]);
        assert_eq!(&order["shippingAddress"], shipping);
        orders.push(order.clone());
    }
    assert_eq!(orders.len(), 3);
    orders
}

/// Five laptops and three tablets: confirmed, fulfilled one by one, paid for.
async fn lives_a_whole_life(demo: &Client, order: &Value) {
    let path = format!("/v1/orders/{}", id(order, "orderId"));
    let status = async |wanted: &str| {
        assert_eq!(demo.get(&path).await.ok()["status"], wanted);
    };
    demo.post(&format!("{path}/confirm"), json!({})).await.ok();
    status("confirmed").await;
    let mut serials: Vec<String> = (1..=5)
        .map(|n| format!("MACBOOK-PRO-16-M3-{n:03}"))
        .collect();
    serials.extend((1..=3).map(|n| format!("IPAD-PRO-12-M2-{n:03}")));
    for (n, serial_number) in serials.iter().enumerate() {
        let body = json!({"orderId": order["orderId"], "assetSerialNumber": serial_number,
            "customerId": order["customer"]["customerId"]});
        let made = demo.post("/v1/subscriptions", body).await.ok();
        assert_eq!(made["rental"]["status"], "active");
        status(if n + 1 < serials.len() {
            "partial"
        } else {
            "fulfilled"
        })
        .await;
    }
    let fulfilled = demo.get(&path).await.ok();
    assert_eq!(fulfilled["rentalIds"].as_array().unwrap().len(), 8);
    demo.post(&format!("{path}/cancel"), json!({}))
        .await
        .refused(400, "ORDER_NOT_CANCELLABLE");

    let rental = id(&json!({"id": fulfilled["rentalIds"][0]}), "id");
    let due = format!("/v1/payments?rentalId={rental}&sortBy=dueDate&sortDir=asc&limit=100");
    let payments = demo.get(&due).await.ok();
    assert_eq!(payments["count"], 24);
    let first = id(&payments["payments"][0], "paymentId");
    let paid = demo
        .post(&format!("/v1/payments/{first}/mark-paid"), json!({}))
        .await
        .ok();
    assert_eq!(paid["payment"]["status"], "paid");
    let rental = demo.get(&format!("/v1/subscriptions/{rental}")).await.ok();
    assert_eq!(rental["totalCollected"], 129);
    let told = demo.get(&format!("{path}/timeline")).await.ok();
    let actions: Vec<&str> = told["timeline"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["action"].as_str().unwrap())
        .collect();
    assert_eq!(
        (actions.last(), actions.first()),
        (Some(&"order.created"), Some(&"order.fulfilled"))
    );
}
