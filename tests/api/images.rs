//! Images of products and variants: taken in by their bytes, given to whoever has the address.
use axum::http::Method;
use flexorder::router::router;
use serde_json::json;

use crate::support::{
    app::TestApp,
    client::{Answer, Client},
    given::{self, id},
};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR and so on";

async fn upload(client: &Client, content_type: &'static str, bytes: &[u8]) -> Answer {
    let call = client.call(Method::POST, "/v1/images");
    call.raw(content_type, bytes.to_vec()).send().await
}

/// The path of an image's address, on the server of the test.
fn path(url: &str) -> &str {
    url.strip_prefix("http://localhost").expect("this server")
}

/// Without a key and a tenant, as a browser asks.
async fn read(client: &Client, method: Method, path: &str) -> Answer {
    let call = client.call(method, path).header("authorization", "");
    call.header("tenant-id", "").send().await
}

#[tokio::test]
async fn an_image_is_seen_by_everyone_who_has_its_address() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let answer = upload(&acme, "image/png", PNG).await;
    assert_eq!(answer.status, 201);
    let image = answer.ok();
    let url = image["url"].as_str().unwrap();
    assert!(
        url.ends_with(&format!("{}.png", id(&image, "imageId"))),
        "{url}"
    );
    let seen = read(&acme, Method::GET, path(url)).await;
    assert_eq!((seen.status, seen.bytes.as_slice()), (200, PNG));
    for (name, value) in [
        ("content-type", "image/png"),
        ("content-disposition", "inline"),
        ("cache-control", "public, max-age=31536000, immutable"),
        ("content-security-policy", "sandbox; default-src 'none'"),
        ("x-content-type-options", "nosniff"),
        ("content-length", &PNG.len().to_string()),
    ] {
        assert_eq!(seen.header(name), Some(value), "{name}");
    }
    let head = read(&acme, Method::HEAD, path(url)).await;
    assert_eq!((head.status, head.bytes.len()), (200, 0));

    let product = given::laptop(&acme).await;
    let product = format!("/v1/products/{}", id(&product, "productId"));
    acme.put(&product, json!({"images": [url]})).await.ok();
    assert_eq!(acme.get(&product).await.ok()["images"], json!([url]));
}

#[tokio::test]
async fn the_same_bytes_are_the_same_image_of_their_tenant() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    let first = upload(&acme, "image/png", PNG).await.ok();
    assert_eq!(upload(&acme, "image/png", PNG).await.ok(), first);
    let theirs = upload(&globex, "image/png", PNG).await.ok();
    assert_ne!(theirs["imageId"], first["imageId"]);
    // Nobody is led from one's image to another's.
    let crossed = path(first["url"].as_str().unwrap())
        .replace(&acme.tenant.to_string(), &globex.tenant.to_string());
    assert_eq!(read(&acme, Method::GET, &crossed).await.status, 404);
}

#[tokio::test]
async fn a_repeat_with_the_same_key_is_answered_as_before() {
    let acme = TestApp::new().await.tenant().await;
    let send = |bytes: &[u8]| {
        let call = acme.call(Method::POST, "/v1/images").key("i-1");
        call.raw("image/png", bytes.to_vec()).send()
    };
    let first = send(PNG).await;
    let again = send(PNG).await;
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(first.bytes, again.bytes);
    let other = send(b"\x89PNG\r\n\x1a\n another").await;
    other.refused(422, "IDEMPOTENCY_KEY_REUSED");
}

#[tokio::test]
async fn what_is_no_image_is_not_taken() {
    let acme = TestApp::new().await.tenant().await;
    let svg: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>";
    for (content_type, bytes) in [
        ("image/svg+xml", svg),
        ("image/png", svg),
        ("image/jpeg", PNG),
        ("application/pdf", b"%PDF-1.7"),
        ("text/html", b"<html>"),
        ("application/json", b"{}"),
        ("image/png", b""),
    ] {
        let refused = upload(&acme, content_type, bytes).await;
        refused.refused(415, "UNSUPPORTED_MEDIA_TYPE");
    }
    let call = acme.call(Method::POST, "/v1/images");
    let packed = call.header("content-encoding", "gzip");
    let packed = packed.raw("image/png", PNG.to_vec()).send().await;
    packed.refused(415, "UNSUPPORTED_MEDIA_TYPE");
}

#[tokio::test]
async fn five_megabytes_are_taken_and_no_more() {
    let acme = TestApp::new().await.tenant().await;
    let mut bytes = PNG.to_vec();
    bytes.resize(5 * 1024 * 1024, 0);
    let taken = upload(&acme, "image/png", &bytes).await.ok();
    let seen = read(&acme, Method::GET, path(taken["url"].as_str().unwrap())).await;
    assert_eq!(seen.bytes.len(), bytes.len());
    bytes.push(0);
    upload(&acme, "image/png", &bytes)
        .await
        .refused(413, "PAYLOAD_TOO_LARGE");
}

#[tokio::test]
async fn an_address_that_was_not_given_shows_nothing() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let image = upload(&acme, "image/png", PNG).await.ok();
    let right = path(image["url"].as_str().unwrap()).to_owned();
    let tenant = acme.tenant;
    for wrong in [
        right.replace(".png", ".jpg"),
        right.replace(".png", ".svg"),
        right.replace(".png", ""),
        format!("/images/{tenant}/img_00000000000000000000000000.png"),
        format!("/images/{tenant}"),
        format!("/images/{tenant}/"),
        format!("/images/{tenant}/../{tenant}/x.png"),
        format!("/images/{tenant}%2f..%2fx.png"),
        "/images/".to_owned(),
    ] {
        let refused = read(&acme, Method::GET, &wrong).await;
        refused.refused(404, "NOT_FOUND");
    }
    read(&acme, Method::PUT, &right)
        .await
        .refused(405, "METHOD_NOT_ALLOWED");
}

#[tokio::test]
async fn the_address_is_that_of_the_server_as_it_is_known_outside() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let files = flexorder::app::FileAccess {
        public_url: Some("https://shop.example.com/".into()),
        ..flexorder::app::FileAccess::default()
    };
    let behind = Client {
        router: router(app.app.clone().with_files(files)),
        ..acme
    };
    let image = upload(&behind, "image/png", PNG).await.ok();
    let url = image["url"].as_str().unwrap();
    assert!(
        url.starts_with("https://shop.example.com/images/bu_"),
        "{url}"
    );
}
