//! The one id in a path.
#![expect(clippy::disallowed_types, reason = "this is the wrapper")]
use std::str::FromStr;

use axum::{
    extract::FromRequestParts,
    http::{Uri, request::Parts},
};

use crate::error::{Code, Error, Result};

/// An id taken from the path. One that does not parse is an unknown id: 404 (contract 10.8).
#[derive(Debug, Clone, Copy)]
pub struct Path<I>(pub I);

impl<I: FromStr, S: Send + Sync> FromRequestParts<S> for Path<I> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        axum::extract::Path::<String>::from_request_parts(parts, state)
            .await
            .ok()
            .filter(|axum::extract::Path(text)| !text.contains('\0'))
            .and_then(|axum::extract::Path(text)| text.parse().ok())
            .map(Self)
            .ok_or_else(|| unknown(&parts.uri))
    }
}

/// The answer to an id that cannot be one.
fn unknown(uri: &Uri) -> Error {
    Error::refused(
        Code::NotFound,
        format!(
            "Nothing at {} in this tenant. Check the path, the id and the Tenant-ID header; \
             /docs lists all operations.",
            uri.path()
        ),
    )
}
