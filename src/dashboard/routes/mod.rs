//! Which addresses the app has.
use std::sync::Arc;

use axum::{
    Router,
    extract::Request,
    http::{HeaderMap, Method, Uri, header},
    response::{IntoResponse as _, Response},
    routing::get,
};

use super::{embedded, file::Files, page::Page};
use crate::{
    auth::Head,
    error::{Code, Error, Result},
};

/// The page where the app was not built.
const NOT_BUILT: &str = include_str!("../not_built.html");

/// First parts of the addresses that are not the app's own: no page is there, whatever is asked for.
const OTHERS: &[&str] = &["v1", "api", "docs", "files", "images", "static"];

/// The web app, ready to serve; cheap to clone.
#[derive(Debug, Clone)]
pub struct Dashboard(Arc<App>);

#[derive(Debug)]
struct App {
    files: Files,
    page: Page,
}

impl Dashboard {
    /// As it lies in the binary.
    pub fn embedded(is_demo: bool) -> Self {
        Self::new(embedded::files(), is_demo)
    }

    /// Of these files; without a page among them, one that says how to build it.
    pub fn new(files: Files, is_demo: bool) -> Self {
        let page = Page::new(files.page().unwrap_or(NOT_BUILT), is_demo);
        Self(Arc::new(App { files, page }))
    }

    /// `/` and `/static/…`; the other addresses are [`Dashboard::elsewhere`].
    pub fn routes<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        let (page, files) = (self.clone(), self.clone());
        let root = async move |request: Request| page.page(&request);
        let asset = async move |request: Request| files.asset(&request);
        Router::new()
            .route("/", get(root))
            .route("/static/{*path}", get(asset))
    }

    /// The answer where no route is: a file of the app, its page for an address of its own, else 404.
    pub fn elsewhere(&self, request: &Request) -> Response {
        let answer = self.file(request).and_then(|file| match file {
            None if is_of_app(request) => self.page(request),
            None => Err(not_found(request.uri())),
            Some(file) => Ok(file),
        });
        answer.into_response()
    }

    fn page(&self, request: &Request) -> Result<Response> {
        let head = Head {
            method: request.method(),
            uri: request.uri(),
            headers: request.headers(),
        };
        let brings_session = matches!(head.session(), Ok(Some(_)));
        self.0.page.answer(brings_session)
    }

    fn asset(&self, request: &Request) -> Result<Response> {
        self.file(request)?.ok_or_else(|| not_found(request.uri()))
    }

    fn file(&self, request: &Request) -> Result<Option<Response>> {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return Ok(None);
        }
        let path = request.uri().path().trim_start_matches('/');
        self.0
            .files
            .answer(path, request.method(), request.headers())
    }
}

/// Whether a browser opens a page that may be the app's, such as `/orders/ord_1`.
fn is_of_app(request: &Request) -> bool {
    let path = request.uri().path().trim_start_matches('/');
    let first = path.split('/').next().unwrap_or_default();
    matches!(*request.method(), Method::GET | Method::HEAD)
        && !OTHERS.contains(&first)
        && wants_page(request.headers())
}

/// Whether `Accept` names HTML: what browsers ask for when they open a page, and scripts do not.
fn wants_page(headers: &HeaderMap) -> bool {
    let values = headers.get_all(header::ACCEPT).iter();
    values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|range| range.split(';').next())
        .any(|media| media.trim().eq_ignore_ascii_case("text/html"))
}

fn not_found(uri: &Uri) -> Error {
    let path = uri.path();
    let message = format!("There is no {path} here; /docs lists all operations, under /v1.");
    Error::refused(Code::NotFound, message)
}

#[cfg(test)]
mod tests;
