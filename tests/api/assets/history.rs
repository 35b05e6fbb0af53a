//! The whole life of an asset.
use serde_json::{Value, json};

use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, id},
};

async fn life(client: &Client, serial: &str) -> Value {
    client
        .get(&format!("/v1/assets/{serial}/history"))
        .await
        .ok()
}

/// A customer's contract of a year with that asset, of which so many payments are paid.
async fn rented(client: &Client, email: &str, serial: &str, paid: usize) -> String {
    let order = given::order_body(email, &[(LAPTOP, 1, 12)]);
    let order = client.post("/v1/orders", order).await.ok();
    let rental = given::subscription(client, &id(&order, "orderId"), serial).await;
    let rental = id(&rental, "rentalId");
    let payments = format!("/v1/payments?sortBy=dueDate&sortDir=asc&rentalId={rental}");
    let payments = client.get(&payments).await.ok();
    for payment in &payments["payments"].as_array().unwrap()[..paid] {
        let path = format!("/v1/payments/{}/mark-paid", id(payment, "paymentId"));
        client.post(&path, json!({})).await.ok();
    }
    rental
}

/// Ends a contract past the API, and gives its asset back.
async fn end(app: &TestApp, client: &Client, serial: &str) {
    for statement in [
        "update assets set status = 'available', subscription_id = null, customer_id = null \
         where tenant_id = $1 and serial_number = $2",
        "update subscriptions set status = 'ended_completed', ended_at = now() \
         where tenant_id = $1 and serial_number = $2",
    ] {
        sqlx::query(statement)
            .bind(client.tenant)
            .bind(serial)
            .execute(&app.owner)
            .await
            .unwrap();
    }
}

fn ids(list: &Value, field: &str) -> Vec<String> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|row| id(row, field))
        .collect()
}

#[tokio::test]
async fn a_fresh_asset_has_no_past() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    given::asset(&acme, "SN/1", LAPTOP).await;
    let life = life(&acme, "SN%2F1").await;
    assert_eq!(life["serialNumber"], "SN/1");
    assert_eq!(life["asset"]["status"], "available");
    for list in ["subscriptions", "customers", "orders", "payments"] {
        assert_eq!(life[list], json!([]), "{list}");
    }
    assert_eq!(ids(&life["timeline"], "action"), ["asset.created"]);
    assert_eq!(
        life["lifetime"],
        json!({
            "subscriptions": 0, "payments": 0, "paidPayments": 0, "currency": "EUR",
            "totalCollected": 0, "totalOutstanding": 0, "acquisitionCost": 1800,
            "costRecoveryPercent": 0, "currentProfit": -1800, "breakevenDate": null,
        })
    );
    acme.get("/v1/assets/nobody/history")
        .await
        .refused(404, "NOT_FOUND");
}

#[tokio::test]
async fn what_is_open_after_its_day_is_overdue() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    given::asset(&acme, "SN-1", LAPTOP).await;
    rented(&acme, "john@example.com", "SN-1", 2).await;
    app.clock.advance(chrono::TimeDelta::days(100));
    let today = "2026-04-25";
    let life = life(&acme, "SN-1").await;
    let payments = life["payments"].as_array().unwrap().iter();
    let late = payments.filter(|one| one["overdue"] == true);
    let late: Vec<_> = late.map(|one| one["dueDate"].as_str().unwrap()).collect();
    assert!(late.iter().all(|day| *day < today));
    assert_eq!(late, ["2026-04-15", "2026-03-15"]);
}

#[tokio::test]
async fn the_subscriptions_of_an_asset_sum_up() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let body = json!({"serialNumber": "SN-1", "sku": LAPTOP, "acquisitionCost": 1000});
    acme.post("/v1/assets", body).await.ok();
    let first = rented(&acme, "john@example.com", "SN-1", 7).await;
    end(&app, &acme, "SN-1").await;
    app.clock.advance(chrono::TimeDelta::days(40));
    let second = rented(&acme, "jane@example.com", "SN-1", 1).await;
    end(&app, &acme, "SN-1").await;
    app.clock.advance(chrono::TimeDelta::days(1));
    let third = rented(&acme, "john@example.com", "SN-1", 0).await;

    let life = life(&acme, "SN-1").await;
    let rentals = vec![third, second, first];
    assert_eq!(ids(&life["subscriptions"], "rentalId"), rentals);
    assert_eq!(
        ids(&life["subscriptions"], "status"),
        ["active", "ended_completed", "ended_completed"]
    );
    let sums: Vec<&Value> = life["subscriptions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|stay| &stay["totalCollected"])
        .collect();
    assert_eq!(sums, [&json!(0), &json!(159), &json!(1113)]);
    assert_eq!(
        ids(&life["customers"], "email"),
        ["john@example.com", "jane@example.com"]
    );
    assert_eq!(
        life["customers"][0]["rentalIds"],
        json!([rentals[0], rentals[2]])
    );
    assert_eq!(life["orders"].as_array().unwrap().len(), 3);
    assert_eq!(
        life["lifetime"],
        json!({
            "subscriptions": 3, "payments": 36, "paidPayments": 8, "currency": "EUR",
            "totalCollected": 1272, "totalOutstanding": 28 * 159, "acquisitionCost": 1000,
            "costRecoveryPercent": 127.2, "currentProfit": 272, "breakevenDate": "2026-01-15",
        })
    );
    let due = ids(&life["payments"], "dueDate");
    assert_eq!(due.len(), 36);
    assert!(due.windows(2).all(|two| two[0] >= two[1]));
    assert_eq!(life["hasMorePayments"], false);
    let actions = ids(&life["timeline"], "action");
    assert_eq!(
        actions
            .iter()
            .filter(|action| *action == "asset.assigned")
            .count(),
        3
    );
}

