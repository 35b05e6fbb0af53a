//! Customers: how they arise, what a profile takes, deleting, lists.
use axum::http::Method;
use serde_json::{Value, json};

use crate::support::{
    app::TestApp,
    client::Client,
    examples,
    given::{self, LAPTOP, id},
};

const UNKNOWN: &str = "/v1/customers/cust_01jvcx7r0ee8qt3ks2zbm4n6wd";

/// Path of the customer of a new order, and the order's id.
async fn ordered(acme: &Client, email: &str, first_name: &str) -> (String, String) {
    let mut body = given::order_body(email, &[(LAPTOP, 1, 12)]);
    body["customer"]["firstName"] = json!(first_name);
    let order = acme.post("/v1/orders", body).await.ok()["order"].clone();
    let customer = id(&order["customer"], "customerId");
    (format!("/v1/customers/{customer}"), id(&order, "orderId"))
}

/// A tenant that sells laptops.
async fn shop(app: &TestApp) -> Client {
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    acme
}

fn emails(list: &Value) -> Vec<&str> {
    let customers = list["customers"].as_array().unwrap();
    customers
        .iter()
        .map(|customer| customer["email"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn a_first_order_makes_a_customer_and_later_ones_are_theirs() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let (path, first) = ordered(&acme, "John@Example.com", "John").await;
    app.clock.advance(chrono::TimeDelta::hours(1));
    let (again, second) = ordered(&acme, "john@example.COM", "Jonathan").await;
    assert_eq!(path, again);
    let customer = acme.get(&path).await.ok();
    assert_eq!(customer["email"], "John@Example.com");
    assert_eq!(customer["firstName"], "John");
    assert_eq!(customer["totalOrders"], 2);
    assert_eq!(customer["orderIds"], json!([second, first]));
    assert_eq!(customer["paymentTerms"], "immediate");
    assert_eq!(customer["billingAddress"], customer["lastBillingAddress"]);
    assert_eq!(customer["customerMargin"], 0);
    assert!(customer.get("customerMarginPercent").is_none());
}

#[tokio::test]
async fn a_customer_of_another_tenant_is_an_unknown_one() {
    let app = TestApp::new().await;
    let (acme, other) = (shop(&app).await, app.tenant().await);
    let (path, _) = ordered(&acme, "john@example.com", "John").await;
    for path in [path.as_str(), UNKNOWN, "/v1/customers/nobody"] {
        other.get(path).await.refused(404, "NOT_FOUND");
        let body = json!({"phone": "1"});
        other.put(path, body).await.refused(404, "NOT_FOUND");
        other.delete(path).await.refused(404, "NOT_FOUND");
    }
    assert_eq!(other.get("/v1/customers").await.ok()["count"], 0);
}

#[tokio::test]
async fn an_update_changes_what_it_names_and_null_clears() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let (path, _) = ordered(&acme, "john@example.com", "John").await;
    let body = json!({"phone": "+31612345678", "company": "Acme", "customerType": "business",
        "paymentTerms": "net_30", "email": "New@example.com", "shippingAddress": null});
    let changed = acme.put(&path, body).await.ok();
    assert_eq!(changed["success"], true);
    let customer = &changed["customer"];
    assert_eq!(changed["customerId"], customer["customerId"]);
    assert_eq!(customer["email"], "New@example.com");
    assert_eq!(customer["paymentTerms"], "net_30");
    assert_eq!(customer["firstName"], "John");
    assert!(customer.get("lastShippingAddress").is_none());

    let body = json!({"customerType": "individual", "company": null, "phone": ""});
    let customer = acme.put(&path, body).await.ok()["customer"].clone();
    assert_eq!(customer["paymentTerms"], "immediate");
    assert!(customer.get("company").is_none() && customer.get("phone").is_none());
}

#[tokio::test]
async fn every_documented_update_is_accepted() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let (path, _) = ordered(&acme, "john@example.com", "John").await;
    for payload in examples::sent_to("PUT /v1/customers/{customerId}", &[]) {
        acme.put(&path, payload).await.ok();
    }
}

#[tokio::test]
async fn all_faults_of_an_update_come_at_once() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let (path, _) = ordered(&acme, "john@example.com", "John").await;
    let body = json!({"email": "nobody", "firstName": null, "customerType": "person",
        "billingAddress": {"city": ""}});
    let refused = acme.put(&path, body).await.refused(400, "VALIDATION_ERROR");
    let faults = [
        ("email", "invalid_string"),
        ("firstName", "invalid_type"),
        ("customerType", "invalid_enum_value"),
        ("billingAddress.contactName", "invalid_type"),
        ("billingAddress.streetAddress", "invalid_type"),
        ("billingAddress.city", "too_small"),
        ("billingAddress.country", "invalid_type"),
    ];
    assert_eq!(refused.faults(), faults);
}

#[tokio::test]
async fn what_does_not_fit_the_customer_is_refused() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let (path, _) = ordered(&acme, "john@example.com", "John").await;
    ordered(&acme, "jane@example.com", "Jane").await;
    let taken = json!({"email": "JANE@example.com"});
    acme.put(&path, taken).await.refused(409, "EMAIL_EXISTS");
    for (body, place) in [
        (json!({"paymentTerms": "net_7"}), "paymentTerms"),
        (json!({"customerId": "cust_other"}), "customerId"),
    ] {
        let refused = acme.put(&path, body).await.refused(400, "VALIDATION_ERROR");
        assert_eq!(refused.faults()[0].0, place);
    }
    let own = json!({"email": "JOHN@example.com", "customerId": path.rsplit('/').next()});
    let customer = acme.put(&path, own).await.ok()["customer"].clone();
    assert_eq!(customer["email"], "JOHN@example.com");
}

