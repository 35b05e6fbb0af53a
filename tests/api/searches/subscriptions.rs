//! Subscriptions, by whose they are, of what, with which device; and when they were made.
use chrono::TimeDelta;
use serde_json::json;

use super::{List, search};
use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, MONITOR, id},
};

const SUBSCRIPTIONS: List = List {
    path: "/v1/subscriptions",
    items: "rentals",
    name: "serialNumber",
};

/// Émile has a laptop, Ada%Co a monitor and a laptop, each a day after the one before.
async fn three(app: &TestApp) -> Client {
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    given::monitor(&acme).await;
    for (email, name, sku, serial_number) in [
        ("e.zola@mail.org", ("Émile", "Zola"), LAPTOP, "C02-ZX1"),
        ("ada@example.com", ("Ada%", "Co_"), MONITOR, "c02-ay2"),
        ("ada@example.com", ("Ada%", "Co_"), LAPTOP, "F77_B'3"),
    ] {
        given::asset(&acme, serial_number, sku).await;
        let mut body = given::order_body(email, &[(sku, 1, 12)]);
        body["status"] = json!("confirmed");
        body["customer"]["firstName"] = json!(name.0);
        body["customer"]["lastName"] = json!(name.1);
        let order = acme.post("/v1/orders", body).await.ok();
        given::subscription(&acme, &id(&order, "orderId"), serial_number).await;
        app.clock.advance(TimeDelta::days(1));
    }
    acme
}

#[tokio::test]
async fn by_customer_product_and_device() {
    let app = TestApp::new().await;
    let (acme, globex) = (three(&app).await, app.tenant().await);
    let (emile, monitor, laptop) = ("C02-ZX1", "c02-ay2", "F77_B'3");
    let cases: &[(&str, &[&str])] = &[
        ("ZOLA", &[emile]),
        ("émile z", &[emile]),
        ("ÉM", &[emile]),
        ("ada@EX", &[monitor, laptop]),
        ("%", &[monitor, laptop]),
        ("a% co_", &[monitor, laptop]),
        ("macbook", &[emile, laptop]),
        ("u2722d", &[monitor]),
        ("c02", &[emile, monitor]),
        ("C02-Z", &[emile]),
        ("ay2", &[monitor]),
        ("b'3", &[laptop]),
        ("_b'3", &[laptop]),
        ("'", &[]),
        ("02-z", &[]),
        ("z", &[emile]),
        ("e", &[emile, monitor, laptop]),
        ("nobody at all", &[]),
        ("\\", &[]),
    ];
    SUBSCRIPTIONS.finds((&acme, &globex), cases).await;
}

#[tokio::test]
async fn by_the_company_that_the_customer_has_now() {
    let app = TestApp::new().await;
    let (acme, globex) = (three(&app).await, app.tenant().await);
    let found = acme.get("/v1/customers?search=zola").await.ok();
    let path = format!("/v1/customers/{}", id(&found["customers"][0], "customerId"));
    let named = async |company| acme.put(&path, json!({"company": company})).await.ok();
    named(json!("Médan_50% Söhne")).await;
    let cases: &[(&str, &[&str])] = &[
        ("söhne", &["C02-ZX1"]),
        ("MÉDAN_50", &["C02-ZX1"]),
        ("medan", &[]),
    ];
    SUBSCRIPTIONS.finds((&acme, &globex), cases).await;
    named(json!("Plassans")).await;
    let cases: &[(&str, &[&str])] = &[("plass", &["C02-ZX1"]), ("söhne", &[])];
    SUBSCRIPTIONS.finds((&acme, &globex), cases).await;
}

#[tokio::test]
async fn by_the_id_its_start_and_its_end() {
    let app = TestApp::new().await;
    let (acme, globex) = (three(&app).await, app.tenant().await);
    let list = acme.get("/v1/subscriptions?search=zola").await.ok();
    let rental = id(&list["rentals"][0], "rentalId");
    for part in [
        &rental[..],
        &rental[4..],
        &rental[..18],
        &rental[22..],
        &rental[10..],
    ] {
        for text in [part.to_owned(), part.to_uppercase()] {
            assert_eq!(
                SUBSCRIPTIONS.found(&acme, &text).await,
                ["C02-ZX1"],
                "{text}"
            );
            assert_eq!(SUBSCRIPTIONS.found(&globex, &text).await, [""; 0], "{text}");
        }
    }
    assert_eq!(SUBSCRIPTIONS.found(&acme, "sub_").await.len(), 3);
    assert_eq!(
        SUBSCRIPTIONS.found(&acme, &rental[27..]).await,
        [""; 0],
        "too short"
    );
}

