//! Editing orders: fields, the customer, states.
use serde_json::{Value, json};

use super::{actions, events, fulfil, path, shop, with};
use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, id},
};

async fn edit(acme: &Client, order: &Value, patch: Value) -> Value {
    acme.patch(&path(order), patch).await.ok()["order"].clone()
}

async fn total_orders(acme: &Client, order: &Value) -> Value {
    let customer = id(&order["customer"], "customerId");
    acme.get(&format!("/v1/customers/{customer}")).await.ok()["totalOrders"].clone()
}

#[tokio::test]
async fn fields_are_set_and_cleared() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let ship = with(given::address(), json!({"city": "Utrecht"}));
    let edited = edit(
        &acme,
        &order,
        json!({
            "notes": "Rush", "trackingNumber": "3S1", "shippedAt": "2026-01-14T10:00:00+01:00",
            "shippingAddress": ship,
            "payment": {"status": "paid", "method": "manual", "paidAmount": 159.5,
                "transactionId": "T1", "manuallyMarked": true},
        }),
    )
    .await;
    assert_eq!(edited["notes"], "Rush");
    assert_eq!(edited["trackingNumber"], "3S1");
    assert_eq!(edited["shippedAt"], "2026-01-14T09:00:00Z");
    assert_eq!(edited["shippingAddress"]["city"], "Utrecht");
    let payment = json!({"status": "paid", "method": "manual", "paidAmount": 159.5,
        "transactionId": "T1", "manuallyMarked": true});
    assert_eq!(edited["payment"], payment);
    let nulls = json!({"notes": null, "trackingNumber": null, "shippedAt": null,
        "shippingAddress": null, "payment": {"transactionId": null}});
    let cleared = edit(&acme, &order, nulls).await;
    for field in ["notes", "trackingNumber", "shippedAt"] {
        assert!(cleared.get(field).is_none(), "{field}");
    }
    assert_eq!(cleared["shippingAddress"], cleared["billingAddress"]);
    assert_eq!(cleared["payment"]["method"], "manual");
    assert!(cleared["payment"].get("transactionId").is_none());
    let unpaid = edit(&acme, &order, json!({"payment": null})).await;
    assert_eq!(
        unpaid["payment"],
        json!({"status": "pending", "manuallyMarked": false})
    );
    assert_eq!(actions(&acme, &order).await[0], "order.updated");
    assert_eq!(events(&app, &acme).await.last().unwrap(), "order.updated");
}

#[tokio::test]
async fn a_patch_that_changes_nothing_is_no_change() {
    let acme = shop(&TestApp::new().await).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let same = json!({
        "customer": order["customer"], "billingAddress": order["billingAddress"],
        "items": order["items"], "customFields": {}, "notes": null, "unknown": 1,
    });
    let answer = acme.patch(&path(&order), same).await;
    assert_eq!(answer.etag(), "\"1\"");
    assert_eq!(answer.ok()["order"], order);
    assert_eq!(actions(&acme, &order).await, ["order.created"]);
}

#[tokio::test]
async fn status_confirmed_confirms_with_all_else() {
    let acme = shop(&TestApp::new().await).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let patch = json!({"status": "confirmed", "notes": "ok"});
    let edited = edit(&acme, &order, patch.clone()).await;
    assert_eq!(
        (&edited["status"], &edited["notes"]),
        (&json!("confirmed"), &json!("ok"))
    );
    assert_eq!(edit(&acme, &order, patch).await, edited);
    let answer = acme
        .patch(&path(&order), json!({"status": "pending"}))
        .await;
    assert_eq!(answer.faults(), [("status", "invalid_enum_value")]);
}

#[tokio::test]
async fn the_customer_is_merged_into_the_orders_copy() {
    let acme = shop(&TestApp::new().await).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let patch = json!({"customer": {"firstName": "Johnny", "company": "Acme", "email": "JOHN@example.com"}});
    let edited = edit(&acme, &order, patch).await;
    let customer = &edited["customer"];
    assert_eq!(customer["customerId"], order["customer"]["customerId"]);
    assert_eq!(customer["email"], "JOHN@example.com");
    assert_eq!(
        (&customer["firstName"], &customer["lastName"]),
        (&json!("Johnny"), &json!("Smith"))
    );
    let stored = format!("/v1/customers/{}", id(customer, "customerId"));
    assert_eq!(acme.get(&stored).await.ok()["firstName"], "John");
    let net = json!({"customer": {"paymentTerms": "net_7"}});
    let answer = acme.patch(&path(&order), net).await;
    assert_eq!(answer.faults(), [("customer.paymentTerms", "custom")]);
    let net =
        json!({"customer": {"paymentTerms": "net_7", "customerType": "business", "company": null}});
    let edited = edit(&acme, &order, net).await;
    assert_eq!(edited["customer"]["paymentTerms"], "net_7");
    assert!(edited["customer"].get("company").is_none());
    let person = json!({"customer": {"customerType": "individual"}});
    let edited = edit(&acme, &order, person).await;
    assert_eq!(edited["customer"]["paymentTerms"], "immediate");
}

