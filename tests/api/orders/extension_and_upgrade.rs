//! Extension and upgrade orders.
use serde_json::{Value, json};

use super::{UNKNOWN, events, fulfil, path, post, shop, shop_of};
use crate::support::{
    app::TestApp,
    client::{Answer, Client},
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

/// An order of two laptops rented out, and an order that extends some of them for 6 months more.
async fn to_extend(acme: &Client, quantity: u32) -> (Vec<String>, Value) {
    let first = given::order(acme, &[(LAPTOP, 2, 12)]).await;
    let mut rentals = Vec::new();
    for serial_number in ["SN-1", "SN-2"] {
        let rental = fulfil(acme, &first, serial_number, LAPTOP).await;
        rentals.push(format!("/v1/subscriptions/{}", id(&rental, "rentalId")));
    }
    let body = given::order_body("john@example.com", &[(LAPTOP, quantity, 24)]);
    let order = post(acme, body, extension(&id(&first, "orderId"), 6)).await;
    (rentals, order.ok()["order"].clone())
}

#[tokio::test]
async fn confirming_an_extension_order_extends_the_oldest_contracts() {
    let app = TestApp::new().await;
    // An extension order is the approval that the tenant asks for.
    let settings = json!({"extension": {"approvalRequired": true, "offeredMonths": [12]}});
    let acme = shop_of(&app, settings).await;
    let (rentals, order) = to_extend(&acme, 1).await;
    let answer = subscribe_to(&acme, &order).await;
    answer.refused(400, "ORDER_NOT_CONFIRMED");
    let done = acme
        .post(&format!("{}/confirm", path(&order)), json!({}))
        .await
        .ok();
    let done = &done["order"];
    assert_eq!(done["status"], "fulfilled");
    assert_eq!(done["rentalProgress"]["rentedDevices"], 1);
    let (one, two) = (
        acme.get(&rentals[0]).await.ok(),
        acme.get(&rentals[1]).await.ok(),
    );
    assert_eq!(done["rentalIds"], json!([one["rentalId"]]));
    assert_eq!(done["items"][0]["rentalIds"], json!([one["rentalId"]]));
    assert_eq!(acme.get(&path(&order)).await.ok(), *done);
    assert_eq!(
        (&one["endDate"], &two["endDate"]),
        (&json!("2027-07-15"), &json!("2027-01-15"))
    );
    assert_eq!(
        (&one["monthlyAmount"], &two["monthlyAmount"]),
        (&json!(129), &json!(159))
    );
    assert_eq!(one["extensionHistory"][0]["reason"], "Keeps it");
    let payments = format!("/v1/payments?limit=100&rentalId={}", id(&one, "rentalId"));
    let payments = acme.get(&payments).await.ok();
    assert_eq!(payments["count"], 18);
    let at_new_rate = payments["payments"].as_array().unwrap().iter();
    assert_eq!(
        at_new_rate
            .filter(|payment| payment["total"] == 129)
            .count(),
        6
    );
    let customers = acme.get("/v1/customers").await.ok();
    assert_eq!(customers["customers"][0]["totalMonthlyRevenue"], 129 + 159);
    let again = acme
        .post(&format!("{}/confirm", path(&order)), json!({}))
        .await;
    again.refused(400, "ORDER_NOT_CONFIRMABLE");
    let sent = events(&app, &acme).await;
    for event in [
        "order.confirmed",
        "subscription.extended",
        "order.fulfilled",
    ] {
        assert_eq!(
            sent.iter().filter(|sent| *sent == event).count(),
            1 + usize::from(event == "order.fulfilled"),
            "{event}"
        );
    }
}

#[tokio::test]
async fn every_way_to_confirm_carries_an_extension_order_out() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let (rentals, order) = to_extend(&acme, 2).await;
    let done = acme
        .patch(&path(&order), json!({"status": "confirmed"}))
        .await
        .ok();
    assert_eq!(done["order"]["status"], "fulfilled");
    assert_eq!(done["order"]["rentalIds"].as_array().unwrap().len(), 2);
    let original = id(&acme.get(&rentals[0]).await.ok(), "orderId");
    let mut body = extension(&original, 6);
    body["status"] = json!("confirmed");
    let theirs = given::order_body("john@example.com", &[(LAPTOP, 1, 24), (LAPTOP, 1, 36)]);
    let done = post(&acme, theirs, body).await;
    let etag = done.etag().to_owned();
    let done = done.ok();
    assert_eq!(done["order"]["status"], "fulfilled");
    assert_eq!(acme.get(&path(&done)).await.etag(), etag);
    let mut prices = Vec::new();
    for rental in &rentals {
        let rental = acme.get(rental).await.ok();
        assert_eq!(rental["contractLength"], 24);
        prices.push(rental["monthlyAmount"].clone());
    }
    assert_eq!(prices, [json!(129), json!(109)]);
}

#[tokio::test]
async fn an_extension_order_that_finds_too_few_contracts_changes_nothing() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let (rentals, order) = to_extend(&acme, 2).await;
    let cancel = json!({"reason": "other"});
    acme.post(&format!("{}/cancel", rentals[0]), cancel)
        .await
        .ok();
    let before = acme.get(&rentals[1]).await.ok();
    let answer = acme
        .post(&format!("{}/confirm", path(&order)), json!({}))
        .await;
    answer.refused(400, "SUBSCRIPTION_NOT_ACTIVE");
    assert_eq!(acme.get(&path(&order)).await.ok()["status"], "pending");
    let original = id(&before, "orderId");
    let mut details = extension(&original, 6);
    details["status"] = json!("confirmed");
    let two = given::order_body("john@example.com", &[(LAPTOP, 2, 24)]);
    let answer = post(&acme, two, details).await;
    answer.refused(400, "SUBSCRIPTION_NOT_ACTIVE");
    let mut long = extension(&original, 109);
    long["status"] = json!("confirmed");
    let answer = post(&acme, body(), long)
        .await
        .refused(400, "VALIDATION_ERROR");
    assert_eq!(answer.faults()[0].0, "extensionDetails.extensionMonths");
    assert_eq!(acme.get(&rentals[1]).await.ok(), before);
    assert_eq!(acme.get("/v1/orders").await.ok()["count"], 2);
}

async fn subscribe_to(acme: &Client, order: &Value) -> Answer {
    given::asset(acme, "SN-9", LAPTOP).await;
    let body = json!({"orderId": order["orderId"], "serialNumber": "SN-9"});
    acme.post("/v1/subscriptions", body).await
}

#[tokio::test]
async fn only_terms_that_the_tenant_offers_are_ordered() {
    let app = TestApp::new().await;
    let acme = shop_of(&app, json!({"terms": [12, 24]})).await;
    let six = given::order_body("john@example.com", &[(LAPTOP, 1, 6)]);
    let answer = post(&acme, six, json!({})).await;
    let answer = answer.refused(400, "INVALID_CONTRACT_LENGTH");
    assert!(answer.body.to_string().contains("12, 24"));
    post(&acme, body(), json!({})).await.ok();
}
