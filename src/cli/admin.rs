//! Runs a command's work on the database, and lets go of the database also when a signal ends it.
use anyhow::{Result, bail};
use sqlx::PgConnection;

use crate::{
    config::DatabaseSettings,
    db::{self, Database, Purpose},
    serve,
};

/// What a command says that a signal ended.
const ENDED: &str = "ended by a signal before the work was done";

/// Opens the database (the embedded one also while a server runs on it, and if none does for the
/// time of the work), does the work over an administrator's connection, lets go of the database.
pub(super) async fn run<T>(
    settings: &DatabaseSettings,
    work: impl AsyncFnOnce(&mut PgConnection) -> Result<T>,
) -> Result<T> {
    on_database(settings, async |database| {
        if database.is_embedded() {
            database.migrate().await?;
        }
        work(&mut database.admin().await?).await
    })
    .await
}

/// The same for work that needs the database as a whole.
pub(super) async fn on_database<T>(
    settings: &DatabaseSettings,
    work: impl AsyncFnOnce(&Database) -> Result<T>,
) -> Result<T> {
    let stop = serve::listen()?;
    let Some(database) = Database::open(settings, Purpose::Command, &stop).await? else {
        bail!(ENDED);
    };
    let done = tokio::select! {
        done = work(&database) => done,
        () = db::told(&stop) => Err(anyhow::anyhow!(ENDED)),
    };
    let closed = database.close().await;
    let done = done?;
    closed?;
    Ok(done)
}
