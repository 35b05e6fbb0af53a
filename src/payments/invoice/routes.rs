//! The handler of invoices.
use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse as _, Response},
};

use super::{
    issue,
    model::Invoice,
    paper,
    print::{Form, pdf, wanted},
    wire::InvoiceBody,
};
use crate::{
    app::App,
    auth::Tenant,
    error::{Error, Result},
    http::{answer::Answer, path::Path},
    kernel::id::PaymentId,
    openapi::ErrorBody,
};

/// Form of the printed page: with it the `ETag` of every PDF changes.
const LAYOUT: u32 = 1;

/// The invoice of a payment, as a PDF or, with `Accept: application/json`, as data.
///
/// It is issued at first need and never changes after: the number is the next one of the tenant's
/// year, and a reprint equals the first print.
#[utoipa::path(
    get,
    path = "/v1/payments/{paymentId}/invoice",
    operation_id = "getPaymentInvoice",
    tag = "Payments",
    security(("apiKey" = ["payments:read"])),
    params(("paymentId" = String, Path, description = "Id of the payment.")),
    responses(
        (
            status = 200, description = "The invoice.",
            content((InvoiceBody = "application/json"), (Vec<u8> = "application/pdf"))
        ),
        (status = 400, description = "PAYMENT_CANCELLED: it was cancelled before it had an invoice.", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn get(
    State(app): State<App>,
    tenant: Tenant,
    Path(id): Path<PaymentId>,
    headers: HeaderMap,
) -> Result<Response> {
    let invoice = issue::find_or_issue(&app, &tenant, id).await?;
    if wanted(&headers) == Some(Form::Data) {
        let etag = format!("\"{}\"", invoice.number);
        let mut answer = Answer::ok(&InvoiceBody::new(invoice, tenant.id)?)?;
        answer.etag = Some(etag);
        return Ok(answer.into_response());
    }
    print(invoice).await
}

/// The PDF. Its tag changes with the layout alone, for an invoice never changes.
async fn print(invoice: Invoice) -> Result<Response> {
    let number = invoice.number.clone();
    let mut response = pdf(&number, move || paper::paper(&invoice)).await?;
    let tag = HeaderValue::try_from(format!("\"{number}-{LAYOUT}\"")).map_err(Error::internal)?;
    response.headers_mut().insert(header::ETAG, tag);
    Ok(response)
}
