//! Payments that fall due are collected, tried again, and cost a fee when they are late.
use chrono::TimeDelta;
use flexorder::scheduler::{self, Report};
use serde_json::json;

use crate::{
    payments::{lifetime, now, path, rented_with, sandbox, schedule},
    support::{app::TestApp, client::Client},
};

/// A run of one tenant.
pub async fn run(app: &TestApp, acme: &Client) -> Report {
    scheduler::run_tenant(&app.app, acme.tenant).await.unwrap()
}

#[tokio::test]
async fn what_waits_for_a_person_stays_pending() {
    let app = TestApp::new().await;
    let (acme, _) = rented_with(&app, false, json!({})).await;
    app.clock.advance(TimeDelta::days(40));
    assert!(run(&app, &acme).await.is_empty());
    let payments = schedule(&acme).await;
    assert!(
        payments
            .iter()
            .all(|payment| payment["status"] == "pending")
    );
}

#[tokio::test]
async fn a_payment_is_collected_on_the_day_it_is_due() {
    let app = TestApp::new().await;
    let (acme, _) = rented_with(&app, false, sandbox(&[])).await;
    assert_eq!(run(&app, &acme).await.paid, 1);
    assert!(run(&app, &acme).await.is_empty(), "nothing is left");
    app.clock.advance(TimeDelta::days(30));
    assert!(run(&app, &acme).await.is_empty(), "due on the 15th");
    app.clock.advance(TimeDelta::days(1));
    assert_eq!(run(&app, &acme).await.paid, 1);
    // Three months at once.
    app.clock.advance(TimeDelta::days(90));
    assert_eq!(run(&app, &acme).await.paid, 3);
    let payments = schedule(&acme).await;
    let paid = payments
        .iter()
        .filter(|payment| payment["status"] == "paid");
    assert_eq!(paid.count(), 5);
    assert_eq!(lifetime(&acme, &payments[0]).await, 5 * 159);
    let path = format!("{}/mark-paid", path(&payments[0]));
    acme.post(&path, json!({}))
        .await
        .refused(400, "ALREADY_PAID");
}

#[tokio::test]
async fn a_declined_payment_is_tried_again_and_then_left() {
    let app = TestApp::new().await;
    let (acme, _) = rented_with(&app, false, sandbox(&["decline"])).await;
    assert_eq!(run(&app, &acme).await.declined, 1);
    for (days, declined) in [(2, 0), (1, 1), (2, 0), (1, 1), (5, 0)] {
        app.clock.advance(TimeDelta::days(days));
        assert_eq!(run(&app, &acme).await.declined, declined);
    }
    let payment = schedule(&acme).await[0].clone();
    assert_eq!(payment["status"], "failed");
    assert_eq!(payment["captureAttempts"], 3);
    assert!(payment.get("nextRetryAt").is_none());
    assert_eq!(lifetime(&acme, &payment).await, 0);
}

#[tokio::test]
async fn a_silent_provider_is_asked_again_and_charges_once() {
    let app = TestApp::new().await;
    let (acme, _) = rented_with(&app, false, sandbox(&["timeout"])).await;
    assert_eq!(run(&app, &acme).await.unanswered, 1);
    let payment = schedule(&acme).await[0].clone();
    assert_eq!(payment["status"], "processing");
    assert!(run(&app, &acme).await.is_empty(), "it is not asked at once");
    app.clock.advance(TimeDelta::minutes(3));
    assert_eq!(run(&app, &acme).await.paid, 1);
    let payment = now(&acme, &payment).await;
    assert_eq!(payment["captureAttempts"], 1);
    assert_eq!(charges(&app, &acme).await, 1);
}

/// Charges that the sandbox made.
pub async fn charges(app: &TestApp, acme: &Client) -> i64 {
    sqlx::query_scalar(
        "select count(*) from sandbox_charges \
         where tenant_id = $1 and kind = 'charge' and outcome = 'succeeded'",
    )
    .bind(acme.tenant)
    .fetch_one(&app.owner)
    .await
    .unwrap()
}