#[tokio::test]
async fn by_the_device_they_have_now() {
    let app = TestApp::new().await;
    let acme = three(&app).await;
    given::asset(&acme, "NEW-1", LAPTOP).await;
    let list = acme.get("/v1/subscriptions?search=zola").await.ok();
    let rental = id(&list["rentals"][0], "rentalId");
    let body = json!({"newSerialNumber": "NEW-1", "reason": "broken"});
    let path = format!("/v1/subscriptions/{rental}/replace");
    acme.post(&path, body).await.ok();
    assert_eq!(SUBSCRIPTIONS.found(&acme, "new").await, ["NEW-1"]);
    assert_eq!(SUBSCRIPTIONS.found(&acme, "c02-zx").await, [""; 0]);
}

#[tokio::test]
async fn page_by_page_and_with_other_filters() {
    let app = TestApp::new().await;
    let acme = three(&app).await;
    for text in ["e", "ada", "macbook", "c02"] {
        for sort in ["createdAt", "endDate", "status", "updatedAt"] {
            for dir in ["asc", "desc"] {
                let query = format!("{}&sortBy={sort}&sortDir={dir}", search(text));
                SUBSCRIPTIONS.pages(&acme, &query).await;
            }
        }
    }
    let (monitor, laptop) = ("c02-ay2", "F77_B'3");
    for (query, expected) in [
        (format!("search=ada&sku={MONITOR}"), &[monitor][..]),
        ("search=ada&status=active".to_owned(), &[laptop, monitor]),
        ("search=ada&status=cancelled".to_owned(), &[]),
        ("search=ada&createdFrom=2026-01-17".to_owned(), &[laptop]),
        ("search=c02&createdTo=2026-01-15".to_owned(), &["C02-ZX1"]),
    ] {
        assert_eq!(
            SUBSCRIPTIONS.asked(&acme, &query).await,
            expected,
            "{query}"
        );
    }
}

#[tokio::test]
async fn by_when_they_were_made() {
    let app = TestApp::new().await;
    let acme = three(&app).await;
    let (emile, monitor, laptop) = ("C02-ZX1", "c02-ay2", "F77_B'3");
    for (query, expected) in [
        ("createdFrom=2026-01-16", &[laptop, monitor][..]),
        ("createdTo=2026-01-16", &[monitor, emile]),
        ("createdFrom=2026-01-16&createdTo=2026-01-16", &[monitor]),
        (
            "createdFrom=2026-01-16T12:00:00Z&createdTo=2026-01-16T12:00:00Z",
            &[monitor],
        ),
        ("createdTo=2026-01-16T11:59:59Z", &[emile]),
        (
            "createdFrom=2026-01-16&status=active&sortBy=startDate&sortDir=asc",
            &[monitor, laptop],
        ),
        ("createdTo=2026-01-16&endDateFrom=2027-01-16", &[monitor]),
        ("createdFrom=2027-01-01", &[]),
    ] {
        assert_eq!(SUBSCRIPTIONS.asked(&acme, query).await, expected, "{query}");
    }
    SUBSCRIPTIONS
        .pages(&acme, "createdFrom=2026-01-16&sortDir=asc")
        .await;
    SUBSCRIPTIONS
        .pages(&acme, "createdTo=2026-01-16&status=active")
        .await;
    let refused = acme
        .get("/v1/subscriptions?createdFrom=soon&createdTo=x")
        .await;
    let refused = refused.refused(400, "VALIDATION_ERROR");
    let faults = [
        ("createdFrom", "invalid_date"),
        ("createdTo", "invalid_date"),
    ];
    assert_eq!(refused.faults(), faults);
}
