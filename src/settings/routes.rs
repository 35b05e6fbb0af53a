//! Handlers of settings.
use axum::extract::State;

use super::{
    store,
    update::update as change_settings,
    wire::{SettingsBody, SettingsChangedBody, UpdateSettingsBody},
};
use crate::{
    app::App, auth::Tenant, change::Write, db, error::Result, http::answer::Answer,
    openapi::ErrorBody,
};

/// Settings of the tenant
///
/// Everything the rules of orders, contracts, payments and invoices read.
#[utoipa::path(
    get,
    path = "/v1/settings",
    operation_id = "getSettings",
    tag = "Settings",
    security(("apiKey" = ["settings:read"])),
    responses((status = 200, description = "The settings.", body = SettingsBody))
)]
pub(crate) async fn get(State(app): State<App>, tenant: Tenant) -> Result<Answer> {
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let stored = store::read(&mut tx, tenant.id).await?;
    tx.commit().await?;
    Ok(Answer::ok(&SettingsBody::new(&stored))?.of_version(stored.version))
}

/// Change settings
///
/// What is left out stays. Contracts that run keep what they were made with: price, tax, payment
/// terms and due dates; how they are extended, ended or returned follows the settings of that day.
#[utoipa::path(
    patch,
    path = "/v1/settings",
    operation_id = "updateSettings",
    tag = "Settings",
    security(("apiKey" = ["settings:write"])),
    request_body = Option<UpdateSettingsBody>,
    responses(
        (status = 200, description = "The settings as they are now.", body = SettingsChangedBody),
        (status = 400, description = "VALIDATION_ERROR", body = ErrorBody)
    )
)]
pub(crate) async fn update(
    State(app): State<App>,
    write: Write<UpdateSettingsBody>,
) -> Result<Answer> {
    let answer = write.run(move |change, body| {
        Box::pin(async move {
            let stored = change_settings(change, body).await?;
            let answer = Answer::ok(&SettingsChangedBody::new(&stored))?;
            Ok(answer.of_version(stored.version))
        })
    });
    let answer = answer.await?;
    // The notice reaches all servers a moment later; this one's next request sees them at once.
    app.forget_keys();
    Ok(answer)
}
