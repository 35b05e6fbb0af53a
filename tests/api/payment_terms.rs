//! When a customer's payments are due after their period starts (contract section 5, 10.19).
use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use crate::support::{
    app::{TenantSpec, TestApp},
    client::Client,
    given::{self, LAPTOP, id},
};

/// A tenant whose new business customers pay after two weeks.
async fn shop(app: &TestApp) -> Client {
    let acme = app
        .tenant_with(TenantSpec {
            settings: json!({"paymentTerms": "net_14"}),
            ..TenantSpec::default()
        })
        .await;
    given::laptop(&acme).await;
    acme
}

async fn order(client: &Client, customer: Value) -> Value {
    let mut body = given::order_body("john@example.com", &[(LAPTOP, 1, 6)]);
    for (field, value) in customer.as_object().unwrap() {
        body["customer"][field] = value.clone();
    }
    client.post("/v1/orders", body).await.ok()["order"].clone()
}

/// The terms of an order, and those of its customer.
async fn terms(client: &Client, order: &Value) -> (String, String) {
    let customer = id(&order["customer"], "customerId");
    let customer = client.get(&format!("/v1/customers/{customer}")).await.ok();
    (
        id(&order["customer"], "paymentTerms"),
        id(&customer, "paymentTerms"),
    )
}

#[tokio::test]
async fn a_new_business_customer_who_says_nothing_gets_the_tenants_default() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    for (email, customer, expected) in [
        ("a@x.com", json!({"customerType": "business"}), "net_14"),
        (
            "b@x.com",
            json!({"customerType": "business", "paymentTerms": null}),
            "net_14",
        ),
        (
            "c@x.com",
            json!({"customerType": "business", "paymentTerms": "immediate"}),
            "immediate",
        ),
        (
            "d@x.com",
            json!({"customerType": "business", "paymentTerms": "net_30"}),
            "net_30",
        ),
        (
            "e@x.com",
            json!({"customerType": "individual"}),
            "immediate",
        ),
        ("f@x.com", json!({}), "immediate"),
    ] {
        let mut customer = customer;
        customer["email"] = json!(email);
        let order = order(&acme, customer).await;
        let met = terms(&acme, &order).await;
        assert_eq!(met, (expected.to_owned(), expected.to_owned()), "{email}");
    }
}

#[tokio::test]
async fn a_known_customer_keeps_their_own_terms() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let business = json!({"customerType": "business"});
    let first = order(&acme, business.clone()).await;
    let customer = format!("/v1/customers/{}", id(&first["customer"], "customerId"));
    acme.put(&customer, json!({"paymentTerms": "net_7"}))
        .await
        .ok();
    let second = order(&acme, business.clone()).await;
    assert_eq!(terms(&acme, &second).await.0, "net_7");
    // What was ordered before keeps what it was ordered with.
    let first = acme
        .get(&format!("/v1/orders/{}", id(&first, "orderId")))
        .await
        .ok();
    assert_eq!(first["customer"]["paymentTerms"], "net_14");
    // For one order alone.
    let third = order(
        &acme,
        json!({"customerType": "business", "paymentTerms": "net_30"}),
    )
    .await;
    assert_eq!(
        terms(&acme, &third).await,
        ("net_30".to_owned(), "net_7".to_owned())
    );
}

#[tokio::test]
async fn an_order_that_goes_to_a_new_business_customer_gets_the_default() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let mut order = order(&acme, json!({})).await;
    let path = format!("/v1/orders/{}", id(&order, "orderId"));
    let customer = json!({"email": "firm@x.com", "customerType": "business"});
    order = acme.patch(&path, json!({"customer": customer})).await.ok()["order"].clone();
    let expected = ("net_14".to_owned(), "net_14".to_owned());
    assert_eq!(terms(&acme, &order).await, expected);
}

#[tokio::test]
async fn each_payment_is_due_so_long_after_its_period_starts() {
    let app = TestApp::new().await;
    for (number, (terms, days)) in [
        ("immediate", 0),
        ("net_7", 7),
        ("net_14", 14),
        ("net_30", 30),
    ]
    .into_iter()
    .enumerate()
    {
        let acme = shop(&app).await;
        let serial = format!("SN-{number}");
        given::asset(&acme, &serial, LAPTOP).await;
        let business = json!({"customerType": "business", "paymentTerms": terms});
        let order = order(&acme, business).await;
        let body = json!({
            "orderId": order["orderId"], "serialNumber": serial, "startDate": "2026-01-31",
        });
        acme.post("/v1/subscriptions", body).await.ok();
        let payments = acme
            .get("/v1/payments?sortBy=dueDate&sortDir=asc")
            .await
            .ok();
        let due: Vec<String> = payments["payments"]
            .as_array()
            .unwrap()
            .iter()
            .map(|payment| id(payment, "dueDate"))
            .collect();
        let starts = [(1, 31), (2, 28), (3, 31), (4, 30), (5, 31), (6, 30)];
        let expected: Vec<String> = starts
            .into_iter()
            .map(|(month, day)| {
                NaiveDate::from_ymd_opt(2026, month, day).unwrap() + Days::new(days)
            })
            .map(|date| date.to_string())
            .collect();
        assert_eq!(due, expected, "{terms}");
    }
}
