//! Editing the items of an order.
use serde_json::{Value, json};

use super::{events, fulfil, line, path, shop, with};
use crate::support::{
    app::TestApp,
    client::{Answer, Client},
    given::{self, LAPTOP, MONITOR},
};

async fn put(acme: &Client, order: &Value, items: Value) -> Answer {
    acme.patch(&path(order), json!({"items": items})).await
}

/// Raises all prices of laptops.
async fn dearer(acme: &Client) {
    given::product(acme, LAPTOP, "MacBook Pro 16\"", [999.0; 4]).await;
}

#[tokio::test]
async fn a_known_item_keeps_its_price_and_a_new_one_has_todays() {
    let acme = shop(&TestApp::new().await).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 24), (MONITOR, 1, 12)]).await;
    dearer(&acme).await;
    let items = json!([
        line(MONITOR, 1, 12),
        {"sku": LAPTOP, "quantity": 3},
        line(LAPTOP, 1, 12),
    ]);
    // The line without a term is the item there is; the other one is new.
    let answer = put(&acme, &order, items).await.ok();
    let prices = |answer: &Value| -> Vec<Value> {
        let items = answer["order"]["items"].as_array().unwrap();
        items.iter().map(|item| item["unitPrice"].clone()).collect()
    };
    assert_eq!(prices(&answer), [json!(29.99), json!(129), json!(999)]);

    let order = given::order(&acme, &[(MONITOR, 1, 12)]).await;
    given::product(&acme, MONITOR, "Dell U2722D", [99.0; 4]).await;
    let items = json!([line(LAPTOP, 1, 24), {"sku": MONITOR, "quantity": 5}]);
    let answer = put(&acme, &order, items).await.ok();
    assert_eq!(prices(&answer), [json!(999), json!(29.99)]);
    let item = &answer["order"]["items"][1];
    assert_eq!(item["itemId"], order["items"][0]["itemId"]);
    assert_eq!(answer["order"]["totals"]["subtotal"].to_string(), "1148.95");
    assert_eq!(answer["order"]["totals"]["totalDevices"], 6);
    assert_eq!(acme.get(&path(&order)).await.ok(), answer["order"]);
}

#[tokio::test]
async fn items_swap_places_and_are_removed() {
    let acme = shop(&TestApp::new().await).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12), (LAPTOP, 1, 12), (MONITOR, 1, 12)]).await;
    let item = |index: usize| order["items"][index].clone();
    let list = json!([item(2), item(1), item(0)]);
    let answer = put(&acme, &order, list.clone()).await.ok();
    assert_eq!(answer["order"]["items"], list);
    assert_eq!(acme.get(&path(&order)).await.ok()["items"], list);
    let answer = put(&acme, &order, json!([item(1)])).await.ok();
    assert_eq!(answer["order"]["items"], json!([item(1)]));
    for list in [
        json!([item(1), item(1)]),
        json!([with(item(1), json!({"itemId": "item_unknown"}))]),
        json!([item(0)]),
    ] {
        let answer = put(&acme, &order, list)
            .await
            .refused(400, "VALIDATION_ERROR");
        assert!(answer.faults()[0].0.ends_with(".itemId"));
    }
    let answer = put(&acme, &order, json!([line("NOTHING", 1, 12)])).await;
    assert_eq!(answer.faults(), [("items[0].sku", "VARIANT_NOT_FOUND")]);
}

#[tokio::test]
async fn lines_without_terms_are_the_items_in_order() {
    let acme = shop(&TestApp::new().await).await;
    let bare = |quantity: u32| json!({"sku": LAPTOP, "quantity": quantity});
    let body = with(
        given::order_body("john@example.com", &[]),
        json!({"items": [bare(1), bare(2)]}),
    );
    let order = acme.post("/v1/orders", body).await.ok()["order"].clone();
    dearer(&acme).await;
    let edited = put(&acme, &order, json!([bare(1), bare(3)])).await.ok();
    let expected = json!([
        order["items"][0],
        with(order["items"][1].clone(), json!({"quantity": 3})),
    ]);
    assert_eq!(edited["order"]["items"], expected);
}

