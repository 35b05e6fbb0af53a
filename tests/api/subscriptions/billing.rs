//! The payment schedule that a new subscription lays (contract section 5, 10.10, 10.12).
use flexorder::kernel::id::{BillingGroupId, CustomerId};
use serde_json::{Value, json};

use super::PATH;
use crate::support::{
    app::{TenantSpec, TestApp},
    client::Client,
    given::{self, id},
};

const SKU: &str = "PHONE";

/// A tenant that sells one device: 3 months at 40 with a setup fee of 25, 6 months at 35 without.
async fn shop(app: &TestApp, spec: TenantSpec) -> Client {
    let acme = app.tenant_with(spec).await;
    let body = json!({
        "productSku": "P", "name": "Phone", "specification": "New", "category": "Phones",
        "brand": "Acme",
        "variants": [{
            "variantSku": SKU, "variantName": "Black", "grade": "A",
            "pricing": [
                {"contractLength": 3, "monthlyPrice": 40, "setupFee": 25},
                {"contractLength": 6, "monthlyPrice": 35},
            ],
        }],
    });
    acme.post("/v1/products", body).await.ok();
    given::asset(&acme, "P-1", SKU).await;
    acme
}

/// The order of a business with these terms.
async fn order(client: &Client, terms: &str, months: u32) -> Value {
    let mut body = given::order_body("cfo@example.com", &[(SKU, 1, months)]);
    body["customer"]["customerType"] = json!("business");
    body["customer"]["paymentTerms"] = json!(terms);
    client.post("/v1/orders", body).await.ok()["order"].clone()
}

/// Due date, subtotal, tax and total of every payment, by due date.
async fn schedule(client: &Client, rental: &Value) -> Vec<(String, f64, f64, f64)> {
    let path = format!("/v1/payments?limit=100&rentalId={}", id(rental, "rentalId"));
    let list = client.get(&path).await.ok();
    let mut rows: Vec<_> = list["payments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|payment| {
            assert_eq!(payment["status"], "pending");
            assert_eq!(payment["customerId"], rental["customerId"]);
            let number = |field: &str| payment[field].as_f64().unwrap();
            let (subtotal, tax) = (number("subtotal"), number("taxAmount"));
            (id(payment, "dueDate"), subtotal, tax, number("total"))
        })
        .collect();
    rows.sort_by(|a, b| a.partial_cmp(b).unwrap());
    rows
}

async fn dates(client: &Client, rental: &Value) -> Vec<String> {
    let rows = schedule(client, rental).await;
    rows.into_iter().map(|(due, ..)| due).collect()
}

/// Starts a contract of 6 months and gives its rental.
async fn start(app: &TestApp, settings: Value, terms: &str, extra: Value) -> (Client, Value) {
    let spec = TenantSpec {
        settings,
        ..TenantSpec::default()
    };
    let acme = shop(app, spec).await;
    let order = order(&acme, terms, 6).await;
    let mut body = json!({"orderId": order["orderId"], "serialNumber": "P-1"});
    let fields = extra.as_object().unwrap().clone();
    body.as_object_mut().unwrap().extend(fields);
    let rental = acme.post(PATH, body).await.ok()["rental"].clone();
    (acme, rental)
}

#[tokio::test]
async fn the_billing_start_moves_the_anchor_alone() {
    let app = TestApp::new().await;
    for (option, start_date, first, last) in [
        ("immediate", "2026-01-15", "2026-01-15", "2026-06-15"),
        (
            "first_of_next_month",
            "2026-01-15",
            "2026-02-01",
            "2026-07-01",
        ),
        (
            "same_day_next_month",
            "2026-01-15",
            "2026-02-15",
            "2026-07-15",
        ),
        ("immediate", "2025-08-31", "2025-08-31", "2026-01-31"),
        (
            "same_day_next_month",
            "2026-01-31",
            "2026-02-28",
            "2026-07-31",
        ),
    ] {
        let extra = json!({"billingStartOption": option, "startDate": start_date});
        let (acme, rental) = start(&app, json!({}), "immediate", extra).await;
        let dates = dates(&acme, &rental).await;
        assert_eq!(dates.len(), 6);
        let found = (dates[0].as_str(), dates[5].as_str());
        assert_eq!(found, (first, last), "{option} from {start_date}");
        assert_eq!(rental["nextBillingDate"], first);
        assert_eq!(rental["startDate"], start_date);
    }
}

