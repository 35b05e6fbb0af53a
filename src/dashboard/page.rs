//! The app's one page: what the server fills in, and what it forbids the page.
use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::error::{Error, Result};

/// Stands in the page for the nonce of its styles.
const NONCE: &str = "__NONCE__";

/// Stands in the page for `demo` where the server shows one, else for nothing.
const DEMO: &str = "__DEMO__";

/// Stands in the page for `yes` where the browser brings a session, alive or not, else for nothing: the
/// app need not ask for one that cannot be there.
const SESSION: &str = "__SESSION__";

/// What the page may do besides showing itself: nothing of it.
const FORBIDDEN: HeaderValue = HeaderValue::from_static(
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), \
     payment=(), usb=()",
);

/// The page, as it was built or as it says how to build it.
#[derive(Debug)]
pub(super) struct Page {
    text: String,
}

impl Page {
    /// `template` with what is the same in all answers filled in.
    pub(super) fn new(template: &str, is_demo: bool) -> Self {
        let demo = if is_demo { "demo" } else { "" };
        Self {
            text: template.replace(DEMO, demo),
        }
    }

    /// An answer with a nonce of its own.
    pub(super) fn answer(&self, brings_session: bool) -> Result<Response> {
        let nonce = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 16]>());
        let session = if brings_session { "yes" } else { "" };
        let text = self.text.replace(NONCE, &nonce).replace(SESSION, session);
        let mut response = Response::new(Body::from(text));
        let headers = response.headers_mut();
        let html = HeaderValue::from_static("text/html; charset=utf-8");
        headers.insert(header::CONTENT_TYPE, html);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        confine(headers, &policy(&nonce))?;
        Ok(response)
    }
}

/// Scripts are files of ours, styles too or bear the nonce, and nothing leaves the server's origin.
fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

/// What keeps a page of this origin to itself.
fn confine(headers: &mut HeaderMap, policy: &str) -> Result<()> {
    let policy = HeaderValue::try_from(policy).map_err(Error::internal)?;
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(HeaderName::from_static("permissions-policy"), FORBIDDEN);
    Ok(())
}

/// What the pages of `/docs` may do: their library styles as it goes, and is of this origin alone too.
const DOCS: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
                    img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; \
                    form-action 'none'; frame-ancestors 'none'";

/// Confines an answer under `/docs`: its pages share the origin with those of the app.
pub async fn confine_docs(mut response: Response) -> Response {
    match confine(response.headers_mut(), DOCS) {
        Ok(()) => response,
        Err(error) => error.into_response(),
    }
}
