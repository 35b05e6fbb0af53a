//! Calling a contract off on another day than today: before it, at once; after it, when it has come.
use axum::http::Method;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::{actions, asset, count, events, figures, rented, rented_of};
use crate::{
    scheduler::collecting::run,
    support::app::{TenantSpec, TestApp},
};

fn on(day: &str) -> Value {
    json!({"reason": "customer_request", "effectiveDate": day, "notes": "Moving"})
}

/// Lets time pass until an instant.
fn until(app: &TestApp, at: &str) {
    let at: DateTime<Utc> = at.parse().unwrap();
    app.clock.advance(at - app.clock.now());
}

#[tokio::test]
async fn a_cancellation_to_come_is_carried_out_once_on_its_day() {
    let app = TestApp::new().await;
    let spec = TenantSpec {
        time_zone: "Europe/Amsterdam",
        ..TenantSpec::default()
    };
    let (acme, path) = rented_of(&app, spec).await;
    let at = format!("{path}/cancel");
    let done = acme.post(&at, on("2026-03-31")).await.ok();
    for (field, expected) in [
        ("previousStatus", json!("active")),
        ("effectiveDate", json!("2026-03-31")),
        ("scheduled", json!(true)),
        // In Amsterdam that day begins two hours before it does in UTC: summer time has begun.
        ("cancelledAt", json!("2026-03-30T22:00:00Z")),
        ("assetSerialNumber", json!("SN-1")),
    ] {
        assert_eq!(done[field], expected, "{field}");
    }
    let rental = acme.get(&path).await.ok();
    assert_eq!(rental, done["rental"]);
    assert_eq!(rental["status"], "active");
    let plan = &rental["scheduledCancellation"];
    assert_eq!(
        (&plan["effectiveDate"], &plan["reason"], &plan["notes"]),
        (
            &json!("2026-03-31"),
            &json!("customer_request"),
            &json!("Moving")
        )
    );
    assert_eq!(count(&acme, &path, "cancelled").await, 0);
    until(&app, "2026-03-30T21:59:59Z");
    assert_eq!(run(&app, &acme).await.contracts, 0, "it is the 30th");
    until(&app, "2026-03-30T22:00:00Z");
    assert_eq!(run(&app, &acme).await.contracts, 1);
    assert_eq!(run(&app, &acme).await.contracts, 0);
    let ended = acme.get(&path).await.ok();
    assert_eq!(
        (&ended["status"], &ended["endedOn"]),
        (&json!("cancelled"), &json!("2026-03-31"))
    );
    assert_eq!(ended.get("scheduledCancellation"), None);
    let details = &ended["cancellationDetails"];
    assert_eq!(
        (&details["processedBy"], &details["notes"]),
        (&plan["scheduledBy"], &json!("Moving"))
    );
    assert_eq!(asset(&acme, "SN-1").await["status"], "returned");
    // January to March have begun.
    assert_eq!(count(&acme, &path, "pending").await, 3);
    assert_eq!(count(&acme, &path, "cancelled").await, 9);
    assert_eq!(figures(&acme).await, (json!(0), json!(0)));
    assert_eq!(events(&app, &acme, &["subscription.ended"]).await, [1]);
    let entries = actions(&app, &acme, path.rsplit('/').next().unwrap()).await;
    assert_eq!(entries.len(), 3);
    assert_eq!(entries[1], "subscription.cancellation_scheduled");
    assert_eq!(entries[2], "subscription.cancelled");
}

#[tokio::test]
async fn a_contract_that_was_to_be_called_off_for_long_ends_on_its_day() {
    let app = TestApp::new().await;
    let (acme, path) = rented(&app, json!({"contractEnd": "auto_renew_monthly"})).await;
    let at = format!("{path}/cancel");
    acme.post(&at, on("2027-01-15")).await.ok();
    // The last day, and nobody looked for a month: it is called off and not renewed.
    app.clock.advance(TimeDelta::days(396));
    assert_eq!(run(&app, &acme).await.contracts, 1);
    let ended = acme.get(&path).await.ok();
    assert_eq!(
        (
            &ended["status"],
            &ended["endedOn"],
            &ended["contractLength"]
        ),
        (&json!("cancelled"), &json!("2027-01-15"), &json!(12))
    );
    assert_eq!(count(&acme, &path, "pending").await, 12, "all of its term");
}

