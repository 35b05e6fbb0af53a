//! From the bytes of a request to a body: the same way for all operations.
use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Request},
    http::{HeaderMap, header},
};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

use super::{
    read::{Locale, Read, read_body},
    value::Value,
};
use crate::{
    app::App,
    error::{Code, Error, Fault, Result},
    kernel::{calendar::TimeZone, currency::Currency},
};

/// A body that belongs to no tenant: without amounts and dates.
#[derive(Debug)]
pub struct Untenanted<B>(pub B);

impl<B: Read> FromRequest<App> for Untenanted<B> {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let (parts, body) = request.into_parts();
        let bytes = collect(body, app.limits().body_bytes).await?;
        let value = parse(&parts.headers, &bytes)?;
        let nowhere = Locale {
            currency: Currency::EUR,
            time_zone: TimeZone::UTC,
        };
        Ok(Self(read_body(&value, nowhere)?))
    }
}

/// The whole body, up to `limit` bytes.
pub async fn collect(body: Body, limit: usize) -> Result<Bytes> {
    match Limited::new(body, limit).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Error::refused(
            Code::PayloadTooLarge,
            format!("The body is larger than {limit} bytes. Send less at once."),
        )),
        Err(_) => Err(Error::fault(Fault::shape(
            "",
            "invalid_body",
            "The body ended before its announced length. Send it again.",
        ))),
    }
}

/// The body as a tree. Without a body it is an empty object, and so it is with `null`, which says as
/// much: what must be there is then reported field by field.
pub fn parse(headers: &HeaderMap, bytes: &[u8]) -> Result<Value> {
    let content_type = headers
        .get(header::CONTENT_TYPE)
        .map(|value| value.to_str().unwrap_or_default());
    let is_json = content_type.is_some_and(|value| {
        let essence = value.split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case("application/json")
            || essence.to_ascii_lowercase().ends_with("+json")
    });
    if headers.contains_key(header::CONTENT_ENCODING) {
        return Err(Error::refused(
            Code::UnsupportedMediaType,
            "Send the body as it is, without Content-Encoding.",
        ));
    }
    if bytes.is_empty() && (is_json || content_type.is_none()) {
        return Ok(Value::Object(Vec::new()));
    }
    if !is_json {
        return Err(Error::refused(
            Code::UnsupportedMediaType,
            "Send the body as JSON with the header `Content-Type: application/json`.",
        ));
    }
    match Value::parse(bytes) {
        Ok(Value::Null) => Ok(Value::Object(Vec::new())),
        Ok(value) => Ok(value),
        Err(malformed) => Err(Error::fault(Fault::shape(
            malformed.path(),
            "invalid_json",
            malformed.to_string(),
        ))),
    }
}
