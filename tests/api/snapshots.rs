//! A read sees one moment: what it shows of an entity is of the version that its `ETag` names.
use std::collections::HashMap;

use serde_json::{Value, json};

use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, id},
};

/// Edits that the readers are to meet.
const EDITS: u32 = 60;

/// Reads an order again and again while it is edited; what each version showed.
async fn read_on(client: Client, path: String) -> HashMap<String, Value> {
    let mut seen: HashMap<String, Value> = HashMap::new();
    loop {
        let answer = client.get(&path).await;
        let (etag, order) = (answer.etag().to_owned(), answer.ok());
        let units: u64 = order["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["quantity"].as_u64().unwrap())
            .sum();
        assert_eq!(order["totals"]["totalDevices"], units, "torn: {order}");
        let first = seen.entry(etag.clone()).or_insert_with(|| order.clone());
        assert_eq!(*first, order, "two bodies under {etag}");
        if order["notes"] == "done" {
            return seen;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_order_read_while_it_is_edited_is_whole() {
    let acme = TestApp::new().await.tenant().await;
    given::laptop(&acme).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let path = format!("/v1/orders/{}", id(&order, "orderId"));
    let readers = [0; 3].map(|_| tokio::spawn(read_on(acme.clone(), path.clone())));
    let item = id(&order["items"][0], "itemId");
    for edit in 0..EDITS {
        let line = json!({"itemId": item, "sku": LAPTOP, "quantity": 1 + edit % 2});
        acme.patch(&path, json!({"items": [line]})).await.ok();
    }
    acme.patch(&path, json!({"notes": "done"})).await.ok();
    for reader in readers {
        assert!(!reader.await.unwrap().is_empty());
    }
}
