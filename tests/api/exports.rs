//! POST /v1/exports/rentals.
use axum::http::Method;
use serde_json::{Value, json};

use crate::support::{
    app::{TenantSpec, TestApp},
    client::Client,
    examples,
    given::{self, LAPTOP, id},
};

const HEADER: &str = "subscriptionId,customerId,customerEmail,customerName,company,sku,productName,\
                      serialNumber,status,startDate,endDate,contractLength,monthlyAmount,currency,\
                      totalCollected,acquisitionCost,costRecoveryPercent";

/// A subscription from a day on, of a customer with a company.
async fn rental(client: &Client, serial_number: &str, email: &str, start: &str) -> Value {
    given::asset(client, serial_number, LAPTOP).await;
    let mut body = given::order_body(email, &[(LAPTOP, 1, 12)]);
    body["customer"]["company"] = json!("Acme, Inc.");
    let order = client.post("/v1/orders", body).await.ok();
    let body = json!({"orderId": order["orderId"], "assetSerialNumber": serial_number,
        "startDate": start, "customFields": {"site": "North"}});
    client.post("/v1/subscriptions", body).await.ok()["rental"].clone()
}

async fn shop(app: &TestApp) -> Client {
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    for (serial_number, email, start) in [
        ("SN-1", "a@example.com", "2024-03-01"),
        ("SN-2", "b@example.com", "2025-06-15"),
        ("SN-3", "b@example.com", "2026-01-01"),
    ] {
        rental(&acme, serial_number, email, start).await;
    }
    acme
}

async fn export(client: &Client, body: Value) -> Value {
    client.post("/v1/exports/rentals", body).await.ok()
}

/// The lines of the file, without the header.
fn lines(export: &Value) -> Vec<String> {
    let text = export["csvData"].as_str().unwrap();
    let lines: Vec<String> = text.split_terminator("\r\n").map(str::to_owned).collect();
    assert_eq!(export["totalRecords"], lines.len() - 1);
    lines[1..].to_vec()
}

#[tokio::test]
async fn the_file_has_the_columns_of_the_contract_and_the_answer_its_sums() {
    let acme = shop(&TestApp::new().await).await;
    let payments = acme
        .get("/v1/payments?sortBy=dueDate&sortDir=asc&limit=1")
        .await
        .ok();
    let payment = id(&payments["payments"][0], "paymentId");
    let path = format!("/v1/payments/{payment}/mark-paid");
    acme.post(&path, json!({})).await.ok();
    let all = export(&acme, json!({})).await;
    let text = all["csvData"].as_str().unwrap();
    assert_eq!(text.split("\r\n").next().unwrap(), HEADER);
    let first = lines(&all).pop().unwrap();
    let rental = &acme.get("/v1/subscriptions?serialNumber=SN-1").await.ok()["rentals"][0];
    let expected = format!(
        "{},{},a@example.com,John Smith,\"Acme, Inc.\",{LAPTOP},\"MacBook Pro 16\"\"\",SN-1,active,\
         2024-03-01,2025-03-01,12,159,EUR,159,1800,8.83",
        rental["rentalId"].as_str().unwrap(),
        rental["customerId"].as_str().unwrap(),
    );
    assert_eq!(first, expected);
    assert_eq!(all["filename"], "rentals-2026-01-15.csv");
    assert_eq!(all["generatedAt"], "2026-01-15T12:00:00Z");
    assert_eq!(
        (&all["totalRentals"], &all["activeRentals"]),
        (&json!(3), &json!(3))
    );
    assert_eq!(
        (&all["totalRevenue"], &all["averageMonthlyRevenue"]),
        (&json!(159), &json!(159))
    );
    assert_eq!(all["recordCount"], 3);
}

#[tokio::test]
async fn filters_of_both_vocabularies_hold_together() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let rentals = acme.get("/v1/subscriptions").await.ok();
    let b = &rentals["rentals"][0]["customerId"];
    for (body, expected) in [
        (json!({"status": "active"}), 3),
        (json!({"status": "cancelled"}), 0),
        (json!({"startDateFrom": "2025-06-15"}), 2),
        (
            json!({"startDate": "2025-06-15T00:00:00Z", "endDate": "2025-12-31T23:59:59Z"}),
            1,
        ),
        (
            json!({"startDateFrom": "2024-01-01", "startDateTo": "2024-12-31"}),
            1,
        ),
        (json!({"endDateFrom": "2026-06-15"}), 2),
        (json!({"endDateTo": "2026-06-14"}), 1),
        (json!({"customerId": b}), 2),
        (json!({"customerIds": [b, "cust_unknown"]}), 2),
        (json!({"customerIds": ["cust_unknown"]}), 0),
        (json!({"customerIds": []}), 3),
        (json!({"customerId": b, "startDateFrom": "2026-01-01"}), 1),
        (json!({"format": "csv", "status": null}), 3),
    ] {
        let found = export(&acme, body.clone()).await;
        assert_eq!(lines(&found).len(), expected, "{body}");
    }
    let globex = app.tenant().await;
    let none = export(&globex, json!({"customerId": b})).await;
    assert_eq!(none["csvData"], format!("{HEADER}\r\n"));
    assert_eq!(none["averageMonthlyRevenue"], 0);
    let filters = export(&acme, json!({"startDateFrom": "2024-01-01"})).await["filters"].clone();
    assert_eq!(filters["startDate"], "2024-01-01");
}

#[tokio::test]
async fn groups_of_columns_are_left_out_or_added() {
    let acme = shop(&TestApp::new().await).await;
    let fields = json!({"customerDetails": false, "deviceDetails": false,
        "financialDetails": false, "customFields": true});
    let some = export(&acme, json!({"includeFields": fields})).await;
    let text = some["csvData"].as_str().unwrap();
    let header = "subscriptionId,customerId,status,startDate,endDate,contractLength,customFields";
    assert_eq!(text.split("\r\n").next().unwrap(), header);
    assert!(
        lines(&some)[0].ends_with(",\"{\"\"site\"\":\"\"North\"\"}\""),
        "{text}"
    );
}

#[tokio::test]
async fn what_does_not_hold_is_refused_with_all_its_faults() {
    let acme = TestApp::new().await.tenant().await;
    let body = json!({"format": "xlsx", "status": "gone", "startDate": "soon",
        "customerIds": "x", "includeFields": {"deviceDetails": 1}});
    let refused = acme.post("/v1/exports/rentals", body).await;
    let refused = refused.refused(400, "VALIDATION_ERROR");
    let mut paths: Vec<&str> = refused.faults().iter().map(|row| row.0).collect();
    paths.sort_unstable();
    let all = [
        "customerIds",
        "format",
        "includeFields.deviceDetails",
        "startDate",
        "status",
    ];
    assert_eq!(paths, all);
}

#[tokio::test]
async fn the_examples_of_the_contract_are_taken() {
    let acme = shop(&TestApp::new().await).await;
    for body in examples::sent_to("POST /v1/exports/rentals", &["prose", "schema"]) {
        export(&acme, body).await;
    }
}

#[tokio::test]
async fn a_reader_may_export() {
    let spec = TenantSpec {
        permissions: vec!["subscriptions:read"],
        ..TenantSpec::default()
    };
    let acme = TestApp::new().await.tenant_with(spec).await;
    acme.call(Method::POST, "/v1/exports/rentals")
        .send()
        .await
        .ok();
}
