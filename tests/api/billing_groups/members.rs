//! Who is in a group, and what follows them.
use serde_json::{Value, json};

use super::{end, office, path, told};
use crate::support::{
    app::TestApp,
    given::{self, LAPTOP, id},
};

#[tokio::test]
async fn the_list_of_members_is_replaced_whole() {
    let app = TestApp::new().await;
    let office = office(&app, 3).await;
    let [a, b, c] = [0, 1, 2].map(|at| office.rentals[at].clone());
    let group = office.group(&[a.clone(), b.clone()]).await;
    assert_eq!(office.listed(&group, "").await, [&*b, &*a]);
    office.pay(&a).await;
    let after = office
        .patch(&group, json!({"rentalIds": [c, b]}))
        .await
        .ok();
    let after = &after["billingGroup"];
    assert_eq!(after["rentalIds"], json!([b, c]));
    assert_eq!(office.listed(after, "&limit=1").await, [&*c]);
    assert_eq!(office.listed(after, "&status=active").await, [&*c, &*b]);
    assert_eq!(office.listed(after, "&status=cancelled").await, [""; 0]);
    assert_eq!(after["totalMonthlyAmount"], 258);
    // The payment that was collected keeps the group, the others left with the contract.
    assert_eq!(office.billed_with(&a).await, (Value::Null, 1));
    assert_eq!(
        office.billed_with(&c).await,
        (group["billingGroupId"].clone(), 24)
    );
    let none = office.patch(&group, json!({"rentalIds": []})).await.ok();
    assert_eq!(none["billingGroup"]["activeRentalCount"], 0);
    assert_eq!(office.billed_with(&b).await, (Value::Null, 0));
    let told = told(&app, &office.acme, &b).await;
    assert_eq!(
        told[0].1,
        json!([{"field": "billingGroupId", "from": group["billingGroupId"], "to": null}])
    );
}

#[tokio::test]
async fn what_moves_is_a_new_version() {
    let app = TestApp::new().await;
    let office = office(&app, 1).await;
    let rental = format!("/v1/subscriptions/{}", office.rentals[0]);
    let payments = office.acme.get("/v1/payments?limit=1").await.ok();
    let payment = format!("/v1/payments/{}", id(&payments["payments"][0], "paymentId"));
    let mut tags = Vec::new();
    for path in [&rental, &payment] {
        tags.push(office.acme.get(path).await.etag().to_owned());
    }
    office.group(&office.rentals).await;
    for (path, before) in [&rental, &payment].into_iter().zip(tags) {
        assert_ne!(office.acme.get(path).await.etag(), before);
    }
}

#[tokio::test]
async fn a_member_of_another_group_leaves_it() {
    let app = TestApp::new().await;
    let office = office(&app, 2).await;
    let first = office.group(&office.rentals).await;
    let second = office.group(&office.rentals[..1]).await;
    assert_eq!(second["rentalIds"], json!(office.rentals[..1]));
    let left = office.acme.get(&path(&first)).await;
    assert_eq!(left.etag(), "\"2\"");
    assert_eq!(
        left.ok()["billingGroup"]["rentalIds"],
        json!(office.rentals[1..])
    );
    let (with, payments) = office.billed_with(&office.rentals[0]).await;
    assert_eq!((&with, payments), (&second["billingGroupId"], 24));
    let told = told(&app, &office.acme, &id(&first, "billingGroupId")).await;
    assert_eq!(
        told[0].1,
        json!([{"field": "rentalIds", "from": office.rentals[..1], "to": []}])
    );
}

#[tokio::test]
async fn a_member_that_ended_may_stay_and_not_come_back() {
    let app = TestApp::new().await;
    let office = office(&app, 2).await;
    let group = office.group(&office.rentals).await;
    end(&app, &office.acme, &office.rentals[0]).await;
    let same = office
        .patch(&group, json!({"rentalIds": office.rentals}))
        .await
        .ok();
    assert_eq!(same["billingGroup"]["rentalIds"], json!(office.rentals));
    office
        .patch(&group, json!({"rentalIds": office.rentals[1..]}))
        .await
        .ok();
    let refused = office
        .patch(&group, json!({"rentalIds": office.rentals}))
        .await;
    refused.refused(400, "SUBSCRIPTION_NOT_ACTIVE");
}

#[tokio::test]
async fn units_of_an_order_with_a_group_join_it() {
    let app = TestApp::new().await;
    let office = office(&app, 0).await;
    let group = office.group(&[]).await;
    let order = format!("/v1/orders/{}", office.order);
    let body = json!({"billingGroupId": group["billingGroupId"]});
    office.acme.patch(&order, body).await.ok();
    given::asset(&office.acme, "SN-1", LAPTOP).await;
    let body = json!({"autoPick": "oldest"});
    let done = office
        .acme
        .post(&format!("{order}/fulfill"), body)
        .await
        .ok();
    let rental = id(&done["results"][0], "rentalId");
    let joined = office.acme.get(&path(&group)).await;
    assert_eq!(
        joined.etag(),
        "\"2\"",
        "whoever replaces the list must have seen it"
    );
    assert_eq!(joined.ok()["billingGroup"]["rentalIds"], json!([rental]));
    let (with, payments) = office.billed_with(&rental).await;
    assert_eq!((&with, payments), (&group["billingGroupId"], 24));
}
