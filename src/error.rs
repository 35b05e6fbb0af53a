//! The one error a handler, use case or store may return, and how it looks on the wire.
//!
//! Variants say who must act, not which library failed. The table of codes and statuses is
//! contract 2.5 with 10.1.
use std::borrow::Cow;

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

/// Result of a handler, use case or store.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Seconds a client is asked to wait before it tries again after a 409 or 503.
const RETRY_AFTER_SECONDS: u32 = 1;

/// Everything a request can fail with.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The caller must change the request, or the state it meets.
    #[error("{message}")]
    Refused {
        /// Stable and machine-readable.
        code: Code,
        /// A sentence for a person that tells the fix.
        message: Cow<'static, str>,
    },
    /// Some fields do not hold; every one of them is listed (contract 10.2).
    #[error("the request is not valid")]
    Invalid(Vec<Fault>),
    /// Overload, shutdown, or a database that is away: the same request may succeed later.
    #[error("{0}")]
    Unavailable(Cow<'static, str>),
    /// Another transaction came in between, or Postgres undid this one for its sake: the change runs
    /// again by itself, and only the last of several runs lets a client see this.
    #[error("contended")]
    Contended(String),
    /// A bug or an outage of ours: logged here, never shown.
    #[error("internal error")]
    Internal(#[source] anyhow::Error),
}

/// One field that does not hold: a row of `details`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where, as the client wrote it: `items[1].quantity`; empty for the body as a whole.
    pub path: String,
    /// What to change.
    pub message: String,
    /// What kind of fault.
    pub code: FaultCode,
}

/// Kind of a [`Fault`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultCode {
    /// A fault of shape, by its zod issue code such as `invalid_type`.
    Shape(&'static str),
    /// A fault that has a code of its own, such as `VARIANT_NOT_FOUND`.
    Own(Code),
}

impl FaultCode {
    /// As printed in `details[].code`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Shape(name) => name,
            Self::Own(code) => code.parts().1,
        }
    }
}

impl Fault {
    /// A fault of shape with its zod issue code.
    pub fn shape(path: impl Into<String>, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            message: message.into(),
            code: FaultCode::Shape(code),
        }
    }

    /// A fault with a code of its own.
    pub fn own(path: impl Into<String>, code: Code, message: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            message: message.into(),
            code: FaultCode::Own(code),
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $status:ident $name:literal;)*) => {
        /// Every code an answer from 400 up may carry.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// All codes, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// HTTP status and name on the wire.
            pub const fn parts(self) -> (StatusCode, &'static str) {
                match self { $(Self::$variant => (StatusCode::$status, $name),)* }
            }
        }
    };
}

