//! HTTP operations on orders (contract 3.1, 10.5 to 10.7).
use std::sync::Arc;

use axum::{Extension, extract::State};

use super::{
    annotate::annotate,
    cancel::cancel as cancel_order,
    confirm::confirm as confirm_order,
    create::create as create_orders,
    edit::edit,
    extension::Extending,
    list as listing,
    model::Order,
    open,
    store::OrderSort,
    wire::{
        CancelBody, NewOrderBody, NotesBody, OrderActionBody, OrderBody, OrderChangedBody,
        OrderListBody, OrderPatchBody,
    },
};
use crate::{
    app::App,
    auth::Tenant,
    change::{Batches, Write},
    customers::CustomerType,
    db,
    error::Result,
    http::{answer::Answer, json::NoBody, path::Path, query::Query},
    kernel::{id::OrderId, page::SortDir},
    openapi::ErrorBody,
    orders::OrderType,
    timeline::{self, EntityType, TimelineListBody},
};

/// Orders, newest first.
///
/// All filters hold at once. `customField_<id>=value` filters by a custom field that the tenant has
/// defined.
#[utoipa::path(
    get,
    path = "/v1/orders",
    operation_id = "listOrders",
    tag = "Orders",
    security(("apiKey" = ["orders:read"])),
    params(
        ("limit" = Option<u16>, Query, minimum = 1, maximum = 100, description = "Most orders on the page; 50 by default."),
        ("startAfter" = Option<String>, Query, description = "`nextCursor` of the previous page, or an order's id."),
        ("sortBy" = inline(Option<OrderSort>), Query, description = "`createdAt` by default."),
        ("sortDir" = inline(Option<SortDir>), Query, description = "`desc` by default."),
        ("search" = Option<String>, Query, description = "Part of the customer's name (also `first last`), of their e-mail, of their company or of a product's name; or the order's id, its start or its end from four characters on. Whatever the case."),
        ("status" = Option<String>, Query, description = "`pending`, `confirmed`, `partial`, `fulfilled`, `cancelled`; several separated by commas."),
        ("customerType" = Option<CustomerType>, Query, description = "Only of such customers."),
        ("customerId" = Option<String>, Query, description = "Only of this customer."),
        ("orderType" = Option<OrderType>, Query, description = "Only of this type."),
        ("createdFrom" = Option<String>, Query, description = "Created at or after this instant, or on or after this date of the tenant."),
        ("createdTo" = Option<String>, Query, description = "Created at or before this instant, or on or before this date of the tenant."),
        ("sku" = Option<String>, Query, description = "Only with an item of this SKU."),
        ("serialNumber" = Option<String>, Query, description = "Only with a subscription of this asset."),
        ("externalId" = Option<String>, Query, description = "Only the order with this id of the client's own."),
    ),
    responses((status = 200, description = "A page of orders.", body = OrderListBody))
)]
pub(crate) async fn list(State(app): State<App>, tenant: Tenant, query: Query) -> Result<Answer> {
    let (page, limit) = listing::list(app.pool(), &tenant, query).await?;
    Answer::ok(&OrderListBody::new(tenant.id, page, limit))
}

/// Takes an order. Its customer is found by e-mail or made; prices come from the catalog.
#[utoipa::path(
    post,
    path = "/v1/orders",
    operation_id = "createOrder",
    tag = "Orders",
    security(("apiKey" = ["orders:write"])),
    request_body = NewOrderBody,
    responses(
        (status = 201, description = "The order; within the tenant's window for duplicates, the first of equal ones.", body = OrderChangedBody),
        (status = 400, description = "VALIDATION_ERROR, VARIANT_NOT_FOUND, VARIANT_INACTIVE, INVALID_CONTRACT_LENGTH, CUSTOMER_NOT_FOUND, CUSTOMER_INACTIVE, ORDER_NOT_FOUND, SUBSCRIPTION_NOT_FOUND, SUBSCRIPTION_NOT_ACTIVE, INVALID_EXTENSION_MONTHS", body = ErrorBody),
        (status = 409, description = "EXTERNAL_ID_EXISTS", body = ErrorBody)
    )
)]
pub(crate) async fn create(
    Extension(batches): Extension<Arc<Batches<NewOrderBody>>>,
    write: Write<NewOrderBody>,
) -> Result<Answer> {
    write.run_together(&batches).await
}

/// Where orders that are to be made meet.
pub(crate) fn batches(extending: Extending) -> Extension<Arc<Batches<NewOrderBody>>> {
    Extension(Batches::new(move |change, jobs| {
        Box::pin(async move {
            let orders = create_orders(change, jobs, extending).await?;
            let tenant = change.tenant().id;
            let answer = |order: Order| {
                let version = order.version;
                let message = "Order created successfully";
                let body = OrderChangedBody::new(tenant, message, order);
                Ok(Answer::created(&body)?.of_version(version))
            };
            Ok(orders
                .into_iter()
                .map(|order| order.and_then(answer))
                .collect())
        })
    }))
}

