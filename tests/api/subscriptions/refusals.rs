//! Every reason not to create a subscription.
use serde_json::{Value, json};

use super::{PATH, shop, subscribe};
use crate::support::{
    app::{TenantSpec, TestApp},
    given::{self, LAPTOP, MONITOR, id},
};

#[tokio::test]
async fn an_order_that_is_not_ready_takes_no_subscription() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    given::asset(&acme, "L-1", LAPTOP).await;
    for unknown in ["ord_abc123", "ord_01j9z3k5m8e9fvq2x7c4b6n8p0"] {
        let answer = subscribe(&acme, unknown, "L-1").await;
        let answer = answer.refused(400, "ORDER_NOT_FOUND");
        assert_eq!(answer.faults(), [("orderId", "ORDER_NOT_FOUND")]);
    }
    let cancelled = id(&given::order(&acme, &[(LAPTOP, 1, 12)]).await, "orderId");
    let cancel = format!("/v1/orders/{cancelled}/cancel");
    acme.post(&cancel, json!({})).await.ok();
    // The order's state is told before the asset is looked for.
    let answer = subscribe(&acme, &cancelled, "no such").await;
    answer.refused(400, "ORDER_NOT_CONFIRMED");

    let strict = app
        .tenant_with(TenantSpec {
            settings: json!({"requireConfirmation": true}),
            ..TenantSpec::default()
        })
        .await;
    given::laptop(&strict).await;
    given::asset(&strict, "L-1", LAPTOP).await;
    let pending = id(&given::order(&strict, &[(LAPTOP, 1, 12)]).await, "orderId");
    let answer = subscribe(&strict, &pending, "L-1").await;
    let answer = answer.refused(400, "ORDER_NOT_CONFIRMED");
    assert!(
        answer.message().contains("/confirm"),
        "{}",
        answer.message()
    );
    let confirm = format!("/v1/orders/{pending}/confirm");
    strict.post(&confirm, json!({})).await.ok();
    assert_eq!(subscribe(&strict, &pending, "L-1").await.status, 201);
}

#[tokio::test]
async fn an_extension_order_takes_no_new_subscription() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let first = id(&given::order(&acme, &[(LAPTOP, 1, 12)]).await, "orderId");
    for serial in ["L-1", "L-2"] {
        given::asset(&acme, serial, LAPTOP).await;
    }
    subscribe(&acme, &first, "L-1").await.ok();
    let mut body = given::order_body("john@example.com", &[(LAPTOP, 1, 12)]);
    body["orderType"] = json!("extension");
    body["extensionDetails"] = json!({
        "originalOrderId": first, "extensionMonths": 6,
        "previousEndDate": "2027-01-15", "newEndDate": "2027-07-15",
    });
    let extension = id(&acme.post("/v1/orders", body).await.ok(), "orderId");
    let answer = subscribe(&acme, &extension, "L-2").await;
    answer.refused(400, "ORDER_NOT_CONFIRMED");
}

#[tokio::test]
async fn an_asset_that_does_not_fit_is_refused_with_those_that_do() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let order = id(&given::order(&acme, &[(LAPTOP, 1, 12)]).await, "orderId");
    for (serial, sku) in [("L-1", LAPTOP), ("L-2", LAPTOP), ("M-1", MONITOR)] {
        given::asset(&acme, serial, sku).await;
    }
    let broken = json!({"status": "unavailable"});
    acme.patch("/v1/assets/L-1", broken).await.ok();

    for (serial, code) in [
        ("no such", "ASSET_NOT_FOUND"),
        ("L-1", "ASSET_NOT_AVAILABLE"),
        ("M-1", "SKU_MISMATCH"),
    ] {
        let answer = subscribe(&acme, &order, serial).await.refused(400, code);
        assert!(answer.message().contains("`L-2`"), "{}", answer.message());
    }
    let none = subscribe(&acme, &order, "no such").await;
    assert_eq!(none.faults(), [("serialNumber", "ASSET_NOT_FOUND")]);

    subscribe(&acme, &order, "L-2").await.ok();
    let answer = subscribe(&acme, &order, "L-2").await;
    answer.refused(400, "ASSET_NOT_AVAILABLE");
    given::asset(&acme, "L-3", LAPTOP).await;
    let answer = subscribe(&acme, &order, "L-3").await;
    answer.refused(400, "ITEM_FULLY_FULFILLED");
    assert_eq!(acme.get("/v1/assets/L-3").await.ok()["status"], "available");
}

