//! Another device in a contract of its own.
use serde_json::{Value, json};

use super::{asset, count, events, figures, order_now, payments, rented, subscribe};
use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, MONITOR, id},
};

/// A rented laptop, and a monitor that is free.
async fn shop(app: &TestApp, settings: Value) -> (Client, String) {
    let (acme, path) = rented(app, settings).await;
    given::monitor(&acme).await;
    given::asset(&acme, "M-1", MONITOR).await;
    (acme, path)
}

#[tokio::test]
async fn with_a_serial_number_the_devices_are_swapped_at_once() {
    let app = TestApp::new().await;
    let (acme, path) = shop(&app, json!({})).await;
    let old = acme.get(&path).await.ok();
    let order = order_now(&acme, &id(&old, "orderId")).await;
    app.clock.advance(chrono::TimeDelta::days(10));
    let body = json!({
        "newSku": MONITOR, "newSerialNumber": "M-1", "contractLength": 24, "reason": "Bigger",
    });
    let done = acme.post(&format!("{path}/upgrade"), body).await;
    assert_eq!(done.status, 200);
    let done = done.ok();
    assert_eq!(
        (&done["oldRentalId"], &done["newMonthlyAmount"]),
        (&old["rentalId"], &json!(24.5))
    );
    assert_eq!(done["newDevice"], "Dell U2722D");
    let ended = acme.get(&path).await.ok();
    assert_eq!(ended["status"], "ended_upgrade");
    let new_path = format!("/v1/subscriptions/{}", id(&done, "newRentalId"));
    let new = acme.get(&new_path).await.ok();
    assert_eq!(new, done["rental"]);
    for (field, expected) in [
        ("status", json!("active")),
        ("upgradeFromRentalId", old["rentalId"].clone()),
        ("orderId", old["orderId"].clone()),
        ("orderItemId", old["orderItemId"].clone()),
        ("customerId", old["customerId"].clone()),
        ("startDate", json!("2026-01-25")),
        ("endDate", json!("2028-01-25")),
        ("acquisitionCost", json!(1800)),
        ("sku", json!(MONITOR)),
    ] {
        assert_eq!(new[field], expected, "{field}");
    }
    assert_eq!(asset(&acme, "SN-1").await["status"], "returned");
    assert_eq!(asset(&acme, "M-1").await["rentalId"], new["rentalId"]);
    assert_eq!(count(&acme, &path, "cancelled").await, 11);
    let laid = payments(&acme, &new_path).await;
    assert_eq!(
        (laid.len(), laid[0].0.as_str(), laid[0].1),
        (24, "2026-01-25", 24.5)
    );
    assert_eq!(figures(&acme).await, (json!(1), json!(24.5)));
    assert_eq!(order_now(&acme, &id(&old, "orderId")).await, order);
    let types = [
        "subscription.upgraded",
        "subscription.created",
        "subscription.ended",
        "asset.returned",
    ];
    assert_eq!(events(&app, &acme, &types).await, [1, 2, 0, 1]);
}

#[tokio::test]
async fn a_price_may_be_named() {
    let app = TestApp::new().await;
    let (acme, path) = shop(&app, json!({})).await;
    let body = json!({
        "newSku": MONITOR, "newSerialNumber": "M-1", "contractLength": 6, "newMonthlyAmount": 33.33,
    });
    let done = acme.post(&format!("{path}/upgrade"), body).await.ok();
    assert_eq!(done["rental"]["monthlyAmount"], 33.33);
    assert_eq!(figures(&acme).await, (json!(1), json!(33.33)));
}

#[tokio::test]
async fn an_upgrade_is_refused() {
    let app = TestApp::new().await;
    let (acme, path) = shop(&app, json!({})).await;
    let at = format!("{path}/upgrade");
    for (body, code) in [
        (
            json!({"newSku": "M", "newSerialNumber": "M-1"}),
            "VARIANT_NOT_FOUND",
        ),
        (
            json!({"newSku": "M", "newContractLength": 12}),
            "VARIANT_NOT_FOUND",
        ),
        (
            json!({"newSku": MONITOR, "newSerialNumber": "M-1", "contractLength": 7}),
            "INVALID_CONTRACT_LENGTH",
        ),
        (
            json!({"newSku": MONITOR, "newContractLength": 7}),
            "INVALID_CONTRACT_LENGTH",
        ),
        (
            json!({"newSku": MONITOR, "newSerialNumber": "M-9"}),
            "ASSET_NOT_FOUND",
        ),
        (
            json!({"newSku": MONITOR, "newSerialNumber": "SN-1"}),
            "ASSET_NOT_AVAILABLE",
        ),
        (
            json!({"newSku": MONITOR, "newSerialNumber": "SN-2"}),
            "SKU_MISMATCH",
        ),
        (
            json!({"newSku": "M", "newSerialNumber": "M-9"}),
            "VALIDATION_ERROR",
        ),
        (
            json!({"newSku": MONITOR, "rentalId": "x"}),
            "VALIDATION_ERROR",
        ),
        (json!({}), "VALIDATION_ERROR"),
    ] {
        acme.post(&at, body).await.refused(400, code);
    }
    let answer = acme
        .post(&at, json!({"newSku": MONITOR, "newContractLength": 7}))
        .await;
    assert_eq!(
        answer.faults(),
        [("newContractLength", "INVALID_CONTRACT_LENGTH")]
    );
}

