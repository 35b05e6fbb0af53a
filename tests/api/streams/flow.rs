//! How a stream flows: page by page, as fast as it is read, and never a part that looks whole.
use axum::{body::Body, http::Method};
use http_body_util::BodyExt as _;

use super::{CSV, NDJSON, many_assets};
use crate::support::{app::TestApp, client::Client};

/// In an order whose cursors stand for themselves.
const BY_SERIAL: &str = "/v1/assets?sortBy=serialNumber&sortDir=asc";

async fn begin(client: &Client, path: &str, accept: &str) -> Body {
    let response = client
        .call(Method::GET, path)
        .accept(accept)
        .response()
        .await;
    assert_eq!(response.status(), 200);
    response.into_body()
}

/// The next piece of a body as text; `None` at its end.
async fn piece(body: &mut Body) -> Option<Result<String, axum::Error>> {
    let frame = body.frame().await?;
    Some(frame.map(|frame| String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap()))
}

/// All assets not yet sent get another note.
async fn rename(app: &TestApp, client: &Client) {
    let update = "update assets set notes = 'changed' where tenant_id = $1";
    let done = sqlx::query(update)
        .bind(client.tenant)
        .execute(&app.owner)
        .await;
    assert!(done.unwrap().rows_affected() > 1_000);
}

#[tokio::test]
async fn a_slow_reader_finds_only_a_few_pages_waiting() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    many_assets(&app, &acme, 5_000).await;
    for accept in [CSV, NDJSON] {
        let reset = "update assets set notes = repeat('x', 1000) where tenant_id = $1";
        sqlx::query(reset)
            .bind(acme.tenant)
            .execute(&app.owner)
            .await
            .unwrap();
        let mut body = begin(&acme, BY_SERIAL, accept).await;
        let first = piece(&mut body).await.unwrap().unwrap();
        assert!(first.lines().count() <= 101);
        // Long enough for all of it, if anything read ahead.
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        rename(&app, &acme).await;
        let (mut lines, mut old) = (first.lines().count(), 0);
        while let Some(piece) = piece(&mut body).await {
            let piece = piece.unwrap();
            assert!(piece.len() < 400_000, "a piece is a page");
            lines += piece.lines().count();
            old += piece.lines().filter(|line| line.contains("xxxx")).count();
        }
        assert_eq!(lines, 5_001 + usize::from(accept == CSV));
        assert!(
            old <= 300,
            "{old} of 5,000 rows were read before anybody took them"
        );
    }
}

#[tokio::test]
async fn what_fails_on_the_way_breaks_the_body_off() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    for accept in [CSV, NDJSON] {
        many_assets(&app, &acme, 2_000).await;
        let mut body = begin(&acme, "/v1/assets", accept).await;
        piece(&mut body).await.unwrap().unwrap();
        // What the page after the next one would start after is gone.
        let delete = "delete from assets where tenant_id = $1";
        sqlx::query(delete)
            .bind(acme.tenant)
            .execute(&app.owner)
            .await
            .unwrap();
        let (mut lines, mut broken) = (0, false);
        while let Some(piece) = piece(&mut body).await {
            broken = piece.is_err();
            lines += piece.map_or(0, |text| text.lines().count());
        }
        assert!(broken, "{lines} lines came as if they were all");
        assert!(lines < 500, "{lines}");
        assert!(piece(&mut body).await.is_none());
    }
}

/// The message of a stream that is put off.
async fn put_off(client: &Client) -> String {
    let call = client.call(Method::GET, "/v1/assets").accept(CSV);
    let refused = call.send().await.refused(503, "SERVICE_UNAVAILABLE");
    assert_eq!(refused.header("retry-after"), Some("1"));
    refused.message().to_owned()
}

#[tokio::test]
async fn connections_go_back_between_pages_and_who_hangs_up_ends_the_work() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    many_assets(&app, &acme, 1_000).await;
    let mut tenants = vec![acme];
    for _ in 1..8 {
        let tenant = app.tenant().await;
        many_assets(&app, &tenant, 1_000).await;
        tenants.push(tenant);
    }
    // More open streams than the pool has connections; all of them wait to be read.
    let mut bodies = Vec::new();
    for n in 0..20 {
        bodies.push(begin(&tenants[n / 4], BY_SERIAL, CSV).await);
    }
    let acme = &tenants[0];
    acme.get("/v1/assets").await.ok();
    // And more than may be open at once are put off: of one tenant, and of all.
    let refused = put_off(acme).await;
    assert!(refused.starts_with("This tenant"), "{refused}");
    for n in 20..32 {
        bodies.push(begin(&tenants[n / 4], BY_SERIAL, CSV).await);
    }
    let refused = put_off(&app.tenant().await).await;
    assert!(refused.starts_with("The server"), "{refused}");
    drop(bodies);
    // Their work ends, at the latest with the page it is at.
    for _ in 0..100 {
        let call = acme.call(Method::GET, "/v1/assets?limit=1").accept(CSV);
        if call.response().await.status() == 200 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("streams that nobody reads go on");
}
