//! What a new subscription moves, and what it tells of itself.
use axum::http::Method;
use serde_json::{Value, json};

use super::{PATH, order_now, shop};
use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, MONITOR, id},
};

/// Types of the events of a tenant, oldest first.
async fn events(app: &TestApp, client: &Client) -> Vec<(String, Value)> {
    sqlx::query_as(
        "select event_type, payload -> 'data' from platform.outbox where tenant_id = $1 order by id",
    )
    .bind(client.tenant)
    .fetch_all(&app.owner)
    .await
    .unwrap()
}

#[tokio::test]
async fn an_order_is_fulfilled_unit_by_unit() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let order = given::confirmed_order(&acme, &[(LAPTOP, 2, 24), (MONITOR, 1, 12)]).await;
    let order_id = id(&order, "orderId");
    let customer = id(&order["customer"], "customerId");
    for (serial, sku) in [("L-1", LAPTOP), ("L-2", LAPTOP), ("M-1", MONITOR)] {
        given::asset(&acme, serial, sku).await;
    }

    let first = given::subscription(&acme, &order_id, "L-1").await;
    assert_eq!(first["orderId"], json!(order_id));
    assert_eq!(first["monthlyAmount"], json!(129));
    let order = order_now(&acme, &order_id).await;
    assert_eq!(order["status"], "partial");
    assert_eq!(order["items"][0]["rentalStatus"], "partial");
    assert_eq!(order["items"][1]["rentalStatus"], "pending");
    assert_eq!(order["rentalIds"], json!([first["rentalId"]]));

    let second = given::subscription(&acme, &order_id, "M-1").await;
    let third = given::subscription(&acme, &order_id, "L-2").await;
    let order = order_now(&acme, &order_id).await;
    assert_eq!(order["status"], "fulfilled");
    let progress = json!({"totalDevices": 3, "rentedDevices": 3});
    assert_eq!(order["rentalProgress"], progress);
    let laptops = json!([first["rentalId"], third["rentalId"]]);
    assert_eq!(order["items"][0]["rentalIds"], laptops);
    let monitors = json!([second["rentalId"]]);
    assert_eq!(order["items"][1]["rentalIds"], monitors);
    assert_eq!(order["items"][0]["rentalStatus"], "completed");

    let asset = acme.get("/v1/assets/L-1").await.ok();
    assert_eq!(asset["status"], "rented_out");
    assert_eq!(asset["rentalId"], first["rentalId"]);
    assert_eq!(asset["customerId"], json!(customer));

    let customer = acme.get(&format!("/v1/customers/{customer}")).await.ok();
    assert_eq!(customer["totalDevicesRented"], 3);
    assert_eq!(customer["totalMonthlyRevenue"], json!(287.99));
    assert_eq!(customer["totalAcquisitionCost"], 5400);
    assert_eq!(customer["subscriptionsTracked"], 3);
}

#[tokio::test]
async fn a_new_rental_tells_everything_about_itself() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 24)]).await;
    given::asset(&acme, "L-1", LAPTOP).await;
    let body = json!({
        "orderId": order["orderId"], "orderItemIndex": 0, "serialNumber": "L-1",
        "customerId": order["customer"]["customerId"], "contractLength": 24,
        "billingStartOption": "immediate", "startDate": "2026-01-31", "notes": "Desk 4",
        "customFields": {"costCenter": "R&D"},
    });
    let answer = acme.post(PATH, body).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    assert_eq!(answer.etag(), "\"1\"");
    let rental = answer.body["rental"].clone();
    assert_eq!(answer.body["rentalId"], rental["rentalId"]);
    for (field, expected) in [
        ("tenantId", json!(acme.tenant.to_string())),
        ("assetSerialNumber", json!("L-1")),
        ("sku", json!(LAPTOP)),
        ("status", json!("active")),
        ("currency", json!("EUR")),
        ("customerName", json!("John Smith")),
        ("customerEmail", json!("john@example.com")),
        ("startDate", json!("2026-01-31")),
        ("endDate", json!("2028-01-31")),
        ("nextBillingDate", json!("2026-01-31")),
        ("contractLength", json!(24)),
        ("originalContractLength", json!(24)),
        ("listPrice", json!(2499)),
        ("listPriceSource", json!("variant")),
        ("acquisitionCost", json!(1800)),
        ("acquisitionCostSource", json!("variant")),
        ("acquisitionCostCapturedAt", json!("2026-01-15T12:00:00Z")),
        ("totalCollected", json!(0)),
        ("costRecoveryPercent", json!(0)),
        ("currentProfit", json!(-1800)),
        ("breakevenMonths", json!(14)),
        ("hasReachedBreakeven", json!(false)),
        ("recoveryStatus", json!("recovering")),
        ("notes", json!("Desk 4")),
        ("customFields", json!({"costCenter": "R&D"})),
    ] {
        assert_eq!(rental[field], expected, "{field}");
    }
    assert_eq!(rental["costRecovery"]["projectedMargin"], 1296);
    assert_eq!(rental["costRecovery"]["projectedMarginPercent"], 72);

    let path = format!("{PATH}/{}", id(&rental, "rentalId"));
    let read = acme.get(&path).await;
    assert_eq!(read.etag(), "\"1\"");
    assert_eq!(read.ok(), rental);
}