#[tokio::test]
async fn a_line_that_may_be_any_of_several_terms_is_refused() {
    let acme = shop(&TestApp::new().await).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 6), (LAPTOP, 1, 24)]).await;
    let bare = json!({"sku": LAPTOP, "quantity": 1});
    for items in [json!([bare]), json!([bare, line(MONITOR, 1, 12)])] {
        let answer = put(&acme, &order, items)
            .await
            .refused(400, "VALIDATION_ERROR");
        assert_eq!(answer.faults(), [("items[0]", "custom")]);
        assert!(answer.body.to_string().contains("itemId"));
    }
    let items = json!([line(LAPTOP, 1, 24), bare]);
    let answer = put(&acme, &order, items).await.ok();
    let swapped = json!([order["items"][1], order["items"][0]]);
    assert_eq!(answer["order"]["items"], swapped);
}

#[tokio::test]
async fn an_item_with_an_id_needs_no_sku() {
    let acme = shop(&TestApp::new().await).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 6), (LAPTOP, 1, 24)]).await;
    let item = &order["items"][1]["itemId"];
    let items = json!([{"itemId": item, "quantity": 5}]);
    let answer = put(&acme, &order, items).await.ok();
    let expected = with(order["items"][1].clone(), json!({"quantity": 5}));
    assert_eq!(answer["order"]["items"], json!([expected]));
    for (items, place) in [
        (
            json!([{"itemId": item, "sku": MONITOR, "quantity": 5}]),
            ("items[0].sku", "custom"),
        ),
        (json!([{"quantity": 5}]), ("items[0].sku", "invalid_type")),
    ] {
        let answer = put(&acme, &order, items).await;
        assert_eq!(answer.faults(), [place]);
    }
}

#[tokio::test]
async fn the_term_of_an_item_is_fixed() {
    let acme = shop(&TestApp::new().await).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let answer = put(&acme, &order, json!([line(LAPTOP, 1, 24)])).await;
    let answer = answer.refused(400, "CONTRACT_LENGTH_LOCKED");
    let place = ("items[0].contractLength", "CONTRACT_LENGTH_LOCKED");
    assert_eq!(answer.faults(), [place]);
    // Out with it, then in with another.
    put(&acme, &order, json!([line(MONITOR, 1, 12)])).await.ok();
    let answer = put(&acme, &order, json!([line(LAPTOP, 1, 24)])).await.ok();
    assert_eq!(answer["order"]["items"][0]["contractLength"], 24);
}

#[tokio::test]
async fn an_item_with_subscriptions_is_locked() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let order = given::order(&acme, &[(LAPTOP, 2, 12), (MONITOR, 1, 12)]).await;
    fulfil(&acme, &order, "L1", LAPTOP).await;
    for (items, place) in [
        (json!([line(MONITOR, 1, 12)]), "items"),
        (
            json!([line(LAPTOP, 3, 12), line(MONITOR, 1, 12)]),
            "items[0].quantity",
        ),
        (
            json!([line(MONITOR, 1, 12), line(LAPTOP, 2, 24)]),
            "items[1].contractLength",
        ),
    ] {
        let answer = put(&acme, &order, items).await.refused(400, "ITEM_LOCKED");
        assert_eq!(answer.faults(), [(place, "ITEM_LOCKED")]);
    }
    let items = json!([
        line(LAPTOP, 2, 12),
        line(MONITOR, 4, 12),
        line(MONITOR, 1, 24)
    ]);
    let answer = put(&acme, &order, items).await.ok();
    assert_eq!(answer["order"]["status"], "partial");
    assert_eq!(answer["order"]["rentalProgress"]["totalDevices"], 7);
    fulfil(&acme, &order, "L2", LAPTOP).await;
    let answer = put(&acme, &order, json!([line(LAPTOP, 2, 12)])).await.ok();
    assert_eq!(answer["order"]["status"], "fulfilled");
    assert_eq!(answer["order"]["items"][0]["rentalStatus"], "completed");
    let told = events(&app, &acme).await;
    assert_eq!(told.last().unwrap(), "order.fulfilled");
}
