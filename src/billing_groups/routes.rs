//! Operations on billing groups (contract 3.7).
use axum::extract::State;

use super::{
    create, delete,
    list::show,
    model::{BillingGroup, BillingGroupStatus},
    store::{self, BillingGroupSort, Filter},
    update,
    wire::{
        BillingGroupBody, BillingGroupChangedBody, BillingGroupDeletedBody, BillingGroupListBody,
        BillingGroupPatchBody, BillingGroupReadBody, NewBillingGroupBody,
    },
};
use crate::{
    app::App,
    auth::Tenant,
    change::{Change, Write},
    db,
    error::{Error, Result},
    http::{answer::Answer, json::NoBody, path::Path, query::Query},
    kernel::{
        id::BillingGroupId,
        page::{Page, SortDir},
    },
    openapi::ErrorBody,
    timeline::{self, EntityType, TimelineListBody},
};

/// Billing groups, those made last first. Deleted ones are left out.
#[utoipa::path(
    get,
    path = "/v1/billing-groups",
    operation_id = "listBillingGroups",
    tag = "Billing groups",
    security(("apiKey" = ["payments:read"])),
    params(
        ("limit" = Option<u16>, Query, minimum = 1, maximum = 100, description = "Most groups on the page; 50 by default."),
        ("startAfter" = Option<String>, Query, description = "`nextCursor` of the previous page, or a group's id."),
        ("search" = Option<String>, Query, description = "Part of the group's name, whatever the case."),
        ("customerId" = Option<String>, Query, description = "Only of this customer."),
        ("status" = Option<Vec<BillingGroupStatus>>, Query, style = Form, explode = false, description = "In one of these states, comma-separated."),
        ("sortBy" = inline(Option<BillingGroupSort>), Query, description = "`createdAt`."),
        ("sortDir" = inline(Option<SortDir>), Query, description = "`desc` by default.")
    ),
    responses((status = 200, description = "A page of billing groups.", body = BillingGroupListBody))
)]
pub(crate) async fn list(
    State(app): State<App>,
    tenant: Tenant,
    mut query: Query,
) -> Result<Answer> {
    let listing = query.listing(BillingGroupSort::CreatedAt);
    let filter = Filter {
        customer: query.id("customerId"),
        statuses: query.words("status"),
        search: query.search("search"),
    };
    query.finish()?;
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let page = store::page(&mut tx, tenant.id, &listing, &filter).await?;
    let page = Page {
        items: show(&mut tx, &tenant, page.items).await?,
        next_cursor: page.next_cursor,
    };
    tx.commit().await?;
    Answer::ok(&BillingGroupListBody::new(page, listing.limit))
}

/// Make a billing group
///
/// Its members are billed together on its billing day. A subscription is in one group at most: one
/// that is named here leaves the group it was in. Its pending payments go with it; what is paid, being
/// collected, failed or cancelled keeps the group it was billed with.
#[utoipa::path(
    post,
    path = "/v1/billing-groups",
    operation_id = "createBillingGroup",
    tag = "Billing groups",
    security(("apiKey" = ["payments:write"])),
    request_body = NewBillingGroupBody,
    responses(
        (status = 201, description = "Made.", body = BillingGroupChangedBody),
        (
            status = 400,
            description = "VALIDATION_ERROR, INVALID_BILLING_DAY, CUSTOMER_NOT_FOUND, \
                CUSTOMER_INACTIVE, SUBSCRIPTION_NOT_FOUND, SUBSCRIPTION_DIFFERENT_CUSTOMER, \
                SUBSCRIPTION_NOT_ACTIVE",
            body = ErrorBody
        )
    )
)]
pub(crate) async fn create(write: Write<NewBillingGroupBody>) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                let group = create::create(change, body).await?;
                changed(change, "Billing group created", group, Answer::created).await
            })
        })
        .await
}

