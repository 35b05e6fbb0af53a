//! Handlers of customers (contract 3.4).
use axum::{Extension, extract::State};

use super::{
    deactivate::deactivate,
    model::{CustomerStatus, CustomerType},
    renaming::Renaming,
    store::{self, CustomerSort, Filter},
    update::update as update_profile,
    update_body::UpdateCustomerBody,
    wire::{CustomerChangedBody, CustomerDeletedBody, CustomerDetailBody, CustomerListBody},
};
use crate::{
    app::App,
    auth::Tenant,
    change::Write,
    db,
    error::{Error, Result},
    http::{answer::Answer, json::NoBody, path::Path, query::Query},
    kernel::{
        id::CustomerId,
        page::{Limit, SortDir},
    },
    openapi::ErrorBody,
    timeline::{self, EntityType, TimelineListBody},
};

/// Customers, newest first; deleted ones only where asked for.
///
/// `orderIds` and `rentalIds` hold the newest 100 of each customer.
#[utoipa::path(
    get,
    path = "/v1/customers",
    operation_id = "listCustomers",
    tag = "Customers",
    security(("apiKey" = ["customers:read"])),
    params(
        ("limit" = Option<u16>, Query, minimum = 1, maximum = 100, description = "Most customers on the page; 50 by default."),
        ("startAfter" = Option<String>, Query, description = "`nextCursor` of the previous page, or a customer's id."),
        ("search" = Option<String>, Query, description = "Part of the name (first, last, or both with a blank between), the e-mail, the company or the phone number, whatever the case. A phone number is compared by its digits, without zeros in front."),
        ("customerIds" = Option<String>, Query, description = "Only these customers, at most 100 ids with commas between; unless `status` says otherwise deleted ones too."),
        ("status" = Option<CustomerStatus>, Query, description = "`active` by default: deleted customers are hidden."),
        ("customerType" = Option<CustomerType>, Query, description = "Only of this type."),
        ("email" = Option<String>, Query, description = "Exactly this e-mail, whatever the case."),
        ("hasActiveRentals" = Option<bool>, Query, description = "Only with, or without, active subscriptions."),
        ("billingGroupId" = Option<String>, Query, description = "Only the customer of this billing group."),
        ("lifetimeMin" = Option<f64>, Query, description = "Only who has paid at least so much so far, without tax (`lifetimeCollected`).", example = 1000),
        ("lifetimeMax" = Option<f64>, Query, description = "Only who has paid at most so much so far, without tax.", example = 5000.5),
        ("sortBy" = inline(Option<CustomerSort>), Query, description = "`createdAt` by default; `subscriptionsTracked` is the number of subscriptions ever, `lifetimeCollected` what was paid so far."),
        ("sortDir" = inline(Option<SortDir>), Query, description = "`desc` by default.")
    ),
    responses((status = 200, description = "A page of customers.", body = CustomerListBody))
)]
pub(crate) async fn list(
    State(app): State<App>,
    tenant: Tenant,
    mut query: Query,
) -> Result<Answer> {
    let listing = query.listing(CustomerSort::CreatedAt);
    let ids = query.ids("customerIds", Limit::MAX.into());
    let hidden = ids.is_none().then_some(CustomerStatus::Active);
    let filter = Filter {
        status: query.word("status").or(hidden),
        ids,
        customer_type: query.word("customerType"),
        email: query.text("email"),
        has_active_rentals: query.boolean("hasActiveRentals"),
        billing_group: query.id("billingGroupId"),
        lifetime_min: query.amount("lifetimeMin", tenant.currency),
        lifetime_max: query.amount("lifetimeMax", tenant.currency),
        search: query.search("search"),
    };
    query.finish()?;
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let page = store::list(&mut tx, tenant.id, &listing, filter).await?;
    tx.commit().await?;
    Answer::ok(&CustomerListBody::new(page, listing.limit, &tenant))
}