#[tokio::test]
async fn another_email_or_id_links_the_order_to_that_customer() {
    let acme = shop(&TestApp::new().await).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let other = json!({"customer": {"email": "jane@example.com", "firstName": "Jane"}});
    let moved = edit(&acme, &order, other).await;
    assert_ne!(
        moved["customer"]["customerId"],
        order["customer"]["customerId"]
    );
    assert_eq!(moved["customer"]["lastName"], "Smith");
    assert_eq!(total_orders(&acme, &order).await, 0);
    assert_eq!(total_orders(&acme, &moved).await, 1);

    let first = id(&order["customer"], "customerId");
    let back = edit(&acme, &order, json!({"customer": {"customerId": first}})).await;
    assert_eq!(back["customer"], order["customer"]);
    assert_eq!(total_orders(&acme, &order).await, 1);
    assert_eq!(total_orders(&acme, &moved).await, 0);

    let both = json!({"customer": {"customerId": moved["customer"]["customerId"], "email": "john@example.com"}});
    let answer = acme.patch(&path(&order), both).await;
    assert_eq!(answer.faults(), [("customer.email", "custom")]);
    let nobody = json!({"customer": {"customerId": "cust_01jvcx7r0ee8qt3ks2zbm4n6wd"}});
    let answer = acme.patch(&path(&order), nobody).await;
    answer.refused(400, "CUSTOMER_NOT_FOUND");

    fulfil(
        &acme,
        &given::order(&acme, &[(LAPTOP, 1, 12)]).await,
        "X",
        LAPTOP,
    )
    .await;
    let partial = given::order(&acme, &[(LAPTOP, 2, 12)]).await;
    fulfil(&acme, &partial, "Y", LAPTOP).await;
    let other = json!({"customer": {"email": "jane@example.com"}});
    let answer = acme.patch(&path(&partial), other).await;
    assert_eq!(answer.faults(), [("customer", "ORDER_NOT_EDITABLE")]);
}