#[tokio::test]
async fn a_month_end_stays_a_month_end() {
    let app = TestApp::new().await;
    let extra = json!({"startDate": "2025-08-31"});
    let (acme, rental) = start(&app, json!({}), "immediate", extra).await;
    let expected = [
        "2025-08-31",
        "2025-09-30",
        "2025-10-31",
        "2025-11-30",
        "2025-12-31",
        "2026-01-31",
    ];
    assert_eq!(dates(&acme, &rental).await, expected);
    assert_eq!(rental["endDate"], "2026-02-28");
}

#[tokio::test]
async fn the_tenants_setting_holds_where_the_request_is_silent() {
    let app = TestApp::new().await;
    let settings = json!({"billingStart": "first_of_next_month"});
    let (acme, rental) = start(&app, settings.clone(), "immediate", json!({})).await;
    assert_eq!(dates(&acme, &rental).await[0], "2026-02-01");
    let extra = json!({"billingStartOption": "immediate"});
    let (acme, rental) = start(&app, settings, "immediate", extra).await;
    assert_eq!(dates(&acme, &rental).await[0], "2026-01-15");
}

#[tokio::test]
async fn net_terms_put_off_every_due_date() {
    let app = TestApp::new().await;
    let extra = json!({"startDate": "2026-01-01"});
    let (acme, rental) = start(&app, json!({}), "net_30", extra).await;
    let expected = [
        "2026-01-31",
        "2026-03-03",
        "2026-03-31",
        "2026-05-01",
        "2026-05-31",
        "2026-07-01",
    ];
    assert_eq!(dates(&acme, &rental).await, expected);
    assert_eq!(rental["nextBillingDate"], "2026-01-31");
}

#[tokio::test]
async fn an_instant_is_the_tenants_date() {
    let app = TestApp::new().await;
    let spec = TenantSpec {
        time_zone: "Asia/Tokyo",
        ..TenantSpec::default()
    };
    let acme = shop(&app, spec).await;
    let order = order(&acme, "immediate", 6).await;
    let body = json!({
        "orderId": order["orderId"], "assetSerialNumber": "P-1",
        "startDate": "2026-03-31T15:00:00Z",
    });
    let rental = acme.post(PATH, body).await.ok()["rental"].clone();
    assert_eq!(rental["startDate"], "2026-04-01");
    assert_eq!(rental["endDate"], "2026-10-01");
}

/// A billing group of a customer, made past the API.
async fn group(app: &TestApp, client: &Client, customer: &Value) -> String {
    let group = BillingGroupId::generate(app.clock.now());
    let customer: CustomerId = id(customer, "customerId").parse().unwrap();
    sqlx::query(
        "insert into billing_groups (tenant_id, id, customer_id, group_name, billing_day, status, \
         created_by, version, created_at, updated_at) \
         values ($1, $2, $3, 'Office', 1, 'active', 'test', 1, now(), now())",
    )
    .bind(client.tenant)
    .bind(group)
    .bind(customer)
    .execute(&app.owner)
    .await
    .unwrap();
    group.to_string()
}