#[tokio::test]
async fn a_refusal_names_the_assets_of_the_item_asked_for() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12), (MONITOR, 1, 12)]).await;
    for (serial, sku) in [("L-1", LAPTOP), ("L-2", LAPTOP), ("M-1", MONITOR)] {
        given::asset(&acme, serial, sku).await;
    }
    let broken = json!({"status": "unavailable"});
    acme.patch("/v1/assets/L-1", broken).await.ok();
    for (serial, code) in [
        ("no such", "ASSET_NOT_FOUND"),
        ("L-1", "ASSET_NOT_AVAILABLE"),
        ("L-2", "SKU_MISMATCH"),
    ] {
        let body = json!({
            "orderId": order["orderId"], "serialNumber": serial, "orderItemIndex": 1,
        });
        let answer = acme.post(PATH, body).await.refused(400, code);
        let hint = answer.message().rsplit_once(". ").unwrap().1;
        assert_eq!(hint, "Available: `M-1`.", "{}", answer.message());
        if code == "SKU_MISMATCH" {
            let item = format!("this item of the order asks for `{MONITOR}`.");
            assert!(answer.message().contains(&item), "{}", answer.message());
        }
    }
}

#[tokio::test]
async fn the_item_is_the_one_named_or_the_first_open_one() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12), (LAPTOP, 1, 24), (LAPTOP, 1, 36)]).await;
    for number in 1..=4 {
        given::asset(&acme, &format!("L-{number}"), LAPTOP).await;
    }
    let post = |extra: Value, serial: &str| {
        let mut body = json!({"orderId": order["orderId"], "assetSerialNumber": serial});
        let fields = extra.as_object().unwrap().clone();
        body.as_object_mut().unwrap().extend(fields);
        let acme = &acme;
        async move { acme.post(PATH, body).await }
    };
    let answer = post(json!({"contractLength": 6}), "L-1").await;
    answer.refused(400, "INVALID_CONTRACT_LENGTH");
    let by_term = post(json!({"contractLength": 24}), "L-1").await.ok();
    assert_eq!(by_term["rental"]["monthlyAmount"], 129);
    let by_id = json!({"itemId": order["items"][2]["itemId"]});
    let by_id = post(by_id, "L-2").await.ok();
    assert_eq!(by_id["rental"]["contractLength"], 36);
    let answer = post(json!({"orderItemIndex": 1}), "L-3").await;
    answer.refused(400, "ITEM_FULLY_FULFILLED");
    let by_sku = post(json!({}), "L-3").await.ok();
    assert_eq!(by_sku["rental"]["contractLength"], 12);
}

