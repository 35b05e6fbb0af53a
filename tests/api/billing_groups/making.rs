//! Making groups, and every refusal of it.
use axum::http::Method;
use serde_json::{Value, json};

use super::{PATH, end, office, told};
use crate::support::{
    app::TestApp,
    examples,
    given::{self, LAPTOP, id},
};

#[tokio::test]
async fn a_group_adds_up_its_active_members() {
    let app = TestApp::new().await;
    let office = office(&app, 3).await;
    let answer = office.post(&office.rentals[..2]).await;
    assert_eq!((answer.status, answer.etag()), (201, "\"1\""));
    let made = answer.ok();
    let group = &made["billingGroup"];
    assert_eq!(
        (&made["success"], &made["message"]),
        (&json!(true), &json!("Billing group created"))
    );
    assert_eq!(
        (
            &group["groupName"],
            &group["billingDay"],
            &group["status"],
            &group["currency"],
            &group["totalMonthlyAmount"],
            &group["activeRentalCount"],
        ),
        (
            &json!("IT"),
            &json!(15),
            &json!("active"),
            &json!("EUR"),
            &json!(258),
            &json!(2)
        )
    );
    assert_eq!(group["rentalIds"], json!(office.rentals[..2]));
    assert_eq!(office.now(group).await, *group);
    let (with, payments) = office.billed_with(&office.rentals[0]).await;
    assert_eq!((&with, payments), (&group["billingGroupId"], 24));
    assert_eq!(
        office.billed_with(&office.rentals[2]).await,
        (Value::Null, 0)
    );
    let told = told(&app, &office.acme, &id(group, "billingGroupId")).await;
    assert_eq!(told[0].0, "billing_group.created");
    assert_eq!(told[0].1[0]["to"], json!(office.rentals[..2]));

    end(&app, &office.acme, &office.rentals[0]).await;
    let now = office.now(group).await;
    assert_eq!(
        (
            &now["rentalIds"],
            &now["activeRentalCount"],
            &now["totalMonthlyAmount"]
        ),
        (&group["rentalIds"], &json!(1), &json!(129))
    );
}

#[tokio::test]
async fn every_documented_request_is_taken_with_real_ids() {
    let app = TestApp::new().await;
    let office = office(&app, 4).await;
    let mut made = 0;
    for mut body in examples::sent_to("POST /v1/billing-groups", &["spec example"]) {
        body["customerId"] = json!(office.customer);
        body["rentalIds"] = json!(office.rentals[..3]);
        office.acme.post(PATH, body).await.ok();
        made += 1;
    }
    let group = office.group(&[]).await;
    for mut body in examples::sent_to("PATCH /v1/billing-groups/{billingGroupId}", &[]) {
        if !body["rentalIds"].is_null() {
            body["rentalIds"] = json!(office.rentals);
        }
        office.patch(&group, body).await.ok();
        made += 1;
    }
    assert!(made >= 6, "only {made} examples");
}

/// What a body is refused for: the code at the top, and each place with its own.
struct Refused {
    body: Value,
    code: &'static str,
    faults: Vec<(&'static str, &'static str)>,
}

impl Refused {
    fn new(body: Value, code: &'static str, faults: &[(&'static str, &'static str)]) -> Self {
        let faults = faults.to_vec();
        Self { body, code, faults }
    }
}

fn body(customer: &str, day: impl Into<Value>, rentals: &[&str]) -> Value {
    json!({"customerId": customer, "groupName": "IT", "billingDay": day.into(), "rentalIds": rentals})
}

async fn refused(office: &super::Office, table: Vec<Refused>) {
    for Refused { body, code, faults } in table {
        let refused = office.acme.post(PATH, body.clone()).await;
        let refused = refused.refused(400, code);
        assert_eq!(refused.faults(), faults, "{body}");
    }
    assert_eq!(office.acme.get(PATH).await.ok()["count"], 0);
}

