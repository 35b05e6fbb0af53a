//! Is the server alive, and may requests be sent to it?
use std::time::Duration;

use axum::{
    Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};

use crate::{
    app::App,
    db::{self, Pool},
};

/// Longest the database may take to answer for the server to count as ready.
const READY_TIMEOUT: Duration = Duration::from_secs(2);

/// `GET /healthz` and `GET /readyz`; plain text, for probes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/healthz", get(alive))
        .route("/readyz", get(ready))
}

/// The process answers; asks nothing else, so that a sick database restarts no server.
async fn alive() -> &'static str {
    "alive\n"
}

async fn ready(State(app): State<App>) -> Response {
    if app.is_stopping() {
        return not_ready("stopping");
    }
    match tokio::time::timeout(READY_TIMEOUT, is_migrated(app.pool())).await {
        Ok(Ok(true)) => "ready\n".into_response(),
        Ok(Ok(false)) => not_ready("the database is not migrated: run `flexorder migrate`"),
        Ok(Err(_)) => not_ready("the database cannot be reached"),
        Err(_) => not_ready("the database does not answer in time"),
    }
}

async fn is_migrated(pool: &Pool) -> sqlx::Result<bool> {
    let mut conn = pool.acquire().await?;
    let migrated = db::is_migrated(&mut conn).await?;
    conn.finish();
    Ok(migrated)
}

/// Says why, without details of the inside.
fn not_ready(why: &str) -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, format!("{why}\n")).into_response()
}
