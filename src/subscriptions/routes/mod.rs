//! Operations on subscriptions (contract 3.2): lists, creation and notes here; what changes or ends a
//! contract in `actions`, what that would cost in `quotes`.
pub(crate) mod actions;
pub(crate) mod quotes;

use axum::extract::State;

use super::{
    create,
    list::{Filter, SubscriptionSort},
    model::Subscription,
    notes,
    rental::{self, RentalBody},
    store,
    wire::{
        CreateSubscriptionBody, SubscriptionCreatedBody, SubscriptionListBody,
        SubscriptionNotesBody, SubscriptionNotesChangedBody,
    },
};
use crate::{
    app::App,
    auth::Tenant,
    change::{Change, Write},
    db,
    error::{Error, Result},
    http::{answer::Answer, path::Path, query::Query},
    kernel::{
        id::SubscriptionId,
        page::{Page, SortDir},
    },
    openapi::ErrorBody,
    timeline::{self, EntityType, TimelineListBody},
};

/// List subscriptions
///
/// Newest first unless `sortBy` and `sortDir` say otherwise. All filters must hold.
#[utoipa::path(
    get,
    path = "/v1/subscriptions",
    operation_id = "listSubscriptions",
    tag = "Subscriptions",
    security(("apiKey" = ["subscriptions:read"])),
    params(
        ("limit" = Option<u16>, Query, description = "Most items on the page; 50 by default.", minimum = 1, maximum = 100),
        ("startAfter" = Option<String>, Query, description = "`nextCursor` of the previous page, or a rental's id."),
        ("sortBy" = inline(Option<SubscriptionSort>), Query, description = "`createdAt` by default."),
        ("sortDir" = inline(Option<SortDir>), Query, description = "`desc` by default."),
        ("search" = Option<String>, Query, description = "Part of the customer's name, e-mail or company or of the product's name, whatever the case; or the serial number or the subscription's id, whole, its start or its end (of an id from four characters on).", example = "macbook"),
        ("status" = Option<String>, Query, description = "One status or several, comma-separated.", example = "active"),
        ("customerId" = Option<String>, Query, description = "Of this customer."),
        ("orderId" = Option<String>, Query, description = "Of this order."),
        ("billingGroupId" = Option<String>, Query, description = "Only those billed with this group."),
        ("serialNumber" = Option<String>, Query, description = "Of this asset, now or once."),
        ("sku" = Option<String>, Query, description = "Of this variant SKU."),
        ("startDateFrom" = Option<String>, Query, description = "Starting on this date or later.", example = "2026-01-01"),
        ("startDateTo" = Option<String>, Query, description = "Starting on this date or earlier.", example = "2026-12-31"),
        ("endDateFrom" = Option<String>, Query, description = "Ending on this date or later.", example = "2026-01-01"),
        ("endDateTo" = Option<String>, Query, description = "Ending on this date or earlier.", example = "2026-12-31"),
        ("createdFrom" = Option<String>, Query, description = "Made at this instant or later; a date means its start.", example = "2026-01-01"),
        ("createdTo" = Option<String>, Query, description = "Made at this instant or earlier; a date means its end.", example = "2026-12-31"),
    ),
    responses((status = 200, description = "A page of subscriptions", body = SubscriptionListBody))
)]
pub(crate) async fn list(
    State(app): State<App>,
    tenant: Tenant,
    mut query: Query,
) -> Result<Answer> {
    let listing = query.listing(SubscriptionSort::CreatedAt);
    let filter = Filter::read(&mut query, tenant.locale());
    query.finish()?;
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let page = store::page(&mut tx, tenant.id, &listing, &filter).await?;
    let today = tenant.time_zone.today(app.clock().now());
    let page = Page {
        items: rental::show(&mut tx, &tenant, today, page.items).await?,
        next_cursor: page.next_cursor,
    };
    tx.commit().await?;
    Answer::ok(&SubscriptionListBody::new(page, listing.limit))
}

