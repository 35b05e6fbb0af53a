//! Extension and upgrade orders.
use serde_json::{Value, json};

use super::{UNKNOWN, fulfil, post, shop};
use crate::support::{
    app::TestApp,
    given::{self, LAPTOP, MONITOR, id},
};

fn body() -> Value {
    given::order_body("john@example.com", &[(LAPTOP, 1, 12)])
}

fn extension(original: &str, months: i64) -> Value {
    json!({"orderType": "extension", "extensionDetails": {
        "originalOrderId": original, "extensionMonths": months,
        "previousEndDate": "2026-01-15", "newEndDate": "2026-07-15T10:00:00Z",
        "reason": "Keeps it",
    }})
}

fn upgrade(rental: &str) -> Value {
    json!({"orderType": "upgrade", "upgradeDetails": {
        "previousDevice": "MacBook", "previousSerialNumber": "SN-1",
        "previousMonthlyAmount": 129.5, "previousRentalId": rental,
    }})
}

#[tokio::test]
async fn an_extension_order_names_an_order_that_is_there() {
    let acme = shop(&TestApp::new().await).await;
    let original = id(&given::order(&acme, &[(LAPTOP, 1, 12)]).await, "orderId");
    let order = post(&acme, body(), extension(&original, 6)).await.ok()["order"].clone();
    assert_eq!(order["orderType"], "extension");
    assert_eq!(order["extensionDetails"]["originalOrderId"], original);
    assert_eq!(order["extensionDetails"]["extensionMonths"], 6);
    assert_eq!(order["extensionDetails"]["newEndDate"], "2026-07-15");

    for unknown in [UNKNOWN, "order"] {
        let answer = post(&acme, body(), extension(unknown, 6)).await;
        let answer = answer.refused(400, "ORDER_NOT_FOUND");
        let place = ("extensionDetails.originalOrderId", "ORDER_NOT_FOUND");
        assert_eq!(answer.faults(), [place]);
    }
    for (months, code) in [(0, "INVALID_EXTENSION_MONTHS"), (121, "VALIDATION_ERROR")] {
        let answer = post(&acme, body(), extension(&original, months)).await;
        answer.refused(400, code);
    }
    let answer = post(&acme, body(), json!({"orderType": "extension"})).await;
    assert_eq!(answer.faults(), [("extensionDetails", "invalid_type")]);
}

#[tokio::test]
async fn an_extension_order_agrees_with_the_order_it_extends() {
    let acme = shop(&TestApp::new().await).await;
    let original = id(&given::order(&acme, &[(LAPTOP, 1, 12)]).await, "orderId");
    let mut details = extension(&original, 6);
    details["extensionDetails"]["newEndDate"] = json!("2026-01-15");
    let theirs = given::order_body("jane@example.com", &[(LAPTOP, 1, 12)]);
    let answer = post(&acme, theirs, details.clone())
        .await
        .refused(400, "VALIDATION_ERROR");
    let mut faults = answer.faults();
    faults.sort_unstable();
    let expected = [
        ("extensionDetails.newEndDate", "custom"),
        ("extensionDetails.originalOrderId", "custom"),
    ];
    assert_eq!(faults, expected);
    let other = given::order_body("john@example.com", &[(LAPTOP, 1, 12), (MONITOR, 1, 12)]);
    let answer = post(&acme, other, details).await;
    let mut faults = answer.faults();
    faults.sort_unstable();
    let expected = [
        ("extensionDetails.newEndDate", "custom"),
        ("items[1].sku", "custom"),
    ];
    assert_eq!(faults, expected);
}

#[tokio::test]
async fn an_upgrade_order_agrees_with_the_subscription_it_replaces() {
    let acme = shop(&TestApp::new().await).await;
    let first = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let rental = id(&fulfil(&acme, &first, "SN-1", LAPTOP).await, "rentalId");
    let theirs = given::order_body("jane@example.com", &[(LAPTOP, 1, 12)]);
    let answer = post(&acme, theirs, upgrade(&rental))
        .await
        .refused(400, "VALIDATION_ERROR");
    let place = ("upgradeDetails.previousRentalId", "custom");
    assert_eq!(answer.faults(), [place]);
    let mut details = upgrade(&rental);
    details["upgradeDetails"]["previousSerialNumber"] = json!("SN-2");
    let two = given::order_body("john@example.com", &[(LAPTOP, 2, 12)]);
    let answer = post(&acme, two, details).await;
    let mut faults = answer.faults();
    faults.sort_unstable();
    let expected = [
        ("items", "custom"),
        ("upgradeDetails.previousSerialNumber", "custom"),
    ];
    assert_eq!(faults, expected);
}

#[tokio::test]
async fn an_upgrade_order_replaces_one_subscription_by_one_unit() {
    let acme = shop(&TestApp::new().await).await;
    let first = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let rental = id(&fulfil(&acme, &first, "SN-1", LAPTOP).await, "rentalId");
    let order = post(&acme, body(), upgrade(&rental)).await.ok()["order"].clone();
    assert_eq!(order["upgradeDetails"]["previousRentalId"], rental);
    let amount = &order["upgradeDetails"]["previousMonthlyAmount"];
    assert_eq!(amount.to_string(), "129.5");

    for unknown in ["sub_01jvcx7r0ee8qt3ks2zbm4n6wd", "rental"] {
        let answer = post(&acme, body(), upgrade(unknown)).await;
        answer.refused(400, "SUBSCRIPTION_NOT_FOUND");
    }
    let two = given::order_body("john@example.com", &[(LAPTOP, 2, 12)]);
    let answer = post(&acme, two, upgrade(&rental)).await;
    assert_eq!(answer.faults(), [("items", "custom")]);
    let answer = post(&acme, body(), json!({"orderType": "upgrade"})).await;
    assert_eq!(answer.faults(), [("upgradeDetails", "invalid_type")]);
}

#[tokio::test]
async fn details_of_another_type_are_not_kept() {
    let acme = shop(&TestApp::new().await).await;
    let mut details = extension(UNKNOWN, 6);
    details["orderType"] = json!("standard");
    let order = post(&acme, body(), details).await.ok();
    assert!(order["order"].get("extensionDetails").is_none());
}