/// A customer with figures, addresses and profitability; deleted ones too.
///
/// `orderIds` and `rentalIds` hold the newest 1,000.
#[utoipa::path(
    get,
    path = "/v1/customers/{customerId}",
    operation_id = "getCustomer",
    tag = "Customers",
    security(("apiKey" = ["customers:read"])),
    params(("customerId" = String, Path, description = "Id of the customer.")),
    responses(
        (status = 200, description = "The customer.", body = CustomerDetailBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn get(
    State(app): State<App>,
    tenant: Tenant,
    Path(id): Path<CustomerId>,
) -> Result<Answer> {
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let profile = store::get(&mut tx, tenant.id, id)
        .await?
        .ok_or_else(|| Error::not_found("customer", id))?;
    let version = profile.customer.version;
    let today = tenant.time_zone.today(app.clock().now());
    tx.commit().await?;
    Ok(Answer::ok(&CustomerDetailBody::new(profile, &tenant, today))?.of_version(version))
}

/// Changes a customer's profile: what is left out stays.
///
/// Orders and subscriptions keep the copy they were made with.
#[utoipa::path(
    put,
    path = "/v1/customers/{customerId}",
    operation_id = "updateCustomer",
    tag = "Customers",
    security(("apiKey" = ["customers:write"])),
    params(("customerId" = String, Path, description = "Id of the customer.")),
    request_body = UpdateCustomerBody,
    responses(
        (status = 200, description = "The customer as it is now.", body = CustomerChangedBody),
        (status = 400, description = "VALIDATION_ERROR", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
        (status = 409, description = "EMAIL_EXISTS, CUSTOMER_HAS_ACTIVE_SUBSCRIPTIONS, CUSTOMER_HAS_PENDING_ORDERS", body = ErrorBody)
    )
)]
pub(crate) async fn update(
    Path(id): Path<CustomerId>,
    Extension(renaming): Extension<Renaming>,
    write: Write<UpdateCustomerBody>,
) -> Result<Answer> {
    write
        .run(move |change, patch| {
            Box::pin(async move {
                let customer = update_profile(change, id, (patch, renaming)).await?;
                let (version, tenant) = (customer.version, change.tenant().clone());
                let profile = store::profile_of(change.conn(), tenant.id, customer).await?;
                let body = CustomerChangedBody::new(profile, &tenant);
                Ok(Answer::ok(&body)?.of_version(version))
            })
        })
        .await
}

/// Deletes a customer: they become inactive, are hidden from lists and take no new orders.
///
/// Deleting a deleted customer changes nothing. `PUT` with status `active` brings them back.
#[utoipa::path(
    delete,
    path = "/v1/customers/{customerId}",
    operation_id = "deleteCustomer",
    tag = "Customers",
    security(("apiKey" = ["customers:write"])),
    params(("customerId" = String, Path, description = "Id of the customer.")),
    responses(
        (status = 200, description = "The customer is inactive.", body = CustomerDeletedBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
        (status = 409, description = "CUSTOMER_HAS_ACTIVE_SUBSCRIPTIONS, CUSTOMER_HAS_PENDING_ORDERS", body = ErrorBody)
    )
)]
pub(crate) async fn delete(Path(id): Path<CustomerId>, write: Write<NoBody>) -> Result<Answer> {
    write
        .run(move |change, _| {
            Box::pin(async move {
                let customer = deactivate(change, id).await?;
                let body = CustomerDeletedBody::new(customer.id);
                Ok(Answer::ok(&body)?.of_version(customer.version))
            })
        })
        .await
}

/// What happened to a customer, newest first.
#[utoipa::path(
    get,
    path = "/v1/customers/{customerId}/timeline",
    operation_id = "listCustomerTimeline",
    tag = "Customers",
    security(("apiKey" = ["customers:read"])),
    params(
        ("customerId" = String, Path, description = "Id of the customer."),
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
    Path(id): Path<CustomerId>,
    asked: timeline::Asked,
) -> Result<Answer> {
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let found = store::by_ids(&mut tx, tenant.id, &[id]).await?;
    if found.is_empty() {
        return Err(Error::not_found("customer", id));
    }
    let page = asked.page_of(&mut tx, tenant.id, (EntityType::Customer, id));
    let page = page.await?;
    tx.commit().await?;
    Answer::ok(&page)
}
