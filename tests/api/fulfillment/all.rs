//! Mode `all`: every unit or none.
use std::time::Duration;

use axum::http::Method;
use flexorder::{
    app::{App, Limits},
    router::router,
};
use serde_json::{Value, json};

use super::{fulfil, item, now, shop, status_of};
use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, MONITOR, id},
};

#[tokio::test]
async fn units_of_several_items_are_fulfilled_as_one_by_one() {
    let app = TestApp::new().await;
    let acme = shop(&app, 3, 1).await;
    let order = given::order(&acme, &[(LAPTOP, 2, 12), (MONITOR, 1, 6)]).await;
    let body = json!({
        "items": [item(&order, 0, &["L-2", "L-1"]), item(&order, 1, &["M-1"])],
        "startDate": "2026-02-01", "notes": "first floor",
    });
    let answer = fulfil(&acme, &order, body).await;
    let etag = answer.etag().to_owned();
    let done = answer.ok();
    assert_eq!(
        (
            &done["success"],
            &done["message"],
            &done["fulfilled"],
            &done["failed"]
        ),
        (
            &json!(true),
            &json!("3 of 3 units fulfilled"),
            &json!(3),
            &json!(0)
        )
    );
    let results = done["results"].as_array().unwrap();
    let serials: Vec<&Value> = results.iter().map(|unit| &unit["serialNumber"]).collect();
    assert_eq!(serials, ["L-2", "L-1", "M-1"]);
    assert_eq!(results[2]["itemId"], order["items"][1]["itemId"]);
    assert_eq!(done["order"]["status"], "fulfilled");
    assert_eq!(done["order"]["rentalIds"].as_array().unwrap().len(), 3);
    assert_eq!(now(&acme, &order).await, done["order"]);
    let path = format!("/v1/orders/{}", id(&order, "orderId"));
    assert_eq!(acme.get(&path).await.etag(), etag);

    for unit in results {
        let rental = format!("/v1/subscriptions/{}", id(unit, "rentalId"));
        let rental = acme.get(&rental).await.ok();
        assert_eq!(rental["assetSerialNumber"], unit["serialNumber"]);
        assert_eq!(
            (&rental["startDate"], &rental["notes"]),
            (&json!("2026-02-01"), &json!("first floor"))
        );
    }
    assert_eq!(
        acme.get("/v1/payments?limit=100").await.ok()["count"],
        12 * 2 + 6
    );
    let customer = id(&order["customer"], "customerId");
    let customer = acme.get(&format!("/v1/customers/{customer}")).await.ok();
    assert_eq!(
        (
            &customer["totalDevicesRented"],
            &customer["totalMonthlyRevenue"]
        ),
        (&json!(3), &json!(357.99))
    );
    assert_eq!(status_of(&acme, "L-3").await, "available");
}

#[tokio::test]
async fn one_unit_that_cannot_be_fulfilled_refuses_all_with_a_row_for_each() {
    let app = TestApp::new().await;
    let acme = shop(&app, 4, 1).await;
    let other = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    given::subscription(&acme, &id(&other, "orderId"), "L-4").await;
    let order = given::order(&acme, &[(LAPTOP, 2, 12)]).await;
    let wanted = ["L-1", "nobody", "M-1", "L-4", "L-2", "L-3"];
    let body = json!({"items": [item(&order, 0, &wanted)]});
    let before = now(&acme, &order).await;
    let refused = fulfil(&acme, &order, body)
        .await
        .refused(400, "VALIDATION_ERROR");
    assert_eq!(
        refused.faults(),
        [
            ("items[0].serialNumbers[1]", "ASSET_NOT_FOUND"),
            ("items[0].serialNumbers[2]", "SKU_MISMATCH"),
            ("items[0].serialNumbers[3]", "ASSET_NOT_AVAILABLE"),
            ("items[0].serialNumbers[5]", "ITEM_FULLY_FULFILLED"),
        ]
    );
    assert_eq!(now(&acme, &order).await, before);
    assert_eq!(status_of(&acme, "L-1").await, "available");

    let body = json!({"items": [item(&order, 0, &["L-4"])]});
    fulfil(&acme, &order, body)
        .await
        .refused(400, "ASSET_NOT_AVAILABLE");
}

