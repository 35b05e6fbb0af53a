//! Payments in the order of their customers' names.
use axum::http::Method;
use serde_json::{Value, json};

use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, id},
};

/// A customer who rents a laptop for six months: their id.
async fn renter(acme: &Client, (first, last): (&str, &str), serial: &str) -> String {
    given::asset(acme, serial, LAPTOP).await;
    let email = format!("{serial}@example.com");
    let mut body = given::order_body(&email, &[(LAPTOP, 1, 6)]);
    body["customer"]["firstName"] = json!(first);
    body["customer"]["lastName"] = json!(last);
    let order = acme.post("/v1/orders", body).await.ok()["order"].clone();
    given::subscription(acme, &id(&order, "orderId"), serial).await;
    id(&order["customer"], "customerId")
}

async fn rename(acme: &Client, customer: &str, (first, last): (&str, &str)) {
    let name = json!({"firstName": first, "lastName": last});
    acme.put(&format!("/v1/customers/{customer}"), name)
        .await
        .ok();
}

/// Whose payments they are, one after the other; each customer once where theirs stand together.
async fn customers(acme: &Client, query: &str) -> Vec<String> {
    let path = format!("/v1/payments?sortBy=customer&{query}");
    let list = acme.get(&path).await.ok();
    let payments = list["payments"].as_array().unwrap().iter();
    let mut customers: Vec<String> = payments.map(|it| id(it, "customerId")).collect();
    customers.dedup();
    customers
}

#[tokio::test]
async fn payments_stand_by_first_and_last_name_whatever_the_case() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let zoe = renter(&acme, ("Zoe", "Adams"), "SN-1").await;
    let emile = renter(&acme, ("\u{c9}MILE", "Zola"), "SN-2").await;
    let ada = renter(&acme, ("ada", "Young"), "SN-3").await;
    let other_ada = renter(&acme, ("Ada", "byron"), "SN-4").await;
    let ordered = [&other_ada, &ada, &zoe, &emile].map(String::clone);
    assert_eq!(customers(&acme, "sortDir=asc").await, ordered);
    let backwards: Vec<String> = ordered.iter().rev().cloned().collect();
    assert_eq!(customers(&acme, "").await, backwards);
    let pending = format!("sortDir=asc&status=pending&customerId={ada}");
    assert_eq!(customers(&acme, &pending).await, [ada]);
}

#[tokio::test]
async fn a_new_name_moves_what_was_laid_and_what_is_laid_later() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    for tenant in [&acme, &globex] {
        given::laptop(tenant).await;
    }
    let ada = renter(&acme, ("Ada", "Byron"), "SN-1").await;
    let bo = renter(&acme, ("Bo", "Li"), "SN-2").await;
    let elsewhere = renter(&globex, ("Ada", "Byron"), "SN-1").await;
    let other = renter(&globex, ("Bo", "Li"), "SN-2").await;
    let before = acme.get("/v1/payments?sortBy=createdAt").await.ok();

    rename(&acme, &ada, ("Zoe", "Byron")).await;
    let moved = [bo.clone(), ada.clone()];
    assert_eq!(customers(&acme, "sortDir=asc").await, moved);
    assert_eq!(customers(&globex, "sortDir=asc").await, [elsewhere, other]);
    let after = acme.get("/v1/payments?sortBy=createdAt").await.ok();
    assert_eq!(before["payments"], after["payments"], "nothing else moved");

    // A later contract of hers is laid under the name she has by then.
    given::asset(&acme, "SN-3", LAPTOP).await;
    let again = given::order_body("SN-1@example.com", &[(LAPTOP, 1, 6)]);
    let order = acme.post("/v1/orders", again).await.ok();
    given::subscription(&acme, &id(&order, "orderId"), "SN-3").await;
    assert_eq!(customers(&acme, "sortDir=asc").await, moved);

    // Only the last name, and back to the front with it.
    rename(&acme, &bo, ("Zoe", "Zander")).await;
    let back = [ada.clone(), bo.clone()];
    assert_eq!(customers(&acme, "sortDir=asc").await, back);
    let path = format!("/v1/customers/{bo}");
    let stale = acme.call(Method::PUT, &path).if_match("\"1\"");
    let stale = stale.json(&json!({"firstName": "Al"})).send().await;
    stale.refused(412, "PRECONDITION_FAILED");
    assert_eq!(customers(&acme, "sortDir=asc").await, back);
}

#[tokio::test]
async fn a_page_goes_on_where_the_one_before_ended() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    // Of one name are two customers: ids break the tie.
    for (name, serial) in [
        (("Bo", "Li"), "SN-1"),
        (("Ada", "Byron"), "SN-2"),
        (("Bo", "Li"), "SN-3"),
    ] {
        renter(&acme, name, serial).await;
    }
    for dir in ["asc", "desc"] {
        let base = format!("/v1/payments?sortBy=customer&sortDir={dir}");
        let whole = acme.get(&base).await.ok()["payments"].clone();
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let page = acme.get(&format!("{base}&limit=5{after}")).await.ok();
            seen.extend(page["payments"].as_array().unwrap().clone());
            let Some(cursor) = page["nextCursor"].as_str() else {
                break;
            };
            after = format!("&startAfter={cursor}");
        }
        assert_eq!(Value::Array(seen), whole, "{dir}");
    }
}
