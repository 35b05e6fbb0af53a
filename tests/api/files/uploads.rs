//! Uploads: what is taken, once, by whom, until when.
use axum::{body::Body, http::Method};
use chrono::TimeDelta;
use flexorder::{
    app::{App, FileAccess, Limits},
    router::router,
    storage::Storage,
};
use serde_json::json;

use super::{PDF, follow, get, link, order, put, upload, uploaded, view};
use crate::support::{
    app::{TenantSpec, TestApp},
    client::Client,
    given::id,
};

/// The same app with files somewhere, and a limit for uploads.
fn with_files(app: &TestApp, storage: Storage, upload_bytes: usize) -> TestApp {
    let files = FileAccess {
        storage,
        public_url: None,
        upload_bytes,
    };
    let same = App::new(app.pool.clone(), app.clock.clone(), Limits::default());
    TestApp {
        router: router(same.with_files(files)),
        ..app.clone()
    }
}

#[tokio::test]
async fn what_is_uploaded_is_downloaded_again() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let order = order(&acme).await;
    let body = json!({
        "action": "upload", "fileName": "Vertrag Müller.pdf", "contentType": "Application/PDF",
        "type": "attachment", "orderId": order["orderId"], "size": PDF.len(),
    });
    let asked = link(&acme, body).await;
    let path = format!("/v1/files/{}", id(&asked, "fileId"));
    assert_eq!(asked["fileSize"], PDF.len());
    assert_eq!(asked["expiresAt"], 1_768_482_000_000_i64);
    // Announced is not there.
    acme.get(&path).await.refused(404, "NOT_FOUND");
    assert_eq!(acme.get("/v1/files").await.ok()["files"], json!([]));
    let early = json!({"fileId": asked["fileId"]});
    acme.post("/v1/files/url", early)
        .await
        .refused(404, "NOT_FOUND");

    let stored = put(&app, &id(&asked, "url"), "application/pdf", PDF).await;
    assert_eq!(stored.status, 200, "{}", stored.body());
    assert_eq!(stored.body()["fileSize"], PDF.len());
    let file = acme.get(&path).await.ok();
    assert_eq!(file["filename"], "Vertrag Müller.pdf");
    assert_eq!(
        (&file["type"], &file["category"]),
        (&json!("attachment"), &json!("uploaded"))
    );
    assert_eq!(file["orderId"], order["orderId"]);
    assert_eq!(file["customerId"], order["customer"]["customerId"]);
    assert_eq!(file["sha256"], stored.body()["sha256"]);
    let path = id(&file, "storagePath");
    assert!(
        path.starts_with(&format!("{}/{}/", acme.tenant, id(&file, "fileId"))),
        "{path}"
    );
    let got = get(&app, &view(&acme, &id(&asked, "fileId")).await).await;
    assert_eq!((got.status, got.bytes.as_slice()), (200, PDF));
}

#[tokio::test]
async fn a_folder_keeps_files_and_removes_them() {
    let folder = tempfile::tempdir().unwrap();
    let app = TestApp::new().await;
    let here = folder.path().join("files");
    let app = with_files(&app, Storage::in_folder(&here).unwrap(), 16 * 1024 * 1024);
    let acme = app.tenant().await;
    let body = json!({"action": "upload", "fileName": "a.zip", "contentType": "application/zip"});
    let asked = link(&acme, body).await;
    // More than one part of the storage.
    let mut bytes = b"PK\x03\x04".to_vec();
    bytes.resize(11 * 1024 * 1024, 7);
    let stored = put(&app, &id(&asked, "url"), "application/zip", &bytes).await;
    assert_eq!(stored.status, 200, "{}", stored.body());
    let file = id(&asked, "fileId");
    let own = here.join(acme.tenant.to_string()).join(&file);
    assert_eq!(std::fs::read_dir(&own).unwrap().count(), 1);
    // Another server on the same folder, later.
    let later = with_files(&app, Storage::in_folder(&here).unwrap(), 1024);
    let got = get(&later, &view(&acme, &file).await).await;
    assert!(got.status == 200 && got.bytes == bytes);
    acme.delete(&format!("/v1/files/{file}")).await.ok();
    assert!(!own.exists());
    let rows: i64 = sqlx::query_scalar("select count(*) from files where tenant_id = $1")
        .bind(acme.tenant)
        .fetch_one(&app.owner)
        .await
        .unwrap();
    assert_eq!(rows, 0);
}

