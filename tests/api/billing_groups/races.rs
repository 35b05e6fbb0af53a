//! Groups that are changed at the same time.
use futures::future::join_all;
use serde_json::json;

use super::office;
use crate::support::{app::TestApp, given::id};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_subscription_that_all_want_is_in_one_group_and_its_payments_too() {
    let app = TestApp::new().await;
    let office = office(&app, 2).await;
    let mut groups = Vec::new();
    for _ in 0..6 {
        groups.push(office.group(&[]).await);
    }
    let calls = groups.iter().enumerate().map(|(number, group)| {
        let mut wanted = office.rentals.clone();
        if number % 2 == 0 {
            wanted.reverse();
        }
        office.patch(group, json!({"rentalIds": wanted}))
    });
    for answer in join_all(calls).await {
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    let mut holders = Vec::new();
    for group in &groups {
        let now = office.now(group).await;
        if now["rentalIds"] == json!(office.rentals) {
            holders.push(id(group, "billingGroupId"));
        } else {
            assert_eq!(now["rentalIds"], json!([]));
        }
    }
    assert_eq!(holders.len(), 1);
    for rental in &office.rentals {
        assert_eq!(office.billed_with(rental).await, (json!(holders[0]), 24));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_group_is_deleted_while_a_contract_begins_in_it() {
    let app = TestApp::new().await;
    let office = office(&app, 0).await;
    crate::support::given::asset(&office.acme, "SN-1", crate::support::given::LAPTOP).await;
    let group = office.group(&[]).await;
    let body = json!({
        "orderId": office.order, "serialNumber": "SN-1", "billingGroupId": group["billingGroupId"],
    });
    let path = super::path(&group);
    let (deleted, begun) = tokio::join!(
        office.acme.delete(&path),
        office.acme.post("/v1/subscriptions", body),
    );
    assert_eq!(deleted.status, 200, "{}", deleted.body);
    if begun.status == 201 {
        let rental = id(&begun.body, "rentalId");
        assert_eq!(office.billed_with(&rental).await, (json!(null), 0));
    } else {
        begun.refused(400, "VALIDATION_ERROR");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_payment_that_is_paid_while_its_contract_moves_is_paid_once_and_whole() {
    let app = TestApp::new().await;
    let office = office(&app, 1).await;
    let group = office.group(&[]).await;
    let rental = office.rentals[0].clone();
    let payments = format!("/v1/payments?limit=100&rentalId={rental}");
    let payments = office.acme.get(&payments).await.ok();
    let paths: Vec<String> = payments["payments"].as_array().unwrap()[..8]
        .iter()
        .map(|payment| format!("/v1/payments/{}/mark-paid", id(payment, "paymentId")))
        .collect();
    let paying = paths.iter().map(|path| office.acme.post(path, json!({})));
    let (moved, paid) = tokio::join!(
        office.patch(&group, json!({"rentalIds": [rental]})),
        join_all(paying),
    );
    assert_eq!(moved.status, 200, "{}", moved.body);
    assert!(paid.iter().all(|answer| answer.status == 200));
    let (with, payments) = office.billed_with(&rental).await;
    assert_eq!(with, group["billingGroupId"]);
    assert!(
        (16..=24).contains(&payments),
        "{payments} payments went along"
    );
}
