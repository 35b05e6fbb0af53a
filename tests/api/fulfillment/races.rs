//! Fulfilments at the same time.
use std::collections::HashSet;

use futures::future::join_all;
use serde_json::{Value, json};

use super::{fulfil, shop};
use crate::support::{
    app::TestApp,
    client::{Answer, Client},
    given::{self, LAPTOP, MONITOR},
};

async fn orders(client: &Client, count: usize, items: &[(&str, u32, u32)]) -> Vec<Value> {
    let mut orders = Vec::new();
    for customer in 0..count {
        let body = given::order_body(&format!("c{customer}@example.com"), items);
        orders.push(client.post("/v1/orders", body).await.ok()["order"].clone());
    }
    orders
}

async fn at_once(client: &Client, orders: &[Value], body: &Value) -> Vec<Answer> {
    let tasks = orders.iter().map(|order| {
        let (client, order, body) = (client.clone(), order.clone(), body.clone());
        tokio::spawn(async move { fulfil(&client, &order, body).await })
    });
    let answers = join_all(tasks).await;
    answers.into_iter().map(Result::unwrap).collect()
}

/// Serial numbers that were given away; fails if one was twice.
fn given_away(answers: &[Answer]) -> HashSet<String> {
    let mut given = HashSet::new();
    for answer in answers.iter().filter(|answer| answer.status == 200) {
        for unit in answer.body["results"].as_array().unwrap() {
            if unit["error"].is_null() {
                let serial = unit["serialNumber"].as_str().unwrap().to_owned();
                assert!(given.insert(serial), "given away twice: {unit}");
            }
        }
    }
    given
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn picks_at_once_take_different_assets_and_nobody_goes_without() {
    let app = TestApp::new().await;
    let acme = shop(&app, 8, 4).await;
    let orders = orders(&acme, 4, &[(MONITOR, 1, 6), (LAPTOP, 2, 6)]).await;
    let answers = at_once(&acme, &orders, &json!({"autoPick": "oldest"})).await;
    for answer in &answers {
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    assert_eq!(given_away(&answers).len(), 12);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_too_few_assets_whole_orders_are_fulfilled() {
    let app = TestApp::new().await;
    let acme = shop(&app, 5, 0).await;
    let orders = orders(&acme, 4, &[(LAPTOP, 2, 6)]).await;
    let answers = at_once(&acme, &orders, &json!({"autoPick": "oldest"})).await;
    let done = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(done, 2, "five assets are enough for two orders of two");
    assert_eq!(given_away(&answers).len(), 4);
    for answer in answers.into_iter().filter(|answer| answer.status != 200) {
        answer.refused(400, "ASSET_NOT_AVAILABLE");
    }
    let free = acme.get("/v1/assets?status=available").await.ok();
    assert_eq!(free["count"], 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_too_few_assets_best_effort_gives_all() {
    let app = TestApp::new().await;
    let acme = shop(&app, 5, 0).await;
    let orders = orders(&acme, 4, &[(LAPTOP, 2, 6)]).await;
    let body = json!({"autoPick": "oldest", "mode": "best_effort"});
    let answers = at_once(&acme, &orders, &body).await;
    assert!(answers.iter().all(|answer| answer.status == 200));
    assert_eq!(given_away(&answers).len(), 5);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fulfilments_of_one_order_never_overfill_it() {
    let app = TestApp::new().await;
    let acme = shop(&app, 12, 0).await;
    let order = given::order(&acme, &[(LAPTOP, 5, 6)]).await;
    let item = &order["items"][0]["itemId"];
    let bodies = [
        json!({"autoPick": "oldest"}),
        json!({"items": [{"itemId": item, "serialNumbers": ["L-7", "L-3", "L-1"]}]}),
        json!({"items": [{"itemId": item, "serialNumbers": ["L-1", "L-8", "L-3"]}]}),
        json!({"mode": "best_effort", "items": [{"itemId": item, "serialNumbers": ["L-9", "L-2"]}]}),
    ];
    let tasks = bodies.into_iter().map(|body| {
        let (acme, order) = (acme.clone(), order.clone());
        tokio::spawn(async move { fulfil(&acme, &order, body).await })
    });
    let answers: Vec<Answer> = join_all(tasks)
        .await
        .into_iter()
        .map(Result::unwrap)
        .collect();
    let given = given_away(&answers);
    let order = super::now(&acme, &order).await;
    assert_eq!(order["rentalProgress"]["rentedDevices"], given.len());
    assert!(given.len() <= 5 && given.len() >= 3, "{given:?}");
    let rented = acme.get("/v1/assets?status=rented_out").await.ok();
    assert_eq!(rented["count"], given.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn crossed_serial_numbers_end_without_an_error_of_ours() {
    let app = TestApp::new().await;
    let acme = shop(&app, 6, 0).await;
    let orders = orders(&acme, 2, &[(LAPTOP, 3, 6)]).await;
    let bodies = orders
        .iter()
        .zip([["L-1", "L-2", "L-3"], ["L-3", "L-2", "L-4"]]);
    let tasks = bodies.map(|(order, serials)| {
        let item = &order["items"][0]["itemId"];
        let body = json!({"items": [{"itemId": item, "serialNumbers": serials}]});
        let (acme, order) = (acme.clone(), order.clone());
        tokio::spawn(async move { fulfil(&acme, &order, body).await })
    });
    let answers: Vec<Answer> = join_all(tasks)
        .await
        .into_iter()
        .map(Result::unwrap)
        .collect();
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 400]);
}
