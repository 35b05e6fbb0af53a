//! Where links lead: outside the API and its guard, for the link itself is the right.
use std::{sync::Arc, time::Duration};

use axum::{
    Extension, Router,
    extract::{Request, State},
    response::Response,
    routing::get,
};
use tokio::sync::Semaphore;

use super::{
    download::{self, Downloads},
    images::serve as images,
    upload,
};
use crate::{
    app::{App, Limits},
    error::{Error, Result},
    http::{answer::Answer, layers, path::Path},
    signed_url::{self, Keyring, Right},
};

/// Longest until an answer begins. Uploads end by themselves before, and what is sent after the first
/// byte has its own time.
const TRANSFER_TIMEOUT: Duration = Duration::from_mins(2);

/// Transfers begun at once at most; each upload holds up to 15 MiB.
const TRANSFERS_MAX: usize = 32;

/// `GET`, `HEAD` and `PUT /files/{token}`, and `GET` and `HEAD /images/{tenant}/{file}`, with limits of their own: many slow transfers take no place
/// from the API.
pub(crate) fn routes(app: &App) -> Router<App> {
    let routes = Router::new()
        .route("/files/{token}", get(read).put(write))
        .route("/images/{*name}", get(images::read))
        .layer(images::downloads())
        .layer(Extension(Downloads::new()))
        .layer(Extension(Keyring::default()));
    let limits = Limits {
        body_bytes: app.files().upload_bytes,
        in_flight: app.limits().in_flight.min(TRANSFERS_MAX),
        handler_timeout: TRANSFER_TIMEOUT,
        ..app.limits().clone()
    };
    let free = Arc::new(Semaphore::new(limits.in_flight));
    layers::around_api(routes, &limits, free)
}

async fn read(
    State(app): State<App>,
    Extension(keyring): Extension<Keyring>,
    Extension(downloads): Extension<Downloads>,
    Path(token): Path<String>,
) -> Result<Response> {
    let grant = keyring.check(&app, &token).await?;
    match grant.right {
        Right::View => download::serve(&app, &downloads, &grant, false).await,
        Right::Download => download::serve(&app, &downloads, &grant, true).await,
        Right::Upload => Err(signed_url::not_valid()),
    }
}

async fn write(
    State(app): State<App>,
    Extension(keyring): Extension<Keyring>,
    Path(token): Path<String>,
    request: Request,
) -> Result<Answer> {
    let grant = keyring.check(&app, &token).await?;
    match grant.right {
        Right::View | Right::Download => Err(signed_url::not_valid()),
        // In a task of its own: what was begun is finished or thrown away, whoever hangs up.
        Right::Upload => tokio::spawn(async move { upload::receive(&app, &grant, request).await })
            .await
            .map_err(Error::internal)?,
    }
}