#[tokio::test]
async fn a_file_is_written_once() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let url = id(&upload(&acme).await, "url");
    assert_eq!(put(&app, &url, "application/pdf", PDF).await.status, 200);
    put(&app, &url, "application/pdf", b"%PDF-2.0 another")
        .await
        .refused(403, "URL_NOT_VALID");

    let asked = upload(&acme).await;
    let url = id(&asked, "url");
    let [a, b, c] = [b"%PDF-1 a", b"%PDF-1 b", b"%PDF-1 c"]
        .map(|bytes| put(&app, &url, "application/pdf", bytes));
    let (a, b, c) = tokio::join!(a, b, c);
    let won = [&a, &b, &c]
        .iter()
        .filter(|answer| answer.status == 200)
        .count();
    assert_eq!(won, 1, "of those who write at once one wins");
    let got = get(&app, &view(&acme, &id(&asked, "fileId")).await).await;
    let winner = [(&a, "a"), (&b, "b"), (&c, "c")]
        .into_iter()
        .find(|(answer, _)| answer.status == 200);
    assert_eq!(
        got.bytes,
        format!("%PDF-1 {}", winner.unwrap().1).into_bytes()
    );
}

#[tokio::test]
async fn bytes_that_are_not_what_was_announced_are_refused_and_leave_nothing() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let asked = upload(&acme).await;
    let url = id(&asked, "url");
    let html = b"<!doctype html><script>alert(document.domain)</script>";
    for (content_type, bytes) in [
        ("application/pdf", &html[..]),
        ("application/pdf", b""),
        ("text/html", html),
        ("image/png", b"\x89PNG\r\n\x1a\n"),
        ("", PDF),
    ] {
        let refused = put(&app, &url, content_type, bytes).await;
        refused.refused(415, "UNSUPPORTED_MEDIA_TYPE");
    }
    let path = format!("/v1/files/{}", id(&asked, "fileId"));
    acme.get(&path).await.refused(404, "NOT_FOUND");
    // A refusal does not use the link up.
    assert_eq!(put(&app, &url, "application/pdf", PDF).await.status, 200);
}

#[tokio::test]
async fn a_body_that_breaks_off_or_has_another_size_leaves_nothing() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let body = json!({
        "action": "upload", "fileName": "a.csv", "contentType": "text/csv", "fileSize": 5,
    });
    let asked = link(&acme, body).await;
    let url = id(&asked, "url");
    for bytes in [&b"a,b"[..], b"a,b,c,d"] {
        put(&app, &url, "text/csv", bytes)
            .await
            .refused(400, "VALIDATION_ERROR");
    }
    let broken = futures::stream::iter([
        Ok(bytes::Bytes::from_static(b"a,")),
        Err(std::io::Error::other("the client hung up")),
    ]);
    let broken = ("text/csv", Body::from_stream(broken));
    follow(&app, Method::PUT, &url, broken)
        .await
        .refused(400, "VALIDATION_ERROR");
    let path = format!("/v1/files/{}", id(&asked, "fileId"));
    acme.get(&path).await.refused(404, "NOT_FOUND");
    assert_eq!(put(&app, &url, "text/csv", b"a,b,c").await.status, 200);
    assert_eq!(acme.get(&path).await.ok()["fileSize"], 5);
}

#[tokio::test]
async fn more_than_the_limit_is_refused_announced_or_not() {
    let app = TestApp::new().await;
    let app = with_files(&app, Storage::in_memory(), 1_000);
    let acme = app.tenant().await;
    let body = json!({
        "action": "upload", "fileName": "a.txt", "contentType": "text/plain", "size": 1_001,
    });
    let refused = acme.post("/v1/files/url", body).await;
    assert_eq!(
        refused.refused(400, "VALIDATION_ERROR").faults(),
        [("size", "too_big")]
    );
    let body = json!({"action": "upload", "fileName": "a.txt", "contentType": "text/plain"});
    let url = id(&link(&acme, body).await, "url");
    put(&app, &url, "text/plain", &[b'a'; 1_001])
        .await
        .refused(413, "PAYLOAD_TOO_LARGE");
    let chunks = (0..20).map(|_| Ok::<_, std::io::Error>(bytes::Bytes::from_static(&[b'a'; 100])));
    let unannounced = (
        "text/plain",
        Body::from_stream(futures::stream::iter(chunks)),
    );
    follow(&app, Method::PUT, &url, unannounced)
        .await
        .refused(413, "PAYLOAD_TOO_LARGE");
    assert_eq!(
        put(&app, &url, "text/plain", &[b'a'; 1_000]).await.status,
        200
    );
}

#[tokio::test]
async fn a_link_to_upload_ends() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let body = json!({
        "action": "upload", "fileName": "a.pdf", "contentType": "application/pdf",
        "expiresInMinutes": 5,
    });
    let url = id(&link(&acme, body).await, "url");
    app.clock.advance(TimeDelta::minutes(5));
    put(&app, &url, "application/pdf", PDF)
        .await
        .refused(403, "URL_NOT_VALID");
}

