//! The same request twice is done once (contract 10.3).
use axum::http::Method;
use chrono::TimeDelta;
use serde_json::json;

use crate::support::{
    app::TestApp,
    given::{self, LAPTOP, id},
};

#[tokio::test]
async fn the_second_answer_is_the_first_byte_for_byte() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let body = given::order_body("john@example.com", &[(LAPTOP, 1, 12)]);
    let send = || {
        acme.call(Method::POST, "/v1/orders")
            .key("k-1")
            .json(&body)
            .send()
    };
    let first = send().await;
    assert_eq!(
        (first.status, first.header("idempotent-replayed")),
        (201, None)
    );
    app.clock.advance(TimeDelta::hours(24));
    let second = send().await;
    assert_eq!(
        (second.status, second.header("idempotent-replayed")),
        (201, Some("true"))
    );
    assert_eq!(
        (first.bytes.clone(), first.etag()),
        (second.bytes.clone(), second.etag())
    );
    let orders = acme.get("/v1/orders").await.ok();
    assert_eq!(orders["count"], 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn replays_at_the_same_time_are_all_answered() {
    let acme = TestApp::new().await.tenant().await;
    given::laptop(&acme).await;
    let body = given::order_body("john@example.com", &[(LAPTOP, 1, 12)]);
    let send = || {
        acme.call(Method::POST, "/v1/orders")
            .key("k")
            .json(&body)
            .send()
    };
    let first = send().await;
    for _ in 0..5 {
        for again in futures::future::join_all((0..8).map(|_| send())).await {
            assert_eq!(
                (again.status, &again.bytes),
                (201, &first.bytes),
                "{}",
                again.body
            );
        }
    }
}

#[tokio::test]
async fn another_body_with_the_same_key_is_refused_and_another_path_or_method_is_another_request() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let (one, two) = (
        given::order_body("john@example.com", &[(LAPTOP, 1, 12)]),
        given::order_body("john@example.com", &[(LAPTOP, 2, 12)]),
    );
    let first = acme
        .call(Method::POST, "/v1/orders")
        .key("k")
        .json(&one)
        .send()
        .await
        .ok();
    let other = acme
        .call(Method::POST, "/v1/orders")
        .key("k")
        .json(&two)
        .send()
        .await;
    other.refused(422, "IDEMPOTENCY_KEY_REUSED");
    let notes = format!("/v1/orders/{}/notes", id(&first, "orderId"));
    let elsewhere = acme
        .call(Method::PATCH, &notes)
        .key("k")
        .json(&json!({"notes": "x"}))
        .send()
        .await;
    assert_eq!(elsewhere.status, 200);
}

#[tokio::test]
async fn two_tenants_may_use_the_same_key() {
    let app = TestApp::new().await;
    for client in [app.tenant().await, app.tenant().await] {
        given::laptop(&client).await;
        let body = given::order_body("john@example.com", &[(LAPTOP, 1, 12)]);
        let answer = client
            .call(Method::POST, "/v1/orders")
            .key("k")
            .json(&body)
            .send()
            .await;
        assert_eq!(
            (answer.status, answer.header("idempotent-replayed")),
            (201, None)
        );
    }
}

#[tokio::test]
async fn what_was_refused_may_be_sent_again_with_the_same_key() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let body = given::order_body("john@example.com", &[(LAPTOP, 1, 12)]);
    let send = || {
        acme.call(Method::POST, "/v1/orders")
            .key("k")
            .json(&body)
            .send()
    };
    send().await.refused(400, "VARIANT_NOT_FOUND");
    given::laptop(&acme).await;
    let answer = send().await;
    assert_eq!(
        (answer.status, answer.header("idempotent-replayed")),
        (201, None)
    );
}

#[tokio::test]
async fn a_replay_comes_before_preconditions_and_state() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let order = given::order(&acme, &[(LAPTOP, 1, 12)]).await;
    let path = format!("/v1/orders/{}/cancel", id(&order, "orderId"));
    let etag = acme
        .get(&format!("/v1/orders/{}", id(&order, "orderId")))
        .await
        .etag()
        .to_owned();
    let send = || {
        acme.call(Method::POST, &path)
            .key("k")
            .if_match(&etag)
            .json(&json!({"reason": "withdrawn"}))
            .send()
    };
    assert_eq!(send().await.status, 200);
    let again = send().await;
    assert_eq!(
        (again.status, again.header("idempotent-replayed")),
        (200, Some("true"))
    );
    let without_key = acme.post(&path, json!({"reason": "withdrawn"})).await;
    without_key.refused(400, "ALREADY_CANCELLED");
}

#[tokio::test]
async fn a_key_must_be_printable_and_short() {
    let acme = TestApp::new().await.tenant().await;
    for key in ["x".repeat(256), "a\tb".to_owned()] {
        let answer = acme
            .call(Method::POST, "/v1/orders")
            .key(&key)
            .json(&json!({}))
            .send()
            .await;
        answer.refused(400, "VALIDATION_ERROR");
    }
}

#[tokio::test]
async fn old_answers_are_swept_by_new_ones() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    given::laptop(&acme).await;
    let body = given::order_body("john@example.com", &[(LAPTOP, 1, 12)]);
    let recorded = async || -> i64 {
        sqlx::query_scalar("select count(*) from idempotency_keys where tenant_id = $1")
            .bind(acme.tenant)
            .fetch_one(&app.owner)
            .await
            .unwrap()
    };
    for key in ["a", "b", "c"] {
        acme.call(Method::POST, "/v1/orders")
            .key(key)
            .json(&body)
            .send()
            .await
            .ok();
    }
    app.clock.advance(TimeDelta::hours(49));
    // About one in 64 sweeps.
    for n in 1..=2_000 {
        acme.call(Method::POST, "/v1/orders")
            .key(&format!("d{n}"))
            .json(&body)
            .send()
            .await
            .ok();
        if recorded().await == n {
            return;
        }
    }
    panic!("2,000 recordings left the old ones where they were");
}
