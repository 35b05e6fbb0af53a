//! What a business is registered under, and the places a customer has goods sent to.
use axum::http::Method;
use serde_json::{Value, json};

use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, id},
};

/// A tenant that sells laptops.
async fn shop(app: &TestApp) -> Client {
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    acme
}

/// An order of a customer who says this of themselves, too.
fn order_of(said: &Value) -> Value {
    let mut body = given::order_body("sarah@example.com", &[(LAPTOP, 1, 12)]);
    for (key, value) in said.as_object().unwrap() {
        body["customer"][key] = value.clone();
    }
    body
}

async fn ordered(acme: &Client, said: &Value) -> Value {
    let order = acme.post("/v1/orders", order_of(said)).await.ok();
    order["order"].clone()
}

fn path_of(order: &Value) -> String {
    format!("/v1/customers/{}", id(&order["customer"], "customerId"))
}

/// Registration number and VAT number, as they stand somewhere.
fn numbers(at: &Value) -> [Option<&str>; 2] {
    ["registrationNumber", "vatNumber"]
        .map(|name| at.get(name).map(|value| value.as_str().unwrap()))
}

fn business() -> Value {
    json!({"customerType": "business", "company": "Acme Corporation",
        "registrationNumber": " 24187654 ", "vatNumber": "NL001234567B01"})
}

const BOTH: [Option<&str>; 2] = [Some("24187654"), Some("NL001234567B01")];

#[tokio::test]
async fn a_business_brings_its_numbers_and_orders_without_them_keep_them() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let order = ordered(&acme, &business()).await;
    assert_eq!(numbers(&order["customer"]), BOTH, "without blanks around");
    let customer = acme.get(&path_of(&order)).await.ok();
    assert_eq!(numbers(&customer), BOTH);
    let list = acme.get("/v1/customers").await.ok();
    assert_eq!(numbers(&list["customers"][0]), BOTH);

    let unsaid = json!({"vatNumber": " ", "registrationNumber": null});
    let later = ordered(&acme, &unsaid).await;
    assert_eq!(numbers(&later["customer"]), [None, None], "what was sent");
    let other = ordered(&acme, &json!({"vatNumber": "DE1"})).await;
    assert_eq!(numbers(&other["customer"]), [None, Some("DE1")]);
    let customer = acme.get(&path_of(&later)).await.ok();
    assert_eq!(numbers(&customer), BOTH, "what is kept is not overwritten");

    let mut by_id = order_of(&json!({}));
    by_id["customer"] = json!({"customerId": customer["customerId"]});
    let order = acme.post("/v1/orders", by_id).await.ok()["order"].clone();
    assert_eq!(numbers(&order["customer"]), BOTH, "as stored");
}

#[tokio::test]
async fn a_later_order_fills_in_numbers_that_were_missing() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    ordered(&acme, &json!({})).await;
    let order = ordered(&acme, &business()).await;
    let customer = acme.get(&path_of(&order)).await.ok();
    assert_eq!(numbers(&customer), BOTH);
}

#[tokio::test]
async fn an_edit_changes_the_numbers_of_the_orders_copy_alone() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let order = ordered(&acme, &business()).await;
    let of_order = format!("/v1/orders/{}", id(&order, "orderId"));
    let patch = json!({"customer": {"vatNumber": " BE0123 ", "registrationNumber": null}});
    acme.patch(&of_order, patch).await.ok();
    let edited = acme.get(&of_order).await.ok();
    assert_eq!(numbers(&edited["customer"]), [None, Some("BE0123")]);
    let events = acme.get(&format!("{of_order}/timeline")).await.ok();
    assert!(events.to_string().contains("customer.vatNumber"));
    assert_eq!(numbers(&acme.get(&path_of(&order)).await.ok()), BOTH);

    let patch = json!({"customer": {"email": "new@example.com"}});
    acme.patch(&of_order, patch).await.ok();
    let moved = acme.get(&of_order).await.ok();
    let customer = acme.get(&path_of(&moved)).await.ok();
    assert_eq!(customer["email"], "new@example.com");
    assert_eq!(numbers(&customer), [None, Some("BE0123")]);
}

#[tokio::test]
async fn an_update_sets_and_clears_the_numbers() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let path = path_of(&ordered(&acme, &business()).await);
    let put = async |body| acme.put(&path, body).await.ok()["customer"].clone();
    let customer = put(json!({"vatNumber": " DE811 "})).await;
    assert_eq!(numbers(&customer), [Some("24187654"), Some("DE811")]);
    let customer = put(json!({"vatNumber": null, "registrationNumber": "  "})).await;
    assert_eq!(numbers(&customer), [None, None]);
    assert_eq!(numbers(&acme.get(&path).await.ok()), [None, None]);
}

#[tokio::test]
async fn numbers_that_are_none_are_refused_where_they_stand() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let said = json!({"registrationNumber": 24_187_654, "vatNumber": "9".repeat(65)});
    let faults = |at: &str| {
        [
            ("registrationNumber", "invalid_type"),
            ("vatNumber", "too_big"),
        ]
        .map(|(name, code)| (format!("{at}{name}"), code.to_owned()))
    };
    let owned = |answer: crate::support::client::Answer| -> Vec<(String, String)> {
        let answer = answer.refused(400, "VALIDATION_ERROR");
        let faults = answer.faults().into_iter();
        faults
            .map(|(at, code)| (at.to_owned(), code.to_owned()))
            .collect()
    };
    let refused = acme.post("/v1/orders", order_of(&said)).await;
    assert_eq!(owned(refused), faults("customer."));
    let order = ordered(&acme, &json!({"vatNumber": "9".repeat(64)})).await;
    let edit = format!("/v1/orders/{}", id(&order, "orderId"));
    let refused = acme.patch(&edit, json!({"customer": said})).await;
    assert_eq!(owned(refused), faults("customer."));
    let refused = acme.put(&path_of(&order), said.clone()).await;
    assert_eq!(owned(refused), faults(""));
}

