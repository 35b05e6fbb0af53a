//! Orders are found by what they say now, however it came to be written: what lists look up beside
//! the orders is never behind.
use serde_json::{Value, json};

use super::{define, path, post, shop};
use crate::support::{
    app::TestApp,
    client::Client,
    given::{self, LAPTOP, MONITOR, id},
};

/// How many orders a query lists.
async fn count(acme: &Client, query: &str) -> Value {
    let query = query.replace(' ', "+");
    acme.get(&format!("/v1/orders?{query}")).await.ok()["count"].clone()
}

fn named(first: &str, last: &str) -> Value {
    json!({"customer": {"email": "ada@example.com", "firstName": first, "lastName": last}})
}

fn body() -> Value {
    given::order_body("ada@example.com", &[(LAPTOP, 1, 12)])
}

#[tokio::test]
async fn each_order_by_the_name_it_was_sent_with() {
    let acme = shop(&TestApp::new().await).await;
    post(&acme, body(), named("Ada", "Byron")).await.ok();
    // The customer keeps the name they are known under, the order what was sent.
    let order = post(&acme, body(), named("Augusta", "Lovelace")).await.ok()["order"].clone();
    assert_eq!(count(&acme, "search=byron").await, 1);
    assert_eq!(count(&acme, "search=a lovel").await, 1);
    let customer = id(&order["customer"], "customerId");
    let renamed = json!({"firstName": "Countess", "email": "countess@example.com"});
    acme.put(&format!("/v1/customers/{customer}"), renamed)
        .await
        .ok();
    assert_eq!(
        count(&acme, "search=countess").await,
        0,
        "orders keep their copy"
    );
    assert_eq!(count(&acme, "search=ada@ex").await, 2);
    let body = given::order_body("countess@example.com", &[(LAPTOP, 1, 12)]);
    post(&acme, body, json!({})).await.ok();
    assert_eq!(count(&acme, "search=countess").await, 1);
}

#[tokio::test]
async fn each_order_by_the_company_it_was_sent_with() {
    let acme = shop(&TestApp::new().await).await;
    let of = |company: Value| {
        json!({"customer": {"email": "ada@example.com", "firstName": "Ada", "lastName": "Byron",
            "customerType": "business", "company": company}})
    };
    post(&acme, body(), of(json!("Engines_50% Söhne")))
        .await
        .ok();
    let later = post(&acme, body(), of(json!("Looms Ltd"))).await.ok()["order"].clone();
    for (text, found) in [
        ("engines_50%", 1),
        ("0% sö", 1),
        ("looms", 1),
        ("engines ltd", 0),
    ] {
        assert_eq!(
            count(&acme, &format!("search={}", text.replace('%', "%25"))).await,
            found,
            "{text}"
        );
    }
    let patch = json!({"customer": {"company": "Navy"}});
    acme.patch(&path(&later), patch).await.ok();
    assert_eq!(count(&acme, "search=looms").await, 0);
    assert_eq!(count(&acme, "search=navy").await, 1);
}

#[tokio::test]
async fn an_older_order_by_its_company_once_the_migration_has_run() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    let of = |company: &str| {
        json!({"customer": {"email": "ada@example.com", "firstName": "Ada", "lastName": "Byron",
            "customerType": "business", "company": company}})
    };
    post(&acme, body(), of("Engines")).await.ok();
    post(&acme, body(), of("Looms Ltd")).await.ok();
    // As it was before: only the company of the record, which is the first, was there to be searched.
    let forgotten = sqlx::query(
        "delete from platform.search_texts \
         where tenant_id = $1 and kind = 'company' and text = 'looms ltd'",
    )
    .bind(acme.tenant)
    .execute(&app.owner)
    .await
    .unwrap();
    assert_eq!(forgotten.rows_affected(), 1);
    assert_eq!(count(&acme, "search=looms").await, 0);
    let migration = include_str!("../../../migrations/0019_orders_by_company.sql");
    for _ in 0..2 {
        sqlx::raw_sql(migration).execute(&app.owner).await.unwrap();
        assert_eq!(count(&acme, "search=looms").await, 1);
    }
    assert_eq!(count(&acme, "search=engines").await, 1);
}

#[tokio::test]
async fn an_edited_order_by_its_new_customer_alone() {
    let acme = shop(&TestApp::new().await).await;
    let order = post(&acme, body(), named("Ada", "Byron")).await.ok()["order"].clone();
    let patch = json!({"customer": {"firstName": "Grace", "lastName": "Hopper"}});
    acme.patch(&path(&order), patch).await.ok();
    assert_eq!(count(&acme, "search=grace hop").await, 1);
    assert_eq!(count(&acme, "search=byron").await, 0);
    let patch = json!({"customer": {"email": "other@example.org", "firstName": "Joan", "lastName": "Clarke"}});
    acme.patch(&path(&order), patch).await.ok();
    assert_eq!(count(&acme, "search=OTHER@").await, 1);
    assert_eq!(count(&acme, "search=ada@").await, 0);
}

