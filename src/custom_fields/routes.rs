//! Handlers of custom-field definitions (contract 1 and 10.14).
use axum::extract::State;

use super::{
    define,
    model::{FieldKey, Section},
    store,
    wire::{
        CustomFieldBody, CustomFieldChangedBody, CustomFieldDeletedBody, CustomFieldListBody,
        DefineCustomFieldBody, UpdateCustomFieldBody,
    },
};
use crate::{
    app::App,
    auth::Tenant,
    change::Write,
    db,
    error::{Error, Result},
    http::{answer::Answer, json::NoBody, path::Path, query::Query},
    openapi::ErrorBody,
};

/// List custom fields
///
/// All of the tenant, by section and id; there are at most 100 a section. A key that may read settings,
/// orders, customers or subscriptions may read them.
#[utoipa::path(
    get,
    path = "/v1/custom-fields",
    operation_id = "listCustomFields",
    tag = "Settings",
    // Whoever fills a form of one of the sections must know its fields.
    security(
        ("apiKey" = ["settings:read"]),
        ("apiKey" = ["orders:read"]),
        ("apiKey" = ["customers:read"]),
        ("apiKey" = ["subscriptions:read"])
    ),
    params(("section" = Option<Section>, Query, description = "Only of this section.")),
    responses((status = 200, description = "The definitions.", body = CustomFieldListBody))
)]
pub(crate) async fn list(
    State(app): State<App>,
    tenant: Tenant,
    mut query: Query,
) -> Result<Answer> {
    let section = query.word("section");
    query.finish()?;
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let stored = store::list(&mut tx, tenant.id, section).await?;
    tx.commit().await?;
    Answer::ok(&CustomFieldListBody::new(stored))
}

/// Define a custom field
///
/// From then on values are checked against it, and orders can be filtered by `customField_<id>`,
/// those that are there included.
#[utoipa::path(
    post,
    path = "/v1/custom-fields",
    operation_id = "defineCustomField",
    tag = "Settings",
    security(("apiKey" = ["settings:write"])),
    request_body = DefineCustomFieldBody,
    responses(
        (status = 201, description = "The definition.", body = CustomFieldChangedBody),
        (status = 400, description = "VALIDATION_ERROR", body = ErrorBody),
        (status = 409, description = "CUSTOM_FIELD_EXISTS", body = ErrorBody)
    )
)]
pub(crate) async fn define(write: Write<DefineCustomFieldBody>) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                let stored = define::define(change, body).await?;
                let version = stored.version;
                let body = CustomFieldChangedBody::new("Custom field defined", stored);
                Ok(Answer::created(&body)?.of_version(version))
            })
        })
        .await
}

/// Get a custom field
#[utoipa::path(
    get,
    path = "/v1/custom-fields/{customFieldId}",
    operation_id = "getCustomField",
    tag = "Settings",
    // Whoever fills a form of one of the sections must know its fields.
    security(
        ("apiKey" = ["settings:read"]),
        ("apiKey" = ["orders:read"]),
        ("apiKey" = ["customers:read"]),
        ("apiKey" = ["subscriptions:read"])
    ),
    params(("customFieldId" = String, Path, description = "`<section>.<id>`.", example = "order.siebelId")),
    responses(
        (status = 200, description = "The definition.", body = CustomFieldBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn get(
    State(app): State<App>,
    tenant: Tenant,
    Path(key): Path<FieldKey>,
) -> Result<Answer> {
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let found = store::get(&mut tx, tenant.id, &key).await?;
    tx.commit().await?;
    let stored = found.ok_or_else(|| Error::not_found("custom field", &key))?;
    let version = stored.version;
    Ok(Answer::ok(&CustomFieldBody::new(stored))?.of_version(version))
}

/// Change a custom field
///
/// Its section, id and type are fixed. Values that are there are not checked again.
#[utoipa::path(
    patch,
    path = "/v1/custom-fields/{customFieldId}",
    operation_id = "updateCustomField",
    tag = "Settings",
    security(("apiKey" = ["settings:write"])),
    params(("customFieldId" = String, Path, description = "`<section>.<id>`.", example = "order.siebelId")),
    request_body = Option<UpdateCustomFieldBody>,
    responses(
        (status = 200, description = "The definition as it is now.", body = CustomFieldChangedBody),
        (status = 400, description = "VALIDATION_ERROR", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn update(
    Path(key): Path<FieldKey>,
    write: Write<UpdateCustomFieldBody>,
) -> Result<Answer> {
    write
        .run(move |change, body| {
            let key = key.clone();
            Box::pin(async move {
                let stored = define::update(change, &key, body).await?;
                let version = stored.version;
                let body = CustomFieldChangedBody::new("Custom field updated", stored);
                Ok(Answer::ok(&body)?.of_version(version))
            })
        })
        .await
}

/// Delete a custom field
///
/// Its values stay where they are, as free ones; they are no longer checked, and no filter takes
/// them.
#[utoipa::path(
    delete,
    path = "/v1/custom-fields/{customFieldId}",
    operation_id = "deleteCustomField",
    tag = "Settings",
    security(("apiKey" = ["settings:write"])),
    params(("customFieldId" = String, Path, description = "`<section>.<id>`.", example = "order.siebelId")),
    responses(
        (status = 200, description = "The definition is gone.", body = CustomFieldDeletedBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn delete(Path(key): Path<FieldKey>, write: Write<NoBody>) -> Result<Answer> {
    write
        .run(move |change, _| {
            let key = key.clone();
            Box::pin(async move {
                define::delete(change, &key).await?;
                Answer::ok(&CustomFieldDeletedBody::new(&key))
            })
        })
        .await
}