#[tokio::test]
async fn what_comes_in_for_a_payment_that_was_paid_meanwhile_is_given_back() {
    let app = TestApp::new().await;
    let (acme, _) = rented_with(&app, false, sandbox(&["timeout"])).await;
    run(&app, &acme).await;
    let payment = schedule(&acme).await[0].clone();
    let mark = format!("{}/mark-paid", path(&payment));
    acme.post(&mark, json!({})).await.ok();
    app.clock.advance(TimeDelta::minutes(3));
    run(&app, &acme).await;
    run(&app, &acme).await;
    let booked: Vec<(String, i64)> = sqlx::query_as(
        "select kind, amount_minor from sandbox_charges where tenant_id = $1 order by kind",
    )
    .bind(acme.tenant)
    .fetch_all(&app.owner)
    .await
    .unwrap();
    let expected = [("charge".to_owned(), 19_239), ("refund".to_owned(), 19_239)];
    assert_eq!(booked, expected);
    let after = now(&acme, &payment).await;
    assert_eq!(
        (&after["status"], &after["manuallyMarked"]),
        (&json!("paid"), &json!(true))
    );
    assert!(after.get("refundedAmount").is_none());
    assert_eq!(lifetime(&acme, &payment).await, 159);
}

#[tokio::test]
async fn a_late_payment_costs_its_fee_once() {
    let app = TestApp::new().await;
    let fees = json!({"lateFees": {"fee": "flat", "flatMinor": 1_500, "graceDays": 5}});
    let (acme, _) = rented_with(&app, false, fees).await;
    app.clock.advance(TimeDelta::days(5));
    assert_eq!(
        run(&app, &acme).await.late_fees,
        0,
        "a day of grace is left"
    );
    app.clock.advance(TimeDelta::days(1));
    assert_eq!(run(&app, &acme).await.late_fees, 1);
    assert_eq!(run(&app, &acme).await.late_fees, 0);
    app.clock.advance(TimeDelta::days(10));
    assert_eq!(run(&app, &acme).await.late_fees, 0);
    let late = schedule(&acme).await[0].clone();
    assert_eq!(
        (&late["lateFeeApplied"], &late["lateFeeAmount"]),
        (&json!(true), &json!(15))
    );
    assert_eq!(late["originalAmount"], json!(192.39));
    assert_eq!(
        (&late["total"], &late["taxAmount"]),
        (&json!(207.39), &json!(33.39))
    );
    assert_eq!(late["overdue"], true);
    let mark = format!("{}/mark-paid", path(&late));
    acme.post(&mark, json!({})).await.ok();
    assert_eq!(lifetime(&acme, &late).await, 174);
    // What is paid late already costs no more, what is to come nothing yet.
    assert_eq!(run(&app, &acme).await.late_fees, 0);
}

#[tokio::test]
async fn a_percentage_of_a_declined_payment_is_collected_with_it() {
    let app = TestApp::new().await;
    let mut settings = sandbox(&["decline", "decline", "succeed"]);
    settings["lateFees"] = json!({"fee": "percentage", "percentagePpm": 25_000, "graceDays": 2});
    let (acme, _) = rented_with(&app, true, settings).await;
    run(&app, &acme).await;
    app.clock.advance(TimeDelta::days(3));
    // Tried again first, late after that.
    let report = run(&app, &acme).await;
    assert_eq!((report.declined, report.late_fees), (1, 1));
    app.clock.advance(TimeDelta::days(3));
    assert_eq!(run(&app, &acme).await.paid, 1);
    let paid = schedule(&acme).await[0].clone();
    assert_eq!(
        (&paid["total"], &paid["lateFeeAmount"]),
        (&json!(162.98), &json!(3.98))
    );
    let taken: i64 = sqlx::query_scalar(
        "select amount_minor from sandbox_charges where tenant_id = $1 and outcome = 'succeeded'",
    )
    .bind(acme.tenant)
    .fetch_one(&app.owner)
    .await
    .unwrap();
    assert_eq!(taken, 16_298);
    assert_eq!(lifetime(&acme, &paid).await, json!(135.38));
}
