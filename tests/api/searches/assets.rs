//! Assets, by what stands on them, what they are and who has them.
use axum::http::Method;
use serde_json::json;

use super::{List, search};
use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, MONITOR, id},
};

const ASSETS: List = List {
    path: "/v1/assets",
    items: "assets",
    name: "serialNumber",
};

/// Two laptops, one of which Émile has, and a monitor.
async fn three(app: &TestApp) -> Client {
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    given::monitor(&acme).await;
    for (serial_number, sku, condition) in [
        ("C02-ZX1", LAPTOP, Some("Good")),
        ("c02-ay_2", LAPTOP, Some("Inspected")),
        ("F%7", MONITOR, None),
    ] {
        let body = json!({"serialNumber": serial_number, "sku": sku, "condition": condition});
        acme.post("/v1/assets", body).await.ok();
    }
    let mut body = given::order_body("e.zola@mail.org", &[(LAPTOP, 1, 12)]);
    body["status"] = json!("confirmed");
    body["customer"]["firstName"] = json!("Émile");
    body["customer"]["lastName"] = json!("Zola");
    let order = acme.post("/v1/orders", body).await.ok();
    given::subscription(&acme, &id(&order, "orderId"), "C02-ZX1").await;
    acme
}

#[tokio::test]
async fn by_serial_number_product_and_customer() {
    let app = TestApp::new().await;
    let (acme, globex) = (three(&app).await, app.tenant().await);
    let (rented, spare, monitor) = ("C02-ZX1", "c02-ay_2", "F%7");
    let cases: &[(&str, &[&str])] = &[
        ("C02", &[rented, spare]),
        ("c02-zx1", &[rented]),
        ("zx1", &[rented]),
        ("Y_2", &[spare]),
        ("_", &[]),
        ("%", &[]),
        ("%7", &[monitor]),
        ("f%", &[monitor]),
        ("02-z", &[]),
        ("macbook", &[rented, spare]),
        ("16\"", &[rented, spare]),
        ("DELL", &[monitor]),
        ("émile", &[rented]),
        ("ÉM", &[rented]),
        ("zola@", &[rented]),
        ("Émile Zola", &[rented]),
        ("7", &[monitor]),
        ("nobody at all", &[]),
        ("\\'", &[]),
    ];
    ASSETS.finds((&acme, &globex), cases).await;
}

#[tokio::test]
async fn by_who_has_them_now() {
    let app = TestApp::new().await;
    let acme = three(&app).await;
    let list = acme.get("/v1/customers").await.ok();
    let path = format!("/v1/customers/{}", id(&list["customers"][0], "customerId"));
    acme.put(&path, json!({"lastName": "Dreyfus"})).await.ok();
    assert_eq!(ASSETS.found(&acme, "dreyf").await, ["C02-ZX1"]);
    assert_eq!(ASSETS.found(&acme, "émile zola").await, [""; 0]);
    let list = acme.get("/v1/subscriptions").await.ok();
    let path = format!(
        "/v1/subscriptions/{}/cancel",
        id(&list["rentals"][0], "rentalId")
    );
    acme.post(&path, json!({"reason": "other"})).await.ok();
    assert_eq!(ASSETS.found(&acme, "dreyf").await, [""; 0]);
}

#[tokio::test]
async fn page_by_page_and_with_other_filters() {
    let app = TestApp::new().await;
    let acme = three(&app).await;
    for sort in ["createdAt", "updatedAt", "serialNumber", "status", "sku"] {
        for dir in ["asc", "desc"] {
            let query = format!("{}&sortBy={sort}&sortDir={dir}", search("c02"));
            ASSETS.pages(&acme, &query).await;
        }
    }
    let products = acme.get("/v1/products?search=macbook").await.ok();
    let product = id(&products["products"][0], "productId");
    let (rented, spare) = ("C02-ZX1", "c02-ay_2");
    for (query, expected) in [
        (
            format!("productId={product}&sortBy=serialNumber&sortDir=asc"),
            &[rented, spare][..],
        ),
        (format!("productId={product}&status=available"), &[spare]),
        (format!("productId={product}&search=dell"), &[]),
        ("productId=nothing".to_owned(), &[]),
        ("condition=good".to_owned(), &[rented]),
        ("condition=GOOD&status=available".to_owned(), &[]),
        ("condition=goo".to_owned(), &[]),
        ("search=c02&condition=inspected".to_owned(), &[spare]),
        ("search=c02&status=rented_out".to_owned(), &[rented]),
        ("search=macbook&sku=nothing".to_owned(), &[]),
    ] {
        assert_eq!(ASSETS.asked(&acme, &query).await, expected, "{query}");
    }
    let globex = app.tenant().await;
    let query = format!("productId={product}");
    assert_eq!(ASSETS.asked(&globex, &query).await, [""; 0]);
    ASSETS.pages(&acme, &query).await;
}

#[tokio::test]
async fn as_a_file() {
    let app = TestApp::new().await;
    let acme = three(&app).await;
    let call = acme.call(Method::GET, "/v1/assets?search=macbook");
    let file = call.accept("application/x-ndjson").send().await;
    assert_eq!((file.status, file.text().lines().count()), (200, 2));
}
