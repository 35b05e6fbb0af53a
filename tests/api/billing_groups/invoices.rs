//! What a group was asked for in some months, as data and as a paper.
use axum::http::Method;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    files::read_pdf,
    scheduler::{collecting::run, groups::Office},
    support::{
        app::TestApp,
        client::{Answer, Client},
        given::id,
    },
};

/// A group of two members that pay after two weeks by the group's terms, and by their own after a month;
/// billed on the 20th of January and of February 2026.
async fn billed(app: &TestApp) -> Office {
    let settings = json!({"company": {"legalName": "Acme Rentals B.V."}});
    let office = Office::open(app, (20, "net_30"), settings).await;
    let contact = json!({
        "contactName": "Kim Lee", "contactEmail": "kim@example.com", "paymentTerms": "net_14",
    });
    let group = format!("/v1/billing-groups/{}", office.group);
    office.acme.patch(&group, contact).await.ok();
    for serial in ["SN-1", "SN-2"] {
        office.join(serial).await;
    }
    for days in [5, 31] {
        app.clock.advance(TimeDelta::days(days));
        assert_eq!(run(app, &office.acme).await.consolidated, 1);
    }
    office
}

fn path(office: &Office, from: &str, to: &str) -> String {
    let group = &office.group;
    format!("/v1/billing-groups/{group}/invoice?periodFrom={from}&periodTo={to}")
}

async fn paper(client: &Client, path: &str) -> Answer {
    let call = client.call(Method::GET, path);
    call.accept("application/pdf").send().await
}

fn sums(invoice: &Value) -> [&Value; 6] {
    [
        "net",
        "taxAmount",
        "total",
        "paidAmount",
        "refundedAmount",
        "openAmount",
    ]
    .map(|sum| &invoice[sum])
}

/// Marks a payment as paid, and gives 100 of it back.
async fn pay_and_refund(acme: &Client, payment: &str) {
    let paid = format!("{payment}/mark-paid");
    acme.post(&paid, json!({})).await.ok();
    let refund = json!({"amount": 100, "reason": "goodwill"});
    acme.post(&format!("{payment}/refund"), refund).await.ok();
}

