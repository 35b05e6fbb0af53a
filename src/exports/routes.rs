//! Operations that export (contract 3.9).
use axum::extract::State;

use super::{
    rentals,
    wire::{RentalsExport, RentalsExportedBody},
};
use crate::{
    app::App, auth::Tenant, change::Question, error::Result, http::answer::Answer,
    openapi::ErrorBody,
};

/// Subscriptions as CSV inside of the answer, at most 10,000. `GET /v1/subscriptions` with `Accept:
/// text/csv` has the same columns first and streams any number. It changes nothing and records
/// nothing, so it needs no `Idempotency-Key`.
#[utoipa::path(
    post,
    path = "/v1/exports/rentals",
    operation_id = "exportRentals",
    tag = "Subscriptions",
    security(("apiKey" = ["subscriptions:read"])),
    request_body = Option<RentalsExport>,
    responses(
        (status = 200, description = "The export.", body = RentalsExportedBody),
        (status = 400, description = "VALIDATION_ERROR; also where there are more than 10,000, or more than 32 MiB of them.", body = ErrorBody),
    ),
)]
pub(crate) async fn rentals(
    State(app): State<App>,
    tenant: Tenant,
    Question(wanted): Question<RentalsExport>,
) -> Result<Answer> {
    Answer::ok(&rentals::export(&app, &tenant, wanted).await?)
}
