//! Billing groups ask for one payment a month, in place of those of their members.
use chrono::TimeDelta;
use flexorder::kernel::id::{BillingGroupId, CustomerId};
use serde_json::{Value, json};

use super::collecting::{charges, run};
use crate::{
    payments::{collected, lifetime, now, path, sandbox},
    support::{
        app::{TenantSpec, TestApp},
        client::Client,
        given::{self, LAPTOP, id},
    },
};

/// A tenant with 21 % tax on top, an order of laptops of one business customer and their billing group.
pub struct Office {
    pub acme: Client,
    pub group: String,
    order: String,
}

impl Office {
    pub async fn open(app: &TestApp, (day, terms): (i16, &str), settings: Value) -> Self {
        let spec = TenantSpec {
            tax_rate_ppm: 210_000,
            settings,
            ..TenantSpec::default()
        };
        let acme = app.tenant_with(spec).await;
        given::laptop(&acme).await;
        let mut body = given::order_body("office@example.com", &[(LAPTOP, 9, 12)]);
        body["customer"]["customerType"] = json!("business");
        body["customer"]["paymentTerms"] = json!(terms);
        let order = acme.post("/v1/orders", body).await.ok()["order"].clone();
        let customer = id(&order["customer"], "customerId");
        let group = BillingGroupId::generate(app.clock.now());
        sqlx::query(
            "insert into billing_groups (tenant_id, id, customer_id, group_name, billing_day, \
             status, created_by, version, created_at, updated_at) \
             values ($1, $2, $3, 'Office', $4, 'active', 'test', 1, $5, $5)",
        )
        .bind(acme.tenant)
        .bind(group)
        .bind(customer.parse::<CustomerId>().unwrap())
        .bind(day)
        .bind(app.clock.now())
        .execute(&app.owner)
        .await
        .unwrap();
        Self {
            acme,
            group: group.to_string(),
            order: id(&order, "orderId"),
        }
    }

    /// A subscription from today on that is billed with the group.
    pub async fn join(&self, serial: &str) -> Value {
        given::asset(&self.acme, serial, LAPTOP).await;
        let body = json!({
            "orderId": self.order, "assetSerialNumber": serial, "billingGroupId": self.group,
        });
        let made = self.acme.post("/v1/subscriptions", body).await;
        made.ok()["rental"].clone()
    }

    /// The group's consolidated payments, first to last.
    pub async fn bills(&self) -> Vec<Value> {
        let query = format!("billingGroupId={}&sortDir=asc&limit=100", self.group);
        let list = self.acme.get(&format!("/v1/payments?{query}")).await.ok();
        let all = list["payments"].as_array().unwrap().clone();
        let is_bill = |payment: &Value| payment["paymentType"] == "consolidated";
        all.into_iter().filter(is_bill).collect()
    }

    /// When a subscription pays next.
    async fn next_billing(&self, rental: &Value) -> Value {
        let path = format!("/v1/subscriptions/{}", id(rental, "rentalId"));
        self.acme.get(&path).await.ok()["nextBillingDate"].clone()
    }
}

