//! The layers, on a router of one route.
use axum::{body::Body, extract::Extension, routing::get};
use http_body_util::BodyExt as _;
use tokio::sync::Notify;
use tower::ServiceExt as _;

use super::*;

/// A router with one route of the API, all layers on.
fn router(route: axum::routing::MethodRouter, limits: &Limits) -> Router {
    let free = Arc::new(Semaphore::new(limits.in_flight));
    let route = Router::new().route("/thing/{id}", route);
    around_all(around_api(route, limits, free))
}

async fn send(
    router: &Router,
    request: axum::http::request::Builder,
    body: Body,
) -> (Response, String) {
    let request = request.uri("/thing/1").body(body).unwrap();
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let text = body.collect().await.unwrap().to_bytes().to_vec();
    (
        Response::from_parts(parts, Body::empty()),
        String::from_utf8(text).unwrap(),
    )
}

fn code_of(body: &str) -> String {
    let json: serde_json::Value = serde_json::from_str(body).unwrap();
    json["error"]["code"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_sane_request_id_is_taken_and_reaches_the_handler_and_the_answer() {
    let echo = get(|Extension(id): Extension<RequestId>| async move { id.as_str().to_owned() });
    let router = router(echo, &Limits::default());
    for (name, sent, taken) in [
        ("request-id", "abc-1", true),
        ("x-request-id", "abc-2", true),
        ("request-id", "", false),
        ("request-id", "with space", false),
        ("request-id", &*"x".repeat(129), false),
        ("request-id", "\u{e9}", false),
    ] {
        let request = Request::builder().header(name, sent.as_bytes());
        let (answer, body) = send(&router, request, Body::empty()).await;
        assert_eq!(body == sent, taken, "{sent}");
        assert_eq!(answer.headers()["request-id"], *body);
        assert_eq!(answer.headers()["x-request-id"], *body);
    }
}

#[tokio::test]
async fn one_request_too_many_is_put_off_at_once() {
    let (entered, leave) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (told, wait) = (Arc::clone(&entered), Arc::clone(&leave));
    let slow = get(move || async move {
        told.notify_one();
        wait.notified().await;
    });
    let router = router(
        slow,
        &Limits {
            in_flight: 1,
            ..Limits::default()
        },
    );
    let first = {
        let router = router.clone();
        tokio::spawn(async move {
            send(&router, Request::builder(), Body::empty())
                .await
                .0
                .status()
        })
    };
    entered.notified().await;
    let (answer, body) = send(&router, Request::builder(), Body::empty()).await;
    assert_eq!(
        (answer.status().as_u16(), &*code_of(&body)),
        (503, "SERVICE_UNAVAILABLE")
    );
    assert_eq!(answer.headers()["retry-after"], "1");
    leave.notify_one();
    assert_eq!(first.await.unwrap(), 200);
}

#[tokio::test]
async fn a_handler_that_takes_too_long_is_answered_for() {
    let limits = Limits {
        handler_timeout: Duration::from_millis(10),
        ..Limits::default()
    };
    let router = router(get(std::future::pending::<()>), &limits);
    let (answer, body) = send(&router, Request::builder(), Body::empty()).await;
    assert_eq!(
        (answer.status().as_u16(), &*code_of(&body)),
        (503, "SERVICE_UNAVAILABLE")
    );
}

#[tokio::test]
async fn a_panic_is_a_500_that_tells_nothing() {
    async fn fail() {
        panic!("secret")
    }
    let router = router(get(fail), &Limits::default());
    let (answer, body) = send(&router, Request::builder(), Body::empty()).await;
    assert_eq!(
        (answer.status().as_u16(), &*code_of(&body)),
        (500, "INTERNAL_ERROR")
    );
    assert!(!body.contains("secret"));
    assert!(answer.headers().contains_key("request-id"));
}

#[tokio::test]
async fn a_body_that_announces_too_much_is_refused_in_our_envelope() {
    let limits = Limits {
        body_bytes: 10,
        ..Limits::default()
    };
    let router = router(axum::routing::post(|body: String| async { body }), &limits);
    for (bytes, status) in [(10, 200), (11, 413)] {
        let request = Request::builder()
            .method("POST")
            .header("content-length", bytes);
        let (answer, body) = send(&router, request, Body::from("x".repeat(bytes))).await;
        assert_eq!(answer.status().as_u16(), status, "{body}");
        if status == 413 {
            assert_eq!(code_of(&body), "PAYLOAD_TOO_LARGE");
        }
    }
}

#[tokio::test]
async fn a_large_answer_is_compressed_for_those_who_ask() {
    let router = router(get(|| async { "x".repeat(10_000) }), &Limits::default());
    let request = Request::builder()
        .uri("/thing/1")
        .header("accept-encoding", "gzip");
    let answer = router
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    assert_eq!(answer.headers()["content-encoding"], "gzip");
}

#[tokio::test]
async fn a_body_that_nobody_read_is_read_for_the_connections_sake() {
    let router = router(axum::routing::post(|| async {}), &Limits::default());
    let post = || Request::builder().method(Method::POST);
    let small = Body::from_stream(futures::stream::iter([
        Ok::<_, std::io::Error>("some"),
        Ok("more"),
    ]));
    let (answer, _) = send(&router, post(), small).await;
    assert_eq!(answer.headers().get("connection"), None);

    let endless = futures::stream::repeat_with(|| Ok::<_, std::io::Error>(vec![0; 64 * 1024]));
    let (answer, _) = send(&router, post(), Body::from_stream(endless)).await;
    assert_eq!(answer.headers()["connection"], "close");

    let cautious = post().header("expect", "100-continue");
    let unsent = Body::from_stream(futures::stream::pending::<Result<Vec<u8>, std::io::Error>>());
    let (answer, _) = send(&router, cautious, unsent).await;
    assert_eq!(answer.headers()["connection"], "close");
}
