//! Lists of subscriptions: pages in both directions, orders, filters.
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{PATH, shop};
use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, MONITOR, id},
};

/// Five rentals of two customers, a minute apart; their ends do not follow their making.
async fn five(app: &TestApp) -> (Client, Vec<Value>) {
    let acme = shop(app).await;
    let mut rentals = Vec::new();
    for (number, (sku, term, start)) in [
        (LAPTOP, 24, "2026-01-10"),
        (MONITOR, 6, "2026-03-01"),
        (LAPTOP, 12, "2025-12-01"),
        (MONITOR, 12, "2025-12-01"),
        (LAPTOP, 6, "2026-02-01"),
    ]
    .into_iter()
    .enumerate()
    {
        let email = format!("c{}@example.com", number % 2);
        let order = given::order_body(&email, &[(sku, 1, term)]);
        let order = acme.post("/v1/orders", order).await.ok();
        let serial = format!("S-{number}");
        given::asset(&acme, &serial, sku).await;
        let body = json!({
            "orderId": order["orderId"], "assetSerialNumber": serial, "startDate": start,
        });
        let made = acme.post(PATH, body).await.ok();
        rentals.push(made["rental"].clone());
        app.clock.advance(TimeDelta::minutes(1));
    }
    (acme, rentals)
}

/// Places among the five of what a list holds, over all of its pages.
async fn walk(client: &Client, rentals: &[Value], query: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("{PATH}?limit=2&{query}{cursor}");
        let page = client.get(&path).await.ok();
        let rows = page["rentals"].as_array().unwrap();
        assert_eq!(page["count"], rows.len());
        let place = |row: &Value| {
            let same = |rental: &Value| rental["rentalId"] == row["rentalId"];
            rentals.iter().position(same).unwrap()
        };
        found.extend(rows.iter().map(place));
        let more = page["hasMore"].as_bool().unwrap();
        assert_eq!(more, !page["nextCursor"].is_null());
        if !more {
            return found;
        }
        cursor = format!("&startAfter={}", id(&page, "nextCursor"));
    }
}

#[tokio::test]
async fn pages_follow_every_order_in_both_directions() {
    let app = TestApp::new().await;
    let (acme, rentals) = five(&app).await;
    let by_status: Vec<usize> = (0..5).collect();
    for (sort, ascending) in [
        ("createdAt", vec![0, 1, 2, 3, 4]),
        ("updatedAt", vec![0, 1, 2, 3, 4]),
        ("startDate", vec![2, 3, 0, 4, 1]),
        ("endDate", vec![4, 1, 2, 3, 0]),
        ("status", by_status),
    ] {
        let query = format!("sortBy={sort}&sortDir=asc");
        assert_eq!(walk(&acme, &rentals, &query).await, ascending, "{sort}");
        let query = format!("sortBy={sort}&sortDir=desc");
        let descending: Vec<usize> = ascending.into_iter().rev().collect();
        assert_eq!(walk(&acme, &rentals, &query).await, descending, "{sort}");
    }
    assert_eq!(walk(&acme, &rentals, "").await, [4, 3, 2, 1, 0]);
    let after = format!("startAfter={}", id(&rentals[2], "rentalId"));
    let page = acme.get(&format!("{PATH}?{after}")).await.ok();
    assert_eq!((&page["count"], &page["limit"]), (&json!(2), &json!(50)));
}

#[tokio::test]
async fn filters_must_all_hold() {
    let app = TestApp::new().await;
    let (acme, rentals) = five(&app).await;
    let customer = id(&rentals[1], "customerId");
    let order = id(&rentals[2], "orderId");
    for (query, expected) in [
        (format!("customerId={customer}"), vec![3, 1]),
        (format!("orderId={order}"), vec![2]),
        (format!("orderId={order}&customerId={customer}"), vec![]),
        ("customerId=cust_1".to_owned(), vec![]),
        ("serialNumber=S-4".to_owned(), vec![4]),
        ("serialNumber=S".to_owned(), vec![]),
        (format!("sku={MONITOR}"), vec![3, 1]),
        ("status=active".to_owned(), vec![4, 3, 2, 1, 0]),
        ("status=cancelled,ended_buyout".to_owned(), vec![]),
        (
            "status=cancelled,active&serialNumber=S-0".to_owned(),
            vec![0],
        ),
        ("endDateFrom=2026-12-01".to_owned(), vec![3, 2, 0]),
        ("endDateTo=2026-09-01".to_owned(), vec![4, 1]),
        (
            "endDateFrom=2026-08-02&endDateTo=2026-12-01".to_owned(),
            vec![3, 2, 1],
        ),
        ("unknown=1&serialNumber=S-1".to_owned(), vec![1]),
    ] {
        assert_eq!(walk(&acme, &rentals, &query).await, expected, "{query}");
    }
}

#[tokio::test]
async fn every_fault_of_a_query_is_told_at_once() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let query = "limit=101&sortBy=price&sortDir=up&status=done&endDateFrom=soon&endDateTo=x";
    let answer = acme.get(&format!("{PATH}?{query}")).await;
    let answer = answer.refused(400, "VALIDATION_ERROR");
    let mut paths: Vec<&str> = answer.faults().iter().map(|(path, _)| *path).collect();
    paths.sort_unstable();
    let expected = [
        "endDateFrom",
        "endDateTo",
        "limit",
        "sortBy",
        "sortDir",
        "status",
    ];
    assert_eq!(paths, expected);
    let answer = acme.get(&format!("{PATH}?startAfter=nothing")).await;
    answer.refused(400, "VALIDATION_ERROR");
}

#[tokio::test]
async fn a_rental_names_its_variant_as_it_is_called_now() {
    let app = TestApp::new().await;
    let (acme, rentals) = five(&app).await;
    assert!(
        rentals
            .iter()
            .all(|rental| rental["variantName"] == "Standard")
    );
    sqlx::query("update variants set name = 'Graphite' where tenant_id = $1 and variant_sku = $2")
        .bind(acme.tenant)
        .bind(LAPTOP)
        .execute(&app.owner)
        .await
        .unwrap();
    let list = acme.get(PATH).await.ok();
    for rental in list["rentals"].as_array().unwrap() {
        let expected = if rental["sku"] == LAPTOP {
            "Graphite"
        } else {
            "Standard"
        };
        assert_eq!(rental["variantName"], expected);
        let path = format!("{PATH}/{}", id(rental, "rentalId"));
        assert_eq!(acme.get(&path).await.ok(), *rental);
    }
}