/// An order with its items and progress.
#[utoipa::path(
    get,
    path = "/v1/orders/{orderId}",
    operation_id = "getOrder",
    tag = "Orders",
    security(("apiKey" = ["orders:read"])),
    params(("orderId" = String, Path, description = "Id of the order.")),
    responses(
        (status = 200, description = "The order.", body = OrderBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn get(
    State(app): State<App>,
    tenant: Tenant,
    Path(id): Path<OrderId>,
) -> Result<Answer> {
    let mut conn = db::single(app.pool(), tenant.id).await?;
    let order = open::found(&mut conn, tenant.id, id).await?;
    conn.finish();
    let version = order.version;
    Ok(Answer::ok(&OrderBody::new(tenant.id, order))?.of_version(version))
}

/// Edits an order. Once it is fulfilled or cancelled only notes, custom fields, tracking, shipping
/// date and payment can change.
#[utoipa::path(
    patch,
    path = "/v1/orders/{orderId}",
    operation_id = "updateOrder",
    tag = "Orders",
    security(("apiKey" = ["orders:write"])),
    params(("orderId" = String, Path, description = "Id of the order.")),
    request_body = OrderPatchBody,
    responses(
        (status = 200, description = "The order as it is now.", body = OrderChangedBody),
        (status = 400, description = "VALIDATION_ERROR, ORDER_NOT_EDITABLE, ORDER_NOT_CONFIRMABLE, SUBSCRIPTION_NOT_ACTIVE, ITEM_LOCKED, CONTRACT_LENGTH_LOCKED, VARIANT_NOT_FOUND, VARIANT_INACTIVE, INVALID_CONTRACT_LENGTH, CUSTOMER_NOT_FOUND, CUSTOMER_INACTIVE", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn update(
    Extension(extending): Extension<Extending>,
    Path(id): Path<OrderId>,
    write: Write<OrderPatchBody>,
) -> Result<Answer> {
    write
        .run(move |change, patch| {
            Box::pin(async move {
                let order = edit(change, id, (patch, extending)).await?;
                let version = order.version;
                let body = OrderChangedBody::new(change.tenant().id, "Order updated", order);
                Ok(Answer::ok(&body)?.of_version(version))
            })
        })
        .await
}

/// Confirms a pending order; a confirmed one stays as it is. Confirming an extension order extends the
/// oldest active subscriptions of the original order, as many of each SKU as it asks for, and fulfils
/// it.
#[utoipa::path(
    post,
    path = "/v1/orders/{orderId}/confirm",
    operation_id = "confirmOrder",
    tag = "Orders",
    security(("apiKey" = ["orders:write"])),
    params(("orderId" = String, Path, description = "Id of the order.")),
    responses(
        (status = 200, description = "The order, confirmed.", body = OrderChangedBody),
        (status = 400, description = "ORDER_NOT_CONFIRMABLE; of an extension order SUBSCRIPTION_NOT_ACTIVE, if too few are left, and VALIDATION_ERROR, if one would run over 120 months", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn confirm(
    Extension(extending): Extension<Extending>,
    Path(id): Path<OrderId>,
    write: Write<NoBody>,
) -> Result<Answer> {
    write
        .run(move |change, _| {
            Box::pin(async move {
                let order = confirm_order(change, id, extending).await?;
                let version = order.version;
                let body = OrderChangedBody::new(change.tenant().id, "Order confirmed", order);
                Ok(Answer::ok(&body)?.of_version(version))
            })
        })
        .await
}

/// Cancels an order of which nothing is fulfilled. Final.
#[utoipa::path(
    post,
    path = "/v1/orders/{orderId}/cancel",
    operation_id = "cancelOrder",
    tag = "Orders",
    security(("apiKey" = ["orders:write"])),
    params(("orderId" = String, Path, description = "Id of the order.")),
    request_body = Option<CancelBody>,
    responses(
        (status = 200, description = "Cancelled.", body = OrderActionBody),
        (status = 400, description = "ORDER_NOT_CANCELLABLE, ALREADY_CANCELLED", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn cancel(Path(id): Path<OrderId>, write: Write<CancelBody>) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                let order = cancel_order(change, id, body.reason.as_deref()).await?;
                let body = OrderActionBody::new("Order cancelled successfully", &order);
                Ok(Answer::ok(&body)?.of_version(order.version))
            })
        })
        .await
}

/// Replaces the notes of an order, whatever its status.
#[utoipa::path(
    patch,
    path = "/v1/orders/{orderId}/notes",
    operation_id = "updateOrderNotes",
    tag = "Orders",
    security(("apiKey" = ["orders:write"])),
    params(("orderId" = String, Path, description = "Id of the order.")),
    request_body = NotesBody,
    responses(
        (status = 200, description = "Replaced.", body = OrderActionBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn update_notes(
    Path(id): Path<OrderId>,
    write: Write<NotesBody>,
) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                let order = annotate(change, id, &body.notes).await?;
                let body = OrderActionBody::new("Order notes updated successfully", &order);
                Ok(Answer::ok(&body)?.of_version(order.version))
            })
        })
        .await
}

/// What happened to an order, newest first.
#[utoipa::path(
    get,
    path = "/v1/orders/{orderId}/timeline",
    operation_id = "listOrderTimeline",
    tag = "Orders",
    security(("apiKey" = ["orders:read"])),
    params(
        ("orderId" = String, Path, description = "Id of the order."),
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
    Path(id): Path<OrderId>,
    asked: timeline::Asked,
) -> Result<Answer> {
    let mut tx = db::read(app.pool(), tenant.id).await?;
    open::known(&mut tx, tenant.id, id).await?;
    let page = asked.page_of(&mut tx, tenant.id, (EntityType::Order, id));
    let page = page.await?;
    tx.commit().await?;
    Answer::ok(&page)
}