#[tokio::test]
async fn a_plan_is_moved_withdrawn_and_made_anew() {
    let app = TestApp::new().await;
    let (acme, path) = rented(&app, json!({})).await;
    let at = format!("{path}/cancel");
    let none = acme.delete(&at).await;
    none.refused(409, "CANCELLATION_NOT_SCHEDULED");
    acme.post(&at, on("2026-03-01")).await.ok();
    let moved = acme.post(&at, on("2026-02-01")).await.ok();
    assert_eq!(moved["effectiveDate"], "2026-02-01");
    let seen = acme.get(&path).await;
    let stale = acme.call(Method::DELETE, &at).if_match("\"1\"").send();
    stale.await.refused(412, "PRECONDITION_FAILED");
    let withdraw = || {
        let call = acme.call(Method::DELETE, &at).key("w-1");
        call.if_match(seen.etag()).send()
    };
    let done = withdraw().await;
    assert_eq!(withdraw().await.bytes, done.bytes, "the same answer again");
    assert_eq!(done.ok()["rental"].get("scheduledCancellation"), None);
    acme.delete(&at)
        .await
        .refused(409, "CANCELLATION_NOT_SCHEDULED");
    app.clock.advance(TimeDelta::days(60));
    assert_eq!(run(&app, &acme).await.contracts, 0);
    assert_eq!(acme.get(&path).await.ok()["status"], "active");
    let unknown = acme
        .delete("/v1/subscriptions/sub_00000000000000000000000000/cancel")
        .await;
    unknown.refused(404, "NOT_FOUND");
}

#[tokio::test]
async fn whatever_ends_or_extends_the_contract_makes_a_plan_void() {
    let app = TestApp::new().await;
    for (action, body, status) in [
        ("extend", json!({"extensionMonths": 3}), "active"),
        (
            "early-return",
            json!({"reason": "Back"}),
            "ended_early_return",
        ),
        ("buyout", json!({"buyoutPrice": 9}), "ended_buyout"),
        ("cancel", json!({"reason": "fraud"}), "cancelled"),
        (
            "upgrade",
            json!({"newSku": crate::support::given::LAPTOP, "newSerialNumber": "SN-2"}),
            "ended_upgrade",
        ),
    ] {
        let (acme, path) = rented(&app, json!({})).await;
        let at = format!("{path}/cancel");
        acme.post(&at, on("2026-06-30")).await.ok();
        acme.post(&format!("{path}/{action}"), body).await.ok();
        let rental = acme.get(&path).await.ok();
        assert_eq!(rental["status"], status, "{action}");
        assert_eq!(rental.get("scheduledCancellation"), None, "{action}");
        let withdrawal = acme.delete(&at).await;
        match status {
            "active" => withdrawal.refused(409, "CANCELLATION_NOT_SCHEDULED"),
            "cancelled" => withdrawal.refused(400, "ALREADY_CANCELLED"),
            _ => withdrawal.refused(400, "ALREADY_ENDED"),
        };
        let id = path.rsplit('/').next().unwrap();
        let entries = actions(&app, &acme, id).await;
        let withdrawn = "subscription.cancellation_withdrawn".to_owned();
        assert_eq!(entries.contains(&withdrawn), action == "extend", "{action}");
    }
    // Another device does not change when the contract ends.
    let (acme, path) = rented(&app, json!({})).await;
    acme.post(&format!("{path}/cancel"), on("2026-06-30"))
        .await
        .ok();
    let body = json!({"newSerialNumber": "SN-2", "reason": "damaged"});
    acme.post(&format!("{path}/replace"), body).await.ok();
    let rental = acme.get(&path).await.ok();
    assert_eq!(
        rental["scheduledCancellation"]["effectiveDate"],
        "2026-06-30"
    );
}

#[tokio::test]
async fn a_day_before_ends_the_contract_at_once_and_no_day_beyond_its_term_does() {
    let app = TestApp::new().await;
    let (acme, path) = rented(&app, json!({})).await;
    let at = format!("{path}/cancel");
    app.clock.advance(TimeDelta::days(40));
    for day in ["2026-01-14", "2027-01-16"] {
        let answer = acme.post(&at, on(day)).await;
        let answer = answer.refused(400, "VALIDATION_ERROR");
        assert_eq!(
            answer.faults(),
            [("effectiveDate", "invalid_date")],
            "{day}"
        );
    }
    acme.post(&at, json!({"reason": "other", "effectiveDate": 5}))
        .await
        .refused(400, "VALIDATION_ERROR");
    let done = acme.post(&at, on("2026-02-14")).await.ok();
    assert_eq!(
        (&done["scheduled"], &done["effectiveDate"]),
        (&json!(false), &json!("2026-02-14"))
    );
    assert_eq!(done["rental"]["endedOn"], "2026-02-14");
    // The month that begins on the 15th had not begun.
    assert_eq!(count(&acme, &path, "pending").await, 1);
    let again = acme.post(&at, on("2026-06-30")).await;
    again.refused(400, "ALREADY_CANCELLED");
}