#[tokio::test]
async fn a_product_by_the_name_it_had_when_it_was_ordered() {
    let acme = shop(&TestApp::new().await).await;
    post(&acme, body(), json!({})).await.ok();
    let products = acme.get("/v1/products").await.ok();
    let products = products["products"].as_array().unwrap();
    let laptop = products
        .iter()
        .find(|product| product["name"] == "MacBook Pro 16\"")
        .unwrap();
    let renamed = json!({"name": "Notebook Sixteen"});
    acme.put(
        &format!("/v1/products/{}", id(laptop, "productId")),
        renamed,
    )
    .await
    .ok();
    assert_eq!(count(&acme, "search=macbook").await, 1);
    assert_eq!(count(&acme, "search=notebook").await, 0);
    post(&acme, body(), json!({})).await.ok();
    assert_eq!(count(&acme, "search=notebook six").await, 1);
    let patch = json!({"items": [{"sku": MONITOR, "quantity": 1, "contractLength": 12}]});
    let order = acme.get("/v1/orders?search=notebook").await.ok()["orders"][0].clone();
    acme.patch(&path(&order), patch).await.ok();
    assert_eq!(count(&acme, "search=notebook").await, 0);
    assert_eq!(count(&acme, &format!("sku={MONITOR}")).await, 1);
    assert_eq!(count(&acme, &format!("sku={LAPTOP}")).await, 1);
}

#[tokio::test]
async fn by_the_custom_fields_it_has_now() {
    let app = TestApp::new().await;
    let acme = shop(&app).await;
    define(&app, &acme, ("po", "text", false), json!({})).await;
    define(&app, &acme, ("seats", "number", false), json!({})).await;
    let fields = json!({"customFields": {"po": "A", "seats": 5, "later": "x"}});
    let order = post(&acme, body(), fields).await.ok()["order"].clone();
    assert_eq!(
        count(&acme, "customField_seats=5.00&customField_po=A").await,
        1
    );
    let patch = json!({"customFields": {"po": "B", "seats": null}});
    acme.patch(&path(&order), patch).await.ok();
    assert_eq!(count(&acme, "customField_po=A").await, 0);
    assert_eq!(count(&acme, "customField_po=B").await, 1);
    assert_eq!(count(&acme, "customField_seats=5").await, 0);
    // A field may be defined after orders have it.
    define(&app, &acme, ("later", "text", false), json!({})).await;
    assert_eq!(count(&acme, "customField_later=x").await, 1);
    acme.patch(&path(&order), json!({"customFields": null}))
        .await
        .ok();
    assert_eq!(count(&acme, "customField_po=B").await, 0);
    acme.patch(&path(&order), json!({"customFields": {"po": "B"}}))
        .await
        .ok();
    assert_eq!(count(&acme, "customField_po=B").await, 1);
}

#[tokio::test]
async fn by_start_and_end_of_its_id() {
    let acme = shop(&TestApp::new().await).await;
    let order = post(&acme, body(), json!({})).await.ok()["order"].clone();
    post(&acme, body(), json!({})).await.ok();
    let id = id(&order, "orderId");
    for part in [&id[..], &id[4..], &id[22..], &id[10..], &id[26..]] {
        let found = count(&acme, &format!("search={}", part.to_uppercase())).await;
        assert!(found == 1 || part.len() < 8, "{part}: {found}");
        assert_ne!(found, 0, "{part}");
    }
    assert_eq!(count(&acme, &format!("search={}", &id[..12])).await, 2);
    assert_eq!(count(&acme, "search=ord_zzzz").await, 0);
}

#[tokio::test]
async fn never_by_what_another_tenant_wrote() {
    let app = TestApp::new().await;
    let (acme, globex) = (shop(&app).await, shop(&app).await);
    let order = post(&globex, body(), named("Ada", "Byron")).await.ok()["order"].clone();
    let id = id(&order, "orderId");
    for search in ["byron", "b", "ada@", "macbook", &id, &id[22..]] {
        assert_eq!(
            count(&acme, &format!("search={search}")).await,
            0,
            "{search}"
        );
        assert_eq!(
            count(&globex, &format!("search={search}")).await,
            1,
            "{search}"
        );
    }
}
