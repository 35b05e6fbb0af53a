//! Downloads: what a browser is told, when a link ends, and deletion.
use axum::{body::Body, http::Method};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use flexorder::{
    app::{App, FileAccess, Limits},
    router::router,
};
use serde_json::json;

use super::{PDF, follow, get, link, put, uploaded, view};
use crate::support::{
    app::{TestApp, pool_settings},
    db as databases,
    given::id,
};

#[tokio::test]
async fn a_browser_is_told_to_run_nothing() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let file = uploaded(&app, &acme).await;
    for (action, way) in [("view", "inline"), ("download", "attachment")] {
        let asked = link(&acme, json!({"fileId": file, "action": action})).await;
        let got = get(&app, &id(&asked, "url")).await;
        assert_eq!(got.bytes, PDF);
        assert_eq!(got.header("content-type"), "application/pdf");
        assert_eq!(got.header("content-length"), PDF.len().to_string());
        let name = "filename=\"scan.pdf\"; filename*=UTF-8''scan.pdf";
        assert_eq!(got.header("content-disposition"), format!("{way}; {name}"));
        assert_eq!(got.header("x-content-type-options"), "nosniff");
        assert_eq!(got.header("cache-control"), "private, no-store");
        assert!(
            got.header("content-security-policy")
                .starts_with("default-src 'none'")
        );
        let head = follow(&app, Method::HEAD, &id(&asked, "url"), ("", Body::empty())).await;
        assert_eq!((head.status, head.bytes.len()), (200, 0));
        assert_eq!(head.header("content-length"), PDF.len().to_string());
    }
}

#[tokio::test]
async fn text_is_saved_and_never_shown() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let body = json!({"action": "upload", "fileName": "a.html", "contentType": "text/plain"});
    let asked = link(&acme, body).await;
    let bytes = b"hello <script>alert(1)</script>";
    assert_eq!(
        put(&app, &id(&asked, "url"), "text/plain; charset=utf-8", bytes)
            .await
            .status,
        200
    );
    let got = get(&app, &view(&acme, &id(&asked, "fileId")).await).await;
    assert_eq!(got.header("content-type"), "text/plain; charset=utf-8");
    assert!(
        got.header("content-disposition")
            .starts_with("attachment; filename=\"a.html.txt\"")
    );
    assert_eq!(
        got.header("content-security-policy"),
        "default-src 'none'; sandbox"
    );
}

#[tokio::test]
async fn a_link_ends_to_the_millisecond() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let file = uploaded(&app, &acme).await;
    let body = json!({"fileId": file, "expiresInMinutes": 1});
    let url = id(&link(&acme, body).await, "url");
    app.clock.advance(TimeDelta::milliseconds(59_999));
    assert_eq!(get(&app, &url).await.status, 200);
    app.clock.advance(TimeDelta::milliseconds(1));
    get(&app, &url).await.refused(403, "URL_NOT_VALID");
}

#[tokio::test]
async fn an_altered_link_opens_nothing() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    let (ours, theirs) = (uploaded(&app, &acme).await, uploaded(&app, &globex).await);
    let (mine, other) = (view(&acme, &ours).await, view(&globex, &theirs).await);
    let token = |url: &str| {
        URL_SAFE_NO_PAD
            .decode(url.rsplit('/').next().unwrap())
            .unwrap()
    };
    let (mine, other) = (token(&mine), token(&other));
    let expiry = mine.len() - 32 - 8;
    let mut altered: Vec<Vec<u8>> = [4, 5, 8, 25, expiry, mine.len() - 1]
        .into_iter()
        .map(|at| {
            let mut altered = mine.clone();
            altered[at] ^= 1;
            altered
        })
        .collect();
    // The claim of one with the signature of the other.
    altered.push([&mine[..expiry + 8], &other[expiry + 8..]].concat());
    altered.push(mine[..mine.len() - 1].to_vec());
    for token in altered {
        let url = format!("http://localhost/files/{}", URL_SAFE_NO_PAD.encode(token));
        get(&app, &url).await.refused(403, "URL_NOT_VALID");
    }
    for token in ["x", "..%2F..%2Fetc%2Fpasswd", "AAAA", "%00"] {
        let answer = get(&app, &format!("http://localhost/files/{token}")).await;
        assert!(
            [403, 404].contains(&answer.status),
            "{token}: {}",
            answer.body()
        );
    }
}

#[tokio::test]
async fn another_tenants_file_has_no_link_and_cannot_be_deleted() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    let theirs = uploaded(&app, &globex).await;
    let path = format!("/v1/files/{theirs}");
    for action in ["view", "download"] {
        let body = json!({"fileId": theirs, "action": action});
        acme.post("/v1/files/url", body)
            .await
            .refused(404, "NOT_FOUND");
    }
    acme.get(&path).await.refused(404, "NOT_FOUND");
    acme.delete(&path).await.refused(404, "NOT_FOUND");
    assert_eq!(get(&app, &view(&globex, &theirs).await).await.bytes, PDF);
}