#[tokio::test]
async fn an_update_is_safe_to_repeat_and_guarded_by_its_version() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let (path, _) = ordered(&acme, "john@example.com", "John").await;
    let seen = acme.get(&path).await.etag().to_owned();
    let body = json!({"phone": "1"});
    let put = || acme.call(Method::PUT, &path).key("k").json(&body);
    let (first, again) = (put().send().await, put().send().await);
    assert_eq!(first.bytes, again.bytes);
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_ne!(first.etag(), seen);
    let same = acme.put(&path, body.clone()).await;
    assert_eq!(same.etag(), first.etag(), "nothing moved, no new version");
    let stale = acme.call(Method::PUT, &path).if_match(&seen).json(&body);
    stale.send().await.refused(412, "PRECONDITION_FAILED");
    let stale = acme.call(Method::DELETE, &path).if_match(&seen);
    stale.send().await.refused(412, "PRECONDITION_FAILED");
}

#[tokio::test]
async fn a_customer_with_open_orders_or_subscriptions_stays() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let (path, order) = ordered(&acme, "john@example.com", "John").await;
    let inactive = json!({"status": "inactive"});
    let code = "CUSTOMER_HAS_PENDING_ORDERS";
    acme.delete(&path).await.refused(409, code);
    acme.put(&path, inactive.clone()).await.refused(409, code);
    given::asset(&acme, "SN-1", LAPTOP).await;
    let rental = given::subscription(&acme, &order, "SN-1").await;
    let code = "CUSTOMER_HAS_ACTIVE_SUBSCRIPTIONS";
    acme.delete(&path).await.refused(409, code);
    acme.put(&path, inactive).await.refused(409, code);
    let customer = acme.get(&path).await.ok();
    assert_eq!(customer["rentalIds"], json!([rental["rentalId"]]));
    assert_eq!(customer["totalMonthlyRevenue"], 159);
    let active = acme.get("/v1/customers?hasActiveRentals=true").await.ok();
    assert_eq!(active["count"], 1);
}

#[tokio::test]
async fn a_deleted_customer_is_hidden_until_reactivated() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let (path, order) = ordered(&acme, "john@example.com", "John").await;
    let body = json!({"reason": "withdrawn"});
    let cancel = format!("/v1/orders/{order}/cancel");
    acme.post(&cancel, body).await.ok();
    for _ in 0..2 {
        assert_eq!(acme.delete(&path).await.ok()["success"], true);
    }
    assert_eq!(acme.get("/v1/customers").await.ok()["count"], 0);
    let deleted = acme.get("/v1/customers?status=inactive").await.ok();
    assert_eq!(emails(&deleted), ["john@example.com"]);
    assert_eq!(acme.get(&path).await.ok()["status"], "inactive");
    let customer = acme.put(&path, json!({"status": "active"})).await.ok();
    assert_eq!(customer["customer"]["status"], "active");
    assert_eq!(acme.get("/v1/customers").await.ok()["count"], 1);
}

#[tokio::test]
async fn a_list_runs_over_its_pages_in_every_order_both_ways() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    for (email, name) in [("c@x.com", "Al"), ("B@x.com", "Bo"), ("a@x.com", "Al")] {
        ordered(&acme, email, name).await;
    }
    for sort in [
        "createdAt",
        "firstName",
        "lastName",
        "email",
        "totalMonthlyRevenue",
        "totalDevicesRented",
        "totalOrders",
    ] {
        for dir in ["asc", "desc"] {
            let base = format!("/v1/customers?sortBy={sort}&sortDir={dir}");
            let whole = acme.get(&base).await.ok();
            assert_eq!(
                (whole["count"].clone(), whole["hasMore"].clone()),
                (json!(3), json!(false))
            );
            let first = acme.get(&format!("{base}&limit=2")).await.ok();
            let cursor = id(&first, "nextCursor");
            let rest = acme
                .get(&format!("{base}&limit=2&startAfter={cursor}"))
                .await
                .ok();
            let pages = [emails(&first), emails(&rest)].concat();
            assert_eq!(pages, emails(&whole), "{sort} {dir}");
        }
    }
    let by_email = acme
        .get("/v1/customers?sortBy=email&sortDir=asc")
        .await
        .ok();
    assert_eq!(emails(&by_email), ["a@x.com", "B@x.com", "c@x.com"]);
}

#[tokio::test]
async fn a_list_holds_what_passes_all_filters() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let (path, _) = ordered(&acme, "john@example.com", "John").await;
    ordered(&acme, "jane@example.com", "Jane").await;
    acme.put(&path, json!({"customerType": "business"}))
        .await
        .ok();
    for (query, expected) in [
        ("customerType=business", vec!["john@example.com"]),
        ("email=JANE%40example.com", vec!["jane@example.com"]),
        ("email=jane%40example", vec![]),
        ("hasActiveRentals=true", vec![]),
        ("customerType=business&email=jane%40example.com", vec![]),
        (
            "hasActiveRentals=false&customerType=business",
            vec!["john@example.com"],
        ),
        (
            "unknown=1&customerType=individual",
            vec!["jane@example.com"],
        ),
    ] {
        let list = acme.get(&format!("/v1/customers?{query}")).await.ok();
        assert_eq!(emails(&list), expected, "{query}");
    }
    let query = "/v1/customers?status=gone&limit=0&sortBy=age&hasActiveRentals=maybe";
    let refused = acme.get(query).await.refused(400, "VALIDATION_ERROR");
    assert_eq!(refused.faults().len(), 4);
}
