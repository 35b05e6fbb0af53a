//! Sign-in: what it answers, what it refuses, what its cookie is like.
use axum::http::Method;
use chrono::TimeDelta;
use flexorder::{
    app::{App, FileAccess, Limits},
    router::router,
};
use serde_json::json;

use super::{Browser, LOOPBACK, PUBLIC, begin};
use crate::support::{
    app::{TestApp, pool_settings},
    db,
};

#[tokio::test]
async fn a_key_is_exchanged_for_a_session_that_works_like_it() {
    let (app, acme, browser) = begin().await;
    let mut browser = browser;
    let signed_in = browser.sign_in(&acme.key).await;
    assert_eq!(signed_in.header("cache-control"), Some("no-store"));
    let session = signed_in.ok();
    assert_eq!(session["tenantId"], acme.tenant.to_string());
    assert_eq!(session["tenants"][0]["tenantId"], session["tenantId"]);
    assert_eq!(session["tenants"][0]["currency"], "EUR");
    assert_eq!(session["demo"], false);
    let ends = app.clock.now() + TimeDelta::hours(12);
    let told = session["expiresAt"].as_str().unwrap();
    assert_eq!(told.parse::<chrono::DateTime<chrono::Utc>>().unwrap(), ends);

    let own = browser.get("/v1/session").await.ok();
    assert_eq!(own, session);
    assert_eq!(browser.get("/v1/orders").await.status, 200);
    let field = json!({"section": "order", "id": "floor", "label": "Floor", "type": "text"});
    assert_eq!(browser.post("/v1/custom-fields", &field).await.status, 201);
}

#[tokio::test]
async fn neither_the_key_nor_the_token_is_written_down() {
    let (app, acme, browser) = begin().await;
    let (_, token) = browser.cookie.split_once('=').unwrap();
    for secret in [token, acme.key.as_str()] {
        for table in ["platform.sessions", "idempotency_keys"] {
            let count = format!("select count(*) from {table} t where t::text like $1");
            let found: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(count))
                .bind(format!("%{secret}%"))
                .fetch_one(&app.owner)
                .await
                .unwrap();
            assert_eq!(found, 0, "{table}");
        }
    }
}

#[tokio::test]
async fn what_is_wrong_is_told_and_sets_no_cookie() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    let unknown = "fo_live_0000000000000000000000000001fZJuA";
    for (key, tenant, status, code) in [
        (
            "nonsense",
            acme.tenant_header.as_str(),
            401,
            "INVALID_TOKEN",
        ),
        (unknown, &acme.tenant_header, 401, "INVALID_TOKEN"),
        ("fo_test_demo", &acme.tenant_header, 401, "INVALID_TOKEN"),
        (&acme.key, &globex.tenant_header, 403, "NO_TENANT_ACCESS"),
        (&acme.key, "nobody", 403, "NO_TENANT_ACCESS"),
    ] {
        let body = json!({"apiKey": key, "tenantId": tenant});
        let browser = Browser::at(LOOPBACK, &acme);
        let refused = browser.post("/v1/session", &body).await;
        let refused = refused.refused(status, code);
        assert_eq!(refused.header("set-cookie"), None);
    }
    let empty = Browser::at(LOOPBACK, &acme)
        .post("/v1/session", &json!({"apiKey": " "}))
        .await
        .refused(400, "VALIDATION_ERROR");
    assert_eq!(
        empty.faults(),
        [("apiKey", "too_small"), ("tenantId", "invalid_type")]
    );
}

