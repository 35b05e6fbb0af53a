//! On which day an upgrade takes place, and what becomes of the old device.
use serde_json::{Value, json};

use super::{PATH, actions, asset, count, order_now, payments, subscribe};
use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, MONITOR, id},
};

/// The tests' first of March: 45 days after they begin.
async fn in_march() -> TestApp {
    let app = TestApp::new().await;
    app.clock.advance(chrono::TimeDelta::days(45));
    app
}

/// A laptop that is rented for 159 a month from 2026-01-15 on, and a monitor for 24.50 that is free.
async fn shop(app: &TestApp) -> (Client, String) {
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    given::monitor(&acme).await;
    given::asset(&acme, "SN-1", LAPTOP).await;
    given::asset(&acme, "M-1", MONITOR).await;
    let order = id(&given::order(&acme, &[(LAPTOP, 1, 12)]).await, "orderId");
    let body = json!({"orderId": order, "serialNumber": "SN-1", "startDate": "2026-01-15"});
    let made = acme.post(PATH, body).await.ok();
    let path = format!("{PATH}/{}", id(&made["rental"], "rentalId"));
    (acme, path)
}

fn swap(more: &Value) -> Value {
    let mut body = json!({"newSku": MONITOR, "newSerialNumber": "M-1", "contractLength": 24});
    let fields = more.as_object().unwrap().clone();
    body.as_object_mut().unwrap().extend(fields);
    body
}

#[tokio::test]
async fn what_is_due_before_the_new_contract_starts_stays_owed_and_no_day_is_billed_twice() {
    let app = in_march().await;
    // day of the upgrade, months of the old contract that stay owed
    for (day, owed) in [
        ("2026-01-15", 0),
        ("2026-01-16", 1),
        ("2026-02-14", 1),
        ("2026-02-15", 1),
        ("2026-02-16", 2),
        ("2026-03-01", 2),
    ] {
        let (acme, path) = shop(&app).await;
        let body = swap(&json!({"startDate": day}));
        let done = acme.post(&format!("{path}/upgrade"), body).await.ok();
        assert_eq!(done["startDate"], day);
        let old = acme.get(&path).await.ok();
        assert_eq!(
            (&old["status"], &old["endedOn"]),
            (&json!("ended_upgrade"), &json!(day))
        );
        assert_eq!(count(&acme, &path, "pending").await, owed, "{day}");
        assert_eq!(count(&acme, &path, "cancelled").await, 12 - owed, "{day}");
        let new_path = format!("/v1/subscriptions/{}", id(&done, "newRentalId"));
        let new = acme.get(&new_path).await.ok();
        assert_eq!(
            (&new["startDate"], &new["status"]),
            (&json!(day), &json!("active"))
        );
        let laid = payments(&acme, &new_path).await;
        assert_eq!((laid.len(), laid[0].0.as_str()), (24, day));
        assert_eq!(asset(&acme, "SN-1").await["status"], "returned");
    }
}

#[tokio::test]
async fn a_day_before_the_old_term_or_to_come_or_without_a_device_is_refused() {
    let app = in_march().await;
    let (acme, path) = shop(&app).await;
    let at = format!("{path}/upgrade");
    for (body, faults) in [
        (
            swap(&json!({"startDate": "2026-01-14"})),
            vec![("startDate", "invalid_date")],
        ),
        (
            swap(&json!({"startDate": "2026-03-02"})),
            vec![("startDate", "invalid_date")],
        ),
        (
            swap(&json!({"startDate": "2027-01-16", "newSerialNumber": "M-9"})),
            vec![
                ("newSerialNumber", "ASSET_NOT_FOUND"),
                ("startDate", "invalid_date"),
            ],
        ),
        (
            json!({"newSku": MONITOR, "startDate": "2026-03-01"}),
            vec![("startDate", "custom")],
        ),
        (
            swap(&json!({"buyoutAmount": -1})),
            vec![("buyoutAmount", "too_small")],
        ),
    ] {
        let answer = acme.post(&at, body).await;
        let answer = answer.refused(400, "VALIDATION_ERROR");
        assert_eq!(answer.faults(), faults);
    }
    assert_eq!(acme.get(&path).await.ok()["status"], "active");
}

