//! Orders of one tenant that arrive together are made together; none of them may notice.
use std::collections::HashSet;

use axum::http::Method;
use futures::future::join_all;
use serde_json::{Value, json};

use super::statuses;
use crate::support::{
    app::TestApp,
    client::{Answer, Client},
    given::{self, LAPTOP},
};

/// Sends all bodies at once, each with a key of its own.
async fn at_once(client: &Client, bodies: Vec<Value>) -> Vec<Answer> {
    let tasks = bodies.into_iter().enumerate().map(|(number, body)| {
        let client = client.clone();
        tokio::spawn(async move {
            let call = client.call(Method::POST, "/v1/orders");
            call.key(&format!("key-{number}")).json(&body).send().await
        })
    });
    let answers = join_all(tasks).await;
    answers.into_iter().map(Result::unwrap).collect()
}

fn body(customer: usize) -> Value {
    given::order_body(&format!("c{customer}@example.com"), &[(LAPTOP, 1, 12)])
}

async fn count(app: &TestApp, client: &Client, sql: &'static str) -> i64 {
    let count = sqlx::query_scalar(sql).bind(client.tenant);
    count.fetch_one(&app.owner).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn concurrent_orders_share_transactions_and_are_each_told_of_their_own() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let answers = at_once(&acme, (0..64).map(body).collect()).await;
    assert_eq!(statuses(&answers), vec![201; 64]);
    for (number, answer) in answers.into_iter().enumerate() {
        let order = &answer.ok()["order"];
        assert_eq!(
            order["customer"]["email"],
            json!(format!("c{number}@example.com"))
        );
    }
    let transactions = "select count(distinct xmin::text) from orders where tenant_id = $1";
    let transactions = count(&app, &acme, transactions).await;
    assert!(
        (1..64).contains(&transactions),
        "{transactions} for 64 orders"
    );
    for (sql, expected) in [
        ("select count(*) from orders where tenant_id = $1", 64),
        (
            "select sum(total_orders)::bigint from customers where tenant_id = $1",
            64,
        ),
        (
            "select count(*) from idempotency_keys where tenant_id = $1",
            64,
        ),
        (
            "select count(*) from platform.outbox where tenant_id = $1",
            64,
        ),
        (
            "select count(*) from timeline_entries where tenant_id = $1 and action = 'order.created'",
            64,
        ),
        (
            "select count(*) from timeline_entries where tenant_id = $1 and action = 'customer.created'",
            64,
        ),
    ] {
        assert_eq!(count(&app, &acme, sql).await, expected, "{sql}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_refused_order_leaves_nothing_behind_and_harms_no_other() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let bodies = (0..48).map(|number| {
        let mut body = body(number);
        if number % 3 == 0 {
            body["items"][0]["sku"] = json!("NO-SUCH-SKU");
        }
        body
    });
    let answers = at_once(&acme, bodies.collect()).await;
    for (number, answer) in answers.into_iter().enumerate() {
        if number % 3 == 0 {
            answer.refused(400, "VARIANT_NOT_FOUND");
        } else {
            answer.ok();
        }
    }
    for table in [
        "select count(*) from orders where tenant_id = $1",
        "select count(*) from customers where tenant_id = $1",
        "select count(*) from idempotency_keys where tenant_id = $1",
        "select count(*) from platform.outbox where tenant_id = $1",
        "select count(distinct entity_id) from timeline_entries
         where tenant_id = $1 and entity_type = 'customer'",
    ] {
        assert_eq!(count(&app, &acme, table).await, 32, "{table}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_orders_with_one_external_id_one_is_made_and_the_others_name_it() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let bodies = (0..40).map(|number| {
        let mut body = body(number);
        if number % 4 == 0 {
            body["externalId"] = json!("the-same");
        }
        body
    });
    let answers = at_once(&acme, bodies.collect()).await;
    let (made, refused): (Vec<Answer>, Vec<Answer>) =
        answers.into_iter().partition(|answer| answer.status == 201);
    assert_eq!((made.len(), refused.len()), (31, 9));
    for answer in refused {
        answer.refused(409, "EXTERNAL_ID_EXISTS");
    }
    let customers = "select count(*) from customers where tenant_id = $1";
    assert_eq!(count(&app, &acme, customers).await, 31);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn orders_of_few_customers_at_once_are_all_counted() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    // Known ones and new ones, each in capitals now and then.
    acme.post("/v1/orders", body(0)).await.ok();
    let bodies = (0..60).map(|number| {
        let mut body = body(number % 3);
        if number % 2 == 0 {
            let email = body["customer"]["email"].as_str().unwrap().to_uppercase();
            body["customer"]["email"] = json!(email);
        }
        body
    });
    let answers = at_once(&acme, bodies.collect()).await;
    let ids: HashSet<String> = answers
        .into_iter()
        .map(|answer| answer.ok()["order"]["customer"]["customerId"].to_string())
        .collect();
    assert_eq!(ids.len(), 3);
    let customers = acme.get("/v1/customers").await.ok();
    let mut counted: Vec<i64> = customers["customers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|customer| customer["totalOrders"].as_i64().unwrap())
        .collect();
    counted.sort_unstable();
    assert_eq!(counted, [20, 20, 21]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn equal_orders_at_once_are_one_within_the_window() {
    let app = TestApp::new().await;
    let spec = crate::support::app::TenantSpec {
        settings: json!({"duplicateWindowSeconds": 60}),
        ..Default::default()
    };
    let acme = app.tenant_with(spec).await;
    given::laptop(&acme).await;
    let answers = at_once(&acme, (0..30).map(|number| body(number % 2)).collect()).await;
    let ids: HashSet<String> = answers
        .into_iter()
        .map(|answer| answer.ok()["order"]["orderId"].to_string())
        .collect();
    assert_eq!(ids.len(), 2, "one order for each customer");
}
