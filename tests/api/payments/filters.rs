//! When payments were paid, and which are overdue.
use chrono::TimeDelta;
use serde_json::json;

use super::{path, rented, schedule, set_status};
use crate::support::app::TestApp;

#[tokio::test]
async fn payments_are_found_by_when_they_were_paid() {
    let app = TestApp::new().await;
    let (acme, _) = rented(&app, false).await;
    let payments = schedule(&acme).await;
    for (place, at) in [
        (0, "2026-01-10"),
        (1, "2026-01-12T23:59:59Z"),
        (2, "2026-01-13"),
    ] {
        let mark = format!("{}/mark-paid", path(&payments[place]));
        acme.post(&mark, json!({"paidAt": at})).await.ok();
    }
    for (query, count) in [
        ("paidFrom=2026-01-10&paidTo=2026-01-12", 2),
        ("paidFrom=2026-01-11", 2),
        ("paidTo=2026-01-09", 0),
        ("paidFrom=2026-01-13T00:00:00Z", 1),
        ("paidTo=2026-01-10T00:00:00Z", 1),
        ("paidFrom=2026-01-01&status=pending", 0),
        ("paidFrom=2026-01-01&sortBy=dueDate&limit=2", 2),
    ] {
        let list = acme.get(&format!("/v1/payments?{query}")).await.ok();
        assert_eq!(list["count"], count, "{query}");
    }
    let refused = acme.get("/v1/payments?paidFrom=soon&overdue=maybe").await;
    let refused = refused.refused(400, "VALIDATION_ERROR");
    assert_eq!(refused.faults().len(), 2);
}

#[tokio::test]
async fn what_is_open_and_was_due_before_today_is_overdue() {
    let app = TestApp::new().await;
    let (acme, _) = rented(&app, false).await;
    let payments = schedule(&acme).await;
    assert_eq!(payments[0]["overdue"], false, "it is due today");
    app.clock.advance(TimeDelta::days(70));
    set_status(&app, &payments[1], "failed").await;
    let list = |query: &str| {
        let path = format!("/v1/payments?{query}");
        let acme = acme.clone();
        async move { acme.get(&path).await.ok()["count"].as_u64().unwrap() }
    };
    assert_eq!(list("overdue=true").await, 3);
    assert_eq!(list("overdue=true&status=failed").await, 1);
    assert_eq!(list("overdue=true&status=paid").await, 0);
    assert_eq!(list("overdue=true&dueDateTo=2026-01-31").await, 1);
    assert_eq!(list("overdue=false").await, 12);
    let mark = format!("{}/mark-paid", path(&payments[0]));
    let paid = acme.post(&mark, json!({})).await.ok();
    assert_eq!(paid["payment"]["overdue"], false);
    assert_eq!(list("overdue=true").await, 2);
    let first = acme.get(&path(&payments[1])).await.ok();
    assert_eq!(first["payment"]["overdue"], true);
}
