//! The tenant's billing cycle: when periods begin, also after an extension.
use serde_json::json;

use super::{payments, rented};
use crate::support::app::TestApp;

#[tokio::test]
async fn a_fixed_day_is_the_first_such_day_of_billing() {
    let app = TestApp::new().await;
    for (settings, first, last) in [
        (
            json!({"billingCycle": {"fixed_day": 15}}),
            "2026-01-15",
            "2026-12-15",
        ),
        (
            json!({"billingCycle": {"fixed_day": 5}}),
            "2026-02-05",
            "2027-01-05",
        ),
        (
            json!({"billingCycle": {"fixed_day": 28}}),
            "2026-01-28",
            "2026-12-28",
        ),
        (
            json!({"billingCycle": {"fixed_day": 5}, "billingStart": "first_of_next_month"}),
            "2026-02-05",
            "2027-01-05",
        ),
    ] {
        let (acme, path) = rented(&app, settings.clone()).await;
        let payments = payments(&acme, &path).await;
        assert_eq!(payments.len(), 12);
        let found = (payments[0].0.as_str(), payments[11].0.as_str());
        assert_eq!(found, (first, last), "{settings}");
        assert_eq!(acme.get(&path).await.ok()["endDate"], "2027-01-15");
    }
}

#[tokio::test]
async fn thirty_days_are_counted_through_an_extension() {
    let app = TestApp::new().await;
    let (acme, path) = rented(&app, json!({"billingCycle": "every30_days"})).await;
    let body = json!({"extensionMonths": 2});
    let done = acme.post(&format!("{path}/extend"), body).await.ok();
    assert_eq!(done["newEndDate"], "2027-03-15");
    let first: chrono::NaiveDate = "2026-01-15".parse().unwrap();
    let payments = payments(&acme, &path).await;
    assert_eq!(payments.len(), 14);
    for (n, (due, _, _)) in (0_u64..).zip(&payments) {
        let expected = first + chrono::Days::new(30 * n);
        assert_eq!(*due, expected.to_string(), "payment {n}");
    }
}
