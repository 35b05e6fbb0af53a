//! The error envelope as the document describes it; `error.rs` writes it (contract 2.5).
use serde::Serialize;
use utoipa::ToSchema;

/// Body of every answer from 400 up.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"error": {
    "code": "VALIDATION_ERROR",
    "message": "customer.email: Required.",
    "details": [{"path": "customer.email", "message": "Required.", "code": "invalid_type"}]
}}))]
pub struct ErrorBody {
    error: ErrorDescription,
}

/// What went wrong, and what to do.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErrorDescription {
    /// Stable and machine-readable.
    code: String,
    /// A sentence for a person that tells the fix.
    message: String,
    /// One row per fault, where fields do not hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    details: Option<Vec<ErrorDetail>>,
}

/// A field that does not hold.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErrorDetail {
    /// Where, as sent: `items[1].quantity`.
    path: String,
    /// What to change.
    message: String,
    /// Kind of fault.
    code: String,
}
