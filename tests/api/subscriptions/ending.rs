//! Calling a contract off, and completing one whose term is over.
use serde_json::json;

use super::{actions, asset, count, events, figures, rented};
use crate::support::{app::TestApp, given::id};

#[tokio::test]
async fn a_cancelled_subscription_leaves_its_order_as_it_was() {
    let app = TestApp::new().await;
    let (acme, path) = rented(&app, json!({})).await;
    let rental = acme.get(&path).await.ok();
    let order_path = format!("/v1/orders/{}", id(&rental, "orderId"));
    let order = acme.get(&order_path).await.ok();
    app.clock.advance(chrono::TimeDelta::days(1));
    let body = json!({"reason": "fraud", "notes": "False papers"});
    let done = acme.post(&format!("{path}/cancel"), body).await.ok();
    assert_eq!(done["previousStatus"], "active");
    assert_eq!(
        done["cancelledAt"],
        done["rental"]["cancellationDetails"]["cancelledAt"]
    );
    let rental = acme.get(&path).await.ok();
    assert_eq!(rental["status"], "cancelled");
    assert_eq!(rental["cancellationDetails"]["reason"], "fraud");
    assert_eq!(rental["cancellationDetails"]["notes"], "False papers");
    assert_eq!(rental["assetSerialNumber"], "SN-1");
    assert_eq!(acme.get(&order_path).await.ok(), order);
    let returned = asset(&acme, "SN-1").await;
    assert_eq!(
        (&returned["status"], returned.get("customerId")),
        (&json!("returned"), None)
    );
    assert_eq!(count(&acme, &path, "cancelled").await, 11);
    assert_eq!(count(&acme, &path, "pending").await, 1);
    assert_eq!(figures(&acme).await, (json!(0), json!(0)));
    let types = ["subscription.ended", "asset.returned"];
    assert_eq!(events(&app, &acme, &types).await, [1, 1]);
    let payment = acme.get("/v1/payments?status=cancelled").await.ok()["payments"][0].clone();
    let entries = actions(&app, &acme, &id(&payment, "paymentId")).await;
    assert_eq!(entries, ["payment.scheduled", "payment.cancelled"]);
}

#[tokio::test]
async fn what_has_ended_is_not_cancelled() {
    let app = TestApp::new().await;
    let (acme, path) = rented(&app, json!({})).await;
    let at = format!("{path}/cancel");
    acme.post(&at, json!({"reason": "boredom"}))
        .await
        .refused(400, "VALIDATION_ERROR");
    acme.post(&at, json!({}))
        .await
        .refused(400, "VALIDATION_ERROR");
    let long = json!({"reason": "other", "notes": "n".repeat(1_001)});
    acme.post(&at, long).await.refused(400, "VALIDATION_ERROR");
    acme.post(&at, json!({"reason": "other"})).await.ok();
    let again = acme.post(&at, json!({"reason": "other"})).await;
    again.refused(400, "ALREADY_CANCELLED");
    let (acme, path) = rented(&app, json!({})).await;
    acme.post(&format!("{path}/early-return"), json!({"reason": "x"}))
        .await
        .ok();
    let again = acme
        .post(&format!("{path}/cancel"), json!({"reason": "other"}))
        .await;
    again.refused(400, "ALREADY_ENDED");
}

#[tokio::test]
async fn a_subscription_is_completed_when_its_last_day_has_come() {
    let app = TestApp::new().await;
    let (acme, path) = rented(&app, json!({})).await;
    let at = format!("{path}/complete");
    app.clock.advance(chrono::TimeDelta::days(364));
    let early = acme
        .post(&at, json!({}))
        .await
        .refused(400, "CONTRACT_NOT_ENDED");
    assert!(early.message().contains("2027-01-15"));
    app.clock.advance(chrono::TimeDelta::days(1));
    let send = || acme.call(axum::http::Method::POST, &at).key("c-1").send();
    let first = send().await;
    assert_eq!(send().await.bytes, first.bytes);
    let done = first.ok();
    assert_eq!(done["rental"]["status"], "ended_completed");
    assert_eq!(done["rental"]["actualMonthsRented"], 12);
    assert_eq!(done["rental"]["monthsSaved"], 0);
    assert_eq!(asset(&acme, "SN-1").await["status"], "returned");
    // All of the term was used, so all of it stays owed.
    assert_eq!(count(&acme, &path, "pending").await, 12);
    assert_eq!(figures(&acme).await, (json!(0), json!(0)));
    let again = acme.post(&at, json!({})).await;
    again.refused(400, "SUBSCRIPTION_NOT_ACTIVE");
}
