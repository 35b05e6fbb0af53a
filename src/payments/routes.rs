//! Handlers of payments (contract 3.6).
use axum::extract::State;
use chrono::NaiveDate;

use super::{
    body::{CancelPaymentBody, MarkPaidBody, RefundBody},
    date_schema::DateOrInstant,
    model::Payment,
    refund, retry, settle,
    state::PaymentStatus,
    store::{self, Filter, PaymentSort},
    wire::{PaymentChangedBody, PaymentListBody, PaymentReadBody},
};
use crate::{
    app::App,
    auth::Tenant,
    change::{Change, Write},
    db,
    error::{Error, Result},
    http::{
        answer::Answer,
        json::NoBody,
        path::Path,
        query::{IdFilter, Query},
    },
    kernel::{id::PaymentId, page::SortDir},
    openapi::ErrorBody,
    timeline::{self, EntityType, TimelineListBody},
};

/// Payments, those laid last first.
#[utoipa::path(
    get,
    path = "/v1/payments",
    operation_id = "listPayments",
    tag = "Payments",
    security(("apiKey" = ["payments:read"])),
    params(
        ("limit" = Option<u16>, Query, minimum = 1, maximum = 100, description = "Most payments on the page; 50 by default."),
        ("startAfter" = Option<String>, Query, description = "`nextCursor` of the previous page, or a payment's id."),
        ("search" = Option<String>, Query, description = "Part of the customer's name, e-mail or company; the invoice number or the subscription's id, whole, its start or its end (of an id from four characters on); the reference, or its start. Whatever the case."),
        ("status" = Option<Vec<PaymentStatus>>, Query, style = Form, explode = false, description = "In one of these states, comma-separated."),
        ("customerId" = Option<String>, Query, description = "Only of this customer."),
        ("rentalId" = Option<String>, Query, description = "Only of this subscription."),
        ("subscriptionId" = Option<String>, Query, description = "The same as `rentalId`, which wins."),
        ("orderId" = Option<String>, Query, description = "Only of subscriptions of this order."),
        ("billingGroupId" = Option<String>, Query, description = "Only of this billing group."),
        ("dueDateFrom" = inline(Option<DateOrInstant>), Query, description = "Due on this date or later; an instant counts as the tenant's date."),
        ("dueDateTo" = inline(Option<DateOrInstant>), Query, description = "Due on this date or earlier; an instant counts as the tenant's date."),
        ("paidFrom" = inline(Option<DateOrInstant>), Query, description = "Paid at this instant or later; a date means its start."),
        ("paidTo" = inline(Option<DateOrInstant>), Query, description = "Paid at this instant or earlier; a date means its end."),
        ("overdue" = Option<bool>, Query, description = "`true`: only those that are open and were due before today."),
        ("sortBy" = inline(Option<PaymentSort>), Query, description = "`createdAt` by default; `customer` is by first and last name, whatever the case."),
        ("sortDir" = inline(Option<SortDir>), Query, description = "`desc` by default.")
    ),
    responses((status = 200, description = "A page of payments.", body = PaymentListBody))
)]
pub(crate) async fn list(
    State(app): State<App>,
    tenant: Tenant,
    mut query: Query,
) -> Result<Answer> {
    let listing = query.listing(PaymentSort::CreatedAt);
    let today = tenant.time_zone.today(app.clock().now());
    let filter = filter(&mut query, (&tenant, today));
    query.finish()?;
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let page = store::list(&mut tx, tenant.id, &listing, &filter).await?;
    tx.commit().await?;
    let seen = (tenant.id, tenant.time_zone.today(app.clock().now()));
    Answer::ok(&PaymentListBody::new(page, listing.limit, seen))
}

fn filter(query: &mut Query, (tenant, today): (&Tenant, NaiveDate)) -> Filter {
    let (rental, subscription) = (query.id("rentalId"), query.id("subscriptionId"));
    let filter = Filter {
        statuses: query.words("status"),
        customer: query.id("customerId"),
        subscription: match rental {
            IdFilter::Any => subscription,
            IdFilter::Is(_) | IdFilter::Nothing => rental,
        },
        billing_group: query.id("billingGroupId"),
        order: query.id("orderId"),
        due_from: query.date("dueDateFrom", tenant.locale()),
        due_to: query.date("dueDateTo", tenant.locale()),
        paid_from: query.from("paidFrom", tenant.locale()),
        paid_before: query.before("paidTo", tenant.locale()),
        search: query.search("search"),
        is_nothing: false,
    };
    if query.boolean("overdue") == Some(true) {
        filter.overdue(today)
    } else {
        filter
    }
}

