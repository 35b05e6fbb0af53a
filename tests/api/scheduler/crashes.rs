//! Workers that die at any point, and many at once: every payment is charged once.
use std::time::Duration;

use chrono::TimeDelta;
use flexorder::scheduler;
use serde_json::{Value, json};

use super::collecting::{charges, run};
use crate::{
    payments::{lifetime, now, rented_with, sandbox, schedule},
    support::{
        app::{TestApp, pool_settings},
        client::Client,
        db as databases,
        given::{self, LAPTOP, id},
    },
};

/// A claim of the first payment whose maker died; with what the sandbox booked, if it was asked.
async fn claimed(app: &TestApp, payment: &Value, booked: Option<&str>) {
    let id: flexorder::kernel::id::PaymentId = id(payment, "paymentId").parse().unwrap();
    sqlx::query(
        "update payments set status = 'processing', provider = null, collector = 'sandbox', \
         capture_attempts = 1, last_capture_attempt = $2, claimed_until = $2 + interval '2 minutes' \
         where id = $1",
    )
    .bind(id)
    .bind(app.clock.now())
    .execute(&app.owner)
    .await
    .unwrap();
    if let Some(outcome) = booked {
        sqlx::query(
            "insert into sandbox_charges (tenant_id, key, kind, payment_id, amount_minor, currency, \
             outcome, transaction_id, created_at) \
             select tenant_id, $2, 'charge', id, total_minor, currency, $3, 'sandbox_1', $4 \
             from payments where id = $1",
        )
        .bind(id)
        .bind(format!("{id}:1"))
        .bind(outcome)
        .bind(app.clock.now())
        .execute(&app.owner)
        .await
        .unwrap();
    }
}

#[tokio::test]
async fn an_attempt_that_nobody_came_back_from_is_finished_by_another() {
    for (booked, status, net) in [
        (None, "paid", 159),
        (Some("succeeded"), "paid", 159),
        (Some("declined"), "failed", 0),
    ] {
        let app = TestApp::new().await;
        let (acme, _) = rented_with(&app, false, sandbox(&["succeed"])).await;
        let payment = schedule(&acme).await[0].clone();
        claimed(&app, &payment, booked).await;
        assert!(run(&app, &acme).await.is_empty(), "its maker may be alive");
        app.clock.advance(TimeDelta::minutes(3));
        run(&app, &acme).await;
        run(&app, &acme).await;
        let payment = now(&acme, &payment).await;
        assert_eq!(payment["status"], status, "{booked:?}");
        assert_eq!(payment["captureAttempts"], 1);
        assert_eq!(lifetime(&acme, &payment).await, net);
        assert_eq!(charges(&app, &acme).await, i64::from(net > 0));
    }
}

/// A tenant with `devices` subscriptions of 12 months whose payments are all due.
async fn all_due(app: &TestApp, devices: u32) -> Client {
    let (acme, _) = rented_with(app, false, sandbox(&["succeed"])).await;
    let order = given::order(&acme, &[(LAPTOP, devices, 12)]).await;
    for device in 0..devices - 1 {
        let serial = format!("MORE-{device}");
        given::asset(&acme, &serial, LAPTOP).await;
        given::subscription(&acme, &id(&order, "orderId"), &serial).await;
    }
    app.clock.advance(TimeDelta::days(364));
    acme
}

/// Every payment is paid by one charge, and the customer's figures are their sum.
async fn assert_exactly_once(app: &TestApp, acme: &Client, payments: i64) {
    let (paid, net): (i64, i64) = sqlx::query_as(
        "select count(*), sum(total_minor - tax_amount_minor)::bigint from payments \
         where tenant_id = $1 and status = 'paid' and claimed_until is null",
    )
    .bind(acme.tenant)
    .fetch_one(&app.owner)
    .await
    .unwrap();
    let charged: (i64, i64) = sqlx::query_as(
        "select count(*), count(distinct payment_id) from sandbox_charges where tenant_id = $1",
    )
    .bind(acme.tenant)
    .fetch_one(&app.owner)
    .await
    .unwrap();
    let lifetime: i64 = sqlx::query_scalar(
        "select sum(lifetime_collected_minor)::bigint from customers where tenant_id = $1",
    )
    .bind(acme.tenant)
    .fetch_one(&app.owner)
    .await
    .unwrap();
    let told: i64 = sqlx::query_scalar(
        "select count(*) from platform.outbox \
         where tenant_id = $1 and event_type = 'payment.succeeded'",
    )
    .bind(acme.tenant)
    .fetch_one(&app.owner)
    .await
    .unwrap();
    assert_eq!(
        (paid, charged, told),
        (payments, (payments, payments), payments)
    );
    assert_eq!((lifetime, net), (net, payments * 15_900));
}