/// A place to send goods to.
fn place(label: &str, city: &str) -> Value {
    let mut place = given::address();
    place["city"] = json!(city);
    place["label"] = json!(label);
    place
}

#[tokio::test]
async fn shipping_addresses_are_replaced_as_a_list_and_orders_leave_them() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let order = ordered(&acme, &json!({})).await;
    let path = path_of(&order);
    assert_eq!(acme.get(&path).await.ok()["shippingAddresses"], json!([]));

    let (store, home) = (place("Warehouse", "Utrecht"), place(" ", "Delft"));
    let seen = acme.get(&path).await.etag().to_owned();
    let body = json!({"shippingAddresses": [store, home]});
    let put = || {
        acme.call(Method::PUT, &path)
            .key("places")
            .if_match(&seen)
            .json(&body)
    };
    let (first, again) = (put().send().await, put().send().await);
    assert_eq!(first.bytes, again.bytes);
    let mut unnamed = home.clone();
    unnamed.as_object_mut().unwrap().remove("label");
    let kept = json!([store, unnamed]);
    assert_eq!(first.ok()["customer"]["shippingAddresses"], kept);
    let stale = acme.call(Method::PUT, &path).if_match(&seen).json(&body);
    stale.send().await.refused(412, "PRECONDITION_FAILED");

    ordered(&acme, &json!({})).await;
    acme.put(&path, json!({"phone": "1"})).await.ok();
    let customer = acme.get(&path).await.ok();
    assert_eq!(customer["shippingAddresses"], kept);
    assert_eq!(customer["lastShippingAddress"], given::address());
    acme.put(&path, json!({"shippingAddresses": []})).await.ok();
    assert_eq!(acme.get(&path).await.ok()["shippingAddresses"], json!([]));
}

#[tokio::test]
async fn faults_of_shipping_addresses_come_at_their_places() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let path = path_of(&ordered(&acme, &json!({})).await);
    let mut blank = place(&"x".repeat(101), "");
    blank["country"] = json!(null);
    let body = json!({"shippingAddresses": [place("Shop", "Delft"), blank, "Delft"]});
    let refused = acme.put(&path, body).await.refused(400, "VALIDATION_ERROR");
    let faults = [
        ("shippingAddresses[1].label", "too_big"),
        ("shippingAddresses[1].city", "too_small"),
        ("shippingAddresses[1].country", "invalid_type"),
        ("shippingAddresses[2]", "invalid_type"),
    ];
    assert_eq!(refused.faults(), faults);
    for (sent, code) in [
        (json!(null), "invalid_type"),
        (json!(vec![place("Shop", "Delft"); 51]), "too_big"),
    ] {
        let body = json!({"shippingAddresses": sent});
        let refused = acme.put(&path, body).await.refused(400, "VALIDATION_ERROR");
        assert_eq!(refused.faults(), [("shippingAddresses", code)]);
    }
    let body = json!({"shippingAddresses": vec![place("Shop", "Delft"); 50]});
    acme.put(&path, body).await.ok();
}

#[tokio::test]
async fn another_tenant_neither_reads_nor_writes_them() {
    let app = TestApp::new().await;
    let (acme, other) = (shop(&app).await, shop(&app).await);
    let path = path_of(&ordered(&acme, &business()).await);
    let body = json!({"vatNumber": "X1", "shippingAddresses": [place("Theirs", "Delft")]});
    other.put(&path, body).await.refused(404, "NOT_FOUND");
    let theirs = ordered(&other, &json!({})).await;
    assert_eq!(
        numbers(&other.get(&path_of(&theirs)).await.ok()),
        [None, None]
    );
    let customer = acme.get(&path).await.ok();
    assert_eq!(numbers(&customer), BOTH);
    assert_eq!(customer["shippingAddresses"], json!([]));
}

#[tokio::test]
async fn the_invoice_of_a_business_bears_the_vat_number_of_its_order() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let mut other = business();
    other["vatNumber"] = json!("DE811");
    let person = json!({"customerType": "individual"});
    for (serial, said, expected) in [
        ("SN-1", business(), Some("VAT NL001234567B01")),
        ("SN-2", other, Some("VAT DE811")),
        ("SN-3", person, None),
    ] {
        let order = ordered(&acme, &said).await;
        given::asset(&acme, serial, LAPTOP).await;
        let rental = given::subscription(&acme, &id(&order, "orderId"), serial).await;
        let list = format!("/v1/payments?rentalId={}", id(&rental, "rentalId"));
        let list = acme.get(&list).await.ok();
        let payment = id(&list["payments"][0], "paymentId");
        let call = acme.call(Method::GET, &format!("/v1/payments/{payment}/invoice"));
        let invoice = call.header("accept", "application/json").send().await.ok();
        let buyer = invoice["buyer"].to_string();
        assert_eq!(buyer.contains("VAT"), expected.is_some(), "{buyer}");
        assert!(buyer.contains(expected.unwrap_or_default()), "{buyer}");
    }
}

#[tokio::test]
async fn the_columns_of_customers_end_with_the_numbers() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    ordered(&acme, &business()).await;
    let sheet = acme.call(Method::GET, "/v1/customers").accept("text/csv");
    let sheet = sheet.send().await;
    let mut lines = sheet.text().lines();
    assert!(
        lines
            .next()
            .unwrap()
            .ends_with(",updatedAt,registrationNumber,vatNumber")
    );
    assert!(lines.next().unwrap().ends_with(",24187654,NL001234567B01"));
}