codes! {
    /// No `Authorization` header.
    AuthRequired = UNAUTHORIZED "AUTH_REQUIRED";
    /// The API key is unknown, expired or revoked.
    InvalidToken = UNAUTHORIZED "INVALID_TOKEN";
    /// `Tenant-ID` is missing or not one of the key's tenants.
    NoTenantAccess = FORBIDDEN "NO_TENANT_ACCESS";
    /// The key lacks a permission.
    InsufficientPermissions = FORBIDDEN "INSUFFICIENT_PERMISSIONS";
    /// Unknown route, or an id in the path that this tenant does not have.
    NotFound = NOT_FOUND "NOT_FOUND";
    /// The route exists, the method does not.
    MethodNotAllowed = METHOD_NOT_ALLOWED "METHOD_NOT_ALLOWED";
    /// The body is not JSON by its content type.
    UnsupportedMediaType = UNSUPPORTED_MEDIA_TYPE "UNSUPPORTED_MEDIA_TYPE";
    /// The body is larger than the server takes.
    PayloadTooLarge = PAYLOAD_TOO_LARGE "PAYLOAD_TOO_LARGE";
    /// Body, query or header do not hold.
    ValidationError = BAD_REQUEST "VALIDATION_ERROR";
    /// No variant with that SKU.
    VariantNotFound = BAD_REQUEST "VARIANT_NOT_FOUND";
    /// The variant is deactivated.
    VariantInactive = BAD_REQUEST "VARIANT_INACTIVE";
    /// The variant has no price for that term.
    InvalidContractLength = BAD_REQUEST "INVALID_CONTRACT_LENGTH";
    /// The SKU belongs to another product.
    DuplicateSku = BAD_REQUEST "DUPLICATE_SKU";
    /// A price tier lacks its term or price.
    InvalidPricing = BAD_REQUEST "INVALID_PRICING";
    /// The product is in open orders.
    ProductHasActiveOrders = CONFLICT "PRODUCT_HAS_ACTIVE_ORDERS";
    /// The variant is in open orders.
    VariantInUse = CONFLICT "VARIANT_IN_USE";
    /// No customer with that id, named in a body.
    CustomerNotFound = BAD_REQUEST "CUSTOMER_NOT_FOUND";
    /// The customer was deleted.
    CustomerInactive = BAD_REQUEST "CUSTOMER_INACTIVE";
    /// The customer has running contracts.
    CustomerHasActiveSubscriptions = CONFLICT "CUSTOMER_HAS_ACTIVE_SUBSCRIPTIONS";
    /// The customer has open orders.
    CustomerHasPendingOrders = CONFLICT "CUSTOMER_HAS_PENDING_ORDERS";
    /// Another customer has that e-mail.
    EmailExists = CONFLICT "EMAIL_EXISTS";
    /// No order with that id, named in a body.
    OrderNotFound = BAD_REQUEST "ORDER_NOT_FOUND";
    /// The order does not take subscriptions in its state.
    OrderNotConfirmed = BAD_REQUEST "ORDER_NOT_CONFIRMED";
    /// The order cannot be confirmed in its state.
    OrderNotConfirmable = BAD_REQUEST "ORDER_NOT_CONFIRMABLE";
    /// The order cannot be cancelled in its state.
    OrderNotCancellable = BAD_REQUEST "ORDER_NOT_CANCELLABLE";
    /// The field cannot change in the order's state.
    OrderNotEditable = BAD_REQUEST "ORDER_NOT_EDITABLE";
    /// The item has a subscription.
    ItemLocked = BAD_REQUEST "ITEM_LOCKED";
    /// The term of an item is fixed.
    ContractLengthLocked = BAD_REQUEST "CONTRACT_LENGTH_LOCKED";
    /// Another order has that external id.
    ExternalIdExists = CONFLICT "EXTERNAL_ID_EXISTS";
    /// Every unit of the item has a subscription.
    ItemFullyFulfilled = BAD_REQUEST "ITEM_FULLY_FULFILLED";
    /// No asset with that serial number, named in a body.
    AssetNotFound = BAD_REQUEST "ASSET_NOT_FOUND";
    /// The asset is not `available`.
    AssetNotAvailable = BAD_REQUEST "ASSET_NOT_AVAILABLE";
    /// The asset's SKU is not the item's.
    SkuMismatch = BAD_REQUEST "SKU_MISMATCH";
    /// The serial number is taken.
    AssetExists = CONFLICT "ASSET_EXISTS";
    /// The asset is in a running contract.
    AssetInUse = CONFLICT "ASSET_IN_USE";
    /// No such asset status, or none a person may set.
    InvalidStatus = BAD_REQUEST "INVALID_STATUS";
    /// Already cancelled.
    AlreadyCancelled = BAD_REQUEST "ALREADY_CANCELLED";
    /// The subscription is not active.
    SubscriptionNotActive = BAD_REQUEST "SUBSCRIPTION_NOT_ACTIVE";
    /// No subscription with that id, named in a body.
    SubscriptionNotFound = BAD_REQUEST "SUBSCRIPTION_NOT_FOUND";
    /// Extension months below one.
    InvalidExtensionMonths = BAD_REQUEST "INVALID_EXTENSION_MONTHS";
    /// The payment is paid.
    AlreadyPaid = BAD_REQUEST "ALREADY_PAID";
    /// The payment is cancelled.
    PaymentCancelled = BAD_REQUEST "PAYMENT_CANCELLED";
    /// The payment is being collected.
    PaymentProcessing = BAD_REQUEST "PAYMENT_PROCESSING";
    /// `If-Match` names a version that is gone.
    PreconditionFailed = PRECONDITION_FAILED "PRECONDITION_FAILED";
    /// The key was used for another request.
    IdempotencyKeyReused = UNPROCESSABLE_ENTITY "IDEMPOTENCY_KEY_REUSED";
    /// The first request with the key is still running.
    IdempotencyKeyInUse = CONFLICT "IDEMPOTENCY_KEY_IN_USE";
    /// Too many requests.
    RateLimited = TOO_MANY_REQUESTS "RATE_LIMITED";
    /// A fault of ours.
    InternalError = INTERNAL_SERVER_ERROR "INTERNAL_ERROR";
    /// Try again later.
    ServiceUnavailable = SERVICE_UNAVAILABLE "SERVICE_UNAVAILABLE";
}