#[tokio::test]
async fn every_fault_of_a_body_is_told_at_once() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let body = json!({
        "assetSerialNumber": "", "orderItemIndex": -1, "billingStartOption": "later",
        "startDate": "0999-01-01", "contractLength": 121, "notes": 5, "customFields": [],
    });
    let answer = acme.post(PATH, body).await.refused(400, "VALIDATION_ERROR");
    let paths: Vec<&str> = answer.faults().iter().map(|(path, _)| *path).collect();
    let expected = [
        "orderId",
        "assetSerialNumber",
        "orderItemIndex",
        "billingStartOption",
        "startDate",
        "contractLength",
        "notes",
        "customFields",
    ];
    assert_eq!(paths, expected);

    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let other = given::order_body("other@example.com", &[(LAPTOP, 1, 12)]);
    let other = acme.post("/v1/orders", other).await.ok()["order"].clone();
    let body = json!({
        "orderId": order["orderId"], "serialNumber": "L-1",
        "customerId": other["customer"]["customerId"],
        "orderItemIndex": 1, "itemId": other["items"][0]["itemId"], "billingGroupId": "bg_1",
    });
    let answer = acme.post(PATH, body).await.refused(400, "VALIDATION_ERROR");
    let paths: Vec<&str> = answer.faults().iter().map(|(path, _)| *path).collect();
    let expected = [
        "customerId",
        "orderItemIndex",
        "itemId",
        "billingGroupId",
        "serialNumber",
    ];
    assert_eq!(paths, expected);
    assert_eq!(answer.faults()[4].1, "ASSET_NOT_FOUND");
}

#[tokio::test]
async fn two_names_of_a_field_say_the_same() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    given::asset(&acme, "L-1", LAPTOP).await;
    let body = |other: &str| {
        json!({
            "orderId": order["orderId"], "serialNumber": "L-1", "assetSerialNumber": other,
        })
    };
    let answer = acme.post(PATH, body("L-2")).await;
    let answer = answer.refused(400, "VALIDATION_ERROR");
    assert_eq!(answer.faults(), [("serialNumber", "custom")]);
    acme.post(PATH, body("L-1")).await.ok();
}

#[tokio::test]
async fn a_defined_custom_field_is_checked() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    sqlx::query(
        "insert into custom_fields (tenant_id, section, id, label, field_type, required, format, \
         created_at, updated_at) \
         values ($1, 'subscription', 'desk', 'Desk', 'number', true, '{}', now(), now())",
    )
    .bind(acme.tenant)
    .execute(&app.owner)
    .await
    .unwrap();
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    given::asset(&acme, "L-1", LAPTOP).await;
    for (fields, status) in [
        (Value::Null, 400),
        (json!({"desk": "four"}), 400),
        (json!({"desk": 4, "floor": null}), 201),
    ] {
        let body = json!({
            "orderId": order["orderId"], "serialNumber": "L-1", "customFields": fields,
        });
        let answer = acme.post(PATH, body).await;
        assert_eq!(answer.status, status, "{}", answer.body);
        if status == 400 {
            let answer = answer.refused(400, "VALIDATION_ERROR");
            assert_eq!(answer.faults()[0].0, "customFields.desk");
        } else {
            assert_eq!(answer.body["rental"]["customFields"], json!({"desk": 4}));
        }
    }
}

#[tokio::test]
async fn another_tenants_order_asset_and_rental_do_not_exist() {
    let app = TestApp::new().await;
    let (acme, evil) = (shop(&app).await, shop(&app).await);
    let order = id(&given::order(&acme, &[(LAPTOP, 1, 12)]).await, "orderId");
    given::asset(&acme, "L-1", LAPTOP).await;
    let own = id(&given::order(&evil, &[(LAPTOP, 1, 12)]).await, "orderId");
    let answer = subscribe(&evil, &order, "L-1").await;
    answer.refused(400, "ORDER_NOT_FOUND");
    let answer = subscribe(&evil, &own, "L-1").await;
    answer.refused(400, "ASSET_NOT_FOUND");
    let rental = id(&given::subscription(&acme, &order, "L-1").await, "rentalId");
    let path = format!("{PATH}/{rental}");
    evil.get(&path).await.refused(404, "NOT_FOUND");
    let notes = format!("{path}/notes");
    let answer = evil.patch(&notes, json!({"notes": "x"})).await;
    answer.refused(404, "NOT_FOUND");
    for query in [String::new(), format!("?orderId={order}")] {
        let list = evil.get(&format!("{PATH}{query}")).await.ok();
        assert_eq!(list["count"], 0);
    }
}
