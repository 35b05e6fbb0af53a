//! The handler of a group's invoices.
use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse as _, Response},
};

use super::{gather, paper, wire};
use crate::{
    app::App,
    auth::Tenant,
    db,
    error::{Code, Error, Result},
    http::{answer::Answer, path::Path, query::Query},
    kernel::id::BillingGroupId,
    openapi::ErrorBody,
    payments::{
        invoice::print::{Form, pdf, wanted},
        store::group_invoice,
    },
};

/// What a billing group was asked for in some months, as data or, with `Accept: application/pdf`, as a
/// PDF.
///
/// Each of its payments that has no invoice yet gets one, exactly as `GET /v1/payments/{paymentId}/invoice`
/// gives it. What is cancelled is left out. Of months in which nothing was billed the data is an empty list
/// with sums of zero, and there is no PDF.
#[utoipa::path(
    get,
    path = "/v1/billing-groups/{billingGroupId}/invoice",
    operation_id = "getBillingGroupInvoice",
    tag = "Billing groups",
    security(("apiKey" = ["payments:read"])),
    params(
        ("billingGroupId" = String, Path, description = "Id of the group."),
        ("periodFrom" = String, Query, description = "First month, `YYYY-MM`.", pattern = r"^\d{4}-(0[1-9]|1[0-2])$", example = "2026-01"),
        ("periodTo" = String, Query, description = "Last month, `YYYY-MM`; at most 24 months.", pattern = r"^\d{4}-(0[1-9]|1[0-2])$", example = "2026-03")
    ),
    responses(
        (
            status = 200, description = "The invoices and their sums.",
            content((wire::GroupInvoiceBody = "application/json"), (Vec<u8> = "application/pdf"))
        ),
        (status = 400, description = "VALIDATION_ERROR; NOTHING_BILLED: there is nothing to print.", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn get(
    State(app): State<App>,
    tenant: Tenant,
    Path(id): Path<BillingGroupId>,
    mut query: Query,
    headers: HeaderMap,
) -> Result<Response> {
    known(&app, &tenant, id).await?;
    let period = wire::period(&mut query);
    query.finish()?;
    let period = period.ok_or_else(|| Error::internal(anyhow::anyhow!("no period, no fault")))?;
    let invoice = gather::gather(&app, &tenant, (id, period)).await?;
    if wanted(&headers) != Some(Form::Paper) {
        return Ok(Answer::ok(&wire::GroupInvoiceBody::new(invoice, tenant.id))?.into_response());
    }
    if invoice.entries.is_empty() {
        return Err(nothing_billed());
    }
    let name = format!("invoices-{}-{}", invoice.period.from, invoice.period.to);
    pdf(&name, move || Ok(paper::paper(&invoice))).await
}

/// Whether the tenant has that group, before anything is said of what is asked of it; else 404.
async fn known(app: &App, tenant: &Tenant, id: BillingGroupId) -> Result<()> {
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let party = group_invoice::party(&mut tx, tenant.id, id).await?;
    tx.commit().await?;
    party
        .map(|_| ())
        .ok_or_else(|| Error::not_found("billing group", id))
}

fn nothing_billed() -> Error {
    let message = "This group was asked for nothing in these months, so there is nothing to print: it is \
        billed on its billing day. What its subscriptions were billed alone, before that day or before they \
        joined, has invoices of its own. Choose months in which the group was billed.";
    Error::refused(Code::NothingBilled, message)
}