#[tokio::test]
async fn what_an_asset_earned_before_it_was_replaced_stays_its_own() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    for serial in ["OLD", "NEW"] {
        given::asset(&acme, serial, LAPTOP).await;
    }
    // Due from 15 January on; six are paid.
    let rental = rented(&acme, "john@example.com", "OLD", 6).await;
    app.clock.advance(chrono::TimeDelta::days(80));
    let id: flexorder::kernel::id::SubscriptionId = rental.parse().unwrap();
    let today = app.clock.now().date_naive();
    // What a replacement writes.
    for statement in [
        "update assets set status = 'unavailable', subscription_id = null, customer_id = null \
         where tenant_id = $1 and serial_number = 'OLD' and subscription_id = $2 and $3::date is not null",
        "update subscriptions set serial_number = 'NEW' where tenant_id = $1 and id = $2 and $3::date is not null",
        "update asset_subscriptions set until_date = $3 where tenant_id = $1 and subscription_id = $2",
        "insert into asset_subscriptions (tenant_id, serial_number, subscription_id, assigned_at, from_date) \
         values ($1, 'NEW', $2, now(), $3)",
    ] {
        sqlx::query(statement)
            .bind(acme.tenant)
            .bind(id)
            .bind(today)
            .execute(&app.owner)
            .await
            .unwrap();
    }
    let (old, new) = (life(&acme, "OLD").await, life(&acme, "NEW").await);
    assert_eq!(
        ids(&old["subscriptions"], "rentalId"),
        std::slice::from_ref(&rental)
    );
    assert_eq!(old["subscriptions"][0]["replacedOn"], json!(today));
    assert_eq!(old["subscriptions"][0]["currentSerialNumber"], "NEW");
    assert_eq!(ids(&new["subscriptions"], "rentalId"), [rental]);
    assert!(new["subscriptions"][0].get("replacedOn").is_none());
    // January to March, and the rest.
    assert_eq!(
        (
            &old["lifetime"]["payments"],
            &old["lifetime"]["totalCollected"]
        ),
        (&json!(3), &json!(3 * 159))
    );
    assert_eq!(
        (
            &new["lifetime"]["payments"],
            &new["lifetime"]["totalCollected"]
        ),
        (&json!(9), &json!(3 * 159))
    );
    assert_eq!(new["lifetime"]["totalOutstanding"], 6 * 159);
}

#[tokio::test]
async fn a_long_life_is_told_in_part_and_summed_whole() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    given::asset(&acme, "SN-1", LAPTOP).await;
    rented(&acme, "john@example.com", "SN-1", 12).await;
    end(&app, &acme, "SN-1").await;
    sqlx::raw_sql(sqlx::AssertSqlSafe(
        LONG_LIFE.replace("$1", &format!("'{}'", acme.tenant.as_uuid())),
    ))
    .execute(&app.owner)
    .await
    .unwrap();
    let life = life(&acme, "SN-1").await;
    assert_eq!(life["subscriptions"].as_array().unwrap().len(), 100);
    assert_eq!(life["payments"].as_array().unwrap().len(), 100);
    assert_eq!(
        (&life["hasMoreSubscriptions"], &life["hasMorePayments"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(life["customers"].as_array().unwrap().len(), 1);
    assert_eq!(
        (
            &life["lifetime"]["subscriptions"],
            &life["lifetime"]["payments"]
        ),
        (&json!(121), &json!(121 * 12))
    );
    assert_eq!(life["lifetime"]["totalCollected"], 121 * 12 * 159);
}

/// A hundred and twenty copies of the one contract of a tenant. From the first generated column on they
/// have what new rows have.
const LONG_LIFE: &str = "
    create temporary table copies as
        select s.*, n, gen_random_uuid() as uuid, s.created_at - n * interval '1 day' as at
        from subscriptions s, generate_series(1, 120) n where tenant_id = $1;
    update copies set id = (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0')
        || '7' || substr(replace(uuid::text, '-', ''), 14))::uuid, created_at = at;
    alter table copies drop column uuid, drop column at;
    alter table copies drop column n, drop column id_end, drop column cancel_on,
        drop column scheduled_cancellation;
    insert into subscriptions select * from copies;
    insert into asset_subscriptions (tenant_id, serial_number, subscription_id, assigned_at)
        select $1, 'SN-1', id, created_at from copies;
    create temporary table charges as
        select p.*, c.id as owner from payments p, copies c where p.tenant_id = $1;
    update charges set idempotency_key = owner || ':' || idempotency_key, subscription_id = owner,
        id = overlay(id::text placing substr(md5(owner::text || id), 1, 12) from 25)::uuid;
    alter table charges drop column owner, drop column reference_folded, drop column customer_name_folded,
        drop column payment_method;
    insert into payments select * from charges;
    drop table copies, charges;
";