#[tokio::test]
async fn a_customer_found_by_email_brings_their_type_and_terms() {
    let acme = shop(&TestApp::new().await).await;
    let mut body = given::order_body("firm@example.com", &[(LAPTOP, 1, 12)]);
    body["customer"]["customerType"] = json!("business");
    body["customer"]["paymentTerms"] = json!("net_30");
    acme.post("/v1/orders", body).await.ok();
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let firm = json!({"customer": {"email": "firm@example.com"}});
    let customer = edit(&acme, &order, firm).await["customer"].clone();
    assert_eq!(
        (&customer["customerType"], &customer["paymentTerms"]),
        (&json!("business"), &json!("net_30"))
    );
    let john = json!({"customer": {"email": "john@example.com"}});
    let customer = edit(&acme, &order, john).await["customer"].clone();
    assert_eq!(
        (&customer["customerType"], &customer["paymentTerms"]),
        (&json!("individual"), &json!("immediate"))
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_moves_at_once_leave_the_id_and_email_of_one_customer() {
    let acme = shop(&TestApp::new().await).await;
    let (a, b) = ("john@example.com", "jane@example.com");
    let mut ids = Vec::new();
    for email in [a, b] {
        let body = given::order_body(email, &[(LAPTOP, 1, 12)]);
        let order = acme.post("/v1/orders", body).await.ok()["order"].clone();
        ids.push((order["customer"]["customerId"].clone(), email));
    }
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let url = path(&order);
    for round in 0..25 {
        let moves = [a, b, a].map(|email| {
            let (acme, url) = (acme.clone(), url.clone());
            tokio::spawn(async move {
                let patch = json!({"customer": {"email": email}});
                acme.patch(&url, patch).await
            })
        });
        for sent in moves {
            sent.await.unwrap().ok();
        }
        let customer = acme.get(&url).await.ok()["customer"].clone();
        let found = (
            customer["customerId"].clone(),
            customer["email"].as_str().unwrap(),
        );
        assert!(ids.contains(&found), "round {round}: {customer}");
    }
    let total = |id: &Value| format!("/v1/customers/{}", id.as_str().unwrap());
    let mut orders = 0;
    for (customer, _) in &ids {
        let customer = acme.get(&total(customer)).await.ok();
        orders += customer["totalOrders"].as_i64().unwrap();
    }
    assert_eq!(orders, 3);
}

#[tokio::test]
async fn an_order_as_it_was_read_changes_nothing_when_sent_back() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let order = given::order(&acme, &[(LAPTOP, 2, 12), (LAPTOP, 1, 24)]).await;
    let path = path(&order);
    for step in ["pending", "confirmed", "partial"] {
        match step {
            "confirmed" => drop(acme.post(&format!("{path}/confirm"), json!({})).await.ok()),
            "partial" => drop(fulfil(&acme, &order, "L1", LAPTOP).await),
            _ => {}
        }
        let whole = acme.get(&path).await.ok();
        assert_eq!(whole["status"], step);
        assert_eq!(edit(&acme, &order, whole.clone()).await, whole);
        assert_eq!(acme.get(&path).await.ok(), whole);
    }
    for other in ["pending", "fulfilled", "cancelled"] {
        let answer = acme.patch(&path, json!({"status": other})).await;
        assert_eq!(answer.faults(), [("status", "invalid_enum_value")]);
        assert!(answer.message().contains("/cancel"), "{}", answer.message());
    }
    let answer = acme.patch(&path, json!({"status": "lost"})).await;
    assert_eq!(answer.faults(), [("status", "invalid_enum_value")]);
    let cancelled = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let cancel = format!("{}/cancel", super::path(&cancelled));
    acme.post(&cancel, json!({})).await.ok();
    let same = edit(&acme, &cancelled, json!({"status": "cancelled"})).await;
    assert_eq!(same["status"], "cancelled");
}

#[tokio::test]
async fn ids_that_are_none_are_told_with_all_other_references() {
    let acme = shop(&TestApp::new().await).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    for (customer, group) in [
        ("nobody", "no group"),
        (
            "cust_01jvcx7r0ee8qt3ks2zbm4n6wd",
            "bg_01jvcx7r0ee8qt3ks2zbm4n6wd",
        ),
    ] {
        let patch = json!({
            "customer": {"customerId": customer}, "billingGroupId": group,
            "items": [{"sku": "NOTHING", "quantity": 1}],
        });
        let answer = acme
            .patch(&path(&order), patch)
            .await
            .refused(400, "VALIDATION_ERROR");
        let mut faults = answer.faults();
        faults.sort_unstable();
        let expected = [
            ("billingGroupId", "custom"),
            ("customer.customerId", "CUSTOMER_NOT_FOUND"),
            ("items[0].sku", "VARIANT_NOT_FOUND"),
        ];
        assert_eq!(faults, expected);
    }
}

#[tokio::test]
async fn a_closed_order_takes_only_what_describes_it() {
    let acme = shop(&TestApp::new().await).await;
    let cancelled = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    acme.post(&format!("{}/cancel", path(&cancelled)), json!({}))
        .await
        .ok();
    let fulfilled = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    fulfil(&acme, &fulfilled, "L1", LAPTOP).await;
    for order in [cancelled, fulfilled] {
        let patch = json!({
            "notes": "n", "customFields": {"a": 1}, "trackingNumber": "t",
            "shippedAt": "2026-01-15", "payment": {"status": "failed"},
        });
        let edited = edit(&acme, &order, patch).await;
        assert_eq!(edited["payment"]["status"], "failed");
        let patch = json!({
            "customer": {"firstName": "X"}, "billingAddress": given::address(),
            "shippingAddress": null, "items": order["items"], "billingGroupId": null,
        });
        let answer = acme
            .patch(&path(&order), patch)
            .await
            .refused(400, "ORDER_NOT_EDITABLE");
        assert_eq!(answer.faults().len(), 5);
        let answer = acme
            .patch(&path(&order), json!({"status": "confirmed"}))
            .await;
        answer.refused(400, "ORDER_NOT_CONFIRMABLE");
    }
}

#[tokio::test]
async fn faults_of_a_patch_are_told_at_once() {
    let acme = shop(&TestApp::new().await).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let patch = json!({
        "billingAddress": null, "customer": {"email": null}, "items": [],
        "payment": {"status": "maybe", "paidAmount": -1}, "shippedAt": "soon",
    });
    let answer = acme
        .patch(&path(&order), patch)
        .await
        .refused(400, "VALIDATION_ERROR");
    let mut paths: Vec<&str> = answer.faults().iter().map(|(path, _)| *path).collect();
    paths.sort_unstable();
    let expected = [
        "billingAddress",
        "customer.email",
        "items",
        "payment.paidAmount",
        "payment.status",
        "shippedAt",
    ];
    assert_eq!(paths, expected);
}
