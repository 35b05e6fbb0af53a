//! Files of products and assets: rows by number, all forms of CSV, repeats.
mod assets;
mod large;
mod products;
mod repeats;

use axum::http::Method;
use serde_json::Value;

use crate::support::client::{Answer, Call, Client};

/// Where products are imported.
const PRODUCTS: &str = "/v1/products/csv";

/// Where assets are imported.
const ASSETS: &str = "/v1/assets/csv";

/// A file as the body.
fn file<'c>(client: &'c Client, path: &str, csv: impl Into<axum::body::Body>) -> Call<'c> {
    client.call(Method::POST, path).raw("text/csv", csv)
}

/// A file as a part of a form, among others.
fn form<'c>(client: &'c Client, path: &str, boundary: &str, csv: &str) -> Call<'c> {
    let body = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n\
         --{boundary}\r\nContent-Disposition: form-data; name=\"csvFile\"; filename=\"a.csv\"\r\n\
         Content-Type: text/csv\r\n\r\n{csv}\r\n--{boundary}--\r\n"
    );
    let content_type = format!("multipart/form-data; boundary={boundary}");
    client.call(Method::POST, path).raw(&content_type, body)
}

async fn import(client: &Client, path: &str, csv: &str) -> Value {
    let answer = file(client, path, csv.to_owned()).send().await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer.ok()
}

/// Rows and codes of what was skipped.
fn skipped(imported: &Value) -> Vec<(u64, &str)> {
    assert_eq!(imported["errors"], imported["summary"]["errors"]);
    let errors = imported["errors"].as_array().unwrap();
    let row = |error: &Value| error["row"].as_u64().unwrap();
    errors
        .iter()
        .map(|error| (row(error), error["code"].as_str().unwrap()))
        .collect()
}

async fn refused(call: Call<'_>, status: u16, code: &str) -> Answer {
    call.send().await.refused(status, code)
}
