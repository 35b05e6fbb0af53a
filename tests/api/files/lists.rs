//! The list of files.
use serde_json::{Value, json};

use super::{order, uploaded};
use crate::support::{app::TestApp, client::Client, given::id};

fn ids(list: &Value) -> Vec<String> {
    let files = list["files"].as_array().unwrap();
    files.iter().map(|file| id(file, "fileId")).collect()
}

async fn contract(client: &Client, order: &Value) -> String {
    let body = json!({"orderId": order["orderId"]});
    let made = client.post("/v1/files/contracts/generate", body).await.ok();
    id(&made, "fileId")
}

#[tokio::test]
async fn files_are_listed_newest_first_by_cursor_and_by_offset() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let mut made = Vec::new();
    for _ in 0..5 {
        made.insert(0, uploaded(&app, &acme).await);
    }
    let all = acme.get("/v1/files").await.ok();
    assert_eq!(ids(&all), made);
    assert_eq!(all["filters"], json!({}));
    let first = acme.get("/v1/files?limit=2").await.ok();
    assert_eq!(
        (&first["count"], &first["limit"], &first["hasMore"]),
        (&json!(2), &json!(2), &json!(true))
    );
    let cursor = id(&first, "nextCursor");
    let second = acme
        .get(&format!("/v1/files?limit=2&startAfter={cursor}"))
        .await
        .ok();
    assert_eq!(ids(&second), made[2..4]);
    for (offset, expected) in [
        (0, &made[..2]),
        (1, &made[1..3]),
        (3, &made[3..]),
        (4, &made[4..]),
        (9, &[]),
    ] {
        let page = acme
            .get(&format!("/v1/files?limit=2&offset={offset}"))
            .await
            .ok();
        assert_eq!(ids(&page), expected, "offset {offset}");
        assert_eq!(
            (&page["offset"], &page["limit"]),
            (&json!(offset), &json!(2))
        );
        assert_eq!(page["hasMore"], offset + 2 < 5, "offset {offset}");
    }
    for wrong in [
        "offset=1001",
        "offset=-1",
        "offset=x",
        "limit=0",
        "limit=101",
        "type=paper",
        "startAfter=file_x",
    ] {
        let refused = acme.get(&format!("/v1/files?{wrong}")).await;
        refused.refused(400, "VALIDATION_ERROR");
    }
}

#[tokio::test]
async fn files_are_filtered_by_order_customer_and_type() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let order = order(&acme).await;
    let (contract, loose) = (contract(&acme, &order).await, uploaded(&app, &acme).await);
    let (order_id, customer) = (id(&order, "orderId"), id(&order["customer"], "customerId"));
    for (filter, expected) in [
        (format!("orderId={order_id}"), vec![&contract]),
        (format!("customerId={customer}"), vec![&contract]),
        ("type=contract".to_owned(), vec![&contract]),
        ("type=document".to_owned(), vec![&loose]),
        (format!("orderId={order_id}&type=document"), vec![]),
        ("orderId=nonsense".to_owned(), vec![]),
        (String::new(), vec![&loose, &contract]),
    ] {
        let list = acme.get(&format!("/v1/files?{filter}")).await.ok();
        assert_eq!(ids(&list).iter().collect::<Vec<_>>(), expected, "{filter}");
    }
    let list = acme
        .get(&format!("/v1/files?orderId={order_id}&type=contract"))
        .await
        .ok();
    assert_eq!(
        list["filters"],
        json!({"orderId": order_id, "type": "contract"})
    );
}
