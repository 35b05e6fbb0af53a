//! Invoices of payments: their numbers, and that a reprint equals the first print.
use std::collections::BTreeSet;

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    files::read_pdf,
    support::{
        app::{TenantSpec, TestApp},
        client::{Answer, Client},
        given::{self, LAPTOP, id},
    },
};

/// A tenant with a subscription of 12 months at 159 and 21 % tax.
async fn rented(app: &TestApp, spec: TenantSpec) -> (Client, Vec<Value>) {
    let acme = app
        .tenant_with(TenantSpec {
            tax_rate_ppm: 210_000,
            ..spec
        })
        .await;
    given::laptop(&acme).await;
    given::asset(&acme, "SN-1", LAPTOP).await;
    let order = id(&given::order(&acme, &[(LAPTOP, 1, 12)]).await, "orderId");
    given::subscription(&acme, &order, "SN-1").await;
    let list = acme
        .get("/v1/payments?sortBy=dueDate&sortDir=asc")
        .await
        .ok();
    let payments = list["payments"].as_array().unwrap().clone();
    (acme, payments)
}

fn path(payment: &Value) -> String {
    format!("/v1/payments/{}/invoice", id(payment, "paymentId"))
}

async fn data(client: &Client, payment: &Value) -> Answer {
    let path = path(payment);
    let call = client.call(axum::http::Method::GET, &path);
    call.header("accept", "application/json").send().await
}

#[tokio::test]
async fn an_invoice_says_who_pays_whom_what_for_until_when() {
    let app = TestApp::new().await;
    let spec = TenantSpec {
        settings: json!({"company": {
            "legalName": "Acme Rentals B.V.", "vatNumber": "NL1", "invoiceNote": "IBAN NL91ABNA0417164300",
        }}),
        ..TenantSpec::default()
    };
    let (acme, payments) = rented(&app, spec).await;
    let printed = acme.get(&path(&payments[0])).await;
    assert_eq!(printed.status, 200);
    assert_eq!(printed.header("content-type"), Some("application/pdf"));
    assert_eq!(
        printed.header("content-disposition"),
        Some("inline; filename=\"INV-2026-000001.pdf\"")
    );
    let (pages, text) = read_pdf(&printed.bytes);
    assert_eq!(pages, 1);
    for said in [
        "Invoice",
        "INV-2026-000001",
        "2026-01-15",
        "Acme Rentals B.V.",
        "VAT NL1",
        "John Smith",
        "123 Main Street",
        "john@example.com",
        "EUR 159.00",
        "Tax, 21 %",
        "EUR 33.39",
        "EUR 192.39",
        "IBAN NL91ABNA0417164300",
        &id(&payments[0], "paymentId"),
    ] {
        assert!(text.contains(said), "no {said} in\n{text}");
    }
    let invoice = data(&acme, &payments[0]).await.ok();
    assert_eq!(invoice["invoiceNumber"], "INV-2026-000001");
    assert_eq!(invoice["invoiceDate"], "2026-01-15");
    assert_eq!(invoice["dueDate"], payments[0]["dueDate"]);
    assert_eq!(invoice["paymentId"], payments[0]["paymentId"]);
    assert_eq!(invoice["lines"][0]["rentalId"], payments[0]["rentalId"]);
    assert_eq!(
        (&invoice["subtotal"], &invoice["total"]),
        (&json!(159), &json!(192.39))
    );
    assert_eq!(
        (&invoice["taxRate"], &invoice["taxAmount"]),
        (&json!(21), &json!(33.39))
    );
    assert_eq!(invoice["taxInclusive"], false);
}

#[tokio::test]
async fn contained_tax_is_said_to_be_contained() {
    let app = TestApp::new().await;
    let spec = TenantSpec {
        tax_inclusive: true,
        ..TenantSpec::default()
    };
    let (acme, payments) = rented(&app, spec).await;
    let invoice = data(&acme, &payments[0]).await.ok();
    assert_eq!(invoice["taxInclusive"], true);
    assert_eq!(
        (&invoice["subtotal"], &invoice["total"]),
        (&json!(159), &json!(159))
    );
    let (_, text) = read_pdf(&acme.get(&path(&payments[0])).await.bytes);
    assert!(
        text.contains("Of which tax, 21 %") && text.contains("EUR 27.60"),
        "{text}"
    );
}