#[tokio::test]
async fn a_paid_month_counts_towards_recovery() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 24)]).await;
    given::asset(&acme, "L-1", LAPTOP).await;
    let rental = given::subscription(&acme, &id(&order, "orderId"), "L-1").await;
    let rental_id = id(&rental, "rentalId");
    let due = format!("/v1/payments?rentalId={rental_id}&dueDateTo=2026-01-15");
    let due = acme.get(&due).await.ok();
    let payment = id(&due["payments"][0], "paymentId");
    let mark = format!("/v1/payments/{payment}/mark-paid");
    acme.post(&mark, json!({})).await.ok();
    let rental = acme.get(&format!("{PATH}/{rental_id}")).await.ok();
    assert_eq!(rental["totalCollected"], 129);
    assert_eq!(rental["costRecoveryPercent"], json!(7.17));
    assert_eq!(rental["nextBillingDate"], "2026-02-15");
}

#[tokio::test]
async fn the_assets_own_cost_goes_before_the_variants() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 24)]).await;
    let body = json!({"serialNumber": "L-1", "sku": LAPTOP, "acquisitionCost": 1650.5});
    acme.post("/v1/assets", body).await.ok();
    let rental = given::subscription(&acme, &id(&order, "orderId"), "L-1").await;
    assert_eq!(rental["acquisitionCost"], json!(1650.5));
    assert_eq!(rental["acquisitionCostSource"], "manual");
    assert_eq!(rental["listPriceSource"], "variant");
}

#[tokio::test]
async fn the_effect_is_told_in_timelines_and_events() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 6)]).await;
    let order_id = id(&order, "orderId");
    given::asset(&acme, "L-1", LAPTOP).await;
    let rental = given::subscription(&acme, &order_id, "L-1").await;
    let rental_id = id(&rental, "rentalId");

    let events = events(&app, &acme).await;
    let of = |name: &str| events.iter().filter(|(event, _)| event == name).count();
    assert_eq!(of("subscription.created"), 1);
    assert_eq!(of("asset.assigned"), 1);
    assert_eq!(of("order.fulfilled"), 1);
    assert_eq!(of("payment.scheduled"), 6);
    let (_, data) = events
        .iter()
        .find(|(event, _)| event == "subscription.created")
        .unwrap();
    let expected = json!({
        "subscriptionId": rental_id, "rentalId": rental_id, "orderId": order_id,
        "customerId": order["customer"]["customerId"], "serialNumber": "L-1", "sku": LAPTOP,
    });
    assert_eq!(*data, expected);

    let actions: Vec<String> = sqlx::query_scalar(
        "select action from timeline_entries where tenant_id = $1 and entity_id = any($2) order by id",
    )
    .bind(acme.tenant)
    .bind([rental_id, "L-1".to_owned()])
    .fetch_all(&app.owner)
    .await
    .unwrap();
    assert!(
        actions.contains(&"subscription.created".to_owned()),
        "{actions:?}"
    );
    assert!(
        actions.contains(&"asset.assigned".to_owned()),
        "{actions:?}"
    );
}

#[tokio::test]
async fn a_repeated_create_is_the_first_one_again() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let order = id(&given::order(&acme, &[(LAPTOP, 2, 12)]).await, "orderId");
    given::asset(&acme, "L-1", LAPTOP).await;
    let body = json!({"orderId": order, "assetSerialNumber": "L-1"});
    let call = || acme.call(Method::POST, PATH).key("k-1").json(&body).send();
    let (first, second) = (call().await, call().await);
    assert_eq!((first.status, second.status), (201, 201));
    assert_eq!(first.bytes, second.bytes);
    assert_eq!(second.header("idempotent-replayed"), Some("true"));
    assert_eq!(second.etag(), first.etag());
    let order = order_now(&acme, &order).await;
    assert_eq!(order["rentalProgress"]["rentedDevices"], 1);
}
