//! How sessions end: by sign-out, by time, with their key; and that nobody keeps what ended.
use std::time::Duration;

use axum::http::Method;
use chrono::TimeDelta;
use flexorder::{
    app::{App, Limits},
    kernel::id::ApiKeyId,
    router::router,
    tenancy::revoke_api_key,
};

use super::{Browser, LOOPBACK, PUBLIC, begin};
use crate::support::{
    app::{TestApp, pool_settings},
    db,
};

#[tokio::test]
async fn sign_out_ends_the_session_and_clears_its_cookie() {
    let (_, acme, _) = begin().await;
    for (origin, cleared) in [
        (
            LOOPBACK,
            "flexorder=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict",
        ),
        (
            PUBLIC,
            "__Host-flexorder=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict; Secure",
        ),
    ] {
        let mut browser = Browser::at(origin, &acme);
        browser.sign_in(&acme.key).await.ok();
        let other = browser.clone();
        let out = browser.ask(Method::DELETE, "/v1/session", None).await;
        assert_eq!(out.header("set-cookie"), Some(cleared));
        assert_eq!(out.ok()["success"], true);
        other.get("/v1/orders").await.refused(401, "INVALID_TOKEN");
        // Once more, with a cookie that is dead by now, and without any.
        let again = browser.ask(Method::DELETE, "/v1/session", None).await;
        assert_eq!(again.header("set-cookie"), Some(cleared));
        again.ok();
        browser.cookie.clear();
        let none = browser.ask(Method::DELETE, "/v1/session", None).await;
        assert_eq!(none.header("set-cookie"), None);
        none.ok();
    }
    assert_eq!(acme.get("/v1/orders").await.status, 200, "the key lives on");
}

#[tokio::test]
async fn a_session_lasts_twelve_hours() {
    let (app, _, browser) = begin().await;
    app.clock
        .advance(TimeDelta::hours(12) - TimeDelta::seconds(1));
    assert_eq!(browser.get("/v1/orders").await.status, 200);
    app.clock.advance(TimeDelta::seconds(1));
    browser
        .get("/v1/orders")
        .await
        .refused(401, "INVALID_TOKEN");
    browser
        .get("/v1/session")
        .await
        .refused(401, "INVALID_TOKEN");
}

#[tokio::test]
async fn a_session_ends_with_its_key() {
    let (app, acme, mut browser) = begin().await;
    let expiry = app.clock.now() + TimeDelta::hours(1);
    sqlx::query("update platform.api_keys set expires_at = $2 where organization_id = $1")
        .bind(acme.organization)
        .bind(expiry)
        .execute(&app.owner)
        .await
        .unwrap();
    let session = browser.sign_in(&acme.key).await.ok();
    let told = session["expiresAt"].as_str().unwrap();
    assert_eq!(
        told.parse::<chrono::DateTime<chrono::Utc>>().unwrap(),
        expiry
    );
    app.clock.advance(TimeDelta::hours(1));
    browser
        .get("/v1/orders")
        .await
        .refused(401, "INVALID_TOKEN");
}

#[tokio::test]
async fn a_session_that_is_kept_ends_at_once_with_its_key_and_by_sign_out() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let limits = Limits {
        key_ttl: Duration::from_hours(1),
        ..Limits::default()
    };
    let keeping = App::new(app.pool.clone(), app.clock.clone(), limits);
    let mut first = Browser::at(LOOPBACK, &acme);
    first.router = router(keeping.clone());
    let mut second = first.clone();
    first.sign_in(&acme.key).await.ok();
    second.sign_in(&acme.key).await.ok();
    for browser in [&first, &second] {
        assert_eq!(browser.get("/v1/orders").await.status, 200);
    }
    first.ask(Method::DELETE, "/v1/session", None).await.ok();
    first.get("/v1/orders").await.refused(401, "INVALID_TOKEN");
    assert_eq!(second.get("/v1/orders").await.status, 200);

    let id: ApiKeyId =
        sqlx::query_scalar("select id from platform.api_keys where organization_id = $1")
            .bind(acme.organization)
            .fetch_one(&app.owner)
            .await
            .unwrap();
    let mut owner = app.owner.acquire().await.unwrap();
    revoke_api_key(&mut owner, &app.clock, id).await.unwrap();
    // What a server does when it hears of it.
    keeping.forget_keys();
    second.get("/v1/orders").await.refused(401, "INVALID_TOKEN");
}

#[tokio::test]
async fn a_sign_out_is_told_to_other_servers() {
    let (app, _, browser) = begin().await;
    let mut ear = sqlx::postgres::PgListener::connect_with(&app.owner)
        .await
        .unwrap();
    ear.listen("flexorder_keys").await.unwrap();
    browser.ask(Method::DELETE, "/v1/session", None).await.ok();
    let heard = tokio::time::timeout(Duration::from_secs(10), ear.recv()).await;
    assert!(heard.unwrap().is_ok());
}

#[tokio::test]
async fn who_signs_in_again_leaves_no_session_behind() {
    let (_, acme, browser) = begin().await;
    let mut again = browser.clone();
    again.sign_in(&acme.key).await.ok();
    assert_ne!(again.cookie, browser.cookie);
    browser
        .get("/v1/orders")
        .await
        .refused(401, "INVALID_TOKEN");
    assert_eq!(again.get("/v1/orders").await.status, 200);
}

#[tokio::test]
async fn what_is_long_over_is_taken_away_by_the_next_sign_in() {
    // Of its own, for it takes those of other tests away too.
    let app = TestApp::on(db::own("sessions_sweep").await, pool_settings(4)).await;
    let acme = app.tenant().await;
    for _ in 0..3 {
        Browser::signed_in(&acme).await;
    }
    app.clock.advance(TimeDelta::hours(12));
    Browser::signed_in(&acme).await;
    let left: i64 =
        sqlx::query_scalar("select count(*) from platform.sessions where organization_id = $1")
            .bind(acme.organization)
            .fetch_one(&app.owner)
            .await
            .unwrap();
    assert_eq!(left, 1);
}

#[tokio::test]
async fn one_key_has_a_thousand_sessions_at_most() {
    let (app, acme, browser) = begin().await;
    let fill = "insert into platform.sessions (hash, organization_id, api_key_id, tenant_id, \
                created_at, expires_at) \
                select sha256((n || $1::text)::bytea), s.organization_id, s.api_key_id, s.tenant_id, \
                s.created_at + n * interval '1 ms', s.expires_at \
                from platform.sessions s, generate_series(1, 1000) n where s.organization_id = $2";
    sqlx::query(fill)
        .bind(acme.tenant.to_string())
        .bind(acme.organization)
        .execute(&app.owner)
        .await
        .unwrap();
    app.clock.advance(TimeDelta::minutes(1));
    let newest = Browser::signed_in(&acme).await;
    assert_eq!(newest.get("/v1/orders").await.status, 200);
    browser
        .get("/v1/orders")
        .await
        .refused(401, "INVALID_TOKEN");
    let left: i64 =
        sqlx::query_scalar("select count(*) from platform.sessions where organization_id = $1")
            .bind(acme.organization)
            .fetch_one(&app.owner)
            .await
            .unwrap();
    assert_eq!(left, 1_000);
}
