//! The files of the app, each in the forms it was built in, and how one is answered.
use std::collections::BTreeMap;

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::Response,
};

use super::encoding::Encoding;
use crate::{
    error::{Error, Result},
    http::layers::AsIs,
};

/// Folder of the files whose names change with what is in them.
const HASHED: &str = "static/";

/// A name that changes with its content stands for it for ever.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Any other name is asked about again; whoever has it still, gets no body.
const ASKED_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// The app's page: filled in, and never served as it lies here.
const PAGE: &str = "index.html";

/// What is in a file.
#[derive(Debug, Clone)]
pub struct Content {
    /// The bytes.
    pub bytes: Bytes,
    /// Their SHA-256.
    pub hash: [u8; 32],
}

/// The files of the app, by their path in the build.
#[derive(Debug, Default)]
pub struct Files(BTreeMap<String, Content>);

impl Files {
    /// Of a build: a file `x` may have its compressed forms beside it, as `x.br` and `x.gz`.
    pub fn new(files: impl IntoIterator<Item = (String, Content)>) -> Self {
        Self(files.into_iter().collect())
    }

    /// The app's page, if there was a build.
    pub(super) fn page(&self) -> Option<&str> {
        std::str::from_utf8(&self.0.get(PAGE)?.bytes).ok()
    }

    /// Whether there is such a file, by its path without the `/` before it.
    pub(super) fn has(&self, path: &str) -> bool {
        let is_form = [Encoding::Brotli, Encoding::Gzip]
            .iter()
            .filter_map(|form| path.strip_suffix(form.suffix()))
            .any(|whole| self.0.contains_key(whole));
        path != PAGE && !is_form && self.0.contains_key(path)
    }

    /// The answer with a file, in the form that the client likes best; none without such a file.
    pub(super) fn answer(
        &self,
        path: &str,
        method: &Method,
        headers: &HeaderMap,
    ) -> Result<Option<Response>> {
        if !self.has(path) {
            return Ok(None);
        }
        let form = |encoding: Encoding| self.0.get(&format!("{path}{}", encoding.suffix()));
        let encoding = Encoding::choose(headers, |encoding| form(encoding).is_some());
        let Some(content) = form(encoding) else {
            return Ok(None);
        };
        let etag = etag(content, encoding);
        let known = is_known(headers, &etag);
        let mut response = Response::new(if known || method == Method::HEAD {
            Body::empty()
        } else {
            Body::from(content.bytes.clone())
        });
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        // Compressed here or not at all: what is compressed on the way would have another tag.
        response.extensions_mut().insert(AsIs);
        let headers = response.headers_mut();
        let etag = HeaderValue::try_from(etag).map_err(Error::internal)?;
        let vary = HeaderValue::from_static("Accept-Encoding");
        let kept = if path.starts_with(HASHED) {
            FOR_EVER
        } else {
            ASKED_AGAIN
        };
        headers.insert(header::ETAG, etag);
        headers.insert(header::VARY, vary);
        headers.insert(header::CACHE_CONTROL, kept);
        if !known {
            describe(headers, path, content, encoding)?;
        }
        Ok(Some(response))
    }
}

fn describe(
    headers: &mut HeaderMap,
    path: &str,
    content: &Content,
    encoding: Encoding,
) -> Result<()> {
    let kind = HeaderValue::try_from(media_type(path)).map_err(Error::internal)?;
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CONTENT_LENGTH, content.bytes.len().into());
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    if encoding != Encoding::Identity {
        let name = HeaderValue::from_static(encoding.as_str());
        headers.insert(header::CONTENT_ENCODING, name);
    }
    Ok(())
}

/// The type by the ending of the name; text is UTF-8.
fn media_type(path: &str) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    if kind.type_() == mime_guess::mime::TEXT {
        format!("{}; charset=utf-8", kind.essence_str())
    } else {
        kind.essence_str().to_owned()
    }
}

/// A strong tag: of the bytes as they are sent.
fn etag(content: &Content, encoding: Encoding) -> String {
    use std::fmt::Write as _;
    let mut tag = String::from("\"");
    for byte in content.hash.iter().take(16) {
        // Writing to a string cannot fail.
        write!(tag, "{byte:02x}").ok();
    }
    match encoding {
        Encoding::Identity => {}
        Encoding::Brotli | Encoding::Gzip => {
            tag.push('-');
            tag.push_str(encoding.as_str());
        }
    }
    tag.push('"');
    tag
}

/// Whether the client has what the tag stands for (RFC 9110, 13.1.2).
fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    let values = headers.get_all(header::IF_NONE_MATCH).iter();
    values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}