/// A billing group.
#[utoipa::path(
    get,
    path = "/v1/billing-groups/{billingGroupId}",
    operation_id = "getBillingGroup",
    tag = "Billing groups",
    security(("apiKey" = ["payments:read"])),
    params(("billingGroupId" = String, Path, description = "Id of the group.")),
    responses(
        (status = 200, description = "The group. Its ETag counts changes of the group and of who is in it; the amounts follow the subscriptions.", body = BillingGroupReadBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn get(
    State(app): State<App>,
    tenant: Tenant,
    Path(id): Path<BillingGroupId>,
) -> Result<Answer> {
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let found = store::by_ids(&mut tx, tenant.id, &[id]).await?;
    let version = found.first().map(|group| group.version);
    let version = version.ok_or_else(|| Error::not_found("billing group", id))?;
    let billing_group = one(show(&mut tx, &tenant, found).await?)?;
    tx.commit().await?;
    let body = BillingGroupReadBody {
        success: true,
        billing_group,
    };
    Ok(Answer::ok(&body)?.of_version(version))
}

/// Change a billing group
///
/// `rentalIds` replaces the whole list: who is not in it is billed alone from then on, and who comes
/// from another group leaves that one. Pending payments go along.
#[utoipa::path(
    patch,
    path = "/v1/billing-groups/{billingGroupId}",
    operation_id = "updateBillingGroup",
    tag = "Billing groups",
    security(("apiKey" = ["payments:write"])),
    params(("billingGroupId" = String, Path, description = "Id of the group.")),
    request_body = Option<BillingGroupPatchBody>,
    responses(
        (status = 200, description = "The group is as asked.", body = BillingGroupChangedBody),
        (
            status = 400,
            description = "VALIDATION_ERROR, INVALID_BILLING_DAY, SUBSCRIPTION_NOT_FOUND, \
                SUBSCRIPTION_DIFFERENT_CUSTOMER, SUBSCRIPTION_NOT_ACTIVE",
            body = ErrorBody
        ),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn update(
    Path(id): Path<BillingGroupId>,
    write: Write<BillingGroupPatchBody>,
) -> Result<Answer> {
    write
        .run(move |change, patch| {
            Box::pin(async move {
                let group = update::update(change, id, patch).await?;
                changed(change, "Billing group updated", group, Answer::ok).await
            })
        })
        .await
}

/// Delete a billing group
///
/// Its subscriptions run on and are billed each for itself, with their pending payments. What was
/// billed with the group keeps its id; the group itself is gone.
#[utoipa::path(
    delete,
    path = "/v1/billing-groups/{billingGroupId}",
    operation_id = "deleteBillingGroup",
    tag = "Billing groups",
    security(("apiKey" = ["payments:write"])),
    params(("billingGroupId" = String, Path, description = "Id of the group.")),
    responses(
        (status = 200, description = "Deleted.", body = BillingGroupDeletedBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn delete(Path(id): Path<BillingGroupId>, write: Write<NoBody>) -> Result<Answer> {
    write
        .run(move |change, _| {
            Box::pin(async move {
                delete::delete(change, id).await?;
                Answer::ok(&BillingGroupDeletedBody {
                    success: true,
                    message: "Billing group deleted",
                })
            })
        })
        .await
}

/// What happened to a billing group, newest first.
#[utoipa::path(
    get,
    path = "/v1/billing-groups/{billingGroupId}/timeline",
    operation_id = "listBillingGroupTimeline",
    tag = "Billing groups",
    security(("apiKey" = ["payments:read"])),
    params(
        ("billingGroupId" = String, Path, description = "Id of the group."),
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
    Path(id): Path<BillingGroupId>,
    asked: timeline::Asked,
) -> Result<Answer> {
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let found = store::by_ids(&mut tx, tenant.id, &[id]).await?;
    if found.is_empty() {
        return Err(Error::not_found("billing group", id));
    }
    let page = asked.page_of(&mut tx, tenant.id, (EntityType::BillingGroup, id));
    let page = page.await?;
    tx.commit().await?;
    Answer::ok(&page)
}

async fn changed(
    change: &mut Change,
    message: &'static str,
    group: BillingGroup,
    answer: impl FnOnce(&BillingGroupChangedBody) -> Result<Answer> + Send,
) -> Result<Answer> {
    let version = group.version;
    let tenant = change.tenant().clone();
    let billing_group = one(show(change.conn(), &tenant, vec![group]).await?)?;
    let body = BillingGroupChangedBody {
        success: true,
        message,
        billing_group,
    };
    Ok(answer(&body)?.of_version(version))
}

/// What was shown of a single group.
fn one(shown: Vec<BillingGroupBody>) -> Result<BillingGroupBody> {
    let shown = shown.into_iter().next();
    shown.ok_or_else(|| Error::internal(anyhow::anyhow!("a billing group was not shown")))
}
