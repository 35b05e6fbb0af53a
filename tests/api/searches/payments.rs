//! Payments, by who pays, for what, and the numbers that stand on papers.
use serde_json::json;

use super::{List, search};
use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, id},
};

const PAYMENTS: List = List {
    path: "/v1/payments",
    items: "payments",
    name: "paymentId",
};

/// Ada and Émile rent a laptop each; what each of them pays, and for what.
struct Shop {
    acme: Client,
    ada: (Vec<String>, String),
    emile: (Vec<String>, String),
}

async fn shop(app: &TestApp) -> Shop {
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let mut rented = Vec::new();
    for (email, (first, last), serial_number) in [
        ("ada@example.com", ("Ada_", "By%ron"), "SN-1"),
        ("e.zola@mail.org", ("Émile", "O'Zola"), "SN-2"),
    ] {
        given::asset(&acme, serial_number, LAPTOP).await;
        let mut body = given::order_body(email, &[(LAPTOP, 1, 6)]);
        body["status"] = json!("confirmed");
        body["customer"]["firstName"] = json!(first);
        body["customer"]["lastName"] = json!(last);
        let order = acme.post("/v1/orders", body).await.ok();
        let rental = given::subscription(&acme, &id(&order, "orderId"), serial_number).await;
        let rental = id(&rental, "rentalId");
        let mut payments = PAYMENTS.asked(&acme, &format!("rentalId={rental}")).await;
        payments.sort();
        rented.push((payments, rental));
    }
    let emile = rented.pop().unwrap();
    let ada = rented.pop().unwrap();
    Shop { acme, ada, emile }
}

fn texts(ids: &[String]) -> Vec<&str> {
    ids.iter().map(String::as_str).collect()
}

#[tokio::test]
async fn by_customer_and_subscription() {
    let app = TestApp::new().await;
    let (shop, globex) = (shop(&app).await, app.tenant().await);
    let (ada, emile) = (texts(&shop.ada.0), texts(&shop.emile.0));
    assert_eq!((ada.len(), emile.len()), (6, 6));
    let both = [&ada[..], &emile[..]].concat();
    let of_ada = &shop.ada.1;
    let end = of_ada[20..].to_uppercase();
    let cases: &[(&str, &[&str])] = &[
        ("ada_ by", &ada),
        ("_", &ada),
        ("%", &ada),
        ("ADA@example", &ada),
        ("émile", &emile),
        ("ÉM", &emile),
        ("'", &emile),
        ("a", &both),
        ("q", &[]),
        (of_ada, &ada),
        (&end, &ada),
        (&of_ada[..4], &both),
        (&of_ada[27..], &[]),
        ("nobody at all", &[]),
        ("sn-1", &[]),
    ];
    PAYMENTS.finds((&shop.acme, &globex), &cases[..11]).await;
    PAYMENTS.finds((&shop.acme, &globex), &cases[12..]).await;
    assert_eq!(PAYMENTS.found(&shop.acme, cases[11].0).await.len(), 12);
}

#[tokio::test]
async fn by_invoice_number_and_reference() {
    let app = TestApp::new().await;
    let (shop, globex) = (shop(&app).await, app.tenant().await);
    let acme = &shop.acme;
    let (first, second) = (&shop.ada.0[0], &shop.emile.0[0]);
    for (payment, reference) in [(first, "Wire-77_%A"), (second, "wire-78")] {
        let path = format!("/v1/payments/{payment}");
        let body = json!({"paymentReference": reference});
        acme.post(&format!("{path}/mark-paid"), body).await.ok();
        let invoice = format!("{path}/invoice");
        let call = acme.call(axum::http::Method::GET, &invoice);
        call.accept("application/json").send().await.ok();
    }
    let invoice = async |payment: &str| {
        let payment = acme.get(&format!("/v1/payments/{payment}")).await.ok();
        id(&payment["payment"], "invoiceNumber")
    };
    let (one, two) = (invoice(first).await, invoice(second).await);
    let cases: &[(&str, &[&str])] = &[
        (&one, &[first]),
        (&two.to_lowercase(), &[second]),
        (&one[9..], &[first]),
        (&one[..11], &[first, second]),
        ("INV-1999", &[]),
        ("WIRE-77", &[first]),
        ("wire-7", &[first, second]),
        ("wire-77_%a", &[first]),
        ("wire-7%", &[]),
        ("77_%", &[]),
    ];
    PAYMENTS.finds((acme, &globex), cases).await;
}

#[tokio::test]
async fn page_by_page_and_with_other_filters() {
    let app = TestApp::new().await;
    let shop = shop(&app).await;
    let acme = &shop.acme;
    for sort in ["createdAt", "dueDate", "amount", "customer", "status"] {
        for dir in ["asc", "desc"] {
            for text in ["ada", &shop.emile.1] {
                let query = format!("{}&sortBy={sort}&sortDir={dir}", search(text));
                PAYMENTS.pages(acme, &query).await;
            }
        }
    }
    let path = format!("/v1/payments/{}/mark-paid", shop.ada.0[0]);
    acme.post(&path, json!({})).await.ok();
    for (query, expected) in [
        ("search=ada&status=paid".to_owned(), &shop.ada.0[..1]),
        ("search=zola&status=paid".to_owned(), &[]),
        (format!("search=ada&rentalId={}", shop.emile.1), &[]),
        ("search=ada&dueDateTo=2025-01-01".to_owned(), &[]),
    ] {
        assert_eq!(PAYMENTS.asked(acme, &query).await, expected, "{query}");
    }
}

#[tokio::test]
async fn by_what_a_customer_is_called_now() {
    let app = TestApp::new().await;
    let shop = shop(&app).await;
    let found = shop.acme.get("/v1/customers?search=zola").await.ok();
    let path = format!("/v1/customers/{}", id(&found["customers"][0], "customerId"));
    shop.acme
        .put(&path, json!({"lastName": "Dreyfus"}))
        .await
        .ok();
    assert_eq!(PAYMENTS.found(&shop.acme, "dreyfus").await, shop.emile.0);
    assert_eq!(PAYMENTS.found(&shop.acme, "o'zola").await, [""; 0]);
}

#[tokio::test]
async fn by_company() {
    let app = TestApp::new().await;
    let (shop, globex) = (shop(&app).await, app.tenant().await);
    let acme = &shop.acme;
    let found = acme.get("/v1/customers?search=zola").await.ok();
    let path = format!("/v1/customers/{}", id(&found["customers"][0], "customerId"));
    let named = async |company| acme.put(&path, json!({"company": company})).await.ok();
    named(json!("Médan_50% Söhne")).await;
    let emile = texts(&shop.emile.0);
    let cases: &[(&str, &[&str])] = &[
        ("söhne", &emile),
        ("MÉDAN_50", &emile),
        ("0% s", &emile),
        ("medan", &[]),
    ];
    PAYMENTS.finds((acme, &globex), cases).await;
    named(json!("Plassans")).await;
    assert_eq!(PAYMENTS.found(acme, "plass").await, shop.emile.0);
    for gone in ["söhne", "médan"] {
        assert_eq!(PAYMENTS.found(acme, gone).await, [""; 0]);
    }
    named(json!(null)).await;
    assert_eq!(PAYMENTS.found(acme, "plass").await, [""; 0]);
}
