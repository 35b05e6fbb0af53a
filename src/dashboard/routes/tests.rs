//! The app's addresses, with a build made up for it.
use axum::{body::Body, http::StatusCode};
use http_body_util::BodyExt as _;
use sha2::{Digest as _, Sha256};
use tower::ServiceExt as _;

use super::*;
use crate::{dashboard::Content, http::layers};

const SCRIPT: &str = "/static/app-1a2b3c.js";

const HTML: &str = "text/html,application/xhtml+xml,*/*;q=0.8";

/// A build whose compressed forms say which they are.
fn built() -> Files {
    let page = r#"<meta name="csp-nonce" content="__NONCE__"><meta name="flexorder-demo" content="__DEMO__"><meta name="flexorder-session" content="__SESSION__">"#;
    let long = "export const x = 1;".repeat(100);
    let files = [
        ("index.html", page),
        ("static/app-1a2b3c.js", &long),
        ("static/app-1a2b3c.js.br", "brotli"),
        ("static/app-1a2b3c.js.gz", "gzip"),
        (
            "static/plain-4d5e6f.css",
            "body { color: red; margin: 0; padding: 0; }",
        ),
        (
            "favicon.svg",
            "<svg xmlns='http://www.w3.org/2000/svg'></svg>",
        ),
    ];
    Files::new(files.map(|(path, text)| {
        let hash = Sha256::digest(text).into();
        let bytes = text.to_owned().into();
        (path.to_owned(), Content { bytes, hash })
    }))
}

/// As the router puts it together, with the layers that stand around everything.
fn router(files: Files, is_demo: bool) -> Router {
    let dashboard = Dashboard::new(files, is_demo);
    let all = dashboard
        .routes()
        .fallback(async move |request: Request| dashboard.elsewhere(&request));
    layers::around_all(all)
}

