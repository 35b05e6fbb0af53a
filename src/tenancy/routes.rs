//! Handlers of API keys (contract 7, Settings).
use axum::extract::State;

use super::{
    asker::Asker,
    issue::issue,
    revoke::revoke as revoke_key,
    store,
    wire::{ApiKeyBody, ApiKeyCreatedBody, ApiKeyListBody, ApiKeyRevokedBody, CreateApiKeyBody},
};
use crate::{
    app::App,
    auth::Tenant,
    change::Write,
    db,
    error::{Error, Fault, Result},
    http::{answer::Answer, json::NoBody, path::Path, query::Query},
    kernel::{
        id::ApiKeyId,
        page::{Cursor, Limit, Page},
    },
    openapi::ErrorBody,
};

/// List API keys
///
/// Those that may work in the tenant, newest first, revoked and expired ones included.
#[utoipa::path(
    get,
    path = "/v1/api-keys",
    operation_id = "listApiKeys",
    tag = "Settings",
    security(("apiKey" = ["settings:read"])),
    params(
        ("limit" = Option<u16>, Query, minimum = 1, maximum = 100, description = "Most keys on the page; 50 by default."),
        ("startAfter" = Option<String>, Query, description = "`nextCursor` of the previous page, or a key's id.")
    ),
    responses((status = 200, description = "A page of keys.", body = ApiKeyListBody))
)]
pub(crate) async fn list(
    State(app): State<App>,
    tenant: Tenant,
    mut query: Query,
) -> Result<Answer> {
    let limit = query.limit(Limit::DEFAULT, Limit::MAX);
    let after = query.start_after();
    query.finish()?;
    let after = after.map(|cursor| key_of(&cursor)).transpose()?;
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let asker = Asker::read(&mut tx, &tenant).await?;
    let keys = store::keys_of_tenant(&mut tx, tenant.organization_id, tenant.id, after).await?;
    tx.commit().await?;
    let page = Page::cut(keys, limit, |last| Cursor::Entity(last.key_id.to_string()));
    let page = page.map(|key| ApiKeyBody::new(key, &asker));
    Answer::ok(&ApiKeyListBody::new(page, limit))
}

/// Create an API key
///
/// It works in this tenant, and may do no more than the key that asks. The key itself is in this
/// answer alone: it is stored nowhere, so a repeat with the same `Idempotency-Key` is told all but
/// that.
#[utoipa::path(
    post,
    path = "/v1/api-keys",
    operation_id = "createApiKey",
    tag = "Settings",
    security(("apiKey" = ["settings:write"])),
    request_body = CreateApiKeyBody,
    responses(
        (status = 201, description = "The key, shown once.", body = ApiKeyCreatedBody),
        (status = 400, description = "VALIDATION_ERROR", body = ErrorBody),
        (status = 403, description = "INSUFFICIENT_PERMISSIONS: `details` names each permission that the asking key lacks; NO_TENANT_ACCESS: each tenant it may not work in.", body = ErrorBody)
    )
)]
pub(crate) async fn create(write: Write<CreateApiKeyBody>) -> Result<Answer> {
    write
        .run(move |change, body| {
            Box::pin(async move {
                let asker = Asker::hold(change).await?;
                let (key, secret) = issue(change, &asker, body).await?;
                let key = ApiKeyBody::new(key, &asker);
                Answer::created(&ApiKeyCreatedBody::again(&key))?
                    .telling_once(&ApiKeyCreatedBody::once(secret.reveal(), &key))
            })
        })
        .await
}

/// Revoke an API key
///
/// For good, and at once: no server of the database takes it any more. One that was revoked before
/// stays as it was.
#[utoipa::path(
    delete,
    path = "/v1/api-keys/{apiKeyId}",
    operation_id = "revokeApiKey",
    tag = "Settings",
    security(("apiKey" = ["settings:write"])),
    params(("apiKeyId" = ApiKeyId, Path)),
    responses(
        (status = 200, description = "The key is revoked.", body = ApiKeyRevokedBody),
        (status = 403, description = "NO_TENANT_ACCESS: it also works in tenants that the asking key may not work in.", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
        (status = 409, description = "API_KEY_IN_USE: it is the key that asks.", body = ErrorBody)
    )
)]
pub(crate) async fn revoke(
    State(app): State<App>,
    Path(id): Path<ApiKeyId>,
    write: Write<NoBody>,
) -> Result<Answer> {
    let answer = write.run(move |change, _| {
        Box::pin(async move {
            let asker = Asker::hold(change).await?;
            let key = revoke_key(change, &asker, id).await?;
            Answer::ok(&ApiKeyRevokedBody::new(ApiKeyBody::new(key, &asker)))
        })
    });
    let answer = answer.await?;
    // The notice reaches all servers a moment later; this one's next request sees it at once.
    app.forget_keys();
    Ok(answer)
}

/// After which key a page starts.
fn key_of(cursor: &Cursor) -> Result<ApiKeyId> {
    let (Cursor::Entity(id) | Cursor::Position { id, .. }) = cursor;
    id.parse().map_err(|_| {
        Error::fault(Fault::shape(
            "startAfter",
            "invalid_string",
            "Must be the nextCursor of the previous page, or the id of an item of this list.",
        ))
    })
}
