//! A stream has the items of all pages, no more and no less.
use serde_json::{Value, json};

use super::{CSV, NDJSON, items, list, many_assets, paged};
use crate::support::{
    app::TestApp,
    given::{self, LAPTOP, MONITOR},
};

#[tokio::test]
async fn a_stream_is_all_pages_of_the_json_list() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    many_assets(&app, &acme, 250).await;
    for query in [
        "",
        "?sortBy=serialNumber&sortDir=asc",
        "?sortBy=status",
        "?status=returned",
        "?status=returned,available&sku=MACBOOK-PRO-16-M3",
        "?status=sold",
        "?startAfter=SN-000100&sortBy=serialNumber&sortDir=asc",
    ] {
        let path = format!("/v1/assets{query}");
        let streamed = items(&acme, &path).await;
        let expected = if query.contains("startAfter") {
            let all = paged(
                &acme,
                "/v1/assets?sortBy=serialNumber&sortDir=asc",
                "assets",
            )
            .await;
            all.into_iter().skip(100).collect()
        } else {
            paged(&acme, &path, "assets").await
        };
        assert_eq!(streamed, expected, "{path}");
        let csv = list(&acme, &path, CSV).await;
        let rows = csv.text().split_terminator("\r\n").skip(1);
        let serials: Vec<&str> = rows.map(|row| row.split(',').next().unwrap()).collect();
        let expected: Vec<&str> = expected
            .iter()
            .map(|asset| asset["serialNumber"].as_str().unwrap())
            .collect();
        assert_eq!(serials, expected, "{path}");
    }
}

#[tokio::test]
async fn the_limit_of_a_stream_is_the_number_of_items_in_all() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    many_assets(&app, &acme, 250).await;
    for (limit, expected) in [
        (1, 1),
        (99, 99),
        (100, 100),
        (101, 101),
        (200, 200),
        (5_000, 251),
    ] {
        assert_eq!(
            items(&acme, &format!("/v1/assets?limit={limit}"))
                .await
                .len(),
            expected
        );
    }
    for query in [
        "limit=0",
        "limit=x",
        "limit=1&limit=2",
        "limit=101&status=odd",
    ] {
        let path = format!("/v1/assets?{query}");
        let call = acme.call(axum::http::Method::GET, &path).accept(CSV);
        call.send().await.refused(400, "VALIDATION_ERROR");
    }
    acme.get("/v1/assets?limit=101")
        .await
        .refused(400, "VALIDATION_ERROR");
}

#[tokio::test]
async fn an_offset_passes_over_the_first_files_and_no_others() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    for _ in 0..250 {
        let contract = json!({"orderId": order["orderId"]});
        acme.post("/v1/files/contracts/generate", contract)
            .await
            .ok();
    }
    let all = paged(&acme, "/v1/files", "files").await;
    assert_eq!(all.len(), 250);
    for (query, expected) in [
        ("?offset=3", &all[3..]),
        ("?offset=120", &all[120..]),
        ("?offset=3&limit=150", &all[3..153]),
    ] {
        let path = format!("/v1/files{query}");
        assert!(items(&acme, &path).await == expected, "{path}");
    }
}

#[tokio::test]
async fn an_empty_list_has_a_header_and_nothing_else() {
    let acme = TestApp::new().await.tenant().await;
    let lists = flexorder::exports::LISTS.iter();
    // Who asks has a key.
    for (path, sheet) in lists.filter(|(path, _)| *path != "/v1/api-keys") {
        let csv = list(&acme, path, CSV).await;
        let names: Vec<&str> = sheet.columns.iter().map(|column| column.name).collect();
        assert_eq!(csv.text(), format!("{}\r\n", names.join(",")));
        assert_eq!(list(&acme, path, NDJSON).await.text(), "");
    }
}

#[tokio::test]
async fn every_list_streams_what_its_json_shows() {
    let acme = TestApp::new().await.tenant().await;
    given::laptop(&acme).await;
    given::monitor(&acme).await;
    for n in 1..=3 {
        given::asset(&acme, &format!("SN-{n}"), LAPTOP).await;
        let order = given::order(&acme, &[(LAPTOP, 1, 12), (MONITOR, 2, 6)]).await;
        let order = given::id(&order, "orderId");
        given::subscription(&acme, &order, &format!("SN-{n}")).await;
        let contract = json!({"orderId": order});
        acme.post("/v1/files/contracts/generate", contract)
            .await
            .ok();
        let order = acme.get(&format!("/v1/orders/{order}")).await.ok();
        let group = json!({
            "customerId": order["customer"]["customerId"], "groupName": format!("Group {n}"),
            "billingDay": n, "rentalIds": [],
        });
        acme.post("/v1/billing-groups", group).await.ok();
    }
    let key = json!({"name": "shop", "permissions": ["orders:write"]});
    acme.post("/v1/api-keys", key).await.ok();
    for (path, sheet) in flexorder::exports::LISTS {
        let limit = if path.ends_with("variants") {
            5_000
        } else {
            100
        };
        let page = acme.get(&format!("{path}?limit={limit}")).await.ok();
        let expected: Vec<Value> = page[sheet.items].as_array().unwrap().clone();
        assert!(expected.len() > 1 || path.ends_with("customers"), "{path}");
        assert_eq!(items(&acme, path).await, expected, "{path}");
        let csv = list(&acme, path, CSV).await;
        assert_eq!(
            csv.text().split_terminator("\r\n").count(),
            expected.len() + 1,
            "{path}"
        );
    }
}

#[tokio::test]
async fn rows_of_an_order_and_of_a_variant_read_as_documented() {
    let acme = TestApp::new().await.tenant().await;
    given::monitor(&acme).await;
    let order = given::order(&acme, &[(MONITOR, 2, 6), (MONITOR, 1, 12)]).await;
    let csv = list(&acme, "/v1/orders", CSV).await;
    let row = csv.text().split("\r\n").nth(1).unwrap();
    let expected = format!(
        "{},,pending,standard,{},john@example.com,John Smith,,individual,,Amsterdam,Netherlands,2,3,\
         0,109.97,0,109.97,839.76,EUR,pending,,,,,,,,2026-01-15T12:00:00Z,2026-01-15T12:00:00Z,",
        given::id(&order, "orderId"),
        given::id(&order["customer"], "customerId"),
    );
    assert_eq!(row, expected);
    let csv = list(&acme, "/v1/products/variants", CSV).await;
    assert!(
        csv.text()
            .contains(",2499,1800,39.99,29.99,24.5,19.95,active,"),
        "{}",
        csv.text()
    );
}

#[tokio::test]
async fn custom_fields_stand_in_one_cell_as_json() {
    let acme = TestApp::new().await.tenant().await;
    given::laptop(&acme).await;
    given::asset(&acme, "SN-1", LAPTOP).await;
    let mut order = given::order_body("jane@example.com", &[(LAPTOP, 1, 12)]);
    order["customFields"] = json!({"site": "North"});
    let order = acme.post("/v1/orders", order).await.ok();
    let contract = json!({
        "orderId": order["orderId"], "assetSerialNumber": "SN-1", "customFields": {"seat": 12},
    });
    acme.post("/v1/subscriptions", contract).await.ok();
    for (path, shown) in [
        ("/v1/orders", r#""{""site"":""North""}""#),
        ("/v1/subscriptions", r#""{""seat"":12}""#),
    ] {
        let csv = list(&acme, path, CSV).await;
        let row = csv.text().trim_end().lines().last().unwrap();
        assert!(row.ends_with(shown), "{row}");
    }
}
