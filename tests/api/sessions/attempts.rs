//! Sign-ins that fail are slowed down.
use axum::http::Method;
use chrono::TimeDelta;
use serde_json::json;

use super::{Browser, LOOPBACK};
use crate::support::app::TestApp;

#[tokio::test]
async fn who_fails_too_often_waits() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let mut browser = Browser::at(LOOPBACK, &acme);
    for _ in 0..20 {
        let refused = browser.sign_in("fo_live_wrong").await;
        refused.refused(401, "INVALID_TOKEN");
    }
    let put_off = browser
        .sign_in(&acme.key)
        .await
        .refused(429, "RATE_LIMITED");
    let wait: i64 = put_off.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=7).contains(&wait), "{wait}");
    app.clock.advance(TimeDelta::seconds(wait));
    browser.sign_in(&acme.key).await.ok();
}

#[tokio::test]
async fn sign_ins_that_succeed_are_not_slowed_down() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let mut browser = Browser::at(LOOPBACK, &acme);
    for _ in 0..40 {
        browser.sign_in(&acme.key).await.ok();
    }
    // What is no sign-in at all is not counted either.
    for _ in 0..40 {
        let body = Some(&json!({}));
        let answer = browser.ask(Method::POST, "/v1/session", body).await;
        answer.refused(400, "VALIDATION_ERROR");
    }
}
