//! Files that come in: as the body itself, or as a part of a form.
use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, header},
};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use multer::{Constraints, Multipart, SizeLimit};

use super::csv::{BYTES_MAX, too_large};
use crate::error::{Code, Error, Fault, Result};

/// Name of the part that has the file (contract 3.3).
const FIELD: &str = "csvFile";

/// Room for what surrounds a file in a form, in bytes.
const FORM_MAX: usize = 64 * 1024;

/// Largest body with a CSV file, in bytes.
pub const CSV_BODY_MAX: usize = BYTES_MAX + FORM_MAX;

/// The CSV file of a request: its body of `text/csv`, or the part `csvFile` of its
/// `multipart/form-data`.
pub async fn csv_file(headers: &HeaderMap, body: Body) -> Result<Bytes> {
    let content_type = headers.get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    let content_type = content_type.unwrap_or_default();
    if headers.contains_key(header::CONTENT_ENCODING) {
        return Err(unsupported(
            "Send the file as it is, without Content-Encoding.",
        ));
    }
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case("text/csv") {
        return whole(body).await;
    }
    if !essence.eq_ignore_ascii_case("multipart/form-data") {
        return Err(unsupported(
            "Send the file with the header `Content-Type: text/csv`, or as the part `csvFile` of \
             `multipart/form-data`.",
        ));
    }
    let boundary = multer::parse_boundary(content_type);
    let boundary = boundary.map_err(|error| broken(&error))?;
    let limit = SizeLimit::new().whole_stream(CSV_BODY_MAX as u64);
    let constraints = Constraints::new().size_limit(limit);
    let data = body.into_data_stream();
    part(Multipart::with_constraints(data, boundary, constraints)).await
}

async fn whole(body: Body) -> Result<Bytes> {
    match Limited::new(body, BYTES_MAX).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(too_large()),
        Err(_) => Err(cut_off()),
    }
}

/// The part that has the file; others are passed over.
async fn part(mut form: Multipart<'_>) -> Result<Bytes> {
    while let Some(field) = form.next_field().await.map_err(|error| broken(&error))? {
        if field.name() == Some(FIELD) {
            let file = field.bytes().await.map_err(|error| broken(&error))?;
            return if file.len() > BYTES_MAX {
                Err(too_large())
            } else {
                Ok(file)
            };
        }
    }
    let message = "Required: the form has no part of this name.";
    Err(Error::fault(Fault::shape(FIELD, "invalid_type", message)))
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the library may add kinds; each is a form that cannot be read"
)]
fn broken(error: &multer::Error) -> Error {
    match error {
        multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. } => {
            too_large()
        }
        multer::Error::StreamReadFailed(_) => cut_off(),
        other => {
            let message = format!("The form cannot be read: {other}.");
            Error::fault(Fault::shape("", "invalid_body", message))
        }
    }
}

fn cut_off() -> Error {
    let message = "The body ended before its announced length. Send it again.";
    Error::fault(Fault::shape("", "invalid_body", message))
}

fn unsupported(message: &'static str) -> Error {
    Error::refused(Code::UnsupportedMediaType, message)
}
