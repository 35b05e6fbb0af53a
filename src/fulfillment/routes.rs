//! Operations of fulfilment (contract 10.21).
use axum::extract::State;

use super::{
    fulfil,
    queue::{self, FulfillmentQueueBody, QueueFilter},
    wire::{FulfillOrderBody, OrderFulfilledBody},
};
use crate::{
    app::App,
    auth::Tenant,
    change::Write,
    db,
    error::Result,
    http::{answer::Answer, path::Path, query::Query},
    kernel::{id::OrderId, page::Limit},
    openapi::ErrorBody,
    orders::OrderStatus,
};

/// Fulfil many units of an order
///
/// Each unit begins a contract exactly as `POST /v1/subscriptions` does, and that is the permission
/// it asks for; all of one call are one transaction. With `mode` `all` one unit that cannot be
/// fulfilled refuses the whole request, with a row of `details` for each such unit; with
/// `best_effort` the others are fulfilled, and `results` tells why these were not. What is wrong with
/// the request as a whole, such as an unknown item or billing group, refuses it in either mode.
#[utoipa::path(
    post,
    path = "/v1/orders/{orderId}/fulfill",
    operation_id = "fulfillOrder",
    tag = "Fulfillment",
    security(("apiKey" = ["subscriptions:write"])),
    params(("orderId" = String, Path, description = "Id of the order.")),
    request_body = FulfillOrderBody,
    responses(
        (status = 200, description = "What became of each unit, and the order.", body = OrderFulfilledBody),
        (
            status = 400,
            description = "VALIDATION_ERROR, ORDER_NOT_CONFIRMED; in mode `all` ASSET_NOT_FOUND, \
                ASSET_NOT_AVAILABLE, SKU_MISMATCH; ITEM_FULLY_FULFILLED",
            body = ErrorBody
        ),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn fulfil_order(
    Path(id): Path<OrderId>,
    write: Write<FulfillOrderBody>,
) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                let done = Box::pin(fulfil::fulfil(change, id, body)).await?;
                let version = done.order.version;
                let body = OrderFulfilledBody::new(done, change.tenant().id);
                Ok(Answer::ok(&body)?.of_version(version))
            })
        })
        .await
}

/// What waits for assets
///
/// Open items of orders that may take subscriptions now, oldest order first, each with assets that
/// could ship. Orders that wait to be confirmed are left out where the tenant confirms first.
#[utoipa::path(
    get,
    path = "/v1/fulfillment/queue",
    operation_id = "listFulfillmentQueue",
    tag = "Fulfillment",
    security(("apiKey" = ["orders:read"])),
    params(
        ("limit" = Option<u16>, Query, minimum = 1, maximum = 100, description = "Most items on the page; 50 by default."),
        ("startAfter" = Option<String>, Query, description = "`nextCursor` of the previous page, or an `itemId`."),
        ("status" = Option<Vec<OrderStatus>>, Query, style = Form, explode = false, description = "Only of orders in one of these states, comma-separated; fulfilled and cancelled ones never wait."),
        ("customerId" = Option<String>, Query, description = "Only of this customer."),
        ("sku" = Option<String>, Query, description = "Only items that wait for this SKU.")
    ),
    responses((status = 200, description = "A page of the queue.", body = FulfillmentQueueBody))
)]
pub(crate) async fn list_queue(
    State(app): State<App>,
    tenant: Tenant,
    mut query: Query,
) -> Result<Answer> {
    let limit = query.limit(Limit::DEFAULT, Limit::MAX);
    let start_after = query.start_after();
    let filter = QueueFilter::read(&mut query, &tenant);
    query.finish()?;
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let page = (limit, start_after);
    let body = queue::read(&mut tx, &tenant, filter.as_ref(), page).await?;
    tx.commit().await?;
    Answer::ok(&body)
}
