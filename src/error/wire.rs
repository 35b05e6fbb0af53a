//! How an error looks on the wire: the envelope of contract 2.5.
use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::{Code, Error};

/// Seconds a client is asked to wait before it tries again after a 409 or 503.
const RETRY_AFTER_SECONDS: u32 = 1;

/// Body of every answer from 400 up (contract 2.5).
#[derive(Serialize)]
struct Envelope<'a> {
    error: EnvelopeError<'a>,
}

#[derive(Serialize)]
struct EnvelopeError<'a> {
    code: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    details: Vec<Detail<'a>>,
}

#[derive(Serialize)]
struct Detail<'a> {
    path: &'a str,
    message: &'a str,
    code: &'static str,
}

impl Error {
    fn message(&self) -> String {
        match self {
            Self::Refused { message, .. } | Self::Unavailable(message) => message.to_string(),
            Self::Invalid(faults) => match faults.as_slice() {
                [only] if only.path.is_empty() => only.message.clone(),
                [only] => format!("{}: {}", only.path, only.message),
                many => format!("{} fields are not valid; see details.", many.len()),
            },
            Self::Contended(_) => {
                "Too many changes met on the same data. Send the same request again.".into()
            }
            Self::Internal(_) => {
                "Something failed on our side. Send the same request again; if it goes on, \
                 report the Request-Id."
                    .into()
            }
        }
    }

    fn details(&self) -> Vec<Detail<'_>> {
        match self {
            Self::Invalid(faults) => faults
                .iter()
                .map(|fault| Detail {
                    path: &fault.path,
                    message: &fault.message,
                    code: fault.code.as_str(),
                })
                .collect(),
            Self::Refused { .. }
            | Self::Unavailable(_)
            | Self::Contended(_)
            | Self::Internal(_) => Vec::new(),
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        if let Self::Internal(cause) = &self {
            tracing::error!(error = format!("{cause:#}"), "request failed");
        }
        let code = self.code();
        let (status, name) = code.parts();
        let body = serde_json::to_vec(&Envelope {
            error: EnvelopeError {
                code: name,
                message: self.message(),
                details: self.details(),
            },
        })
        .unwrap_or_default();
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
        if matches!(
            code,
            Code::ServiceUnavailable | Code::IdempotencyKeyInUse | Code::RateLimited
        ) {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER_SECONDS));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(
                header::WWW_AUTHENTICATE,
                HeaderValue::from_static("Bearer realm=\"flexorder\""),
            );
        }
        response
    }
}