#[tokio::test]
async fn a_link_does_what_it_was_made_for_alone() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let to_upload = id(&upload(&acme).await, "url");
    get(&app, &to_upload).await.refused(403, "URL_NOT_VALID");
    let to_view = view(&acme, &uploaded(&app, &acme).await).await;
    put(&app, &to_view, "application/pdf", PDF)
        .await
        .refused(403, "URL_NOT_VALID");
    let answer = follow(&app, Method::DELETE, &to_view, ("", Body::empty())).await;
    answer.refused(405, "METHOD_NOT_ALLOWED");
}

#[tokio::test]
async fn what_is_asked_of_an_upload_is_checked() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    let theirs = order(&globex).await;
    let with = |name: &str, value: serde_json::Value| {
        let mut body = json!({
            "action": "upload", "fileName": "a.pdf", "contentType": "application/pdf",
        });
        body[name] = value;
        body
    };
    for (body, code, path) in [
        (
            with("contentType", json!("text/html")),
            "VALIDATION_ERROR",
            "contentType",
        ),
        (
            with("contentType", json!("image/svg+xml")),
            "VALIDATION_ERROR",
            "contentType",
        ),
        (
            with("contentType", json!(null)),
            "VALIDATION_ERROR",
            "contentType",
        ),
        (with("fileName", json!("")), "VALIDATION_ERROR", "fileName"),
        (
            with("action", json!("delete")),
            "VALIDATION_ERROR",
            "action",
        ),
        (with("type", json!("invoices")), "VALIDATION_ERROR", "type"),
        (
            with("expiresInMinutes", json!(0)),
            "VALIDATION_ERROR",
            "expiresInMinutes",
        ),
        (
            with("expiresInMinutes", json!(1441)),
            "VALIDATION_ERROR",
            "expiresInMinutes",
        ),
        (with("size", json!(-1)), "VALIDATION_ERROR", "size"),
        (
            with("orderId", json!("ord_nonsense")),
            "ORDER_NOT_FOUND",
            "orderId",
        ),
        (
            with("orderId", theirs["orderId"].clone()),
            "ORDER_NOT_FOUND",
            "orderId",
        ),
    ] {
        let refused = acme.post("/v1/files/url", body).await.refused(400, code);
        assert_eq!(refused.faults().len(), 1, "{}", refused.body);
        assert_eq!(refused.faults()[0].0, path);
    }
}

#[tokio::test]
async fn to_upload_takes_the_right_to_write() {
    let app = TestApp::new().await;
    let spec = TenantSpec {
        permissions: vec!["files:read"],
        ..TenantSpec::default()
    };
    let reader = app.tenant_with(spec).await;
    let body = json!({"action": "upload", "fileName": "a.pdf", "contentType": "application/pdf"});
    let refused = reader.post("/v1/files/url", body.clone()).await;
    refused.refused(403, "INSUFFICIENT_PERMISSIONS");
    let key = app
        .api_key(reader.organization, Some(reader.tenant), &["files:write"])
        .await;
    let writer: Client = reader.with_key(&key);
    let file = uploaded(&app, &writer).await;
    assert_eq!(get(&app, &view(&reader, &file).await).await.status, 200);
}

#[tokio::test]
async fn a_repeated_request_for_an_upload_announces_one_file() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let body = json!({"action": "upload", "fileName": "a.pdf", "contentType": "application/pdf"});
    let send = || {
        acme.call(Method::POST, "/v1/files/url")
            .key("k-1")
            .json(&body)
            .send()
    };
    let (first, again) = (send().await, send().await);
    assert_eq!(first.bytes, again.bytes);
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
}

#[tokio::test]
async fn what_was_announced_and_never_sent_is_cleared_away() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let (left, sent) = (upload(&acme).await, uploaded(&app, &acme).await);
    // One sweeps at a time: those behind these two have to be over.
    while app.app.files().storage.begin_sweep().is_none() {
        tokio::task::yield_now().await;
    }
    app.clock.advance(TimeDelta::hours(3));
    let waiting = id(&upload(&acme).await, "fileId");
    let mut files: Vec<String> = Vec::new();
    // Behind the request; each look gives it time.
    for _ in 0..1_000 {
        files = sqlx::query_scalar::<_, flexorder::kernel::id::FileId>(
            "select id from files where tenant_id = $1 order by id",
        )
        .bind(acme.tenant)
        .fetch_all(&app.owner)
        .await
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
        if !files.contains(&id(&left, "fileId")) {
            break;
        }
    }
    assert_eq!(files, [sent, waiting]);
}
