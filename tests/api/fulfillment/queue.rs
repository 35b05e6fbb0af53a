//! The queue of what waits for assets.
use serde_json::{Value, json};

use super::{fulfil, item, shop};
use crate::support::{
    app::{TenantSpec, TestApp},
    client::Client,
    given::{self, LAPTOP, MONITOR, id},
};

const PATH: &str = "/v1/fulfillment/queue";

/// `(order, sku, open units)` of each item of a page.
fn told(page: &Value) -> Vec<(String, String, u64)> {
    let items = page["items"].as_array().unwrap().iter();
    items
        .map(|item| {
            let open = item["openUnits"].as_u64().unwrap();
            (id(item, "orderId"), id(item, "sku"), open)
        })
        .collect()
}

async fn queue(client: &Client, query: &str) -> Value {
    client.get(&format!("{PATH}{query}")).await.ok()
}

#[tokio::test]
async fn open_items_stand_oldest_order_first_with_what_could_ship() {
    let app = TestApp::new().await;
    let acme = shop(&app, 4, 0).await;
    let first = given::order(&acme, &[(LAPTOP, 3, 12), (MONITOR, 1, 12)]).await;
    app.clock.advance(chrono::TimeDelta::minutes(1));
    let second = given::confirmed_order(&acme, &[(LAPTOP, 2, 6)]).await;
    let body = json!({"items": [item(&first, 0, &["L-1"])]});
    fulfil(&acme, &first, body).await.ok();
    let page = queue(&acme, "").await;
    let (one, two) = (id(&first, "orderId"), id(&second, "orderId"));
    assert_eq!(
        told(&page),
        [
            (one.clone(), LAPTOP.to_owned(), 2),
            (one.clone(), MONITOR.to_owned(), 1),
            (two.clone(), LAPTOP.to_owned(), 2),
        ]
    );
    let laptop = &page["items"][0];
    assert_eq!(
        (
            &laptop["availableCount"],
            &laptop["assets"],
            &laptop["orderStatus"]
        ),
        (&json!(2), &json!(["L-2", "L-3"]), &json!("partial"))
    );
    assert_eq!(laptop["itemId"], first["items"][0]["itemId"]);
    assert_eq!(laptop["customer"]["email"], "john@example.com");
    assert_eq!(laptop["contractLength"], 12);
    let monitor = &page["items"][1];
    assert_eq!(
        (&monitor["availableCount"], &monitor["assets"]),
        (&json!(0), &json!([]))
    );
    assert_eq!(page["items"][2]["confirmedAt"], second["confirmedAt"]);
}

#[tokio::test]
async fn the_queue_is_filtered_by_status_sku_and_customer() {
    let app = TestApp::new().await;
    let acme = shop(&app, 4, 0).await;
    let first = given::order(&acme, &[(LAPTOP, 3, 12), (MONITOR, 1, 12)]).await;
    app.clock.advance(chrono::TimeDelta::minutes(1));
    given::confirmed_order(&acme, &[(LAPTOP, 2, 6)]).await;
    let body = json!({"items": [item(&first, 0, &["L-1"])]});
    fulfil(&acme, &first, body).await.ok();
    let one = id(&first, "orderId");
    assert_eq!(told(&queue(&acme, "?status=confirmed").await).len(), 1);
    assert_eq!(
        told(&queue(&acme, "?status=confirmed,partial").await).len(),
        3
    );
    assert_eq!(told(&queue(&acme, "?status=fulfilled").await), []);
    let monitors = queue(&acme, &format!("?sku={MONITOR}")).await;
    assert_eq!(told(&monitors), [(one, MONITOR.to_owned(), 1)]);
    assert_eq!(told(&queue(&acme, "?sku=NONE").await), []);
    let customer = id(&first["customer"], "customerId");
    assert_eq!(
        told(&queue(&acme, &format!("?customerId={customer}")).await).len(),
        3
    );
    assert_eq!(told(&queue(&acme, "?customerId=cust_nobody").await), []);
    let refused = acme.get(&format!("{PATH}?status=lost&limit=0")).await;
    let refused = refused.refused(400, "VALIDATION_ERROR");
    let mut faults = refused.faults();
    faults.sort_unstable();
    assert_eq!(
        faults,
        [
            ("limit", "invalid_number"),
            ("status", "invalid_enum_value")
        ]
    );
}

