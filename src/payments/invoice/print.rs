//! A paper as an answer, and whether it is asked for.
use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};

use crate::{
    documents::{self, Paper},
    error::{Error, Result},
};

/// The forms that invoices come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::payments) enum Form {
    /// JSON.
    Data,
    /// PDF.
    Paper,
}

/// The form that `Accept` names first; none where it names neither.
pub(in crate::payments) fn wanted(headers: &HeaderMap) -> Option<Form> {
    let accepted = headers.get_all(header::ACCEPT).iter();
    let kinds = accepted.filter_map(|value| value.to_str().ok());
    kinds.flat_map(|value| value.split(',')).find_map(|kind| {
        let kind = kind.split(';').next().unwrap_or_default().trim();
        match kind.to_ascii_lowercase().as_str() {
            "application/json" => Some(Form::Data),
            "application/pdf" => Some(Form::Paper),
            _ => None,
        }
    })
}

/// A paper as the PDF `<name>.pdf`. Made beside the requests: it takes a processor for some
/// milliseconds.
pub(in crate::payments) async fn pdf(
    name: &str,
    paper: impl FnOnce() -> anyhow::Result<Paper> + Send + 'static,
) -> Result<Response> {
    let made = tokio::task::spawn_blocking(move || documents::render(&paper()?));
    let bytes = made
        .await
        .map_err(Error::internal)?
        .map_err(Error::internal)?;
    let mut response = Response::new(bytes.into());
    let values = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("inline; filename=\"{name}.pdf\""),
        ),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::VARY, "accept".to_owned()),
    ];
    for (name, value) in values {
        let value = HeaderValue::try_from(value).map_err(Error::internal)?;
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}
