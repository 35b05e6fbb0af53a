//! The same file again, under the same key.
use super::{ASSETS, PRODUCTS, file, form, import, refused};
use crate::support::{
    app::TestApp,
    given::{self, LAPTOP},
};

/// Enough assets for several transactions.
fn assets(count: usize) -> String {
    let rows = (0..count).map(|n| format!("SN-{n},{LAPTOP}\n"));
    format!("serialNumber,sku\n{}", rows.collect::<String>())
}

#[tokio::test]
async fn a_repeat_gets_the_first_answer_and_does_nothing() {
    let acme = TestApp::new().await.tenant().await;
    given::laptop(&acme).await;
    let csv = assets(600);
    let first = file(&acme, ASSETS, csv.clone()).key("k-1").send().await;
    assert_eq!(first.body["created"], 600);
    let second = file(&acme, ASSETS, csv.clone()).key("k-1").send().await;
    assert_eq!(second.header("idempotent-replayed"), Some("true"));
    assert_eq!((second.status, &second.bytes), (201, &first.bytes));
    // A form has other boundaries each time; the file counts.
    for boundary in ["one", "two"] {
        let again = form(&acme, ASSETS, boundary, &csv).key("k-1").send().await;
        assert_eq!(again.bytes, first.bytes);
    }
    let other = file(&acme, ASSETS, assets(599)).key("k-1");
    refused(other, 422, "IDEMPOTENCY_KEY_REUSED").await;
    let other = file(&acme, ASSETS, csv).key("k-2").send().await.ok();
    assert_eq!(
        other["errors"].as_array().unwrap().len(),
        600,
        "another key is another request"
    );
}

#[tokio::test]
async fn a_refused_file_leaves_its_key_free() {
    let acme = TestApp::new().await.tenant().await;
    given::laptop(&acme).await;
    let bad = file(&acme, ASSETS, "nothing\n").key("k-1");
    refused(bad, 400, "VALIDATION_ERROR").await;
    let good = file(&acme, ASSETS, assets(1)).key("k-1").send().await.ok();
    assert_eq!(good["created"], 1);
}

#[tokio::test]
async fn an_import_that_broke_off_goes_on_where_it_ended() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let csv = assets(600);
    file(&acme, ASSETS, csv.clone())
        .key("k-1")
        .send()
        .await
        .ok();
    // As if the server had died before its last part: neither that nor the answer are there.
    let rows = "delete from idempotency_keys where tenant_id = $1 and \
                (status = 201 or scope = (select scope from idempotency_keys where tenant_id = $1 \
                and status = 200 order by encode(body, 'escape') limit 1))";
    let gone = sqlx::query(rows)
        .bind(acme.tenant)
        .execute(&app.owner)
        .await
        .unwrap();
    assert_eq!(gone.rows_affected(), 2);
    let again = file(&acme, ASSETS, csv).key("k-1").send().await.ok();
    // The part that is done again meets its own assets; the others are as recorded.
    let met = again["errors"].as_array().unwrap().len();
    assert!([100, 250].contains(&met), "{met}");
    assert_eq!(again["created"], 600 - met);
}

#[tokio::test]
async fn two_at_once_with_one_key_do_the_work_once() {
    let acme = TestApp::new().await.tenant().await;
    given::laptop(&acme).await;
    let csv = assets(1_000);
    let send = || file(&acme, ASSETS, csv.clone()).key("k-1").send();
    let answers = futures::future::join_all([send(), send()]).await;
    let done: Vec<_> = answers
        .iter()
        .filter(|answer| answer.status == 201)
        .collect();
    assert!(!done.is_empty());
    for answer in &answers {
        match answer.status {
            201 => assert_eq!(
                answer.body["created"], 1_000,
                "{}",
                answer.body["errors"][0]
            ),
            _ => assert_eq!(answer.code(), Some("IDEMPOTENCY_KEY_IN_USE")),
        }
    }
}

#[tokio::test]
async fn without_a_key_products_are_met_and_assets_are_reported() {
    let acme = TestApp::new().await.tenant().await;
    given::laptop(&acme).await;
    for skipped in [0, 300] {
        let imported = import(&acme, ASSETS, &assets(300)).await;
        assert_eq!(imported["errors"].as_array().unwrap().len(), skipped);
    }
    let head = "Product Name,Product SKU,Category,Brand,Specification,Variant SKU,List Price,\
                Acquisition Cost,6mo_Price";
    let csv = format!("{head}\nPhone,P,Phones,Acme,X,V,1,1,1\n");
    for key in ["created", "updated"] {
        assert_eq!(import(&acme, PRODUCTS, &csv).await[key], 1);
    }
}
