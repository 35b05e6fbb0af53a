//! Contracts whose term is over go on or end, by the tenant's setting.
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::collecting::run;
use crate::{
    payments::{rented_with, sandbox, schedule},
    support::{app::TestApp, given::id},
};

fn with_end(end: &str) -> Value {
    let mut settings = sandbox(&[]);
    settings["contractEnd"] = json!(end);
    settings
}

#[tokio::test]
async fn a_renewed_contract_is_collected_for_on_the_same_day() {
    let app = TestApp::new().await;
    let (acme, rental) = rented_with(&app, false, with_end("auto_renew_monthly")).await;
    app.clock.advance(TimeDelta::days(364));
    let report = run(&app, &acme).await;
    assert_eq!((report.contracts, report.paid), (0, 12));
    app.clock.advance(TimeDelta::days(1));
    let report = run(&app, &acme).await;
    assert_eq!((report.contracts, report.paid), (1, 1));
    assert!(run(&app, &acme).await.is_empty());
    assert_eq!(schedule(&acme).await.len(), 13);
    let path = format!("/v1/subscriptions/{}", id(&rental, "rentalId"));
    let renewed = acme.get(&path).await.ok();
    assert_eq!(renewed["status"], "active");
    assert_eq!(renewed["endDate"], "2027-02-15");
}

#[tokio::test]
async fn a_contract_that_is_left_alone_ends_once() {
    let app = TestApp::new().await;
    let (acme, rental) = rented_with(&app, false, with_end("auto_terminate")).await;
    app.clock.advance(TimeDelta::days(400));
    let report = run(&app, &acme).await;
    assert_eq!((report.contracts, report.paid, report.failures), (1, 12, 0));
    assert!(run(&app, &acme).await.is_empty());
    let path = format!("/v1/subscriptions/{}", id(&rental, "rentalId"));
    assert_eq!(acme.get(&path).await.ok()["status"], "ended_completed");
    let asset = acme.get("/v1/assets/SN-1").await.ok();
    assert_eq!(asset["status"], "returned");
    let actors: Vec<Value> = sqlx::query_scalar(
        "select actor from timeline_entries where tenant_id = $1 and request_id = 'scheduler'",
    )
    .bind(acme.tenant)
    .fetch_all(&app.owner)
    .await
    .unwrap();
    assert!(!actors.is_empty() && actors.iter().all(|actor| actor["role"] == "system"));
}
