//! Tenants with years of orders, laid by SQL.
use serde_json::json;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};

use super::explain;
use crate::support::{
    app::{TestApp, pool_settings},
    client::Client,
    db as databases,
};

/// Orders of the large tenant.
pub const ORDERS: i32 = 20_000;
/// How many other tenants there are, and orders of each.
const OTHERS: (u32, i32) = (20, 500);

/// `plan_id`: the id of the n-th of a kind, `seconds` after the first order.
const FUNCTIONS: &str = "
    create function plan_epoch() returns timestamptz language sql immutable
        return timestamptz '2024-01-01 00:00:00+00';
    create function plan_dice(n bigint, throw bigint) returns integer language sql immutable
        return (hashint8extended(n, throw) & 65535)::integer;
    create function plan_id(kind text, tenant uuid, n bigint, seconds bigint) returns uuid
        language sql immutable
        return (lpad(to_hex((1704067200 + seconds) * 1000), 12, '0') || '7'
            || substr(md5(kind || tenant || n), 1, 3) || '8' || substr(md5(kind || tenant || n), 4, 15))::uuid;
";

/// A client of the large tenant, with plans made for the values or for all values.
pub async fn clients() -> [Client; 2] {
    let database = databases::own("plans").await;
    let mut owner = PgConnection::connect_with(&database).await.unwrap();
    owner.execute(FUNCTIONS).await.unwrap();
    // Foreign keys are not what is looked at, and looking each up is half of the time.
    let trusting = "set session_replication_role = replica";
    owner.execute(trusting).await.unwrap();
    let app = TestApp::on(
        explain::explained(database.clone(), false),
        pool_settings(1),
    )
    .await;
    let large = app.tenant().await;
    let mut tenants = vec![(large.tenant, ORDERS)];
    for _ in 0..OTHERS.0 {
        tenants.push((app.tenant().await.tenant, OTHERS.1));
    }
    for statement in include_str!("load.sql").split("----\n") {
        for (tenant, orders) in &tenants {
            sqlx::query(AssertSqlSafe(statement))
                .bind(tenant)
                .bind(orders)
                .execute(&mut owner)
                .await
                .unwrap();
        }
        // Else what is laid on top is joined by wrong guesses.
        let analyze = format!("analyze {}", table_of(statement));
        owner.execute(AssertSqlSafe(analyze)).await.unwrap();
    }
    for (id, kind) in [("costCenter", "text"), ("po", "text"), ("seats", "number")] {
        sqlx::query(
            "insert into custom_fields (tenant_id, section, id, label, field_type, required, format, created_at, \
             updated_at) values ($1, 'order', $2, $2, $3, false, $4, now(), now())",
        )
        .bind(large.tenant)
        .bind(id)
        .bind(kind)
        .bind(json!({}))
        .execute(&mut owner)
        .await
        .unwrap();
    }
    owner.execute("vacuum analyze").await.unwrap();
    let generic = TestApp::on(explain::explained(database, true), pool_settings(1)).await;
    let again = Client::new(generic.router, &large.key, large.tenant, large.organization);
    [large, again]
}

/// The table that a statement of `load.sql` fills.
fn table_of(statement: &str) -> &str {
    let mut words = statement.split_whitespace();
    words
        .find(|word| ["into", "update"].contains(word))
        .and_then(|_| words.next())
        .unwrap()
}