#[tokio::test]
async fn what_has_ended_or_is_not_sold_is_not_upgraded() {
    let app = TestApp::new().await;
    let (acme, path) = shop(&app, json!({})).await;
    let at = format!("{path}/upgrade");
    let products = acme
        .get("/v1/products/variants?productSku=P-DELL-U2722D-MONITOR")
        .await
        .ok();
    let variant = id(&products["variants"][0], "variantId");
    let status = format!("/v1/products/variants/{variant}/status");
    acme.patch(&status, json!({"status": "inactive"}))
        .await
        .ok();
    for body in [
        json!({"newSku": MONITOR, "newSerialNumber": "M-1"}),
        json!({"newSku": MONITOR}),
    ] {
        acme.post(&at, body).await.refused(400, "VARIANT_INACTIVE");
    }
    acme.patch(&status, json!({"status": "active"})).await.ok();
    acme.post(&format!("{path}/cancel"), json!({"reason": "other"}))
        .await
        .ok();
    for body in [
        json!({"newSku": MONITOR, "newSerialNumber": "M-1"}),
        json!({"newSku": MONITOR}),
    ] {
        acme.post(&at, body)
            .await
            .refused(400, "SUBSCRIPTION_NOT_ACTIVE");
    }
}

#[tokio::test]
async fn without_a_serial_number_an_order_ends_the_contract_once_it_is_fulfilled() {
    let app = TestApp::new().await;
    let (acme, path) = shop(&app, json!({})).await;
    let body = json!({"newSku": MONITOR, "newContractLength": 24, "reason": "Bigger", "newMonthlyAmount": 20});
    let answer = acme.post(&format!("{path}/upgrade"), body).await;
    assert_eq!(answer.status, 201);
    let done = answer.ok();
    assert_eq!(
        done["currentSubscription"]["scheduledEndDate"],
        "2027-01-15"
    );
    assert_eq!(done["upgradeDetails"]["newMonthlyAmount"], 20);
    assert_eq!(done["upgradeDetails"]["previousMonthlyAmount"], 159);
    assert_eq!(acme.get(&path).await.ok()["status"], "active");
    let order_id = id(&done, "upgradeOrderId");
    let order = order_now(&acme, &order_id).await;
    assert_eq!(
        (&order["orderType"], &order["status"]),
        (&json!("upgrade"), &json!("pending"))
    );
    assert_eq!(order["upgradeDetails"]["previousSerialNumber"], "SN-1");
    assert_eq!(order["upgradeDetails"]["upgradeReason"], "Bigger");
    assert_eq!(order["items"][0]["unitPrice"], 20);
    let made = subscribe(&acme, &order_id, "M-1").await.ok();
    assert_eq!(
        made["rental"]["upgradeFromRentalId"].as_str(),
        path.rsplit('/').next()
    );
    assert_eq!(acme.get(&path).await.ok()["status"], "ended_upgrade");
    assert_eq!(asset(&acme, "SN-1").await["status"], "returned");
    // Both begin on the same day, and the new one is billed for it.
    assert_eq!(count(&acme, &path, "pending").await, 0);
    assert_eq!(figures(&acme).await, (json!(1), json!(20)));
    assert_eq!(order_now(&acme, &order_id).await["status"], "fulfilled");
    let types = ["subscription.upgraded", "subscription.created"];
    assert_eq!(events(&app, &acme, &types).await, [1, 2]);
}

#[tokio::test]
async fn an_order_whose_contract_has_ended_is_not_fulfilled() {
    let app = TestApp::new().await;
    let (acme, path) = shop(&app, json!({})).await;
    let done = acme
        .post(&format!("{path}/upgrade"), json!({"newSku": MONITOR}))
        .await
        .ok();
    acme.post(&format!("{path}/cancel"), json!({"reason": "other"}))
        .await
        .ok();
    let answer = subscribe(&acme, &id(&done, "upgradeOrderId"), "M-1").await;
    answer.refused(400, "SUBSCRIPTION_NOT_ACTIVE");
    assert_eq!(asset(&acme, "M-1").await["status"], "available");
}
