//! The demo tenant: a shop with a year of history, made once, for people who try the server out.
//!
//! It is laid through the API itself, by the router in process under a clock that runs through the
//! year: whatever the demo shows, a client could have made.
mod catalog;
mod client;
mod orders;
mod people;
mod store;

use anyhow::{Context as _, Result};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;
use tracing::{instrument::WithSubscriber as _, subscriber::NoSubscriber};

use self::client::Client;
use crate::{
    app::{App, Limits},
    kernel::clock::Clock,
    router::router,
};

/// Handle of the demo tenant: `Tenant-ID: demo`.
pub const HANDLE: &str = "demo";

/// How long before now the demo's history begins.
const HISTORY: TimeDelta = TimeDelta::days(365);

/// Makes the demo tenant and its history unless they are there; picks up where a crash cut it: what
/// is there already is left, what is missing is added.
///
/// The connection's end gives the lock of the seed back.
pub async fn seed(mut admin: PgConnection, app: &App) -> Result<()> {
    store::lock(&mut admin).await?;
    let now = app.clock().now();
    let tenant = store::make_tenant(&mut admin, now - HISTORY).await?;
    if store::is_laid(&mut admin, tenant).await? {
        return Ok(());
    }
    // A clock of its own: the year passes while the seed runs, the server's stands where it is.
    let clock = Clock::frozen(now - HISTORY);
    let replayed = App::new(app.pool().clone(), clock.clone(), Limits::default()).with_demo();
    let client = Client::new(router(replayed));
    tracing::info!("laying the demo tenant's year; this takes up to a minute");
    // Two thousand requests of our own would drown the log.
    let laid = lay(&client, &clock, now).with_subscriber(NoSubscriber::default());
    laid.await?;
    store::set_laid(&mut admin, tenant).await
}

async fn lay(client: &Client, clock: &Clock, now: DateTime<Utc>) -> Result<()> {
    catalog::lay(client).await.context("demo catalog")?;
    orders::lay(client, clock, now)
        .await
        .context("demo orders")?;
    people::lay(client).await.context("demo customers")
}

/// Where the dashboard is, and three commands that work as pasted, for a server at `address`.
pub fn first_steps(address: std::net::SocketAddr) -> String {
    let headers = "-w '\\n' -H 'Authorization: Bearer fo_test_demo' -H 'Tenant-ID: demo'";
    let order = r#"{"customer":{"email":"john@example.com","firstName":"John","lastName":"Smith"},"billingAddress":{"contactName":"John Smith","streetAddress":"123 Main Street","city":"Amsterdam","country":"Netherlands"},"items":[{"sku":"MACBOOK-PRO-16-M3","quantity":1,"contractLength":24}]}"#;
    format!(
        "The dashboard: http://{address}, one click into the demo shop. By hand:\n\
         curl -s http://{address}/v1/orders {headers} -H 'Content-Type: application/json' -d '{order}'\n\
         curl -s 'http://{address}/v1/orders?status=pending&limit=5' {headers}\n\
         curl -s 'http://{address}/v1/assets?sku=MACBOOK-PRO-16-M3&status=available&limit=5' {headers}"
    )
}