#[tokio::test]
async fn faults_of_shape_are_told_at_once() {
    let app = TestApp::new().await;
    let office = office(&app, 1).await;
    let (john, mine) = (office.customer.as_str(), office.rentals[0].as_str());
    let day = [("billingDay", "INVALID_BILLING_DAY")];
    let table = vec![
        Refused::new(
            json!({}),
            "VALIDATION_ERROR",
            &[
                ("customerId", "invalid_type"),
                ("groupName", "invalid_type"),
                ("billingDay", "invalid_type"),
                ("rentalIds", "invalid_type"),
            ],
        ),
        Refused::new(body(john, 29, &[]), "INVALID_BILLING_DAY", &day),
        Refused::new(body(john, 0, &[]), "INVALID_BILLING_DAY", &day),
        Refused::new(
            body(john, "1", &[]),
            "VALIDATION_ERROR",
            &[("billingDay", "invalid_type")],
        ),
        Refused::new(
            body(john, 40, &[mine, mine]),
            "VALIDATION_ERROR",
            &[day[0], ("rentalIds[1]", "custom")],
        ),
    ];
    refused(&office, table).await;
}

#[tokio::test]
async fn faults_of_references_are_told_at_once() {
    let app = TestApp::new().await;
    let office = office(&app, 2).await;
    let other = given::order_body("jane@example.com", &[(LAPTOP, 1, 12)]);
    let other = office.acme.post("/v1/orders", other).await.ok();
    given::asset(&office.acme, "SN-J", LAPTOP).await;
    let other = given::subscription(&office.acme, &id(&other, "orderId"), "SN-J").await;
    let theirs = id(&other, "rentalId");
    let (mine, ended) = (office.rentals[0].as_str(), office.rentals[1].as_str());
    end(&app, &office.acme, ended).await;
    let (john, nobody) = (office.customer.as_str(), "cust_01j9z3k5m8e9fvq2x7c4b6n8p0");
    let unknown = "sub_01j9z3k5m8e9fvq2x7c4b6n8p0";
    let table = vec![
        Refused::new(
            body(nobody, 1, &[]),
            "CUSTOMER_NOT_FOUND",
            &[("customerId", "CUSTOMER_NOT_FOUND")],
        ),
        Refused::new(
            body(john, 1, &[mine, unknown, "x"]),
            "SUBSCRIPTION_NOT_FOUND",
            &[
                ("rentalIds[1]", "SUBSCRIPTION_NOT_FOUND"),
                ("rentalIds[2]", "SUBSCRIPTION_NOT_FOUND"),
            ],
        ),
        Refused::new(
            body(john, 1, &[&theirs]),
            "SUBSCRIPTION_DIFFERENT_CUSTOMER",
            &[("rentalIds[0]", "SUBSCRIPTION_DIFFERENT_CUSTOMER")],
        ),
        Refused::new(
            body(john, 1, &[ended]),
            "SUBSCRIPTION_NOT_ACTIVE",
            &[("rentalIds[0]", "SUBSCRIPTION_NOT_ACTIVE")],
        ),
        Refused::new(
            body(nobody, 1, &["x", ended, mine]),
            "VALIDATION_ERROR",
            &[
                ("customerId", "CUSTOMER_NOT_FOUND"),
                ("rentalIds[0]", "SUBSCRIPTION_NOT_FOUND"),
                ("rentalIds[1]", "SUBSCRIPTION_NOT_ACTIVE"),
            ],
        ),
    ];
    refused(&office, table).await;
}

#[tokio::test]
async fn a_deleted_customer_gets_no_group() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let (order, customer) = (id(&order, "orderId"), id(&order["customer"], "customerId"));
    acme.post(&format!("/v1/orders/{order}/cancel"), json!({}))
        .await
        .ok();
    acme.delete(&format!("/v1/customers/{customer}")).await.ok();
    let body = json!({"customerId": customer, "groupName": "IT", "billingDay": 1, "rentalIds": []});
    acme.post(PATH, body)
        .await
        .refused(400, "CUSTOMER_INACTIVE");
}

#[tokio::test]
async fn a_repeat_with_the_same_key_answers_again_and_makes_one_group() {
    let app = TestApp::new().await;
    let office = office(&app, 1).await;
    let body = json!({
        "customerId": office.customer, "groupName": "IT", "billingDay": 1, "subscriptionIds": office.rentals,
    });
    let call = || office.acme.call(Method::POST, PATH).key("one").json(&body);
    let (first, again) = (call().send().await, call().send().await);
    assert_eq!((first.status, &first.bytes), (201, &again.bytes));
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(office.acme.get(PATH).await.ok()["count"], 1);
}