#[tokio::test]
async fn what_is_fulfilled_in_part_is_fulfilled_by_the_rest() {
    let app = TestApp::new().await;
    let acme = shop(&app, 3, 0).await;
    let order = given::order(&acme, &[(LAPTOP, 3, 12)]).await;
    let done = fulfil(&acme, &order, json!({"items": [item(&order, 0, &["L-2"])]}))
        .await
        .ok();
    assert_eq!(done["order"]["status"], "partial");
    let done = fulfil(&acme, &order, json!({"autoPick": "oldest"}))
        .await
        .ok();
    assert_eq!(done["order"]["status"], "fulfilled");
    let refused = fulfil(&acme, &order, json!({"autoPick": "oldest"})).await;
    refused.refused(400, "ITEM_FULLY_FULFILLED");
}

#[tokio::test]
async fn a_repeat_with_the_same_key_answers_again_and_does_nothing() {
    let app = TestApp::new().await;
    let acme = shop(&app, 3, 0).await;
    let order = given::order(&acme, &[(LAPTOP, 2, 12)]).await;
    let path = format!("/v1/orders/{}/fulfill", id(&order, "orderId"));
    let body = json!({"autoPick": "oldest"});
    let call = || acme.call(Method::POST, &path).key("ship").json(&body);
    let first = call().send().await;
    let again = call().send().await;
    assert_eq!(first.bytes, again.bytes);
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(acme.get("/v1/subscriptions").await.ok()["count"], 2);
    assert_eq!(status_of(&acme, "L-3").await, "available");
}

#[tokio::test]
async fn a_stale_etag_is_refused() {
    let app = TestApp::new().await;
    let acme = shop(&app, 1, 0).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let path = format!("/v1/orders/{}", id(&order, "orderId"));
    let etag = acme.get(&path).await.etag().to_owned();
    acme.patch(&path, json!({"notes": "later"})).await.ok();
    let path = format!("{path}/fulfill");
    let body = json!({"autoPick": "oldest"});
    let stale = acme.call(Method::POST, &path).if_match(&etag).json(&body);
    stale.send().await.refused(412, "PRECONDITION_FAILED");
    assert_eq!(status_of(&acme, "L-1").await, "available");
}

#[tokio::test]
async fn five_hundred_units_take_one_call() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    // However busy the machine is that the tests run on.
    let limits = Limits {
        handler_timeout: Duration::from_mins(1),
        ..Limits::default()
    };
    let patient = router(App::new(app.pool.clone(), app.clock.clone(), limits));
    let acme = Client::new(patient, &acme.key, acme.tenant, acme.organization);
    given::laptop(&acme).await;
    given::asset(&acme, "L-0", LAPTOP).await;
    sqlx::query(
        "insert into assets (tenant_id, serial_number, variant_id, product_id, sku, product_name, \
             status, acquisition_date, version, created_at, updated_at) \
         select tenant_id, 'L-' || n, variant_id, product_id, sku, product_name, status, \
             acquisition_date, 1, created_at, updated_at \
         from assets, generate_series(1, 500) n where tenant_id = $1",
    )
    .bind(acme.tenant)
    .execute(&app.owner)
    .await
    .unwrap();
    let order = given::order(&acme, &[(LAPTOP, 501, 6)]).await;
    let refused = fulfil(&acme, &order, json!({"autoPick": "oldest"})).await;
    assert_eq!(refused.faults(), [("autoPick", "too_big")]);
    let body = json!({"autoPick": "oldest", "mode": "best_effort"});
    let done = fulfil(&acme, &order, body).await.ok();
    assert_eq!(
        (&done["fulfilled"], &done["order"]["status"]),
        (&json!(500), &json!("partial"))
    );
    let payments: i64 = sqlx::query_scalar("select count(*) from payments where tenant_id = $1")
        .bind(acme.tenant)
        .fetch_one(&app.owner)
        .await
        .unwrap();
    assert_eq!(payments, 500 * 6);
}
