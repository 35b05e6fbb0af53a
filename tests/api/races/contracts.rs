//! Races over running contracts.
use chrono::TimeDelta;
use serde_json::json;

use super::statuses;
use crate::{
    scheduler::collecting::run,
    support::{
        app::TestApp,
        client::Client,
        given::{self, LAPTOP, id},
    },
};

/// Two contracts of two customers, and the free device `SN-3`.
async fn shop(app: &TestApp) -> (Client, [String; 2]) {
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let mut paths = Vec::new();
    for (serial_number, email) in [("SN-1", "a@example.com"), ("SN-2", "b@example.com")] {
        given::asset(&acme, serial_number, LAPTOP).await;
        let body = given::order_body(email, &[(LAPTOP, 1, 12)]);
        let order = acme.post("/v1/orders", body).await.ok();
        let rental = given::subscription(&acme, &id(&order, "orderId"), serial_number).await;
        paths.push(format!("/v1/subscriptions/{}", id(&rental, "rentalId")));
    }
    given::asset(&acme, "SN-3", LAPTOP).await;
    let [one, two] = [paths[0].clone(), paths[1].clone()];
    (acme, [one, two])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_device_is_bought_once() {
    let app = TestApp::new().await;
    for _ in 0..5 {
        let (acme, [path, _]) = shop(&app).await;
        let at = format!("{path}/buyout");
        let body = json!({"buyoutPrice": 100});
        let (one, two) = tokio::join!(acme.post(&at, body.clone()), acme.post(&at, body.clone()));
        assert_eq!(statuses(&[one.clone(), two.clone()]), [200, 400]);
        let refused = if one.status == 200 { two } else { one };
        refused.refused(400, "SUBSCRIPTION_NOT_ACTIVE");
        let rental = path.rsplit('/').next().unwrap();
        let open = format!("/v1/payments?status=pending&rentalId={rental}");
        assert_eq!(acme.get(&open).await.ok()["count"], 2);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_device_replaces_one_of_two() {
    let app = TestApp::new().await;
    for _ in 0..5 {
        let (acme, [a, b]) = shop(&app).await;
        let body = json!({"newSerialNumber": "SN-3", "reason": "damaged"});
        let (a_at, b_at) = (format!("{a}/replace"), format!("{b}/replace"));
        let (one, two) = tokio::join!(
            acme.post(&a_at, body.clone()),
            acme.post(&b_at, body.clone())
        );
        assert_eq!(statuses(&[one.clone(), two.clone()]), [200, 400]);
        let refused = if one.status == 200 { two } else { one };
        refused.refused(400, "ASSET_NOT_AVAILABLE");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_extension_and_a_note_do_not_lose_each_other() {
    let app = TestApp::new().await;
    for _ in 0..5 {
        let (acme, [path, _]) = shop(&app).await;
        let (extend, notes) = (format!("{path}/extend"), format!("{path}/notes"));
        let (one, two) = tokio::join!(
            acme.post(&extend, json!({"extensionMonths": 1})),
            acme.patch(&notes, json!({"notes": "kept"})),
        );
        assert_eq!(statuses(&[one, two]), [200, 200]);
        let rental = acme.get(&path).await.ok();
        assert_eq!(
            (&rental["notes"], &rental["contractLength"]),
            (&json!("kept"), &json!(13))
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_scheduler_and_a_person_end_a_contract_once() {
    let app = TestApp::new().await;
    for (action, body) in [
        ("early-return", json!({"reason": "Back"})),
        ("buyout", json!({"buyoutPrice": 100})),
        ("cancel", json!({"reason": "other"})),
        ("early-return", json!({"reason": "Back"})),
        ("buyout", json!({"buyoutPrice": 100})),
    ] {
        let (acme, [path, _]) = shop(&app).await;
        let tomorrow = (app.clock.now() + TimeDelta::days(1)).date_naive();
        let plan = json!({"reason": "customer_request", "effectiveDate": tomorrow});
        acme.post(&format!("{path}/cancel"), plan).await.ok();
        app.clock.advance(TimeDelta::days(1));
        let at = format!("{path}/{action}");
        let (report, answer) = tokio::join!(run(&app, &acme), acme.post(&at, body));
        assert_eq!(report.failures, 0);
        let by_person = u64::from(answer.status == 200);
        assert_eq!(
            report.contracts + by_person,
            1,
            "{action}: {}",
            answer.text()
        );
        let ended: i64 = sqlx::query_scalar(
            "select count(*) from platform.outbox where tenant_id = $1 \
             and event_type = 'subscription.ended'",
        )
        .bind(acme.tenant)
        .fetch_one(&app.owner)
        .await
        .unwrap();
        assert_eq!(ended, 1);
        let rental = path.rsplit('/').next().unwrap();
        let off = format!("/v1/payments?status=cancelled&rentalId={rental}");
        assert_eq!(acme.get(&off).await.ok()["count"], 11);
        assert_eq!(run(&app, &acme).await.contracts, 0);
    }
}
