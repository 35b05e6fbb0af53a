//! Races over customers.
use std::time::Duration;

use flexorder::db;
use serde_json::{Value, json};

use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, id},
};

/// An order of John, and the path of his record.
async fn john(client: &Client) -> (Value, String) {
    let order = given::order(client, &[(LAPTOP, 1, 12)]).await;
    let path = format!("/v1/customers/{}", id(&order["customer"], "customerId"));
    (order, path)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_email_that_changes_hands_while_it_is_looked_up_makes_a_new_customer() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let (_, path) = john(&acme).await;
    // A change of the e-mail that holds its lock while the order comes in.
    let mut slow = db::begin(&app.pool, acme.tenant).await.unwrap();
    sqlx::query("select 1 from customers where tenant_id = $1 for update")
        .bind(acme.tenant)
        .execute(&mut *slow)
        .await
        .unwrap();
    let body = given::order_body("john@example.com", &[(LAPTOP, 1, 12)]);
    let client = acme.clone();
    let waiting = tokio::spawn(async move { client.post("/v1/orders", body).await });
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(!waiting.is_finished(), "the order waits for the customer");
    sqlx::query(
        "update customers set email = 'jack@example.com', email_folded = 'jack@example.com' \
         where tenant_id = $1",
    )
    .bind(acme.tenant)
    .execute(&mut *slow)
    .await
    .unwrap();
    slow.commit().await.unwrap();
    let order = waiting.await.unwrap().ok();
    let other = id(&order["order"]["customer"], "customerId");
    assert!(
        !path.ends_with(&other),
        "the e-mail was free: a new customer"
    );
    assert_eq!(acme.get(&path).await.ok()["totalOrders"], 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_change_of_email_and_orders_with_it_never_fail() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    for round in 0..16 {
        let (old, new) = (
            format!("a{round}@example.com"),
            format!("b{round}@example.com"),
        );
        let body = |email: &str| given::order_body(email, &[(LAPTOP, 1, 12)]);
        let first = acme.post("/v1/orders", body(&old)).await.ok();
        let known = id(&first["order"]["customer"], "customerId");
        let path = format!("/v1/customers/{known}");
        let (one, two, changed, three) = tokio::join!(
            acme.post("/v1/orders", body(&old)),
            acme.post("/v1/orders", body(&new)),
            acme.put(&path, json!({"email": new})),
            acme.post("/v1/orders", body(&old)),
        );
        // The new e-mail may be taken by the order that named it first.
        if changed.status != 200 {
            changed.refused(409, "EMAIL_EXISTS");
        }
        let orders = [one.ok(), two.ok(), three.ok()];
        let listed = acme
            .get(&format!("/v1/orders?customerId={known}"))
            .await
            .ok();
        let of_known = orders
            .iter()
            .filter(|order| order["order"]["customer"]["customerId"] == json!(known))
            .count();
        assert_eq!(listed["count"], of_known + 1);
        assert_eq!(acme.get(&path).await.ok()["totalOrders"], of_known + 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_deleting_a_customer_and_an_order_of_theirs_one_wins() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    for round in 0..16 {
        let body = given::order_body(&format!("c{round}@example.com"), &[(LAPTOP, 1, 12)]);
        let first = acme.post("/v1/orders", body.clone()).await.ok();
        let order = id(&first["order"], "orderId");
        let known = id(&first["order"]["customer"], "customerId");
        acme.post(&format!("/v1/orders/{order}/cancel"), json!({}))
            .await
            .ok();
        let path = format!("/v1/customers/{known}");
        let (deleted, ordered) = if round % 2 == 0 {
            tokio::join!(acme.delete(&path), acme.post("/v1/orders", body))
        } else {
            let (ordered, deleted) =
                tokio::join!(acme.post("/v1/orders", body), acme.delete(&path));
            (deleted, ordered)
        };
        let customer = acme.get(&path).await.ok();
        let (status, orders) = if deleted.status == 200 {
            ordered.refused(400, "CUSTOMER_INACTIVE");
            ("inactive", 1)
        } else {
            deleted.refused(409, "CUSTOMER_HAS_PENDING_ORDERS");
            ordered.ok();
            ("active", 2)
        };
        assert_eq!(
            (&customer["status"], &customer["totalOrders"]),
            (&json!(status), &json!(orders))
        );
    }
}
