//! Whom a group writes to, and by when it is paid.
use serde_json::{Value, json};

use super::{PATH, office, path, told};
use crate::support::{app::TestApp, given::id};

#[tokio::test]
async fn contact_and_terms_are_kept_changed_and_cleared() {
    let app = TestApp::new().await;
    let office = office(&app, 0).await;
    let customer = format!("/v1/customers/{}", office.customer);
    let business = json!({"customerType": "business"});
    office.acme.put(&customer, business).await.ok();
    let body = json!({
        "customerId": office.customer, "groupName": "IT", "billingDay": 15, "rentalIds": [],
        "contactName": "Kim Lee", "contactEmail": "kim@example.com", "paymentTerms": "net_14",
    });
    let group = office.acme.post(PATH, body).await.ok()["billingGroup"].clone();
    assert_eq!(office.now(&group).await, group);
    assert_eq!(
        (
            &group["contactName"],
            &group["contactEmail"],
            &group["paymentTerms"]
        ),
        (
            &json!("Kim Lee"),
            &json!("kim@example.com"),
            &json!("net_14")
        )
    );

    let patch = json!({"contactName": null, "contactEmail": "it@example.com"});
    let answer = office.patch(&group, patch).await;
    assert_eq!(answer.etag(), "\"2\"");
    let now = answer.ok()["billingGroup"].clone();
    assert_eq!(
        (
            &now["contactName"],
            &now["contactEmail"],
            &now["paymentTerms"]
        ),
        (&Value::Null, &json!("it@example.com"), &json!("net_14"))
    );
    let told = told(&app, &office.acme, &id(&group, "billingGroupId")).await;
    let fields: Vec<&Value> = told[0]
        .1
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["field"])
        .collect();
    assert_eq!(fields, ["contactName", "contactEmail"]);

    let cleared = json!({"contactEmail": null, "paymentTerms": null});
    let cleared = office.patch(&group, cleared).await.ok();
    assert_eq!(cleared["billingGroup"]["paymentTerms"], Value::Null);
    assert_eq!(cleared["billingGroup"]["contactEmail"], Value::Null);
}

#[tokio::test]
async fn a_group_of_an_individual_has_no_terms_but_at_once() {
    let app = TestApp::new().await;
    let office = office(&app, 0).await;
    let group = |terms: &str| {
        json!({
            "customerId": office.customer, "groupName": "Home", "billingDay": 15, "rentalIds": [],
            "paymentTerms": terms,
        })
    };
    let expected = [("paymentTerms", "custom")];
    let refused = office.acme.post(PATH, group("net_7")).await;
    let refused = refused.refused(400, "VALIDATION_ERROR");
    assert_eq!(refused.faults(), expected);
    let made = office.acme.post(PATH, group("immediate")).await.ok();
    let patch = json!({"paymentTerms": "net_30"});
    let refused = office.patch(&made["billingGroup"], patch).await;
    let refused = refused.refused(400, "VALIDATION_ERROR");
    assert_eq!(refused.faults(), expected);
}

#[tokio::test]
async fn what_is_no_address_and_no_terms_is_told_at_once() {
    let app = TestApp::new().await;
    let office = office(&app, 0).await;
    let wrong = json!({"contactName": " ", "contactEmail": "kim", "paymentTerms": "net_90"});
    let expected = [
        ("contactName", "too_small"),
        ("contactEmail", "invalid_string"),
        ("paymentTerms", "invalid_enum_value"),
    ];
    let mut body = json!({
        "customerId": office.customer, "groupName": "IT", "billingDay": 15, "rentalIds": [],
    });
    for (field, value) in wrong.as_object().unwrap() {
        body[field] = value.clone();
    }
    let refused = office
        .acme
        .post(PATH, body)
        .await
        .refused(400, "VALIDATION_ERROR");
    assert_eq!(refused.faults(), expected);
    let group = office.group(&[]).await;
    let refused = office
        .patch(&group, wrong)
        .await
        .refused(400, "VALIDATION_ERROR");
    assert_eq!(refused.faults(), expected);
    assert_eq!(office.acme.get(&path(&group)).await.etag(), "\"1\"");
}
