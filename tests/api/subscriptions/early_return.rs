//! A device comes back before its time.
use serde_json::json;

use super::{asset, count, events, figures, payments, rented};
use crate::support::app::TestApp;

#[tokio::test]
async fn an_early_return_takes_the_device_back_and_charges_the_fee() {
    let app = TestApp::new().await;
    let (acme, path) = rented(&app, json!({})).await;
    app.clock.advance(chrono::TimeDelta::days(60));
    let quote = acme
        .post(&format!("{path}/calculate-early-return"), json!({}))
        .await
        .ok();
    // From 16 March on nine months are still to come, at half their price.
    assert_eq!(
        (&quote["earlyReturnFee"], &quote["remainingMonths"]),
        (&json!(715.5), &json!(9))
    );
    assert_eq!(quote["penaltyPercentage"], 50);
    let rental_id = path.rsplit('/').next().unwrap();
    let at = "/v1/subscriptions/calculate-early-return-fee";
    assert_eq!(
        acme.post(at, json!({"subscriptionId": rental_id}))
            .await
            .ok(),
        quote
    );
    let at = format!("{path}/calculate-early-return-fee");
    assert_eq!(acme.post(&at, json!({})).await.ok(), quote);
    let body =
        json!({"reason": "Moves abroad", "returnCondition": "fair", "damageAssessment": "Dent"});
    let done = acme.post(&format!("{path}/early-return"), body).await.ok();
    assert_eq!(
        (&done["earlyReturnFee"], &done["returnDate"]),
        (&json!(715.5), &json!("2026-03-16"))
    );
    assert_eq!(done["actualMonthsRented"], 2);
    check_rental(&acme.get(&path).await.ok());
    assert_eq!(asset(&acme, "SN-1").await["status"], "returned");
    let pending: Vec<_> = payments(&acme, &path)
        .await
        .into_iter()
        .filter(|row| row.2 == "pending")
        .map(|row| (row.0, row.1))
        .collect();
    let expected = [
        ("2026-01-15", 159.0),
        ("2026-02-15", 159.0),
        ("2026-03-15", 159.0),
        ("2026-03-16", 715.5),
    ];
    assert_eq!(
        pending,
        expected.map(|(due, total)| (due.to_owned(), total))
    );
    assert_eq!(figures(&acme).await, (json!(0), json!(0)));
    assert_eq!(
        events(&app, &acme, &["subscription.ended", "asset.returned"]).await,
        [1, 1]
    );
}

/// What is kept of the return of the test above.
fn check_rental(rental: &serde_json::Value) {
    assert_eq!(rental["status"], "ended_early_return");
    assert_eq!(
        (&rental["actualMonthsRented"], &rental["monthsSaved"]),
        (&json!(2), &json!(10))
    );
    let details = &rental["earlyReturnDetails"];
    for (field, expected) in [
        ("fee", json!(715.5)),
        ("feeWaived", json!(false)),
        ("calculationMethod", json!("auto_calculated")),
        ("returnCondition", json!("fair")),
        ("damageAssessment", json!("Dent")),
        ("monthsRemaining", json!(9)),
    ] {
        assert_eq!(details[field], expected, "{field}");
    }
    assert_eq!(details["calculationBreakdown"]["daysFromStart"], 60);
}

#[tokio::test]
async fn the_fee_as_of_an_earlier_day_is_told_before_it_is_charged() {
    let app = TestApp::new().await;
    let (acme, path) = rented(&app, json!({})).await;
    app.clock.advance(chrono::TimeDelta::days(100));
    let at = format!("{path}/calculate-early-return");
    let fee = async |body| acme.post(&at, body).await.ok()["earlyReturnFee"].clone();
    // Of eight months that are still to come half the price; a month and a half after the start, of ten.
    let then = json!({"effectiveDate": "2026-03-01"});
    assert_eq!(
        [fee(json!({})).await, fee(then).await],
        [json!(636), json!(795)]
    );
    let body = json!({"reason": "Moves", "returnCondition": "good", "effectiveDate": "2026-03-01"});
    let done = acme.post(&format!("{path}/early-return"), body).await.ok();
    assert_eq!(
        (&done["earlyReturnFee"], &done["returnDate"]),
        (&json!(795), &json!("2026-03-01"))
    );
}