impl Error {
    /// A refusal with its code and a sentence that tells the fix.
    pub fn refused(code: Code, message: impl Into<Cow<'static, str>>) -> Self {
        Self::Refused {
            code,
            message: message.into(),
        }
    }

    /// An id in the path that the tenant does not have; the same for another tenant's.
    pub fn not_found(entity: &str, id: impl std::fmt::Display) -> Self {
        Self::refused(
            Code::NotFound,
            format!("No {entity} `{id}` in this tenant. Check the id and the Tenant-ID header."),
        )
    }

    /// A single fault.
    pub fn fault(fault: Fault) -> Self {
        Self::Invalid(vec![fault])
    }

    /// A broken promise inside: 500, logged.
    pub fn internal(cause: impl Into<anyhow::Error>) -> Self {
        Self::Internal(cause.into())
    }

    /// The code that stands at the top of the answer (contract 10.2).
    pub fn code(&self) -> Code {
        match self {
            Self::Refused { code, .. } => *code,
            Self::Invalid(faults) => common_code(faults),
            Self::Unavailable(_) | Self::Contended(_) => Code::ServiceUnavailable,
            Self::Internal(_) => Code::InternalError,
        }
    }
}

/// The own code that all faults share, else `VALIDATION_ERROR`.
fn common_code(faults: &[Fault]) -> Code {
    let mut codes = faults.iter().map(|fault| fault.code);
    match codes.next() {
        Some(FaultCode::Own(first)) if codes.all(|code| code == FaultCode::Own(first)) => first,
        _ => Code::ValidationError,
    }
}

impl From<sqlx::Error> for Error {
    fn from(cause: sqlx::Error) -> Self {
        if is_contended(&cause) {
            return Self::Contended(cause.to_string());
        }
        let away = matches!(
            cause,
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_)
        );
        if away || is_passing(&cause) {
            tracing::warn!(error = %cause, "database not available");
            Self::Unavailable("The database is busy or away. Send the same request again.".into())
        } else {
            Self::Internal(cause.into())
        }
    }
}

/// Connection failures, shutdown, too many connections, a statement or lock timeout, or a server that
/// became read-only: Postgres may answer the same request in a moment.
fn is_passing(cause: &sqlx::Error) -> bool {
    const CODES: [&str; 7] = [
        "57P01", "57P02", "57P03", "53300", "57014", "55P03", "25006",
    ];
    cause.as_database_error().is_some_and(|error| {
        let code = error.code().unwrap_or_default();
        code.starts_with("08") || CODES.contains(&code.as_ref())
    })
}

/// Deadlock, serialization failure, or a sharded Postgres that could not commit everywhere.
fn is_contended(cause: &sqlx::Error) -> bool {
    cause.as_database_error().is_some_and(|error| {
        let code = error.code().unwrap_or_default();
        matches!(code.as_ref(), "40001" | "40P01")
            || (code == "XX000" && error.message().starts_with("could not commit transaction"))
    })
}

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
