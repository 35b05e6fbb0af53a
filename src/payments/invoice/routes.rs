//! The handler of invoices.
use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse as _, Response},
};

use super::{issue, model::Invoice, paper, wire::InvoiceBody};
use crate::{
    app::App,
    auth::Tenant,
    documents,
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
    if wants_data(&headers) {
        let etag = format!("\"{}\"", invoice.number);
        let mut answer = Answer::ok(&InvoiceBody::new(invoice, tenant.id)?)?;
        answer.etag = Some(etag);
        return Ok(answer.into_response());
    }
    print(invoice).await
}

/// Whether data is asked for, and no PDF before it.
fn wants_data(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT).iter();
    let kinds = accepted.filter_map(|value| value.to_str().ok());
    let named = kinds.flat_map(|value| value.split(',')).find_map(|kind| {
        let kind = kind.split(';').next().unwrap_or_default().trim();
        match kind.to_ascii_lowercase().as_str() {
            "application/json" => Some(true),
            "application/pdf" => Some(false),
            _ => None,
        }
    });
    named.unwrap_or(false)
}

/// The PDF. Made beside the requests: it takes a processor for some milliseconds.
async fn print(invoice: Invoice) -> Result<Response> {
    let number = invoice.number.clone();
    let made = tokio::task::spawn_blocking(move || documents::render(&paper::paper(&invoice)?));
    let bytes = made
        .await
        .map_err(Error::internal)?
        .map_err(Error::internal)?;
    let mut response = Response::new(bytes.into());
    let values = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("inline; filename=\"{number}.pdf\""),
        ),
        (header::ETAG, format!("\"{number}-{LAYOUT}\"")),
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
