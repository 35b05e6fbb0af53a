//! Lists of orders: filters, search, sorting, pages.
use serde_json::{Value, json};

use super::{fulfil, path, post, shop};
use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, MONITOR, id},
};

/// Ids of the orders a query lists.
async fn list(acme: &Client, query: &str) -> Vec<String> {
    let list = acme.get(&format!("/v1/orders?{query}")).await.ok();
    let orders = list["orders"].as_array().unwrap();
    orders.iter().map(|order| id(order, "orderId")).collect()
}

/// All pages of a query, of two orders each.
async fn pages(acme: &Client, query: &str) -> Vec<String> {
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let page = acme
            .get(&format!("/v1/orders?limit=2&{query}{after}"))
            .await
            .ok();
        let orders = page["orders"].as_array().unwrap();
        all.extend(orders.iter().map(|order| id(order, "orderId")));
        let Some(next) = page["nextCursor"].as_str() else {
            assert_eq!(page["hasMore"], false);
            return all;
        };
        assert_eq!(
            (&page["count"], &page["hasMore"]),
            (&json!(2), &json!(true))
        );
        after = format!("&startAfter={next}");
    }
}

async fn ordered(acme: &Client, email: &str, first: &str, last: &str, sku: &str) -> Value {
    let body = given::order_body(email, &[(sku, 1, 12)]);
    let customer = json!({"customer": {"email": email, "firstName": first, "lastName": last}});
    post(acme, body, customer).await.ok()["order"].clone()
}

#[tokio::test]
async fn search_finds_names_emails_ids_and_products_as_plain_text() {
    let acme = shop(&TestApp::new().await).await;
    let john = ordered(&acme, "john_smith@example.com", "John", "Smith", LAPTOP).await;
    let ada = ordered(&acme, "ada@lovelace.org", "Ada", "Løvelace 100%", MONITOR).await;
    let (john, ada) = (id(&john, "orderId"), id(&ada, "orderId"));
    let tail = john[20..].to_uppercase();
    for (search, found) in [
        ("JOHN", vec![&john]),
        ("john smith", vec![&john]),
        ("hn_sm", vec![&john]),
        ("a_a", vec![]),
        ("100%", vec![&ada]),
        ("%", vec![&ada]),
        ("LØVE", vec![&ada]),
        ("@", vec![&ada, &john]),
        ("dell u2722d", vec![&ada]),
        ("macbook", vec![&john]),
        (john.as_str(), vec![&john]),
        (tail.as_str(), vec![&john]),
        ("ord_", vec![&ada, &john]),
        ("nobody", vec![]),
    ] {
        let search: String = form_urlencoded::byte_serialize(search.as_bytes()).collect();
        let got = list(&acme, &format!("search={search}")).await;
        assert_eq!(got.iter().collect::<Vec<_>>(), found, "{search}");
    }
}

#[tokio::test]
async fn filters_hold_all_at_once() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let first = given::confirmed_order(&acme, &[(LAPTOP, 1, 12), (MONITOR, 1, 12)]).await;
    fulfil(&acme, &first, "SN-1", LAPTOP).await;
    app.clock.advance(chrono::TimeDelta::days(1));
    let body = given::order_body("jane@example.com", &[(MONITOR, 1, 12)]);
    let set = json!({
        "externalId": "E-1",
        "customer": {"email": "jane@example.com", "firstName": "J", "lastName": "D",
            "customerType": "business"},
    });
    let second = post(&acme, body, set).await.ok()["order"].clone();
    let customer = id(&second["customer"], "customerId");
    let (first, second) = (id(&first, "orderId"), id(&second, "orderId"));
    for (query, found) in [
        (String::new(), vec![&second, &first]),
        ("unknown=1".into(), vec![&second, &first]),
        ("status=pending".into(), vec![&second]),
        ("status=partial,pending".into(), vec![&second, &first]),
        ("status=partial&status=cancelled".into(), vec![&first]),
        ("customerType=business".into(), vec![&second]),
        ("customerType=individual&status=pending".into(), vec![]),
        (format!("customerId={customer}"), vec![&second]),
        ("customerId=nobody".into(), vec![]),
        ("orderType=standard".into(), vec![&second, &first]),
        ("orderType=upgrade".into(), vec![]),
        ("createdFrom=2026-01-16".into(), vec![&second]),
        ("createdTo=2026-01-15".into(), vec![&first]),
        (
            "createdFrom=2026-01-15T12:00:00Z&createdTo=2026-01-15T12:00:00Z".into(),
            vec![&first],
        ),
        (format!("sku={LAPTOP}"), vec![&first]),
        (format!("sku={MONITOR}"), vec![&second, &first]),
        ("serialNumber=SN-1".into(), vec![&first]),
        ("serialNumber=SN-2".into(), vec![]),
        ("externalId=E-1".into(), vec![&second]),
    ] {
        let got = list(&acme, &query).await;
        assert_eq!(got.iter().collect::<Vec<_>>(), found, "{query}");
    }
}

#[tokio::test]
async fn every_order_of_a_list_pages_both_ways() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let mut orders = Vec::new();
    for (quantity, confirmed) in [(3, false), (1, true), (2, false), (2, true), (1, false)] {
        let order = given::order(&acme, &[(LAPTOP, quantity, 12)]).await;
        app.clock
            .advance(chrono::TimeDelta::seconds(i64::from(quantity % 2)));
        if confirmed {
            acme.post(&format!("{}/confirm", path(&order)), json!({}))
                .await
                .ok();
        }
        orders.push(id(&order, "orderId"));
    }
    for (sort, expected) in [
        ("createdAt", [0, 1, 2, 3, 4]),
        ("orderId", [0, 1, 2, 3, 4]),
        ("updatedAt", [0, 1, 2, 3, 4]),
        ("status", [1, 3, 0, 2, 4]),
        ("totals.total", [1, 4, 2, 3, 0]),
    ] {
        let up: Vec<&String> = expected.iter().map(|&index| &orders[index]).collect();
        let got = pages(&acme, &format!("sortBy={sort}&sortDir=asc")).await;
        if sort != "updatedAt" {
            assert_eq!(got.iter().collect::<Vec<_>>(), up, "{sort}");
        }
        let mut down = pages(&acme, &format!("sortBy={sort}")).await;
        down.reverse();
        assert_eq!(down, got, "{sort}");
    }
    let after = list(&acme, &format!("startAfter={}", orders[2])).await;
    assert_eq!(after, [orders[1].clone(), orders[0].clone()]);
}

#[tokio::test]
async fn bad_parameters_are_all_told() {
    let acme = shop(&TestApp::new().await).await;
    let query = "limit=101&status=open,pending&sortBy=name&createdFrom=soon&customerType=x";
    let answer = acme.get(&format!("/v1/orders?{query}")).await;
    let answer = answer.refused(400, "VALIDATION_ERROR");
    let mut paths: Vec<&str> = answer.faults().iter().map(|(path, _)| *path).collect();
    paths.sort_unstable();
    assert_eq!(
        paths,
        ["createdFrom", "customerType", "limit", "sortBy", "status"]
    );
    let answer = acme.get("/v1/orders?startAfter=nowhere").await;
    assert_eq!(
        answer.refused(400, "VALIDATION_ERROR").faults()[0].0,
        "startAfter"
    );
}