#[tokio::test]
async fn a_customer_may_keep_the_old_device() {
    let app = in_march().await;
    for (amount, day, due) in [
        (json!(99.5), None, Some("2026-03-01")),
        (json!(99.5), Some("2026-02-20"), Some("2026-03-01")),
        (json!(0), None, None),
    ] {
        let mut more = json!({"buyoutAmount": amount});
        if let Some(day) = day {
            more["startDate"] = json!(day);
        }
        let (acme, path) = shop(&app).await;
        let done = acme
            .post(&format!("{path}/upgrade"), swap(&more))
            .await
            .ok();
        assert_eq!(done["upgradeDetails"]["buyoutAmount"], amount);
        let old = acme.get(&path).await.ok();
        assert_eq!(old["status"], "ended_upgrade");
        let sale = &old["buyoutDetails"];
        assert_eq!(
            (&sale["buyoutPrice"], &sale["calculationMethod"]),
            (&amount, &json!("manual_override"))
        );
        assert_eq!(sale["buyoutDate"], done["startDate"]);
        let sold = asset(&acme, "SN-1").await;
        assert_eq!(
            (&sold["status"], sold.get("rentalId")),
            (&json!("sold"), None)
        );
        assert_eq!(
            actions(&app, &acme, "SN-1").await.last().unwrap(),
            "asset.sold"
        );
        let asked: Vec<_> = payments(&acme, &path)
            .await
            .into_iter()
            .filter(|(_, total, _)| *total < 159.0)
            .collect();
        let expected: Vec<_> = due
            .map(|due| (due.to_owned(), 99.5, "pending".to_owned()))
            .into_iter()
            .collect();
        assert_eq!(asked, expected);
    }
}

#[tokio::test]
async fn an_upgrade_order_remembers_that_the_customer_keeps_the_device() {
    let app = in_march().await;
    let (acme, path) = shop(&app).await;
    let body = json!({"newSku": MONITOR, "contractLength": 24, "buyoutAmount": 80});
    let done = acme.post(&format!("{path}/upgrade"), body).await.ok();
    assert_eq!(done["upgradeDetails"]["buyoutAmount"], 80);
    let order = id(&done, "upgradeOrderId");
    assert_eq!(
        order_now(&acme, &order).await["upgradeDetails"]["buyoutAmount"],
        80
    );
    assert_eq!(asset(&acme, "SN-1").await["status"], "rented_out");
    let body = json!({"orderId": order, "serialNumber": "M-1", "startDate": "2026-03-15"});
    let made = acme.post("/v1/subscriptions", body).await.ok();
    assert_eq!(made["rental"]["startDate"], "2026-03-15");
    let old = acme.get(&path).await.ok();
    assert_eq!(
        (&old["status"], &old["endedOn"]),
        (&json!("ended_upgrade"), &json!("2026-03-01"))
    );
    assert_eq!(old["buyoutDetails"]["buyoutPrice"], 80);
    assert_eq!(old["buyoutDetails"]["buyoutDate"], "2026-03-01");
    assert_eq!(asset(&acme, "SN-1").await["status"], "sold");
    let open: Vec<_> = payments(&acme, &path)
        .await
        .into_iter()
        .filter(|row| row.2 == "pending")
        .map(|row| (row.0, row.1))
        .collect();
    assert_eq!(
        open,
        [
            ("2026-01-15".to_owned(), 159.0),
            ("2026-02-15".to_owned(), 159.0),
            ("2026-03-01".to_owned(), 80.0)
        ]
    );
    let again = subscribe(&acme, &order, "SN-2").await;
    assert_eq!(again.status, 400);
}