/// A payment.
#[utoipa::path(
    get,
    path = "/v1/payments/{paymentId}",
    operation_id = "getPayment",
    tag = "Payments",
    security(("apiKey" = ["payments:read"])),
    params(("paymentId" = String, Path, description = "Id of the payment.")),
    responses(
        (status = 200, description = "The payment.", body = PaymentReadBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn get(
    State(app): State<App>,
    tenant: Tenant,
    Path(id): Path<PaymentId>,
) -> Result<Answer> {
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let payment = store::by_ids(&mut tx, tenant.id, &[id])
        .await?
        .pop()
        .ok_or_else(|| Error::not_found("payment", id))?;
    let version = payment.version;
    tx.commit().await?;
    let seen = (tenant.id, tenant.time_zone.today(app.clock().now()));
    Ok(Answer::ok(&PaymentReadBody::new(payment, seen))?.of_version(version))
}

/// Marks a payment as paid outside the system.
///
/// From pending, processing and failed. What was paid counts for the customer and the
/// subscription at once.
#[utoipa::path(
    post,
    path = "/v1/payments/{paymentId}/mark-paid",
    operation_id = "markPaymentPaid",
    tag = "Payments",
    security(("apiKey" = ["payments:write"])),
    params(("paymentId" = String, Path, description = "Id of the payment.")),
    request_body = Option<MarkPaidBody>,
    responses(
        (status = 200, description = "The payment, paid.", body = PaymentChangedBody),
        (status = 400, description = "VALIDATION_ERROR, ALREADY_PAID, PAYMENT_CANCELLED", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn mark_paid(
    Path(id): Path<PaymentId>,
    write: Write<MarkPaidBody>,
) -> Result<Answer> {
    write
        .run(move |change, receipt| {
            Box::pin(async move {
                let payment = settle::mark_paid(change, id, receipt).await?;
                answer(change, "Payment marked as paid", payment)
            })
        })
        .await
}

/// Cancels a payment.
///
/// From pending and failed.
#[utoipa::path(
    post,
    path = "/v1/payments/{paymentId}/cancel",
    operation_id = "cancelPayment",
    tag = "Payments",
    security(("apiKey" = ["payments:write"])),
    params(("paymentId" = String, Path, description = "Id of the payment.")),
    request_body = CancelPaymentBody,
    responses(
        (status = 200, description = "The payment, cancelled.", body = PaymentChangedBody),
        (status = 400, description = "VALIDATION_ERROR, ALREADY_PAID, ALREADY_CANCELLED, PAYMENT_PROCESSING", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn cancel(
    Path(id): Path<PaymentId>,
    write: Write<CancelPaymentBody>,
) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                let payment = settle::cancel(change, id, body).await?;
                answer(change, "Payment cancelled", payment)
            })
        })
        .await
}

/// Tries to collect a failed payment again.
///
/// The answer says what became of it: `paid`, `failed` again, or `processing` while the provider has
/// not answered. Where payments are collected by hand there is nothing to try.
#[utoipa::path(
    post,
    path = "/v1/payments/{paymentId}/retry",
    operation_id = "retryPayment",
    tag = "Payments",
    security(("apiKey" = ["payments:write"])),
    params(("paymentId" = String, Path, description = "Id of the payment.")),
    responses(
        (status = 200, description = "The payment after the attempt.", body = PaymentChangedBody),
        (status = 400, description = "PAYMENT_NOT_RETRYABLE, ALREADY_PAID, PAYMENT_CANCELLED, PAYMENT_PROCESSING", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn retry(Path(id): Path<PaymentId>, write: Write<NoBody>) -> Result<Answer> {
    write
        .run_around(
            move |change, _| Box::pin(retry::begin(change, id)),
            |app, tenant, claim| async move { retry::attempt(&app, &tenant, claim).await },
            move |change, _| {
                Box::pin(async move {
                    let (message, payment) = retry::outcome(change, id).await?;
                    answer(change, message, payment)
                })
            },
        )
        .await
}

/// Gives money back of a paid payment.
///
/// All that is left, or a part of it, as often as something is left. The payment stays `paid`; what was
/// given back no longer counts for the customer and the subscription.
#[utoipa::path(
    post,
    path = "/v1/payments/{paymentId}/refund",
    operation_id = "refundPayment",
    tag = "Payments",
    security(("apiKey" = ["payments:write"])),
    params(("paymentId" = String, Path, description = "Id of the payment.")),
    request_body = RefundBody,
    responses(
        (status = 200, description = "The payment with its refunds.", body = PaymentChangedBody),
        (status = 400, description = "VALIDATION_ERROR, PAYMENT_NOT_REFUNDABLE, INVALID_REFUND_AMOUNT", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn refund(Path(id): Path<PaymentId>, write: Write<RefundBody>) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                let payment = refund::refund(change, id, body).await?;
                answer(change, "Payment refunded", payment)
            })
        })
        .await
}

/// What happened to a payment, newest first.
#[utoipa::path(
    get,
    path = "/v1/payments/{paymentId}/timeline",
    operation_id = "listPaymentTimeline",
    tag = "Payments",
    security(("apiKey" = ["payments:read"])),
    params(
        ("paymentId" = String, Path, description = "Id of the payment."),
        timeline::Asked
    ),
    responses(
        (status = 200, description = "A page of the timeline.", body = TimelineListBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn list_timeline(
    State(app): State<App>,
    tenant: Tenant,
    Path(id): Path<PaymentId>,
    asked: timeline::Asked,
) -> Result<Answer> {
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let found = store::customer_of(&mut tx, tenant.id, id).await?;
    if found.is_none() {
        return Err(Error::not_found("payment", id));
    }
    let page = asked.page_of(&mut tx, tenant.id, (EntityType::Payment, id));
    let page = page.await?;
    tx.commit().await?;
    Answer::ok(&page)
}

/// The answer to a change of a payment.
fn answer(change: &Change, message: &'static str, payment: Payment) -> Result<Answer> {
    let version = payment.version;
    let body = PaymentChangedBody::new(message, payment, change);
    Ok(Answer::ok(&body)?.of_version(version))
}
