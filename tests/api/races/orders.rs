//! Races over orders and their subscriptions.
use std::collections::HashSet;

use axum::http::Method;
use futures::future::join_all;
use serde_json::json;

use super::statuses;
use crate::support::{
    app::TestApp,
    client::{Answer, Client},
    given::{self, LAPTOP, MONITOR, id},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_equal_posts_with_one_key_make_one_order() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let body = given::order_body("john@example.com", &[(LAPTOP, 1, 12)]);
    let tasks = (0..50).map(|_| {
        let (acme, body) = (acme.clone(), body.clone());
        tokio::spawn(async move {
            loop {
                let call = acme.call(Method::POST, "/v1/orders").key("one");
                let answer = call.json(&body).send().await;
                if answer.code() != Some("IDEMPOTENCY_KEY_IN_USE") {
                    break answer;
                }
                assert_eq!(
                    (answer.status, answer.header("retry-after")),
                    (409, Some("1"))
                );
                tokio::task::yield_now().await;
            }
        })
    });
    let answers: Vec<Answer> = join_all(tasks)
        .await
        .into_iter()
        .map(Result::unwrap)
        .collect();
    let bodies: HashSet<&[u8]> = answers
        .iter()
        .map(|answer| answer.bytes.as_slice())
        .collect();
    assert_eq!((statuses(&answers), bodies.len()), (vec![201; 50], 1));
    let replayed = answers
        .iter()
        .filter(|answer| answer.header("idempotent-replayed").is_some());
    assert_eq!(replayed.count(), 49);
    assert_eq!(acme.get("/v1/orders").await.ok()["count"], 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixteen_workers_and_one_serial_number_make_one_subscription() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    given::asset(&acme, "SN-1", LAPTOP).await;
    let mut orders = Vec::new();
    for customer in 0..16 {
        let body = given::order_body(&format!("c{customer}@example.com"), &[(LAPTOP, 1, 12)]);
        orders.push(id(&acme.post("/v1/orders", body).await.ok(), "orderId"));
    }
    let tasks = orders.into_iter().map(|order| {
        let acme = acme.clone();
        tokio::spawn(async move {
            let body = json!({"orderId": order, "assetSerialNumber": "SN-1"});
            acme.post("/v1/subscriptions", body).await
        })
    });
    let answers: Vec<Answer> = join_all(tasks)
        .await
        .into_iter()
        .map(Result::unwrap)
        .collect();
    let created = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(created, 1, "{:?}", statuses(&answers));
    for answer in answers.into_iter().filter(|answer| answer.status != 201) {
        answer.refused(400, "ASSET_NOT_AVAILABLE");
    }
    assert_eq!(acme.get("/v1/subscriptions").await.ok()["count"], 1);
    assert_eq!(acme.get("/v1/payments").await.ok()["count"], 12);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn units_of_one_order_fulfilled_at_once_are_all_counted() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    for number in 0..12 {
        given::asset(&acme, &format!("SN-{number}"), LAPTOP).await;
    }
    let order = id(&given::order(&acme, &[(LAPTOP, 10, 6)]).await, "orderId");
    let tasks = (0..12).map(|number| {
        let (acme, order) = (acme.clone(), order.clone());
        tokio::spawn(async move {
            let body = json!({"orderId": order, "assetSerialNumber": format!("SN-{number}")});
            acme.post("/v1/subscriptions", body).await
        })
    });
    let answers: Vec<Answer> = join_all(tasks)
        .await
        .into_iter()
        .map(Result::unwrap)
        .collect();
    let mut wanted = vec![201; 10];
    wanted.extend([400; 2]);
    assert_eq!(statuses(&answers), wanted);
    let order = acme.get(&format!("/v1/orders/{order}")).await.ok();
    assert_eq!(
        (&order["status"], &order["rentalProgress"]["rentedDevices"]),
        (&json!("fulfilled"), &json!(10))
    );
    assert_eq!(order["rentalIds"].as_array().unwrap().len(), 10);
    let free = acme.get("/v1/assets?status=available").await.ok();
    assert_eq!(free["count"], 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn confirm_cancel_and_subscribe_leave_one_consistent_order() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    for round in 0..12 {
        let serial = format!("SN-{round}");
        given::asset(&acme, &serial, LAPTOP).await;
        let order = id(&given::order(&acme, &[(LAPTOP, 1, 12)]).await, "orderId");
        let path = format!("/v1/orders/{order}");
        let (confirm, cancel) = (format!("{path}/confirm"), format!("{path}/cancel"));
        let subscription = json!({"orderId": order, "assetSerialNumber": serial});
        let (confirmed, cancelled, subscribed) = tokio::join!(
            acme.post(&confirm, json!({})),
            acme.post(&cancel, json!({})),
            acme.post("/v1/subscriptions", subscription),
        );
        let order = acme.get(&path).await.ok();
        let asset = acme.get(&format!("/v1/assets/{serial}")).await.ok();
        let wanted = if cancelled.status == 200 {
            assert_eq!(subscribed.status, 400, "{}", subscribed.body);
            ("cancelled", "available")
        } else {
            assert_eq!(cancelled.code(), Some("ORDER_NOT_CANCELLABLE"));
            assert_eq!(subscribed.status, 201, "{}", subscribed.body);
            ("fulfilled", "rented_out")
        };
        assert_eq!(
            (
                order["status"].as_str().unwrap(),
                asset["status"].as_str().unwrap()
            ),
            wanted
        );
        if confirmed.status != 200 {
            confirmed.clone().refused(400, "ORDER_NOT_CONFIRMABLE");
        }
        let last = match cancelled.status {
            200 => "order.cancelled",
            _ => "order.fulfilled",
        };
        let told = actions(&acme, &path).await;
        let mut wanted = vec!["order.created"];
        if confirmed.status == 200 {
            wanted.push("order.confirmed");
        }
        wanted.push(last);
        assert_eq!(
            told, wanted,
            "the timeline tells what was answered, in order"
        );
    }
}

/// What an order's timeline tells, oldest first.
async fn actions(client: &Client, path: &str) -> Vec<String> {
    let told = client.get(&format!("{path}/timeline")).await.ok();
    let entries = told["timeline"].as_array().unwrap();
    entries
        .iter()
        .rev()
        .map(|entry| id(entry, "action"))
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn bulk_orders_in_shuffled_order_of_one_new_customer_meet_no_deadlock() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    given::monitor(&acme).await;
    for round in 0..4 {
        let tasks = (0..16).map(|number| {
            let acme = acme.clone();
            let mut items = vec![
                (LAPTOP, 1, 6),
                (MONITOR, 2, 12),
                (LAPTOP, 1, 24),
                (MONITOR, 1, 36),
            ];
            items.rotate_left(number % 4);
            if number % 2 == 0 {
                items.reverse();
            }
            let email = if number % 3 == 0 {
                "New@Example.com"
            } else {
                "new@example.com"
            };
            let body = given::order_body(&format!("r{round}.{email}"), &items);
            tokio::spawn(async move { acme.post("/v1/orders", body).await })
        });
        let answers: Vec<Answer> = join_all(tasks)
            .await
            .into_iter()
            .map(Result::unwrap)
            .collect();
        assert_eq!(statuses(&answers), vec![201; 16]);
        let customers: HashSet<String> = answers
            .iter()
            .map(|answer| id(&answer.body["order"]["customer"], "customerId"))
            .collect();
        assert_eq!(customers.len(), 1, "one e-mail is one customer");
        let customer = customers.into_iter().next().unwrap();
        let customer = acme.get(&format!("/v1/customers/{customer}")).await.ok();
        assert_eq!(customer["totalOrders"], 16);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_edits_with_the_same_etag_one_wins() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let order = id(&given::order(&acme, &[(LAPTOP, 1, 12)]).await, "orderId");
    let path = format!("/v1/orders/{order}");
    let etag = acme.get(&path).await.etag().to_owned();
    let tasks = (0..8).map(|number| {
        let (acme, path, etag) = (acme.clone(), path.clone(), etag.clone());
        tokio::spawn(async move {
            let body = json!({"notes": format!("edit {number}")});
            acme.call(Method::PATCH, &path)
                .if_match(&etag)
                .json(&body)
                .send()
                .await
        })
    });
    let answers: Vec<Answer> = join_all(tasks)
        .await
        .into_iter()
        .map(Result::unwrap)
        .collect();
    let mut wanted = vec![200];
    wanted.extend([412; 7]);
    assert_eq!(statuses(&answers), wanted);
}