struct Got {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Got {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

async fn send(router: &Router, method: Method, path: &str, sent: &[(&str, &str)]) -> Got {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in sent {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    Got {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8_lossy(&bytes).into_owned(),
    }
}

async fn get(path: &str, sent: &[(&str, &str)]) -> Got {
    send(&router(built(), false), Method::GET, path, sent).await
}

/// The nonce in the page, which its policy must name.
fn nonce(page: &Got) -> String {
    let (_, rest) = page.body.split_once(r#"csp-nonce" content=""#).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn the_page_has_a_fresh_nonce_and_is_kept_by_nobody() {
    let (first, second) = (get("/", &[]).await, get("/", &[]).await);
    for page in [&first, &second] {
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(
            page.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert_eq!(page.header("etag"), None);
        let policy = page.header("content-security-policy").unwrap();
        let style = format!("style-src 'self' 'nonce-{}';", nonce(page));
        assert!(policy.contains(&style), "{policy}");
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"));
        assert!(policy.contains("frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    }
    assert_eq!(nonce(&first).len(), 22, "128 bits");
    assert_ne!(nonce(&first), nonce(&second));
}

#[tokio::test]
async fn the_page_learns_whether_it_shows_a_demo() {
    for (is_demo, told) in [
        (false, r#"flexorder-demo" content="">"#),
        (true, r#"flexorder-demo" content="demo">"#),
    ] {
        let page = send(&router(built(), is_demo), Method::GET, "/", &[]).await;
        assert!(page.body.contains(told), "{}", page.body);
    }
}

#[tokio::test]
async fn every_address_of_the_app_is_its_page_for_who_opens_it() {
    let accept = [("accept", HTML)];
    for path in [
        "/orders",
        "/orders/ord_1",
        "/settings/api-keys?tab=1",
        "/index.html",
        "/v1x",
    ] {
        let page = get(path, &accept).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.body.contains("csp-nonce"), "{path}");
        let other = get(path, &[("accept", "*/*")]).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND, "{path}");
        assert!(other.body.contains("NOT_FOUND"), "{}", other.body);
    }
}

#[tokio::test]
async fn the_api_and_the_assets_keep_their_404() {
    let accept = [("accept", HTML)];
    for path in [
        "/v1/nowhere",
        "/v1",
        "/api/v1/nowhere",
        "/docs/x",
        "/files/a/b",
        "/images/x",
        "/static/old-0f0f0f.js",
        "/static/app-1a2b3c.js.br",
        "/static/",
        "/static/../index.html",
    ] {
        let answer = get(path, &accept).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert!(answer.body.contains("NOT_FOUND"), "{path}");
    }
    let posted = send(&router(built(), false), Method::POST, "/orders", &accept).await;
    assert_eq!(posted.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_hashed_file_is_kept_for_ever_and_sent_as_it_was_compressed() {
    for (accept, encoding, body) in [
        ("gzip, deflate, br", Some("br"), "brotli"),
        ("gzip", Some("gzip"), "gzip"),
        ("br;q=0.1, gzip;q=0.2", Some("gzip"), "gzip"),
        ("br;q=0, gzip;q=0", None, "export const x = 1;"),
        ("", None, "export const x = 1;"),
    ] {
        let file = get(SCRIPT, &[("accept-encoding", accept)]).await;
        assert_eq!(file.status, StatusCode::OK);
        assert_eq!(file.header("content-encoding"), encoding, "{accept}");
        assert!(file.body.starts_with(body), "{accept}: {}", file.body);
        assert_eq!(
            file.header("content-type"),
            Some("text/javascript; charset=utf-8")
        );
        assert_eq!(
            file.header("cache-control"),
            Some("public, max-age=31536000, immutable")
        );
        assert_eq!(file.header("vary"), Some("Accept-Encoding"));
        assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
        let length = file.header("content-length").map(str::to_owned);
        assert_eq!(length, Some(file.body.len().to_string()), "{accept}");
    }
}

#[tokio::test]
async fn a_file_without_compressed_forms_is_not_compressed_on_its_way() {
    for path in ["/static/plain-4d5e6f.css", "/favicon.svg"] {
        let file = get(path, &[("accept-encoding", "gzip, br")]).await;
        assert_eq!(file.header("content-encoding"), None, "{path}");
        assert_eq!(file.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn each_form_has_a_strong_tag_of_its_own_and_is_not_sent_twice() {
    let mut tags = Vec::new();
    for accept in ["br", "gzip", "identity"] {
        let encoding = ("accept-encoding", accept);
        let tag = get(SCRIPT, &[encoding]).await;
        let tag = tag.header("etag").unwrap().to_owned();
        assert!(tag.starts_with('"'), "{tag} is strong");
        let weak = format!("W/{tag}");
        for known in [tag.as_str(), &format!("\"x\", {tag}"), &weak, "*"] {
            let again = get(SCRIPT, &[encoding, ("if-none-match", known)]).await;
            assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{known}");
            assert_eq!(again.header("etag"), Some(tag.as_str()));
            assert_eq!(again.header("vary"), Some("Accept-Encoding"));
            assert!(again.header("cache-control").unwrap().contains("immutable"));
            assert_eq!(again.body, "");
        }
        let other = get(SCRIPT, &[encoding, ("if-none-match", "\"x\"")]).await;
        assert_eq!(other.status, StatusCode::OK);
        tags.push(tag);
    }
    tags.dedup();
    assert_eq!(tags.len(), 3, "{tags:?}");
}

#[tokio::test]
async fn head_tells_of_a_file_and_of_the_page_without_sending_them() {
    let router = router(built(), false);
    for path in [SCRIPT, "/favicon.svg"] {
        let file = send(&router, Method::HEAD, path, &[]).await;
        let whole = send(&router, Method::GET, path, &[]).await;
        assert_eq!((file.status, file.body.as_str()), (StatusCode::OK, ""));
        for name in ["content-length", "etag", "content-type", "cache-control"] {
            assert_eq!(file.header(name), whole.header(name), "{path}: {name}");
        }
    }
    let page = send(&router, Method::HEAD, "/", &[]).await;
    assert_eq!((page.status, page.body.as_str()), (StatusCode::OK, ""));
}

#[tokio::test]
async fn a_file_whose_name_stays_is_asked_about_again() {
    let icon = get("/favicon.svg", &[]).await;
    assert_eq!(icon.header("content-type"), Some("image/svg+xml"));
    assert_eq!(icon.header("cache-control"), Some("no-cache"));
}

#[tokio::test]
async fn without_a_build_the_page_says_how_to_make_one() {
    let router = router(Files::default(), false);
    let page = send(&router, Method::GET, "/", &[]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("make build") && page.body.contains("/docs/"));
    let policy = page.header("content-security-policy").unwrap();
    let (_, rest) = policy.split_once("'nonce-").unwrap();
    let nonce = rest.split('\'').next().unwrap();
    assert!(page.body.contains(&format!("<style nonce=\"{nonce}\">")));
    let link = send(&router, Method::GET, "/orders/ord_1", &[("accept", HTML)]).await;
    assert!(link.body.contains("make build"));
    let asset = send(&router, Method::GET, SCRIPT, &[("accept", HTML)]).await;
    assert_eq!(asset.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_page_knows_whether_the_browser_brings_a_session() {
    let router = router(built(), false);
    let token = crate::auth::session_token::SessionToken::generate();
    let cookie = format!("flexorder={}", token.reveal());
    for (cookie, expected) in [
        (cookie.as_str(), r#"flexorder-session" content="yes""#),
        ("flexorder=nonsense", r#"flexorder-session" content="""#),
        ("theme=dark", r#"flexorder-session" content="""#),
    ] {
        let sent = [("cookie", cookie), ("host", "127.0.0.1:8080")];
        let got = send(&router, Method::GET, "/", &sent).await;
        assert!(got.body.contains(expected), "{cookie}: {}", got.body);
    }
}