#[tokio::test]
async fn the_cookie_is_bound_to_its_host_and_hidden_from_scripts() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    for (origin, name, secure) in [
        (LOOPBACK, "flexorder=", false),
        ("http://localhost:8080", "flexorder=", false),
        ("http://[::1]:8080", "flexorder=", false),
        (PUBLIC, "__Host-flexorder=", true),
        ("https://localhost:8443", "__Host-flexorder=", true),
    ] {
        let mut browser = Browser::at(origin, &acme);
        let answer = browser.sign_in(&acme.key).await;
        let set = answer.header("set-cookie").unwrap().to_owned();
        answer.ok();
        let mut parts: Vec<&str> = set.split("; ").collect();
        assert!(parts.remove(0).starts_with(name), "{origin}: {set}");
        let mut expected = vec!["Path=/", "Max-Age=43200", "HttpOnly", "SameSite=Strict"];
        if secure {
            expected.push("Secure");
        }
        assert_eq!(parts, expected, "{origin}");
        assert_eq!(browser.get("/v1/orders").await.status, 200, "{origin}");
    }
}

#[tokio::test]
async fn no_session_travels_in_the_clear() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let refused = Browser::at("http://orders.example", &acme)
        .sign_in(&acme.key)
        .await
        .refused(403, "TLS_REQUIRED");
    assert!(refused.message().contains("TLS"), "{}", refused.message());
    assert_eq!(refused.header("set-cookie"), None);
}

#[tokio::test]
async fn without_a_browser_the_public_url_tells_of_tls() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let body = json!({"apiKey": acme.key, "tenantId": acme.tenant_header});
    let sign_in = async |router, origin| {
        let mut browser = Browser::at(origin, &acme);
        browser.router = router;
        browser
            .send(Method::POST, "/v1/session", Some(&body), &[])
            .await
    };
    let near = sign_in(app.router.clone(), LOOPBACK).await;
    assert!(near.header("set-cookie").unwrap().starts_with("flexorder="));
    let far = sign_in(app.router.clone(), PUBLIC).await;
    far.refused(403, "TLS_REQUIRED");
    let files = FileAccess {
        public_url: Some("https://orders.example".into()),
        ..FileAccess::default()
    };
    let behind_tls = App::new(app.pool.clone(), app.clock.clone(), Limits::default());
    let behind_tls = router(behind_tls.with_files(files));
    let far = sign_in(behind_tls, PUBLIC).await;
    let cookie = far.header("set-cookie").unwrap();
    assert!(cookie.starts_with("__Host-flexorder="), "{cookie}");
}

#[tokio::test]
async fn the_cookie_of_the_own_machine_counts_nowhere_else() {
    let (_, _, mut browser) = begin().await;
    assert_eq!(browser.get("/v1/orders").await.status, 200);
    // As a neighbour in the same domain could set it.
    browser.origin = PUBLIC;
    let refused = browser.get("/v1/orders").await;
    refused.refused(401, "AUTH_REQUIRED");
    browser.cookie = format!("__Host-{}", browser.cookie);
    assert_eq!(browser.get("/v1/orders").await.status, 200);
}

#[tokio::test]
async fn the_demos_key_opens_nothing_where_there_is_no_demo() {
    let app = TestApp::on(db::own("sessions_demo").await, pool_settings(4)).await;
    let acme = app.tenant().await;
    let hash = flexorder::auth::api_key::ApiKey::parse("fo_test_demo").unwrap();
    sqlx::query("update platform.api_keys set hash = $2 where organization_id = $1")
        .bind(acme.organization)
        .bind(&hash.hash().as_bytes()[..])
        .execute(&app.owner)
        .await
        .unwrap();
    let demo = App::new(app.pool.clone(), app.clock.clone(), Limits::default()).with_demo();
    let mut browser = Browser::at(LOOPBACK, &acme);
    browser.router = router(demo);
    let session = browser.sign_in("fo_test_demo").await.ok();
    assert_eq!(session["demo"], true);
    assert_eq!(browser.get("/v1/orders").await.status, 200);
    // The same database, served without the demo.
    browser.router = app.router.clone();
    for path in ["/v1/orders", "/v1/session"] {
        browser.get(path).await.refused(401, "INVALID_TOKEN");
    }
}