#[tokio::test]
async fn a_secret_that_was_added_signs_and_the_old_one_is_still_believed() {
    // Secrets are of no tenant: in a database of its own.
    let app = TestApp::on(databases::own("url_secrets").await, pool_settings(8)).await;
    let acme = app.tenant().await;
    let file = uploaded(&app, &acme).await;
    let before = view(&acme, &file).await;
    let newest: i32 = sqlx::query_scalar(
        "insert into platform.url_secrets (id, secret, created_at)
         select max(id) + 1, sha256(random()::text::bytea), now() from platform.url_secrets returning id",
    )
    .fetch_one(&app.owner)
    .await
    .unwrap();
    let after = view(&acme, &file).await;
    assert_ne!(before, after);
    // Whatever links name, the database is asked once a second at most.
    get(&app, &after).await.refused(503, "SERVICE_UNAVAILABLE");
    assert_eq!(get(&app, &before).await.status, 200);
    app.clock.advance(TimeDelta::seconds(1));
    for url in [&before, &after] {
        assert_eq!(get(&app, url).await.status, 200);
    }
    sqlx::query("delete from platform.url_secrets where id = $1")
        .bind(newest)
        .execute(&app.owner)
        .await
        .unwrap();
    // What was read is believed for a while.
    app.clock.advance(TimeDelta::milliseconds(9_999));
    assert_eq!(get(&app, &after).await.status, 200);
    app.clock.advance(TimeDelta::milliseconds(1));
    get(&app, &after).await.refused(403, "URL_NOT_VALID");
    assert_eq!(get(&app, &before).await.status, 200);
}

#[tokio::test]
async fn links_start_with_what_the_server_is_called() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let file = uploaded(&app, &acme).await;
    let send = |host: &str| {
        let call = acme
            .call(Method::POST, "/v1/files/url")
            .header("host", host);
        call.json(&json!({"fileId": file})).send()
    };
    for (host, origin) in [
        ("api.example.com:8443", "http://api.example.com:8443/files/"),
        ("user:pass@evil.example", "http://evil.example/files/"),
        ("not a host", "http://localhost/files/"),
    ] {
        let url = id(&send(host).await.ok(), "url");
        assert!(url.starts_with(origin), "{url}");
    }
    let files = FileAccess {
        public_url: Some("https://files.example.com/shop/".into()),
        ..FileAccess::default()
    };
    let public = App::new(app.pool.clone(), app.clock.clone(), Limits::default());
    let public = crate::support::client::Client::new(
        router(public.with_files(files)),
        &acme.key,
        acme.tenant,
        acme.organization,
    );
    let url = view(&public, &file).await;
    assert!(
        url.starts_with("https://files.example.com/shop/files/"),
        "{url}"
    );
}

#[tokio::test]
async fn a_deleted_file_is_gone_also_behind_its_links() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let file = uploaded(&app, &acme).await;
    let (path, url) = (format!("/v1/files/{file}"), view(&acme, &file).await);
    let etag = acme.get(&path).await.etag().to_owned();
    let stale = acme
        .call(Method::DELETE, &path)
        .if_match("\"99\"")
        .send()
        .await;
    stale.refused(412, "PRECONDITION_FAILED");
    let deleted = acme.call(Method::DELETE, &path).if_match(&etag);
    let deleted = deleted
        .json(&json!({"deleteFromStorage": true}))
        .send()
        .await
        .ok();
    assert_eq!(deleted["fileId"], json!(file));
    acme.get(&path).await.refused(404, "NOT_FOUND");
    acme.delete(&path).await.refused(404, "NOT_FOUND");
    get(&app, &url).await.refused(404, "NOT_FOUND");
    assert_eq!(acme.get("/v1/files").await.ok()["count"], 0);
}

#[tokio::test]
async fn bytes_stay_where_that_is_wished() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let file = uploaded(&app, &acme).await;
    let (path, url) = (format!("/v1/files/{file}"), view(&acme, &file).await);
    let call = acme.call(Method::DELETE, &path);
    call.json(&json!({"deleteFromStorage": false}))
        .send()
        .await
        .ok();
    acme.get(&path).await.refused(404, "NOT_FOUND");
    get(&app, &url).await.refused(404, "NOT_FOUND");
    let wrong = acme.call(Method::DELETE, &path);
    let wrong = wrong.json(&json!({"deleteFromStorage": "no"})).send().await;
    wrong.refused(400, "VALIDATION_ERROR");
}

#[tokio::test]
async fn a_storage_that_cannot_remove_is_told_and_asked_again() {
    use std::os::unix::fs::symlink;

    use flexorder::storage::Storage;

    let folder = tempfile::tempdir().unwrap();
    let app = TestApp::new().await;
    let files = FileAccess {
        storage: Storage::in_folder(folder.path()).unwrap(),
        ..FileAccess::default()
    };
    let same = App::new(app.pool.clone(), app.clock.clone(), Limits::default());
    let app = TestApp {
        router: router(same.with_files(files)),
        ..app
    };
    let acme = app.tenant().await;
    let file = uploaded(&app, &acme).await;
    let path = format!("/v1/files/{file}");
    // A link in a circle in the file's folder: it can be listed by nobody.
    let own = folder.path().join(acme.tenant.to_string()).join(&file);
    let circle = own.join("circle");
    symlink(&circle, &circle).unwrap();
    acme.delete(&path).await.refused(500, "DELETE_FAILED");
    acme.get(&path).await.refused(404, "NOT_FOUND");
    std::fs::remove_file(&circle).unwrap();
    acme.delete(&path).await.ok();
    assert!(!own.exists());
    acme.delete(&path).await.refused(404, "NOT_FOUND");
}
