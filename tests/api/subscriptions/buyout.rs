//! A customer buys the device.
use serde_json::json;

use super::{actions, asset, count, events, figures, payments, rented};
use crate::support::{
    app::{TenantSpec, TestApp},
    given::{self, LAPTOP, id},
};

#[tokio::test]
async fn a_buyout_sells_the_device_and_lays_one_final_payment() {
    let app = TestApp::new().await;
    let (acme, path) = rented(&app, json!({})).await;
    let body = json!({"buyoutPrice": 450, "reason": "Customer requested purchase at contract end"});
    let done = acme.post(&format!("{path}/buyout"), body).await.ok();
    assert_eq!(
        (&done["buyoutPrice"], &done["currency"]),
        (&json!(450), &json!("EUR"))
    );
    assert_eq!(done["effectiveDate"], "2026-01-15");
    let rental = acme.get(&path).await.ok();
    assert_eq!(rental, done["rental"]);
    assert_eq!(rental["status"], "ended_buyout");
    assert_eq!(
        (&rental["actualMonthsRented"], &rental["monthsSaved"]),
        (&json!(0), &json!(12))
    );
    let details = &rental["buyoutDetails"];
    assert_eq!(details["reason"], "other");
    assert_eq!(
        details["notes"],
        "Customer requested purchase at contract end"
    );
    assert_eq!(details["calculationMethod"], "manual_override");
    let breakdown = &details["calculationBreakdown"];
    assert_eq!(breakdown["remainingMonths"], 11);
    assert_eq!(breakdown["remainingMonthsPayment"], 11 * 159);
    assert_eq!(breakdown["flatFee"], 0);
    assert_eq!(
        done["subscription"]["buyoutDetails"]["costRecoveryAtBuyout"],
        0
    );
    let sold = asset(&acme, "SN-1").await;
    assert_eq!(
        (&sold["status"], sold.get("rentalId")),
        (&json!("sold"), None)
    );
    // The month that has begun stays owed; the price is due at once.
    let payments = payments(&acme, &path).await;
    assert_eq!(payments.len(), 13);
    let pending: Vec<_> = payments.iter().filter(|row| row.2 == "pending").collect();
    assert_eq!(pending.len(), 2);
    assert_eq!((pending[0].0.as_str(), pending[0].1), ("2026-01-15", 159.0));
    assert_eq!((pending[1].0.as_str(), pending[1].1), ("2026-01-15", 450.0));
    assert_eq!(count(&acme, &path, "cancelled").await, 11);
    assert_eq!(figures(&acme).await, (json!(0), json!(0)));
    let types = ["subscription.ended", "asset.returned", "payment.scheduled"];
    assert_eq!(events(&app, &acme, &types).await, [1, 0, 13]);
    assert_eq!(
        actions(&app, &acme, "SN-1").await.last().unwrap(),
        "asset.sold"
    );
}

#[tokio::test]
async fn a_price_left_out_is_what_the_rules_and_the_calculator_say() {
    let app = TestApp::new().await;
    for (rules, price) in [
        (json!({}), json!(11 * 159)),
        (
            json!({"method": "flat_fee", "flatFeeMinor": 50_000}),
            json!(500),
        ),
        (
            json!({"method": "list_price_percentage", "listPricePercentagePpm": 100_000}),
            json!(249.9),
        ),
        (
            json!({"method": "remaining_months_and_list_price", "listPricePercentagePpm": 500_000}),
            json!(2998.5),
        ),
    ] {
        let (acme, path) = rented(&app, json!({"buyout": rules})).await;
        let quote = acme
            .post(&format!("{path}/calculate-buyout"), json!({}))
            .await
            .ok();
        assert_eq!(quote["buyoutPrice"], price, "{rules}");
        assert_eq!(quote["remainingPayments"], 11);
        assert_eq!(quote["depreciatedValue"], 1800);
        let rental_id = path.rsplit('/').next().unwrap();
        for name in ["rentalId", "subscriptionId"] {
            let at = "/v1/subscriptions/calculate-buyout";
            assert_eq!(acme.post(at, json!({name: rental_id})).await.ok(), quote);
        }
        let done = acme
            .post(
                &format!("{path}/buyout"),
                json!({"reason": "end_of_contract"}),
            )
            .await
            .ok();
        assert_eq!(done["buyoutPrice"], price);
        let details = &done["rental"]["buyoutDetails"];
        assert_eq!(details["calculationMethod"], "auto_calculated");
        assert_eq!(details["reason"], "end_of_contract");
    }
}

#[tokio::test]
async fn the_price_as_of_an_earlier_day_is_told_before_it_is_charged() {
    let app = TestApp::new().await;
    let (acme, path) = rented(&app, json!({})).await;
    app.clock.advance(chrono::TimeDelta::days(100));
    let at = format!("{path}/calculate-buyout");
    let price = async |body| acme.post(&at, body).await.ok()["buyoutPrice"].clone();
    let (now, then) = (
        price(json!({})).await,
        json!({"effectiveDate": "2026-02-01"}),
    );
    let earlier = price(then.clone()).await;
    assert!(earlier.as_f64() > now.as_f64(), "{earlier} {now}");
    let named = json!({"rentalId": path.rsplit('/').next(), "effectiveDate": "2026-02-01"});
    let quote = acme.post("/v1/subscriptions/calculate-buyout", named);
    assert_eq!(quote.await.ok()["buyoutPrice"], earlier);
    for day in ["2099-01-01", "2020-01-01"] {
        let answer = acme.post(&at, json!({"effectiveDate": day})).await;
        let answer = answer.refused(400, "VALIDATION_ERROR");
        assert_eq!(answer.faults(), [("effectiveDate", "invalid_date")]);
    }
    let done = acme.post(&format!("{path}/buyout"), then).await.ok();
    assert_eq!(done["buyoutPrice"], earlier);
}

