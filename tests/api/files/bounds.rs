//! What files may cost at most, and what a lost answer of the database leaves.
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use axum::{
    body::Body,
    http::{Method, Request},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use http_body_util::BodyExt as _;
use serde_json::json;
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::{TcpStream, UnixListener, UnixStream},
};
use tower::ServiceExt as _;

use super::{PDF, get, order, put, upload, uploaded, view};
use crate::support::{
    app::{TestApp, pool_settings},
    db as databases,
    given::id,
};

/// Files that one server sends at once.
const DOWNLOADS_MAX: usize = 64;

#[tokio::test]
async fn so_many_files_are_sent_at_once_and_one_more_is_told_to_wait() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let url = view(&acme, &uploaded(&app, &acme).await).await;
    let path = url.strip_prefix("http://localhost").unwrap();
    let mut unread = Vec::new();
    for _ in 0..DOWNLOADS_MAX {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let response = app.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), 200);
        unread.push(response);
    }
    get(&app, &url).await.refused(503, "SERVICE_UNAVAILABLE");
    // Who reads one to its end, or leaves, makes room.
    let read = unread.pop().unwrap().into_body().collect().await.unwrap();
    assert_eq!(read.to_bytes().as_ref(), PDF);
    drop(unread);
    let mut status = 503;
    for _ in 0..1_000 {
        status = get(&app, &url).await.status;
        if status == 200 {
            break;
        }
        tokio::task::yield_now().await;
    }
    assert_eq!(status, 200);
}

#[tokio::test]
async fn a_body_that_is_not_as_long_as_it_says_is_refused() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let asked = upload(&acme).await;
    let url = id(&asked, "url");
    let path = url.strip_prefix("http://localhost").unwrap();
    for length in [PDF.len() + 1, PDF.len() - 1] {
        let request = Request::put(path)
            .header("content-type", "application/pdf")
            .header("content-length", length)
            .body(Body::from(PDF))
            .unwrap();
        let response = app.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), 400);
    }
    let path = format!("/v1/files/{}", id(&asked, "fileId"));
    acme.get(&path).await.refused(404, "NOT_FOUND");
    assert_eq!(put(&app, &url, "application/pdf", PDF).await.status, 200);
}

#[tokio::test]
async fn a_forged_link_costs_the_database_nothing() {
    let app = TestApp::on(databases::own("forged").await, pool_settings(8)).await;
    let acme = app.tenant().await;
    let url = view(&acme, &uploaded(&app, &acme).await).await;
    let (base, token) = url.rsplit_once('/').unwrap();
    let token = URL_SAFE_NO_PAD.decode(token).unwrap();
    let forged = |at: usize, byte: u8| {
        let mut token = token.clone();
        token[at] = byte;
        format!("{base}/{}", URL_SAFE_NO_PAD.encode(token))
    };
    app.pool.close().await;
    // Another file by the same secret; a secret older than any; one that may be newer.
    let same = get(&app, &forged(30, token[30] ^ 1)).await;
    same.refused(403, "URL_NOT_VALID");
    get(&app, &forged(4, 0)).await.refused(403, "URL_NOT_VALID");
    let newer = get(&app, &forged(4, 9)).await;
    newer.refused(503, "SERVICE_UNAVAILABLE");
    assert!(
        newer.body()["error"]["message"]
            .as_str()
            .unwrap()
            .contains("in a second")
    );
}

#[tokio::test]
async fn a_refused_request_for_an_upload_clears_nothing_away() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    upload(&acme).await;
    app.clock.advance(TimeDelta::hours(3));
    let body = json!({
        "action": "upload", "fileName": "a.pdf", "contentType": "application/pdf",
        "orderId": "ord_01jvcx7r0ee8qt3ks2zbm4n6wd",
    });
    let refused = acme.post("/v1/files/url", body).await;
    refused.refused(400, "ORDER_NOT_FOUND");
    for _ in 0..100 {
        let waiting: i64 = sqlx::query_scalar(
            "select count(*) from files where tenant_id = $1 and state = 'pending'",
        )
        .bind(acme.tenant)
        .fetch_one(&app.owner)
        .await
        .unwrap();
        assert_eq!(waiting, 1);
    }
}

#[tokio::test]
async fn a_contract_whose_commit_was_not_answered_keeps_its_bytes() {
    let database = databases::shared().await;
    let cut = Arc::new(AtomicBool::new(false));
    let folder = tempfile::tempdir().unwrap();
    cutting_proxy(&database, folder.path(), Arc::clone(&cut));
    let through = database.socket(folder.path()).ssl_mode(PgSslMode::Disable);
    let app = TestApp::on(through, pool_settings(8)).await;
    let acme = app.tenant().await;
    let order = order(&acme).await;
    let body = json!({"orderId": order["orderId"]});
    let send = || {
        let call = acme.call(Method::POST, "/v1/files/contracts/generate");
        call.key("c-1").json(&body).send()
    };
    send().await.refused(503, "SERVICE_UNAVAILABLE");
    assert!(cut.load(Ordering::SeqCst), "the answer was cut off");
    // The row is there, and so are the bytes, also after the request was sent again.
    for _ in 0..2 {
        let files = acme.get("/v1/files").await.ok();
        assert_eq!(files["count"], 1);
        let got = get(&app, &view(&acme, &id(&files["files"][0], "fileId")).await).await;
        assert_eq!(got.status, 200);
        assert!(got.bytes.starts_with(b"%PDF-"));
        assert_eq!(send().await.header("idempotent-replayed"), Some("true"));
    }
}

/// A way to Postgres that keeps back, once, the answer to the commit of a file's row, and hangs up.
fn cutting_proxy(database: &PgConnectOptions, folder: &Path, cut: Arc<AtomicBool>) {
    let name = format!(".s.PGSQL.{}", database.get_port());
    let listener = UnixListener::bind(folder.join(&name)).unwrap();
    let socket = database.get_socket().map(|socket| socket.join(name));
    let host = (database.get_host().to_owned(), database.get_port());
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let (socket, host, cut) = (socket.clone(), host.clone(), Arc::clone(&cut));
            tokio::spawn(async move {
                match socket {
                    Some(socket) => {
                        pass(client, UnixStream::connect(socket).await.ok()?, &cut).await
                    }
                    None => pass(client, TcpStream::connect(host).await.ok()?, &cut).await,
                }
            });
        }
    });
}

async fn pass(
    mut client: UnixStream,
    mut server: impl AsyncRead + AsyncWrite + Unpin,
    cut: &AtomicBool,
) -> Option<()> {
    let (mut asked, mut answered) = (vec![0; 65_536], vec![0; 65_536]);
    let mut has_file = false;
    loop {
        tokio::select! {
            read = client.read(&mut asked) => {
                let said = asked.get(..read.ok().filter(|read| *read > 0)?)?;
                server.write_all(said).await.ok()?;
                let text = String::from_utf8_lossy(said).to_lowercase();
                has_file |= text.contains("insert into files");
                if has_file && text.contains("commit") && !cut.swap(true, Ordering::SeqCst) {
                    // It is committed, and nobody is told.
                    let answer = server.read(&mut answered).await;
                    answer.ok().filter(|read| *read > 0)?;
                    return None;
                }
            }
            read = server.read(&mut answered) => {
                let said = answered.get(..read.ok().filter(|read| *read > 0)?)?;
                client.write_all(said).await.ok()?;
            }
        }
    }
}
