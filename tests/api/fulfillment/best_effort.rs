//! Mode `best_effort`: what can be done is done.
use serde_json::{Value, json};

use super::{fulfil, item, now, shop, status_of};
use crate::support::{
    app::TestApp,
    given::{self, LAPTOP, MONITOR, id},
};

fn codes(done: &Value) -> Vec<Option<&str>> {
    let results = done["results"].as_array().unwrap().iter();
    results.map(|unit| unit["error"]["code"].as_str()).collect()
}

#[tokio::test]
async fn each_unit_that_can_be_fulfilled_is_and_the_others_say_why_not() {
    let app = TestApp::new().await;
    let acme = shop(&app, 3, 1).await;
    let other = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    given::subscription(&acme, &id(&other, "orderId"), "L-3").await;
    let order = given::order(&acme, &[(LAPTOP, 2, 12), (MONITOR, 1, 12)]).await;
    let body = json!({
        "mode": "best_effort",
        "items": [item(&order, 0, &["nobody", "L-3", "L-1"]), item(&order, 1, &["L-2", "M-1"])],
    });
    let done = fulfil(&acme, &order, body).await.ok();
    assert_eq!(
        codes(&done),
        [
            Some("ASSET_NOT_FOUND"),
            Some("ASSET_NOT_AVAILABLE"),
            None,
            Some("SKU_MISMATCH"),
            None,
        ]
    );
    for unit in done["results"].as_array().unwrap() {
        assert_ne!(unit["rentalId"].is_null(), unit["error"].is_null());
        assert!(unit["error"].is_null() || unit["error"]["message"].is_string());
    }
    assert_eq!(
        (&done["message"], &done["fulfilled"], &done["failed"]),
        (&json!("2 of 5 units fulfilled"), &json!(2), &json!(3))
    );
    assert_eq!(done["order"]["status"], "partial");
    assert_eq!(done["order"]["rentalProgress"]["rentedDevices"], 2);
}

#[tokio::test]
async fn where_nothing_can_be_fulfilled_nothing_changes() {
    let app = TestApp::new().await;
    let acme = shop(&app, 0, 1).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let body = json!({"mode": "best_effort", "items": [item(&order, 0, &["M-1"])]});
    let before = now(&acme, &order).await;
    let done = fulfil(&acme, &order, body).await.ok();
    assert_eq!(codes(&done), [Some("SKU_MISMATCH")]);
    assert_eq!(now(&acme, &order).await, before);
    assert_eq!(status_of(&acme, "M-1").await, "available");
}

#[tokio::test]
async fn units_without_an_asset_are_reported_without_a_serial_number() {
    let app = TestApp::new().await;
    let acme = shop(&app, 1, 1).await;
    let order = given::order(&acme, &[(LAPTOP, 2, 12), (MONITOR, 1, 12)]).await;
    let body = json!({"autoPick": "oldest", "mode": "best_effort"});
    let done = fulfil(&acme, &order, body).await.ok();
    assert_eq!(
        (&done["fulfilled"], &done["failed"]),
        (&json!(2), &json!(1))
    );
    let missing: Vec<&Value> = done["results"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|unit| !unit["error"].is_null())
        .collect();
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0]["error"]["code"], "ASSET_NOT_AVAILABLE");
    assert_eq!(missing[0]["itemId"], order["items"][0]["itemId"]);
    assert!(missing[0].get("serialNumber").is_none());
}

#[tokio::test]
async fn a_unit_that_is_refused_does_not_take_the_place_of_one_that_fits() {
    let app = TestApp::new().await;
    let acme = shop(&app, 2, 1).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let wanted = ["M-1", "L-2", "L-1"];
    let body = json!({"mode": "best_effort", "items": [item(&order, 0, &wanted)]});
    let done = fulfil(&acme, &order, body).await.ok();
    assert_eq!(
        codes(&done),
        [Some("SKU_MISMATCH"), None, Some("ITEM_FULLY_FULFILLED")]
    );
    assert_eq!(done["order"]["status"], "fulfilled");
}
