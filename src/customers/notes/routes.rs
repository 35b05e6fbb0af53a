//! Handlers of notes on customers.
use axum::extract::State;

use super::{
    store::{self, NoteSort},
    wire::{
        CreateCustomerNoteBody, CustomerNoteBody, CustomerNoteChangedBody, CustomerNoteDeletedBody,
        CustomerNoteListBody, UpdateCustomerNoteBody,
    },
    write,
};
use crate::{
    app::App,
    auth::Tenant,
    change::Write,
    db,
    error::{Error, Result},
    http::{answer::Answer, json::NoBody, path::Path, query::Query},
    kernel::{
        id::{CustomerId, CustomerNoteId},
        page::SortDir,
    },
    openapi::ErrorBody,
};

/// List the notes of a customer
///
/// By the day they are about, newest first.
#[utoipa::path(
    get,
    path = "/v1/customers/{customerId}/notes",
    operation_id = "listCustomerNotes",
    tag = "Customers",
    security(("apiKey" = ["customers:read"])),
    params(
        ("customerId" = String, Path, description = "Id of the customer."),
        ("limit" = Option<u16>, Query, minimum = 1, maximum = 100, description = "Most notes on the page; 50 by default."),
        ("startAfter" = Option<String>, Query, description = "`nextCursor` of the previous page, or a note's id."),
        ("sortDir" = inline(Option<SortDir>), Query, description = "`desc` by default.")
    ),
    responses(
        (status = 200, description = "A page of notes.", body = CustomerNoteListBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn list(
    State(app): State<App>,
    tenant: Tenant,
    Path(customer): Path<CustomerId>,
    mut query: Query,
) -> Result<Answer> {
    let listing = query.listing(NoteSort::Date);
    query.finish()?;
    let mut tx = db::read(app.pool(), tenant.id).await?;
    if !store::has_customer(&mut tx, tenant.id, customer).await? {
        return Err(Error::not_found("customer", customer));
    }
    let page = store::list(&mut tx, tenant.id, customer, &listing).await?;
    tx.commit().await?;
    Answer::ok(&CustomerNoteListBody::new(page, listing.limit))
}

/// Write a note on a customer
#[utoipa::path(
    post,
    path = "/v1/customers/{customerId}/notes",
    operation_id = "createCustomerNote",
    tag = "Customers",
    security(("apiKey" = ["customers:write"])),
    params(("customerId" = String, Path, description = "Id of the customer.")),
    request_body = CreateCustomerNoteBody,
    responses(
        (status = 201, description = "The note.", body = CustomerNoteChangedBody),
        (status = 400, description = "VALIDATION_ERROR", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn create(
    Path(customer): Path<CustomerId>,
    write: Write<CreateCustomerNoteBody>,
) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                let note = write::create(change, customer, body).await?;
                let version = note.version;
                let body = CustomerNoteChangedBody::new("Note added", note);
                Ok(Answer::created(&body)?.of_version(version))
            })
        })
        .await
}

/// Get a note
#[utoipa::path(
    get,
    path = "/v1/customer-notes/{noteId}",
    operation_id = "getCustomerNote",
    tag = "Customers",
    security(("apiKey" = ["customers:read"])),
    params(("noteId" = CustomerNoteId, Path)),
    responses(
        (status = 200, description = "The note.", body = CustomerNoteBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn get(
    State(app): State<App>,
    tenant: Tenant,
    Path(id): Path<CustomerNoteId>,
) -> Result<Answer> {
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let found = store::get(&mut tx, tenant.id, id).await?;
    tx.commit().await?;
    let note = found.ok_or_else(|| Error::not_found("note", id))?;
    let version = note.version;
    Ok(Answer::ok(&CustomerNoteBody::from(note))?.of_version(version))
}

/// Change a note
///
/// Corrects it, or marks that somebody came back to it.
#[utoipa::path(
    patch,
    path = "/v1/customer-notes/{noteId}",
    operation_id = "updateCustomerNote",
    tag = "Customers",
    security(("apiKey" = ["customers:write"])),
    params(("noteId" = CustomerNoteId, Path)),
    request_body = Option<UpdateCustomerNoteBody>,
    responses(
        (status = 200, description = "The note as it is now.", body = CustomerNoteChangedBody),
        (status = 400, description = "VALIDATION_ERROR", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn update(
    Path(id): Path<CustomerNoteId>,
    write: Write<UpdateCustomerNoteBody>,
) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                let note = write::update(change, id, body).await?;
                let version = note.version;
                let body = CustomerNoteChangedBody::new("Note changed", note);
                Ok(Answer::ok(&body)?.of_version(version))
            })
        })
        .await
}

/// Delete a note
///
/// For good.
#[utoipa::path(
    delete,
    path = "/v1/customer-notes/{noteId}",
    operation_id = "deleteCustomerNote",
    tag = "Customers",
    security(("apiKey" = ["customers:write"])),
    params(("noteId" = CustomerNoteId, Path)),
    responses(
        (status = 200, description = "The note is gone.", body = CustomerNoteDeletedBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn delete(Path(id): Path<CustomerNoteId>, write: Write<NoBody>) -> Result<Answer> {
    write
        .run(move |change, _| {
            Box::pin(async move {
                write::delete(change, id).await?;
                Answer::ok(&CustomerNoteDeletedBody::new(id))
            })
        })
        .await
}