/// Create a subscription
///
/// Fulfils one unit of an order's item with an asset: the asset is rented out, item, order and
/// customer move on, and the whole payment schedule is laid. An order of several units needs one
/// subscription for each.
#[utoipa::path(
    post,
    path = "/v1/subscriptions",
    operation_id = "createSubscription",
    tag = "Subscriptions",
    security(("apiKey" = ["subscriptions:write"])),
    request_body = CreateSubscriptionBody,
    responses(
        (status = 201, description = "Subscription created", body = SubscriptionCreatedBody),
        (
            status = 400,
            description = "ORDER_NOT_FOUND, ORDER_NOT_CONFIRMED, ASSET_NOT_FOUND, \
                ASSET_NOT_AVAILABLE, SKU_MISMATCH, INVALID_CONTRACT_LENGTH (a term is fixed once \
                ordered), ITEM_FULLY_FULFILLED, or, of an upgrade order, SUBSCRIPTION_NOT_ACTIVE \
                where the subscription it replaces has ended, in this order.",
            body = ErrorBody
        ),
    )
)]
pub(crate) async fn create(write: Write<CreateSubscriptionBody>) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                let made = create::create(change, body).await?;
                let rental = shown(change, &made).await?;
                let body = SubscriptionCreatedBody::new(made.id, rental);
                Ok(Answer::created(&body)?.of_version(made.version))
            })
        })
        .await
}

/// Get a subscription
#[utoipa::path(
    get,
    path = "/v1/subscriptions/{subscriptionId}",
    operation_id = "getSubscription",
    tag = "Subscriptions",
    security(("apiKey" = ["subscriptions:read"])),
    params(("subscriptionId" = String, Path, description = "The rental's id.", example = "sub_01j9z3k5m8e9fvq2x7c4b6n8p0")),
    responses(
        (status = 200, description = "The subscription", body = RentalBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
    )
)]
pub(crate) async fn get(
    State(app): State<App>,
    tenant: Tenant,
    Path(id): Path<SubscriptionId>,
) -> Result<Answer> {
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let found = store::read(&mut tx, tenant.id, &[id]).await?;
    let version = found.first().map(|subscription| subscription.version);
    let version = version.ok_or_else(|| Error::not_found("subscription", id))?;
    let today = tenant.time_zone.today(app.clock().now());
    let rental = one(rental::show(&mut tx, &tenant, today, found).await?)?;
    tx.commit().await?;
    Ok(Answer::ok(&rental)?.of_version(version))
}

/// What happened to a subscription, newest first
#[utoipa::path(
    get,
    path = "/v1/subscriptions/{subscriptionId}/timeline",
    operation_id = "listSubscriptionTimeline",
    tag = "Subscriptions",
    security(("apiKey" = ["subscriptions:read"])),
    params(
        ("subscriptionId" = String, Path, description = "The rental's id.", example = "sub_01j9z3k5m8e9fvq2x7c4b6n8p0"),
        timeline::Asked
    ),
    responses(
        (status = 200, description = "A page of the timeline", body = TimelineListBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
    )
)]
pub(crate) async fn list_timeline(
    State(app): State<App>,
    tenant: Tenant,
    Path(id): Path<SubscriptionId>,
    asked: timeline::Asked,
) -> Result<Answer> {
    let mut tx = db::read(app.pool(), tenant.id).await?;
    if store::read(&mut tx, tenant.id, &[id]).await?.is_empty() {
        return Err(Error::not_found("subscription", id));
    }
    let page = asked.page_of(&mut tx, tenant.id, (EntityType::Subscription, id));
    let page = page.await?;
    tx.commit().await?;
    Answer::ok(&page)
}

/// Replace the notes of a subscription
#[utoipa::path(
    patch,
    path = "/v1/subscriptions/{subscriptionId}/notes",
    operation_id = "updateSubscriptionNotes",
    tag = "Subscriptions",
    security(("apiKey" = ["subscriptions:write"])),
    params(("subscriptionId" = String, Path, description = "The rental's id.", example = "sub_01j9z3k5m8e9fvq2x7c4b6n8p0")),
    request_body = SubscriptionNotesBody,
    responses(
        (status = 200, description = "Notes updated", body = SubscriptionNotesChangedBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
    )
)]
pub(crate) async fn update_notes(
    Path(id): Path<SubscriptionId>,
    write: Write<SubscriptionNotesBody>,
) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                let changed = notes::replace(change, id, &body.notes).await?;
                let answer = Answer::ok(&SubscriptionNotesChangedBody::new(&changed))?;
                Ok(answer.of_version(changed.version))
            })
        })
        .await
}

/// A subscription as it is now, within the change that made it so.
async fn shown(change: &mut Change, subscription: &Subscription) -> Result<RentalBody> {
    let (tenant, today) = (change.tenant().clone(), change.today());
    let all = vec![subscription.clone()];
    one(rental::show(change.conn(), &tenant, today, all).await?)
}

/// What was shown of a single subscription.
fn one(shown: Vec<RentalBody>) -> Result<RentalBody> {
    let shown = shown.into_iter().next();
    shown.ok_or_else(|| Error::internal(anyhow::anyhow!("a subscription was not shown")))
}
