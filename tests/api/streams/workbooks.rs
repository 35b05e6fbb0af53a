//! Lists as workbooks.
use std::io::Cursor;

use axum::http::Method;
use calamine::{Data, Reader as _, Xlsx};
use serde_json::json;

use super::{CSV, list, many_assets};
use crate::support::{
    app::TestApp,
    client::{Answer, Client},
    given::LAPTOP,
};

const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

async fn workbook(client: &Client, path: &str) -> Answer {
    let answer = client.call(Method::GET, path).accept(WORKBOOK).send().await;
    assert_eq!(answer.status, 200, "{path} {}", answer.body);
    assert_eq!(answer.header("content-type"), Some(WORKBOOK));
    answer
}

/// The rows of a workbook's one sheet, the header first.
fn rows(answer: &Answer) -> Vec<Vec<Data>> {
    let mut book = Xlsx::new(Cursor::new(answer.bytes.clone())).unwrap();
    let sheets = book.worksheets();
    assert_eq!(sheets.len(), 1);
    sheets[0].1.rows().map(<[Data]>::to_vec).collect()
}

#[tokio::test]
async fn a_workbook_has_the_rows_and_columns_of_the_csv() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    many_assets(&app, &acme, 120).await;
    app.clock.advance(chrono::TimeDelta::seconds(1));
    let body = json!({"serialNumber": "=1+1", "sku": LAPTOP, "acquisitionCost": 1499.5,
        "condition": "a \u{1F600} \"quoted\", <b>"});
    acme.post("/v1/assets", body).await.ok();
    let path = "/v1/assets?status=available";
    let csv = list(&acme, path, CSV).await;
    let csv: Vec<&str> = csv.text().lines().collect();
    let found = workbook(&acme, path).await;
    let disposition = found.header("content-disposition").unwrap().to_owned();
    assert_eq!(
        disposition,
        "attachment; filename=\"assets-2026-01-15.xlsx\""
    );
    let rows = rows(&found);
    assert_eq!(rows.len(), csv.len());
    let header: Vec<String> = rows[0].iter().map(ToString::to_string).collect();
    assert_eq!(header.join(","), csv[0]);
    let at = |name: &str| header.iter().position(|column| column == name).unwrap();
    let first = &rows[1];
    assert_eq!(first[at("serialNumber")], Data::String("=1+1".into()));
    assert_eq!(first[at("acquisitionCost")], Data::Float(1499.5));
    let condition = "a \u{1F600} \"quoted\", <b>";
    assert_eq!(first[at("condition")], Data::String(condition.into()));
    assert_eq!(first[at("location")], Data::Empty);
    // The same in the same order.
    for (row, line) in rows.iter().zip(&csv).skip(2) {
        let serial = row[at("serialNumber")].to_string();
        assert!(line.starts_with(&format!("{serial},")), "{serial}: {line}");
    }
}

#[tokio::test]
async fn every_list_is_a_workbook_even_an_empty_one() {
    let acme = TestApp::new().await.tenant().await;
    for (path, sheet) in flexorder::exports::LISTS {
        let rows = rows(&workbook(&acme, path).await);
        assert_eq!(rows[0].len(), sheet.columns.len(), "{path}");
    }
}

#[tokio::test]
async fn a_workbook_has_as_many_rows_as_asked_for_and_refuses_what_the_list_refuses() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    many_assets(&app, &acme, 150).await;
    assert_eq!(
        rows(&workbook(&acme, "/v1/assets?limit=110").await).len(),
        111
    );
    let wrong = acme.call(Method::GET, "/v1/assets?status=lost");
    let refused = wrong.accept(WORKBOOK).send().await;
    assert_eq!(
        refused.refused(400, "VALIDATION_ERROR").faults()[0].0,
        "status"
    );
    let head = acme
        .call(Method::HEAD, "/v1/assets")
        .accept(WORKBOOK)
        .send()
        .await;
    assert_eq!((head.status, head.bytes.len()), (200, 0));
}
