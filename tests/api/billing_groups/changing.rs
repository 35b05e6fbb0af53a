//! Changing and deleting groups.
use axum::http::Method;
use serde_json::{Value, json};

use super::{PATH, office, path, told};
use crate::support::{
    app::TestApp,
    given::{self, LAPTOP, id},
};

#[tokio::test]
async fn a_patch_changes_what_it_names_and_nothing_else() {
    let app = TestApp::new().await;
    let office = office(&app, 1).await;
    let group = office.group(&office.rentals).await;
    app.clock.advance(chrono::TimeDelta::minutes(1));
    let body = json!({"groupName": "Engineering", "billingDay": 28, "notes": "PO 1", "status": "inactive"});
    let answer = office.patch(&group, body).await;
    assert_eq!(answer.etag(), "\"2\"");
    let after = answer.ok();
    assert_eq!(after["message"], "Billing group updated");
    let mut wanted = group.clone();
    for (field, value) in [
        ("groupName", json!("Engineering")),
        ("billingDay", json!(28)),
        ("notes", json!("PO 1")),
        ("status", json!("inactive")),
        ("updatedAt", after["billingGroup"]["updatedAt"].clone()),
    ] {
        wanted[field] = value;
    }
    assert_eq!(after["billingGroup"], wanted);
    assert_ne!(wanted["updatedAt"], group["updatedAt"]);
    // Its members stay what they are until it is active again.
    assert_eq!(office.billed_with(&office.rentals[0]).await.1, 24);

    let same = json!({"groupName": "Engineering", "rentalIds": office.rentals});
    assert_eq!(office.patch(&group, same).await.etag(), "\"2\"");
    let cleared = office.patch(&group, json!({"notes": null})).await.ok();
    assert!(cleared["billingGroup"].get("notes").is_none());
    let told = told(&app, &office.acme, &id(&group, "billingGroupId")).await;
    let fields: Vec<&Value> = told[1]
        .1
        .as_array()
        .unwrap()
        .iter()
        .map(|c| &c["field"])
        .collect();
    assert_eq!(fields, ["groupName", "billingDay", "status", "notes"]);
    assert_eq!(told.len(), 3);
}

#[tokio::test]
async fn a_patch_that_does_not_hold_changes_nothing() {
    let app = TestApp::new().await;
    let office = office(&app, 1).await;
    let group = office.group(&office.rentals).await;
    for (body, code) in [
        (json!({"billingDay": 29}), "INVALID_BILLING_DAY"),
        (json!({"groupName": " "}), "VALIDATION_ERROR"),
        (json!({"groupName": null}), "VALIDATION_ERROR"),
        (json!({"status": "paused"}), "VALIDATION_ERROR"),
        (
            json!({"rentalIds": ["x"], "groupName": "New"}),
            "SUBSCRIPTION_NOT_FOUND",
        ),
    ] {
        office.patch(&group, body).await.refused(400, code);
    }
    assert_eq!(office.now(&group).await, group);
    let nobody = json!({"billingGroupId": "bg_01j9z3k5m8e9fvq2x7c4b6n8p0"});
    office
        .patch(&nobody, json!({}))
        .await
        .refused(404, "NOT_FOUND");
    office
        .acme
        .get(&path(&nobody))
        .await
        .refused(404, "NOT_FOUND");
    office
        .acme
        .delete(&path(&nobody))
        .await
        .refused(404, "NOT_FOUND");
}

#[tokio::test]
async fn a_stale_etag_is_refused() {
    let app = TestApp::new().await;
    let office = office(&app, 1).await;
    let group = office.group(&[]).await;
    office.patch(&group, json!({"billingDay": 2})).await.ok();
    for (method, body) in [
        (Method::PATCH, json!({"billingDay": 3})),
        (Method::DELETE, json!({})),
    ] {
        let path = path(&group);
        let call = office
            .acme
            .call(method, &path)
            .if_match("\"1\"")
            .json(&body);
        call.send().await.refused(412, "PRECONDITION_FAILED");
    }
    let path = path(&group);
    let fresh = office.acme.call(Method::DELETE, &path).if_match("\"2\"");
    assert_eq!(fresh.send().await.status, 200);
}

#[tokio::test]
async fn a_deleted_group_is_gone_and_its_members_are_billed_alone() {
    let app = TestApp::new().await;
    let office = office(&app, 2).await;
    let group = office.group(&office.rentals).await;
    let paid = office.pay(&office.rentals[0]).await;
    let order = format!("/v1/orders/{}", office.order);
    let body = json!({"billingGroupId": group["billingGroupId"]});
    office.acme.patch(&order, body).await.ok();
    let gone = office.acme.delete(&path(&group)).await.ok();
    assert_eq!(
        gone,
        json!({"success": true, "message": "Billing group deleted"})
    );

    office
        .acme
        .get(&path(&group))
        .await
        .refused(404, "NOT_FOUND");
    office
        .acme
        .delete(&path(&group))
        .await
        .refused(404, "NOT_FOUND");
    office
        .patch(&group, json!({"status": "active"}))
        .await
        .refused(404, "NOT_FOUND");
    for query in ["", "?status=inactive", "?status=active,inactive"] {
        assert_eq!(
            office.acme.get(&format!("{PATH}{query}")).await.ok()["count"],
            0
        );
    }
    // What was collected keeps the group it was billed with.
    assert_eq!(
        office.billed_with(&office.rentals[0]).await,
        (Value::Null, 1)
    );
    assert_eq!(
        office.billed_with(&office.rentals[1]).await,
        (Value::Null, 0)
    );
    let paid = office.acme.get(&paid).await.ok();
    assert_eq!(paid["payment"]["billingGroupId"], group["billingGroupId"]);
    // A later unit of an order that named it is billed alone too.
    given::asset(&office.acme, "SN-9", LAPTOP).await;
    let rental = given::subscription(&office.acme, &office.order, "SN-9").await;
    assert!(rental.get("billingGroupId").is_none());
    let told = told(&app, &office.acme, &id(&group, "billingGroupId")).await;
    assert_eq!(told[0].0, "billing_group.deleted");
}