fn lines(bill: &Value) -> usize {
    bill["lineItems"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_group_asks_for_all_its_members_on_its_billing_day() {
    let app = TestApp::new().await;
    let office = Office::open(&app, (20, "net_14"), json!({})).await;
    let rentals = [office.join("SN-1").await, office.join("SN-2").await];
    assert!(run(&app, &office.acme).await.is_empty(), "it is the 15th");
    app.clock.advance(TimeDelta::days(5));
    assert_eq!(run(&app, &office.acme).await.consolidated, 1);
    assert!(run(&app, &office.acme).await.is_empty());
    let bills = office.bills().await;
    let [bill] = bills.as_slice() else {
        panic!("{bills:?}")
    };
    let key = format!("{}:consolidated:2026-01", office.group);
    assert_eq!(bill["idempotencyKey"], key);
    assert_eq!(
        (&bill["status"], &bill["dueDate"]),
        (&json!("pending"), &json!("2026-02-03"))
    );
    assert_eq!(
        (&bill["subtotal"], &bill["taxAmount"]),
        (&json!(318), &json!(66.78))
    );
    assert_eq!(
        (&bill["total"], &bill["taxRate"]),
        (&json!(384.78), &json!(21))
    );
    assert_eq!(lines(bill), 2);
    // Of the same name as the others, it comes behind those that are older.
    let first = "/v1/payments?sortBy=customer&sortDir=asc&limit=1";
    let first = office.acme.get(first).await.ok()["payments"][0].clone();
    assert_eq!(first["paymentType"], "individual");
    for (line, rental) in bill["lineItems"].as_array().unwrap().iter().zip(&rentals) {
        assert_eq!(line["rentalId"], rental["rentalId"]);
        assert_eq!(
            (&line["amount"], &line["taxAmount"]),
            (&json!(159), &json!(33.39))
        );
        assert_eq!(office.next_billing(rental).await, "2026-02-03");
        let query = format!(
            "/v1/payments?rentalId={}&status=cancelled",
            id(rental, "rentalId")
        );
        let merged = office.acme.get(&query).await.ok()["payments"][0].clone();
        assert_eq!(merged["consolidatedInto"], bill["paymentId"]);
        assert!(merged["cancelReason"].as_str().unwrap().contains("pay_"));
        let mark = format!("{}/mark-paid", path(&merged));
        let refused = office.acme.post(&mark, json!({})).await;
        refused.refused(400, "PAYMENT_CANCELLED");
    }
}

#[tokio::test]
async fn members_share_what_their_payment_brings_to_the_cent() {
    let app = TestApp::new().await;
    let office = Office::open(&app, (15, "immediate"), json!({})).await;
    let acme = &office.acme;
    let rentals = [
        office.join("SN-1").await,
        office.join("SN-2").await,
        office.join("SN-3").await,
    ];
    run(&app, acme).await;
    let bill = office.bills().await[0].clone();
    assert_eq!(bill["total"], json!(577.17));
    let mark = format!("{}/mark-paid", path(&bill));
    acme.post(&mark, json!({})).await.ok();
    for rental in &rentals {
        assert_eq!(collected(acme, rental).await, 159);
        assert_eq!(office.next_billing(rental).await, "2026-02-15");
    }
    assert_eq!(lifetime(acme, &bill).await, 477);
    // 100 with 17.36 tax: 82.64 less, of which nobody can have a third.
    let refund = format!("{}/refund", path(&bill));
    let body = json!({"amount": 100, "reason": "Delay"});
    let refunded = acme.post(&refund, body).await.ok();
    assert_eq!(refunded["payment"]["refunds"][0]["taxAmount"], json!(17.36));
    let mut shares = Vec::new();
    for rental in &rentals {
        shares.push(collected(acme, rental).await);
    }
    assert_eq!(shares, [json!(131.46), json!(131.45), json!(131.45)]);
    for (serial, share) in ["SN-1", "SN-2", "SN-3"].iter().zip(&shares) {
        let asset = acme.get(&format!("/v1/assets/{serial}")).await.ok();
        assert_eq!(asset["totalCollected"], *share, "{serial}");
    }
    assert_eq!(lifetime(acme, &bill).await, json!(394.36));
    acme.post(&refund, json!({"reason": "All"})).await.ok();
    for rental in &rentals {
        assert_eq!(collected(acme, rental).await, 0);
    }
    assert_eq!(lifetime(acme, &bill).await, 0);
}

#[tokio::test]
async fn missed_months_are_made_up_for_in_order_and_newcomers_wait_for_the_next() {
    let app = TestApp::new().await;
    let office = Office::open(&app, (20, "immediate"), json!({})).await;
    office.join("SN-1").await;
    app.clock.advance(TimeDelta::days(5));
    run(&app, &office.acme).await;
    app.clock.advance(TimeDelta::days(2));
    office.join("SN-2").await;
    assert!(
        run(&app, &office.acme).await.is_empty(),
        "January is asked for"
    );
    // From 22 January to 25 June.
    app.clock.advance(TimeDelta::days(154));
    assert_eq!(run(&app, &office.acme).await.consolidated, 5);
    let bills = office.bills().await;
    let told: Vec<_> = bills
        .iter()
        .map(|bill| (bill["billingPeriod"].as_str().unwrap(), lines(bill)))
        .collect();
    // The newcomer's January goes with February.
    let expected = [
        ("2026-01", 1),
        ("2026-02", 2),
        ("2026-03", 2),
        ("2026-04", 2),
        ("2026-05", 2),
        ("2026-06", 2),
    ];
    assert_eq!(told, expected);
    assert_eq!(bills[3]["dueDate"], "2026-04-20");
    assert!(run(&app, &office.acme).await.is_empty());
}

#[tokio::test]
async fn a_member_that_ends_is_asked_for_nothing_that_lies_ahead() {
    let app = TestApp::new().await;
    let office = Office::open(&app, (1, "immediate"), json!({})).await;
    let rental = office.join("SN-1").await;
    // From 15 January to 1 February: the month of 15 February has not begun.
    app.clock.advance(TimeDelta::days(17));
    assert_eq!(run(&app, &office.acme).await.consolidated, 1);
    let bill = office.bills().await[0].clone();
    assert_eq!(lines(&bill), 1);
    app.clock.advance(TimeDelta::days(4));
    let rental = id(&rental, "rentalId");
    let cancel = format!("/v1/subscriptions/{rental}/cancel");
    let reason = json!({"reason": "customer_request"});
    office.acme.post(&cancel, reason).await.ok();
    let open = format!("/v1/payments?rentalId={rental}&status=pending,processing,failed");
    assert_eq!(office.acme.get(&open).await.ok()["count"], 0);
    // What has begun stays owed, by itself again once the bill is called off.
    let cancel = format!("{}/cancel", path(&bill));
    let reason = json!({"reason": "Wrong address"});
    office.acme.post(&cancel, reason).await.ok();
    let owed = office.acme.get(&open).await.ok();
    assert_eq!(owed["count"], 1);
    assert_eq!(owed["payments"][0]["dueDate"], "2026-01-15");
    app.clock.advance(TimeDelta::days(60));
    run(&app, &office.acme).await;
    assert_eq!(office.bills().await.len(), 1);
}

#[tokio::test]
async fn what_an_upgrade_takes_over_does_not_come_back_with_a_bill() {
    let app = TestApp::new().await;
    let office = Office::open(&app, (20, "immediate"), json!({})).await;
    let rental = id(&office.join("SN-1").await, "rentalId");
    given::asset(&office.acme, "SN-2", LAPTOP).await;
    app.clock.advance(TimeDelta::days(5));
    assert_eq!(run(&app, &office.acme).await.consolidated, 1);
    let bill = office.bills().await[0].clone();
    // From the day on that the bill asks for: the new contract is billed for it, with the same group.
    let upgrade = format!("/v1/subscriptions/{rental}/upgrade");
    let body = json!({
        "newSku": LAPTOP, "newSerialNumber": "SN-2", "contractLength": 12, "startDate": "2026-01-15",
    });
    let done = office.acme.post(&upgrade, body).await.ok();
    assert_eq!(done["rental"]["billingGroupId"], office.group);
    let cancel = format!("{}/cancel", path(&bill));
    let reason = json!({"reason": "Upgraded"});
    office.acme.post(&cancel, reason).await.ok();
    for (rental, open) in [(rental, 0), (id(&done, "newRentalId"), 12)] {
        let query = format!("/v1/payments?rentalId={rental}&status=pending");
        assert_eq!(office.acme.get(&query).await.ok()["count"], open);
    }
}

#[tokio::test]
async fn a_cancelled_payment_leaves_its_charges_to_the_next_month() {
    let app = TestApp::new().await;
    let office = Office::open(&app, (15, "immediate"), json!({})).await;
    let rental = office.join("SN-1").await;
    run(&app, &office.acme).await;
    let bill = office.bills().await[0].clone();
    let cancel = format!("{}/cancel", path(&bill));
    office
        .acme
        .post(&cancel, json!({"reason": "Wrong address"}))
        .await
        .ok();
    assert_eq!(office.next_billing(&rental).await, "2026-01-15");
    let query = format!(
        "/v1/payments?rentalId={}&status=pending",
        id(&rental, "rentalId")
    );
    assert_eq!(office.acme.get(&query).await.ok()["count"], 12);
    assert!(
        run(&app, &office.acme).await.is_empty(),
        "not twice for one month"
    );
    app.clock.advance(TimeDelta::days(31));
    assert_eq!(run(&app, &office.acme).await.consolidated, 1);
    let bills = office.bills().await;
    assert_eq!((bills.len(), lines(&bills[1])), (2, 2));
    assert_eq!(bills[1]["billingPeriod"], "2026-02");
}

#[tokio::test]
async fn the_sandbox_is_asked_for_the_whole_and_not_for_the_parts() {
    let app = TestApp::new().await;
    let office = Office::open(&app, (20, "immediate"), sandbox(&["decline", "succeed"])).await;
    let rentals = [office.join("SN-1").await, office.join("SN-2").await];
    assert!(
        run(&app, &office.acme).await.is_empty(),
        "they wait for the group"
    );
    app.clock.advance(TimeDelta::days(5));
    let report = run(&app, &office.acme).await;
    assert_eq!((report.consolidated, report.declined), (1, 1));
    assert_eq!(charges(&app, &office.acme).await, 0);
    app.clock.advance(TimeDelta::days(3));
    assert_eq!(run(&app, &office.acme).await.paid, 1);
    assert_eq!(charges(&app, &office.acme).await, 1);
    let bill = now(&office.acme, &office.bills().await[0]).await;
    assert_eq!(
        (&bill["status"], &bill["captureAttempts"]),
        (&json!("paid"), &json!(2))
    );
    for rental in &rentals {
        assert_eq!(collected(&office.acme, rental).await, 159);
    }
}

#[tokio::test]
async fn members_of_a_group_that_is_gone_are_asked_one_by_one() {
    let app = TestApp::new().await;
    let office = Office::open(&app, (20, "immediate"), sandbox(&[])).await;
    office.join("SN-1").await;
    office.join("SN-2").await;
    assert!(run(&app, &office.acme).await.is_empty());
    sqlx::query("update billing_groups set status = 'inactive' where tenant_id = $1")
        .bind(office.acme.tenant)
        .execute(&app.owner)
        .await
        .unwrap();
    let report = run(&app, &office.acme).await;
    assert_eq!((report.consolidated, report.paid), (0, 2));
    app.clock.advance(TimeDelta::days(31));
    assert_eq!(run(&app, &office.acme).await.paid, 2);
    assert!(office.bills().await.is_empty());
}

#[tokio::test]
async fn what_waits_for_its_group_is_not_late() {
    let app = TestApp::new().await;
    let fees = json!({"lateFees": {"fee": "flat", "flatMinor": 500, "graceDays": 0}});
    let office = Office::open(&app, (28, "immediate"), fees).await;
    office.join("SN-1").await;
    app.clock.advance(TimeDelta::days(10));
    assert!(run(&app, &office.acme).await.is_empty());
    app.clock.advance(TimeDelta::days(3));
    assert_eq!(run(&app, &office.acme).await.consolidated, 1);
    app.clock.advance(TimeDelta::days(1));
    assert_eq!(run(&app, &office.acme).await.late_fees, 1);
    assert_eq!(office.bills().await[0]["total"], json!(197.39));
}

#[tokio::test]
async fn nothing_is_done_for_another_tenant() {
    let app = TestApp::new().await;
    let (ours, theirs) = (
        Office::open(&app, (15, "immediate"), sandbox(&[])).await,
        Office::open(&app, (15, "immediate"), sandbox(&[])).await,
    );
    ours.join("SN-1").await;
    theirs.join("SN-1").await;
    let before = theirs.acme.get("/v1/payments").await.bytes;
    let report = run(&app, &ours.acme).await;
    assert_eq!((report.consolidated, report.paid), (1, 1));
    assert_eq!(theirs.acme.get("/v1/payments").await.bytes, before);
}