/// The two months of [`billed`], the first of them paid.
fn check_entries(entries: &[Value]) {
    let told = |field: &str| {
        entries
            .iter()
            .map(|entry| entry[field].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        told("invoiceNumber"),
        ["INV-2026-000001", "INV-2026-000002"]
    );
    assert_eq!(told("billingPeriod"), ["2026-01", "2026-02"]);
    assert_eq!(told("status"), ["paid", "pending"]);
    assert_eq!(told("invoiceDate"), ["2026-02-20", "2026-02-20"]);
    assert_eq!(told("total"), [json!(384.78), json!(384.78)]);
    assert_eq!(entries[0]["lines"].as_array().unwrap().len(), 2);
    assert_eq!(entries[0]["lines"][0]["amount"], 159);
}

#[tokio::test]
async fn each_payment_of_the_period_stands_in_it_with_its_invoice_and_all_are_summed() {
    let app = TestApp::new().await;
    let office = billed(&app).await;
    let bills = office.bills().await;
    assert_eq!(
        (&bills[0]["dueDate"], &bills[1]["dueDate"]),
        (&json!("2026-02-03"), &json!("2026-03-06")),
        "the group's terms, and not the customer's"
    );
    let paid = format!("/v1/payments/{}", id(&bills[0], "paymentId"));
    pay_and_refund(&office.acme, &paid).await;

    let all = path(&office, "2026-01", "2026-02");
    let invoice = office.acme.get(&all).await.ok();
    let (net, tax, total) = (json!(636), json!(133.56), json!(769.56));
    assert_eq!(
        sums(&invoice),
        [
            &net,
            &tax,
            &total,
            &json!(384.78),
            &json!(100),
            &json!(384.78)
        ]
    );
    assert_eq!(
        (
            &invoice["contactName"],
            &invoice["contactEmail"],
            &invoice["groupName"]
        ),
        (
            &json!("Kim Lee"),
            &json!("kim@example.com"),
            &json!("Office")
        )
    );
    assert_eq!(invoice["seller"][0], "Acme Rentals B.V.");
    assert_eq!(
        (&invoice["date"], &invoice["currency"]),
        (&json!("2026-02-20"), &json!("EUR"))
    );
    check_entries(invoice["invoices"].as_array().unwrap());

    // Asked again it is the same, and a payment's own invoice is that one.
    assert_eq!(office.acme.get(&all).await.ok(), invoice);
    let own = office.acme.call(Method::GET, &format!("{paid}/invoice"));
    let own = own.accept("application/json").send().await.ok();
    assert_eq!(own["invoiceNumber"], "INV-2026-000001");

    let one = office
        .acme
        .get(&path(&office, "2026-02", "2026-02"))
        .await
        .ok();
    assert_eq!(one["invoices"].as_array().unwrap().len(), 1);
    assert_eq!(one["openAmount"], 384.78);
}

#[tokio::test]
async fn the_paper_says_the_same() {
    let app = TestApp::new().await;
    let office = billed(&app).await;
    let printed = paper(&office.acme, &path(&office, "2026-01", "2026-02")).await;
    assert_eq!(printed.status, 200);
    assert_eq!(printed.header("content-type"), Some("application/pdf"));
    assert_eq!(
        printed.header("content-disposition"),
        Some("inline; filename=\"invoices-2026-01-2026-02.pdf\"")
    );
    let (_, text) = read_pdf(&printed.bytes);
    for said in [
        "Summary of invoices",
        "Acme Rentals B.V.",
        "Kim Lee, kim@example.com",
        "2026-01 to 2026-02",
        "INV-2026-000001",
        "INV-2026-000002",
        "EUR 769.56",
        "384.78",
        "Open",
    ] {
        assert!(text.contains(said), "no {said} in\n{text}");
    }
}

#[tokio::test]
async fn of_a_period_without_payments_there_are_sums_of_zero_and_no_paper() {
    let app = TestApp::new().await;
    let office = billed(&app).await;
    let bill = id(&office.bills().await[0], "paymentId");
    let cancel = format!("/v1/payments/{bill}/cancel");
    office
        .acme
        .post(&cancel, json!({"reason": "wrong"}))
        .await
        .ok();
    for months in [("2025-01", "2025-12"), ("2026-01", "2026-01")] {
        let path = path(&office, months.0, months.1);
        let invoice = office.acme.get(&path).await.ok();
        assert_eq!(invoice["invoices"], json!([]));
        assert_eq!(sums(&invoice), [&json!(0); 6]);
        let refused = paper(&office.acme, &path).await;
        refused.refused(400, "NOTHING_BILLED");
    }
}

#[tokio::test]
async fn a_period_is_two_months_in_their_order_and_no_more_than_two_years() {
    let app = TestApp::new().await;
    let office = Office::open(&app, (1, "net_14"), json!({})).await;
    let group = format!("/v1/billing-groups/{}/invoice", office.group);
    for (query, faults) in [
        (
            "",
            vec![("periodFrom", "invalid_type"), ("periodTo", "invalid_type")],
        ),
        (
            "?periodFrom=2026-13&periodTo=2026-01",
            vec![("periodFrom", "invalid_date")],
        ),
        (
            "?periodFrom=2026-02&periodTo=2026-01",
            vec![("periodTo", "custom")],
        ),
        (
            "?periodFrom=2024-01&periodTo=2026-01",
            vec![("periodTo", "too_big")],
        ),
    ] {
        let refused = office.acme.get(&format!("{group}{query}")).await;
        assert_eq!(refused.refused(400, "VALIDATION_ERROR").faults(), faults);
    }
    let months = path(&office, "2024-01", "2025-12");
    assert_eq!(office.acme.get(&months).await.status, 200);
    office
        .acme
        .delete(&format!("/v1/billing-groups/{}", office.group))
        .await
        .ok();
    office.acme.get(&months).await.refused(404, "NOT_FOUND");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn those_who_ask_at_once_issue_each_invoice_once() {
    let app = TestApp::new().await;
    let office = billed(&app).await;
    let all = path(&office, "2026-01", "2026-02");
    let asked = (0..6).map(|_| {
        let (acme, all) = (office.acme.clone(), all.clone());
        tokio::spawn(async move { acme.get(&all).await })
    });
    let answers = futures::future::join_all(asked).await;
    for answer in answers {
        let invoice = answer.unwrap().ok();
        assert_eq!(invoice["invoices"][0]["invoiceNumber"], "INV-2026-000001");
        assert_eq!(invoice["invoices"][1]["invoiceNumber"], "INV-2026-000002");
    }
}
