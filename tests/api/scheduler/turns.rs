//! Whose turn it is: all tenants of a database, each by one server, in its own time zone.
use chrono::TimeDelta;
use flexorder::scheduler;

use crate::{
    payments::{sandbox, schedule},
    support::{
        app::{TenantSpec, TestApp, pool_settings},
        client::Client,
        db as databases,
        given::{self, LAPTOP, id},
    },
};

/// A tenant with one subscription whose payments the sandbox collects.
async fn collecting(app: &TestApp, time_zone: &'static str) -> Client {
    let spec = TenantSpec {
        time_zone,
        settings: sandbox(&[]),
        ..TenantSpec::default()
    };
    let acme = app.tenant_with(spec).await;
    given::laptop(&acme).await;
    given::asset(&acme, "SN-1", LAPTOP).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    given::subscription(&acme, &id(&order, "orderId"), "SN-1").await;
    acme
}

#[tokio::test]
async fn every_tenant_has_its_turn_when_its_day_begins() {
    let database = databases::own("turns").await;
    let app = TestApp::on(database, pool_settings(8)).await;
    let utrecht = collecting(&app, "UTC").await;
    // There the 16th has begun.
    let auckland = collecting(&app, "Pacific/Auckland").await;
    let idle = app.tenant().await;
    let report = scheduler::run_once(&app.app).await.unwrap();
    assert_eq!((report.tenants, report.paid, report.failures), (3, 2, 0));
    let again = scheduler::run_once(&app.app).await.unwrap();
    assert_eq!(again.tenants, 0, "it is nobody's turn");

    // 15 February, 10:30: in Auckland 23:30.
    app.clock.advance(TimeDelta::minutes(31 * 24 * 60 - 90));
    assert_eq!(scheduler::run_once(&app.app).await.unwrap().paid, 1);
    app.clock.advance(TimeDelta::minutes(29));
    assert_eq!(scheduler::run_once(&app.app).await.unwrap().paid, 0);
    app.clock.advance(TimeDelta::minutes(1));
    assert_eq!(scheduler::run_once(&app.app).await.unwrap().paid, 1);
    for client in [&utrecht, &auckland] {
        let payments = schedule(client).await;
        let paid = payments
            .iter()
            .filter(|payment| payment["status"] == "paid");
        assert_eq!(paid.count(), 2);
    }
    assert!(schedule(&idle).await.is_empty());
}

#[tokio::test]
async fn servers_share_the_tenants_of_a_database() {
    let database = databases::own("shared_turns").await;
    let app = TestApp::on(database.clone(), pool_settings(8)).await;
    let mut tenants = Vec::new();
    for _ in 0..12 {
        tenants.push(collecting(&app, "UTC").await);
    }
    let mut servers = Vec::new();
    for _ in 0..3 {
        let server = TestApp::on(database.clone(), pool_settings(6)).await;
        servers.push(tokio::spawn(async move {
            scheduler::run_once(&server.app).await.unwrap()
        }));
    }
    let mut reports = Vec::new();
    for server in servers {
        reports.push(server.await.unwrap());
    }
    let looked: u64 = reports.iter().map(|report| report.tenants).sum();
    let paid: u64 = reports.iter().map(|report| report.paid).sum();
    assert_eq!((looked, paid), (12, 12), "each by one server: {reports:?}");
    let charges: i64 = sqlx::query_scalar("select count(*) from sandbox_charges")
        .fetch_one(&app.owner)
        .await
        .unwrap();
    assert_eq!(charges, 12);
}

#[tokio::test]
async fn a_server_that_died_with_a_lease_is_followed_by_another() {
    let database = databases::own("dead_lease").await;
    let app = TestApp::on(database, pool_settings(4)).await;
    collecting(&app, "UTC").await;
    let lease = |interval: &'static str| {
        sqlx::query(
            "insert into platform.tenant_schedules (tenant_id, due_at, leased_until) \
             select id, $1, clock_timestamp() + $2::text::interval from platform.tenants \
             on conflict (tenant_id) do update set leased_until = excluded.leased_until",
        )
        .bind(app.clock.now())
        .bind(interval)
        .execute(&app.owner)
    };
    lease("1 minute").await.unwrap();
    assert_eq!(scheduler::run_once(&app.app).await.unwrap().tenants, 0);
    lease("-1 second").await.unwrap();
    assert_eq!(scheduler::run_once(&app.app).await.unwrap().paid, 1);
}

#[tokio::test]
async fn a_server_that_stops_begins_nothing_more() {
    let database = databases::own("stopping_turns").await;
    let app = TestApp::on(database, pool_settings(4)).await;
    let acme = collecting(&app, "UTC").await;
    app.app.stop();
    let report = scheduler::run_once(&app.app).await.unwrap();
    assert_eq!((report.tenants, report.paid), (0, 0));
    assert_eq!(schedule(&acme).await[0]["status"], "pending");
}
