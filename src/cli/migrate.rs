//! `flexorder migrate`.
use anyhow::Result;
use clap::Args;

use super::{admin, output};
use crate::config::DatabaseSettings;

/// Bring the database's schema up to date; several at once wait for each other.
#[derive(Args, Debug)]
pub(super) struct Migrate;

impl Migrate {
    pub(super) async fn run(self, settings: &DatabaseSettings) -> Result<()> {
        let migrated = admin::on_database(settings, async |database| database.migrate().await);
        let migrated = migrated.await?;
        output::line(&format!(
            "schema is at version {} ({} applied now)",
            migrated.version, migrated.applied
        ))
    }
}