#[tokio::test]
async fn a_reprint_equals_the_first_print_whatever_changed() {
    let app = TestApp::new().await;
    let (acme, payments) = rented(&app, TenantSpec::default()).await;
    let first = acme.get(&path(&payments[0])).await;
    app.clock.advance(TimeDelta::days(400));
    let customer = format!("/v1/customers/{}", id(&payments[0], "customerId"));
    acme.put(&customer, json!({"firstName": "Jane"})).await.ok();
    sqlx::query("update platform.tenants set name = 'Renamed' where id = $1")
        .bind(acme.tenant)
        .execute(&app.owner)
        .await
        .unwrap();
    let again = acme.get(&path(&payments[0])).await;
    assert_eq!(first.bytes, again.bytes);
    assert_eq!(first.etag(), again.etag());
    // One that is issued now is of now.
    let other = data(&acme, &payments[1]).await.ok();
    assert_eq!(other["invoiceNumber"], "INV-2027-000001");
    assert_eq!(other["seller"][0], "Renamed");
}

#[tokio::test]
async fn invoices_asked_for_at_once_are_numbered_without_a_gap() {
    let app = TestApp::new().await;
    let (acme, payments) = rented(&app, TenantSpec::default()).await;
    let twice = payments.iter().chain(&payments);
    let answers = futures::future::join_all(twice.map(|payment| data(&acme, payment))).await;
    let numbers: Vec<String> = answers
        .into_iter()
        .map(|answer| id(&answer.ok(), "invoiceNumber"))
        .collect();
    assert_eq!(numbers[..12], numbers[12..], "one a payment");
    let all: BTreeSet<&str> = numbers.iter().map(String::as_str).collect();
    let expected: Vec<String> = (1..=12).map(|n| format!("INV-2026-{n:06}")).collect();
    assert!(
        all.into_iter().eq(expected.iter().map(String::as_str)),
        "{numbers:?}"
    );
}

#[tokio::test]
async fn each_tenant_has_numbers_of_its_own_by_its_own_date() {
    let app = TestApp::new().await;
    let (acme, ours) = rented(&app, TenantSpec::default()).await;
    let spec = TenantSpec {
        time_zone: "Pacific/Auckland",
        ..TenantSpec::default()
    };
    let (globex, theirs) = rented(&app, spec).await;
    // 31 December in UTC, the new year in Auckland.
    app.clock.advance(TimeDelta::days(350));
    let (acme, globex) = (
        data(&acme, &ours[0]).await.ok(),
        data(&globex, &theirs[0]).await.ok(),
    );
    assert_eq!(acme["invoiceNumber"], "INV-2026-000001");
    assert_eq!(globex["invoiceNumber"], "INV-2027-000001");
    assert_eq!(globex["invoiceDate"], "2027-01-01");
}

#[tokio::test]
async fn a_cancelled_payment_gets_no_invoice_but_keeps_the_one_it_has() {
    let app = TestApp::new().await;
    let (acme, payments) = rented(&app, TenantSpec::default()).await;
    let issued = data(&acme, &payments[0]).await.ok();
    for payment in &payments[..2] {
        let cancel = format!("/v1/payments/{}/cancel", id(payment, "paymentId"));
        acme.post(&cancel, json!({"reason": "moved"})).await.ok();
    }
    assert_eq!(data(&acme, &payments[0]).await.ok(), issued);
    data(&acme, &payments[1])
        .await
        .refused(400, "PAYMENT_CANCELLED");
    // The refusal took no number.
    let next = data(&acme, &payments[2]).await.ok();
    assert_eq!(next["invoiceNumber"], "INV-2026-000002");
    let unknown = "/v1/payments/pay_01jvcx7r0ee8qt3ks2zbm4n6wd/invoice";
    acme.get(unknown).await.refused(404, "NOT_FOUND");
}
