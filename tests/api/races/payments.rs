//! Races over payments.
use serde_json::json;

use super::statuses;
use crate::support::{
    app::TestApp,
    given::{self, LAPTOP, id},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_payment_marked_paid_twice_at_once_is_collected_once() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    given::asset(&acme, "SN-1", LAPTOP).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let rental = given::subscription(&acme, &id(&order, "orderId"), "SN-1").await;
    let customer = format!("/v1/customers/{}", id(&order["customer"], "customerId"));
    let rental = format!("/v1/subscriptions/{}", id(&rental, "rentalId"));
    let payments = acme.get("/v1/payments").await.ok();
    let payments = payments["payments"].as_array().unwrap();
    for (paid, payment) in (1..).zip(payments) {
        let path = format!("/v1/payments/{}/mark-paid", id(payment, "paymentId"));
        let (one, two) = tokio::join!(acme.post(&path, json!({})), acme.post(&path, json!({})));
        assert_eq!(statuses(&[one.clone(), two.clone()]), [200, 400]);
        let refused = if one.status == 200 { two } else { one };
        refused.refused(400, "ALREADY_PAID");
        let customer = acme.get(&customer).await.ok();
        assert_eq!(customer["lifetimeCollected"], json!(159 * paid));
    }
    let rental = acme.get(&rental).await.ok();
    assert!(
        rental.to_string().contains("\"totalCollected\":1908"),
        "{rental}"
    );
}