#[tokio::test]
async fn a_rental_joins_the_group_of_its_order_or_the_one_named() {
    let app = TestApp::new().await;
    let acme = shop(&app, TenantSpec::default()).await;
    let ours = order(&acme, "immediate", 6).await;
    let (first, second) = (
        group(&app, &acme, &ours["customer"]).await,
        group(&app, &acme, &ours["customer"]).await,
    );
    let mut body = given::order_body("cfo@example.com", &[(SKU, 2, 6)]);
    body["billingGroupId"] = json!(first);
    let grouped = acme.post("/v1/orders", body).await.ok()["order"].clone();
    given::asset(&acme, "P-2", SKU).await;
    let grouped = id(&grouped, "orderId");
    let rental = given::subscription(&acme, &grouped, "P-1").await;
    assert_eq!(rental["billingGroupId"], json!(first));
    let body = json!({"orderId": grouped, "serialNumber": "P-2", "billingGroupId": second});
    let rental = acme.post(PATH, body).await.ok()["rental"].clone();
    assert_eq!(rental["billingGroupId"], json!(second));

    let theirs = given::order_body("other@example.com", &[(SKU, 1, 6)]);
    let theirs = id(&acme.post("/v1/orders", theirs).await.ok(), "orderId");
    let body = json!({"orderId": theirs, "serialNumber": "P-2", "billingGroupId": second});
    let answer = acme.post(PATH, body).await.refused(400, "VALIDATION_ERROR");
    assert_eq!(answer.faults()[0].0, "billingGroupId");
}

#[tokio::test]
async fn tax_is_added_or_contained_and_the_setup_fee_comes_first() {
    let app = TestApp::new().await;
    for (tax_inclusive, fee, month) in [
        (false, (5.25, 30.25), (8.4, 48.4)),
        (true, (4.34, 25.0), (6.94, 40.0)),
    ] {
        let spec = TenantSpec {
            tax_rate_ppm: 210_000,
            tax_inclusive,
            ..TenantSpec::default()
        };
        let acme = shop(&app, spec).await;
        let order = order(&acme, "immediate", 3).await;
        let rental = given::subscription(&acme, &id(&order, "orderId"), "P-1").await;
        assert_eq!(rental["monthlyAmount"], 40);
        let rows: Vec<_> = schedule(&acme, &rental)
            .await
            .into_iter()
            .map(|(due, _, tax, total)| (due, tax, total))
            .collect();
        let expected = [
            ("2026-01-15", fee),
            ("2026-01-15", month),
            ("2026-02-15", month),
            ("2026-03-15", month),
        ]
        .map(|(due, (tax, total))| (due.to_owned(), tax, total));
        assert_eq!(rows, expected, "inclusive: {tax_inclusive}");
    }
}

#[tokio::test]
async fn payments_are_taxed_as_their_order_was() {
    let app = TestApp::new().await;
    for (inclusive, tax, total) in [(false, 7.35, 42.35), (true, 6.07, 35.0)] {
        let spec = TenantSpec {
            tax_rate_ppm: 210_000,
            tax_inclusive: inclusive,
            ..TenantSpec::default()
        };
        let acme = shop(&app, spec).await;
        let order = order(&acme, "immediate", 6).await;
        sqlx::query(
            "update platform.tenants set tax_rate_ppm = 90000, tax_inclusive = not tax_inclusive \
             where id = $1",
        )
        .bind(acme.tenant)
        .execute(&app.owner)
        .await
        .unwrap();
        let rental = given::subscription(&acme, &id(&order, "orderId"), "P-1").await;
        let rows = schedule(&acme, &rental).await;
        assert_eq!(rows.len(), 6);
        for (_, subtotal, of_payment, sum) in rows {
            assert_eq!(
                (subtotal, of_payment, sum),
                (35.0, tax, total),
                "{inclusive}"
            );
        }
        let path = format!("/v1/payments?rentalId={}", id(&rental, "rentalId"));
        let payment = acme.get(&path).await.ok()["payments"][0].clone();
        assert_eq!(payment["taxRate"], order["totals"]["taxRate"]);
        assert_eq!(order["totals"]["taxInclusive"], inclusive);
    }
}