#[tokio::test]
async fn several_servers_at_once_charge_every_payment_once() {
    let app = TestApp::new().await;
    let acme = all_due(&app, 20).await;
    let mut servers = Vec::new();
    for _ in 0..3 {
        let server = TestApp::on(databases::shared().await, pool_settings(4)).await;
        server.clock.advance(TimeDelta::days(364));
        let tenant = acme.tenant;
        servers.push(tokio::spawn(async move {
            scheduler::run_tenant(&server.app, tenant).await.unwrap()
        }));
    }
    let mut paid = 0;
    for server in servers {
        let report = server.await.unwrap();
        assert_eq!(report.failures, 0);
        paid += report.paid;
    }
    // What two found at once one of them did; what each left was done by another.
    assert_eq!(paid, 240);
    assert_exactly_once(&app, &acme, 240).await;
}

#[tokio::test]
async fn a_worker_that_is_cut_anywhere_leaves_nothing_doubled_or_missing() {
    let app = TestApp::new().await;
    let acme = all_due(&app, 3).await;
    let mut cut = 0;
    for millis in 1..40 {
        let turn = scheduler::run_tenant(&app.app, acme.tenant);
        let done = tokio::time::timeout(Duration::from_millis(millis), turn).await;
        cut += u32::from(done.is_err());
        app.clock.advance(TimeDelta::minutes(3));
    }
    assert!(cut > 5, "nothing was cut");
    // What is left of the statements that were cut is rolled back meanwhile.
    for _ in 0..3 {
        app.clock.advance(TimeDelta::hours(30));
        run(&app, &acme).await;
    }
    assert_exactly_once(&app, &acme, 36).await;
}

#[tokio::test]
async fn one_bad_row_keeps_nobody_waiting_and_is_tried_again_later() {
    let app = TestApp::new().await;
    let (acme, _) = rented_with(&app, false, sandbox(&[])).await;
    // The sum of this customer cannot grow.
    sqlx::query("update customers set lifetime_collected_minor = $2 where tenant_id = $1")
        .bind(acme.tenant)
        .bind(9_007_199_254_740_991_i64)
        .execute(&app.owner)
        .await
        .unwrap();
    let body = given::order_body("jane@example.com", &[(LAPTOP, 1, 12)]);
    let order = acme.post("/v1/orders", body).await.ok();
    given::asset(&acme, "SN-2", LAPTOP).await;
    let other = given::subscription(&acme, &id(&order, "orderId"), "SN-2").await;
    let report = run(&app, &acme).await;
    assert_eq!((report.paid, report.failures), (1, 1));
    let query = format!(
        "/v1/payments?rentalId={}&status=paid",
        id(&other, "rentalId")
    );
    assert_eq!(acme.get(&query).await.ok()["count"], 1);
    assert!(run(&app, &acme).await.is_empty(), "not in a hot loop");
    app.clock.advance(TimeDelta::minutes(3));
    assert_eq!(run(&app, &acme).await.failures, 1);
    app.clock.advance(TimeDelta::seconds(100));
    assert!(run(&app, &acme).await.is_empty(), "the pause grows");
    sqlx::query("update customers set lifetime_collected_minor = 0 where tenant_id = $1")
        .bind(acme.tenant)
        .execute(&app.owner)
        .await
        .unwrap();
    app.clock.advance(TimeDelta::minutes(3));
    assert_eq!(run(&app, &acme).await.paid, 1);
    assert_eq!(charges(&app, &acme).await, 2);
    let delays: i64 =
        sqlx::query_scalar("select count(*) from scheduler_delays where tenant_id = $1")
            .bind(acme.tenant)
            .fetch_one(&app.owner)
            .await
            .unwrap();
    assert_eq!(delays, 0);
}

#[tokio::test]
async fn two_workers_build_one_payment_of_a_group() {
    let app = TestApp::new().await;
    let office = super::groups::Office::open(&app, (15, "immediate"), json!({})).await;
    for place in 0..6 {
        office.join(&format!("SN-{place}")).await;
    }
    let runs = (0..4).map(|_| scheduler::run_tenant(&app.app, office.acme.tenant));
    let reports = futures::future::join_all(runs).await;
    let built: u64 = reports
        .into_iter()
        .map(|report| report.unwrap().consolidated)
        .sum();
    assert_eq!((built, office.bills().await.len()), (1, 1));
}