#[tokio::test]
async fn a_price_is_refused_that_is_none_or_not_the_callers_to_name() {
    let app = TestApp::new().await;
    let (acme, path) = rented(&app, json!({})).await;
    let at = format!("{path}/buyout");
    for price in [json!(0), json!(-1)] {
        let answer = acme.post(&at, json!({"buyoutPrice": price})).await;
        answer.refused(400, "INVALID_BUYOUT_PRICE");
    }
    for body in [
        json!({"buyoutPrice": "450"}),
        json!({"buyoutPrice": 1, "effectiveDate": "2026-01-16"}),
        json!({"buyoutPrice": 1, "effectiveDate": "2026-01-14"}),
        json!({"buyoutPrice": 1, "rentalId": "x"}),
    ] {
        acme.post(&at, body).await.refused(400, "VALIDATION_ERROR");
    }
    let settings = json!({"buyout": {"manualOverride": false}});
    let (acme, path) = rented(&app, settings).await;
    let at = format!("{path}/buyout");
    let answer = acme.post(&at, json!({"buyoutPrice": 450})).await;
    let answer = answer.refused(400, "INVALID_BUYOUT_PRICE");
    assert!(answer.message().contains("1749.00") || answer.body.to_string().contains("1749.00"));
    assert_eq!(asset(&acme, "SN-1").await["status"], "rented_out");
    acme.post(&at, json!({"buyoutPrice": 1749})).await.ok();
    let again = acme.post(&at, json!({"buyoutPrice": 1749})).await;
    again.refused(400, "SUBSCRIPTION_NOT_ACTIVE");
    let again = acme
        .post(&format!("{path}/calculate-buyout"), json!({}))
        .await;
    again.refused(400, "SUBSCRIPTION_NOT_ACTIVE");
}

#[tokio::test]
async fn a_calculated_price_of_nothing_is_no_price() {
    let app = TestApp::new().await;
    let (acme, path) = rented(&app, json!({})).await;
    app.clock.advance(chrono::TimeDelta::days(366));
    let quote = acme
        .post(&format!("{path}/calculate-buyout"), json!({}))
        .await
        .ok();
    assert_eq!(
        (&quote["buyoutPrice"], &quote["remainingPayments"]),
        (&json!(0), &json!(0))
    );
    let answer = acme.post(&format!("{path}/buyout"), json!({})).await;
    answer.refused(400, "INVALID_BUYOUT_PRICE");
    let body = json!({"buyoutPrice": 1, "effectiveDate": "2027-01-15"});
    let done = acme.post(&format!("{path}/buyout"), body).await.ok();
    assert_eq!(done["rental"]["actualMonthsRented"], 12);
    assert_eq!(done["effectiveDate"], "2027-01-15");
    assert_eq!(count(&acme, &path, "cancelled").await, 0);
}

#[tokio::test]
async fn the_final_payment_is_taxed_as_the_contract_and_due_by_its_terms() {
    let app = TestApp::new().await;
    let spec = TenantSpec {
        tax_rate_ppm: 210_000,
        ..TenantSpec::default()
    };
    let acme = app.tenant_with(spec).await;
    given::laptop(&acme).await;
    given::asset(&acme, "SN-1", LAPTOP).await;
    let mut body = given::order_body("cfo@example.com", &[(LAPTOP, 1, 12)]);
    body["customer"]["customerType"] = json!("business");
    body["customer"]["paymentTerms"] = json!("net_14");
    let order = acme.post("/v1/orders", body).await.ok();
    let rental = given::subscription(&acme, &id(&order, "orderId"), "SN-1").await;
    let path = format!("/v1/subscriptions/{}", id(&rental, "rentalId"));
    app.clock.advance(chrono::TimeDelta::days(40));
    acme.post(&format!("{path}/buyout"), json!({"buyoutPrice": 100}))
        .await
        .ok();
    let payments = payments(&acme, &path).await;
    // Periods from 15 January and 15 February have begun, whether or not their payment is due.
    let open: Vec<_> = payments
        .into_iter()
        .filter(|row| row.2 == "pending")
        .collect();
    let expected = [
        ("2026-01-29", 192.39),
        ("2026-03-01", 192.39),
        ("2026-03-10", 121.0),
    ];
    let found: Vec<_> = open.iter().map(|row| (row.0.as_str(), row.1)).collect();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn the_final_payment_may_be_due_later() {
    let app = TestApp::new().await;
    for (payment_date, due) in [
        (None, "2026-01-15"),
        (Some("2026-01-15"), "2026-01-15"),
        (Some("2026-02-28"), "2026-02-28"),
    ] {
        let (acme, path) = rented(&app, json!({})).await;
        let mut body = json!({"buyoutPrice": 450});
        if let Some(day) = payment_date {
            body["paymentDate"] = json!(day);
        }
        let done = acme.post(&format!("{path}/buyout"), body).await.ok();
        assert_eq!(done["rental"]["buyoutDetails"]["paymentDate"], due);
        let asked = payments(&acme, &path).await;
        let asked = asked.iter().find(|row| row.1 > 159.0).unwrap();
        assert_eq!((asked.0.as_str(), asked.2.as_str()), (due, "pending"));
        assert_eq!(done["effectiveDate"], "2026-01-15");
    }
    let (acme, path) = rented(&app, json!({})).await;
    let body = json!({"buyoutPrice": 450, "paymentDate": "2026-01-14"});
    let answer = acme.post(&format!("{path}/buyout"), body).await;
    let answer = answer.refused(400, "VALIDATION_ERROR");
    assert_eq!(answer.faults(), [("paymentDate", "invalid_date")]);
}