#[tokio::test]
async fn what_takes_no_subscriptions_does_not_wait() {
    let app = TestApp::new().await;
    let confirming = app.tenant_with(TenantSpec {
        settings: json!({"requireConfirmation": true}),
        ..TenantSpec::default()
    });
    let acme = confirming.await;
    given::laptop(&acme).await;
    given::asset(&acme, "L-1", LAPTOP).await;
    let pending = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let cancelled = given::confirmed_order(&acme, &[(LAPTOP, 1, 12)]).await;
    let path = format!("/v1/orders/{}/cancel", id(&cancelled, "orderId"));
    acme.post(&path, json!({})).await.ok();
    let shipped = given::confirmed_order(&acme, &[(LAPTOP, 1, 12)]).await;
    given::subscription(&acme, &id(&shipped, "orderId"), "L-1").await;
    let mut extension = given::order_body("john@example.com", &[(LAPTOP, 1, 12)]);
    extension["orderType"] = json!("extension");
    extension["extensionDetails"] = json!({
        "originalOrderId": shipped["orderId"], "extensionMonths": 6,
        "previousEndDate": "2026-12-31", "newEndDate": "2027-06-30",
    });
    acme.post("/v1/orders", extension).await.ok();
    assert_eq!(told(&queue(&acme, "").await), []);
    assert_eq!(told(&queue(&acme, "?status=pending").await), []);
    let path = format!("/v1/orders/{}/confirm", id(&pending, "orderId"));
    acme.post(&path, json!({})).await.ok();
    assert_eq!(told(&queue(&acme, "").await).len(), 1);
}

#[tokio::test]
async fn pages_end_within_orders_and_lose_nothing() {
    let app = TestApp::new().await;
    let acme = shop(&app, 0, 0).await;
    let terms = [6, 12, 24, 36];
    for quantity in 1..=4_usize {
        let items: Vec<(&str, u32, u32)> = terms[..quantity]
            .iter()
            .flat_map(|term| [(LAPTOP, 1, *term), (MONITOR, 1, *term)])
            .collect();
        given::order(&acme, &items).await;
        app.clock.advance(chrono::TimeDelta::minutes(1));
    }
    for filter in [String::new(), format!("&sku={MONITOR}")] {
        let whole = told(&queue(&acme, &format!("?limit=100{filter}")).await);
        assert_eq!(whole.len(), if filter.is_empty() { 20 } else { 10 });
        for limit in [1, 3, 4, 7, 10] {
            let (mut seen, mut cursor) = (Vec::new(), String::new());
            loop {
                let page = queue(&acme, &format!("?limit={limit}{filter}{cursor}")).await;
                let items = told(&page);
                assert_eq!(page["count"], items.len());
                assert_eq!(page["hasMore"], !page["nextCursor"].is_null());
                assert!(
                    !items.is_empty(),
                    "an empty page after {} items",
                    seen.len()
                );
                seen.extend(items);
                let Some(next) = page["nextCursor"].as_str() else {
                    break;
                };
                cursor = format!("&startAfter={next}");
            }
            assert_eq!(seen, whole, "pages of {limit}{filter}");
        }
    }
    let second = &queue(&acme, "?limit=2").await["items"][1];
    let after = queue(&acme, &format!("?startAfter={}", id(second, "itemId"))).await;
    assert_eq!(after["count"], 18);
    for wrong in ["nonsense", "item_01j9z3k5m8e9fvq2x7c4b6n8p0"] {
        let refused = acme.get(&format!("{PATH}?startAfter={wrong}")).await;
        refused.refused(400, "VALIDATION_ERROR");
    }
}

#[tokio::test]
async fn many_units_are_counted_and_few_are_shown() {
    let app = TestApp::new().await;
    let acme = shop(&app, 25, 0).await;
    given::order(&acme, &[(LAPTOP, 30, 12), (LAPTOP, 22, 6), (LAPTOP, 5, 24)]).await;
    let page = queue(&acme, "").await;
    let counts: Vec<(u64, usize)> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| {
            let shown = item["assets"].as_array().unwrap().len();
            (item["availableCount"].as_u64().unwrap(), shown)
        })
        .collect();
    assert_eq!(counts, [(25, 20), (22, 20), (5, 5)]);
}