#[tokio::test]
async fn a_fee_may_be_named_or_waived() {
    let app = TestApp::new().await;
    for (body, fee, waived, method) in [
        (json!({"earlyReturnFee": 258}), json!(258), false, "manual"),
        (json!({"earlyReturnFee": 0}), json!(0), true, "manual"),
        (
            json!({"earlyReturnFee": 258, "waiveFee": true}),
            json!(0),
            true,
            "manual",
        ),
        (
            json!({"waiveFee": false}),
            json!(874.5),
            false,
            "remaining_months",
        ),
    ] {
        let (acme, path) = rented(&app, json!({})).await;
        let mut body = body;
        body["reason"] = json!("Moves abroad");
        let done = acme
            .post(&format!("{path}/early-return"), body.clone())
            .await
            .ok();
        assert_eq!(done["earlyReturnFee"], fee, "{body}");
        let details = &done["rental"]["earlyReturnDetails"];
        assert_eq!(details["feeWaived"], waived, "{body}");
        assert_eq!(details["calculationBreakdown"]["method"], method, "{body}");
        assert_eq!(details["returnCondition"], "good");
        let open = if fee == json!(0) { 1 } else { 2 };
        assert_eq!(count(&acme, &path, "pending").await, open, "{body}");
    }
}

#[tokio::test]
async fn grace_makes_a_return_free() {
    let app = TestApp::new().await;
    let settings = json!({"earlyReturn": {"graceDays": 14, "manualOverride": false}});
    let (acme, path) = rented(&app, settings.clone()).await;
    let done = acme
        .post(&format!("{path}/early-return"), json!({"reason": "No"}))
        .await
        .ok();
    assert_eq!(done["earlyReturnFee"], 0);
    let details = &done["rental"]["earlyReturnDetails"];
    assert_eq!(details["feeWaived"], true);
    assert_eq!(details["calculationBreakdown"]["gracePeriodApplied"], true);
    let (acme, path) = rented(&app, settings).await;
    app.clock.advance(chrono::TimeDelta::days(15));
    for body in [json!({"earlyReturnFee": 1}), json!({"waiveFee": true})] {
        let mut body = body;
        body["reason"] = json!("No");
        let answer = acme.post(&format!("{path}/early-return"), body).await;
        answer.refused(400, "INVALID_FEE");
    }
    let body = json!({"reason": "Came back in time", "effectiveDate": "2026-01-29"});
    let done = acme.post(&format!("{path}/early-return"), body).await.ok();
    assert_eq!(
        (&done["earlyReturnFee"], &done["returnDate"]),
        (&json!(0), &json!("2026-01-29"))
    );
}

#[tokio::test]
async fn an_early_return_is_refused() {
    let app = TestApp::new().await;
    let (acme, path) = rented(&app, json!({})).await;
    let at = format!("{path}/early-return");
    for (body, code) in [
        (json!({"reason": "x", "earlyReturnFee": -1}), "INVALID_FEE"),
        (json!({}), "VALIDATION_ERROR"),
        (json!({"reason": ""}), "VALIDATION_ERROR"),
        (
            json!({"reason": "x", "returnCondition": "new"}),
            "VALIDATION_ERROR",
        ),
        (
            json!({"reason": "x", "returnDate": "2026-01-16"}),
            "VALIDATION_ERROR",
        ),
        (
            json!({"reason": "x", "subscriptionId": "y"}),
            "VALIDATION_ERROR",
        ),
    ] {
        acme.post(&at, body).await.refused(400, code);
    }
    acme.post(&at, json!({"reason": "x"})).await.ok();
    let again = acme.post(&at, json!({"reason": "x"})).await;
    again.refused(400, "SUBSCRIPTION_NOT_ACTIVE");
    let unknown = "sub_01j9z3k5m8e9fvq2x7c4b6n8p0";
    for at in ["calculate-buyout", "calculate-early-return-fee"] {
        for id in [unknown, "nothing"] {
            let at = format!("/v1/subscriptions/{at}");
            acme.post(&at, json!({"rentalId": id}))
                .await
                .refused(404, "NOT_FOUND");
            acme.post(&at, json!({}))
                .await
                .refused(400, "VALIDATION_ERROR");
        }
    }
}
