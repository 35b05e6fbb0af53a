//! The web app beside the API: whatever the binary carries of it, both keep their addresses. What the
//! app's files are answered with is tested where it is, with a build made up for it.
use axum::http::Method;

use crate::support::app::TestApp;

/// What a browser sends when it opens a page.
const HTML: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

#[tokio::test]
async fn the_page_is_at_the_root_and_at_every_address_of_the_app() {
    let acme = TestApp::new().await.tenant().await;
    for path in ["/", "/orders", "/orders/ord_01j9z3k5m8e9fvq2x7c4b6n8p0"] {
        let page = acme.call(Method::GET, path).accept(HTML).send().await;
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(
            page.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert!(page.header("content-security-policy").is_some());
        assert!(!page.text().contains("__"), "{}", page.text());
    }
}

#[tokio::test]
async fn whoever_is_not_looking_for_a_page_gets_the_apis_404() {
    let acme = TestApp::new().await.tenant().await;
    acme.get("/orders/ord_1").await.refused(404, "NOT_FOUND");
    for path in ["/v1/nowhere", "/api/v1/nowhere", "/static/none-000000.js"] {
        let answer = acme.call(Method::GET, path).accept(HTML).send().await;
        answer.refused(404, "NOT_FOUND");
    }
    let posted = acme.call(Method::POST, "/").accept(HTML).send().await;
    posted.refused(405, "METHOD_NOT_ALLOWED");
}

#[tokio::test]
async fn the_documentation_is_confined_to_this_server() {
    let acme = TestApp::new().await.tenant().await;
    let docs = acme.get("/docs/").await;
    let policy = docs.header("content-security-policy").unwrap();
    assert!(policy.contains("script-src 'self';"), "{policy}");
    assert_eq!(docs.header("x-content-type-options"), Some("nosniff"));
}
