//! Postgres without features: where it is, the pool and its guard, migrations, transactions, the
//! meaning of violations, pages by keyset.
mod backlog;
mod connection;
mod embedded;
mod id_part;
mod keyset;
mod migrate;
mod notice;
mod pool;
mod sample;
mod transaction;
mod violation;
mod way;
mod ways;

use anyhow::{Context as _, Result};
use sqlx::{Connection as _, PgConnection, postgres::PgConnectOptions};
use tokio::sync::watch;

use self::embedded::{DATABASE, Embedded};
pub use self::{
    backlog::{Backlog, backlog},
    connection::Conn,
    embedded::Purpose,
    id_part::IdPart,
    keyset::{Listing, SortKey, SortKind, Source, page_among, page_of_ids},
    migrate::{MIGRATOR, Migrated, is_migrated, migrate, require_migrated},
    notice::{Notice, notify},
    pool::{Pool, PoolStatus},
    sample::is_frequent,
    transaction::{Tx, begin, read, single},
    violation::OnViolation,
    way::{Span, Way, push_one_of},
    ways::page_by_ways,
};
use crate::config::{DatabaseSettings, PoolSettings};

/// The role that answers requests: it owns nothing and is held by row level security.
pub const SERVER_ROLE: &str = "flexorder_server";

/// Name under which our connections show in `pg_stat_activity`.
const APPLICATION: &str = "flexorder";

/// Waits until a signal is true, or nobody is left to set it.
pub async fn told(stop: &watch::Receiver<bool>) {
    stop.clone().wait_for(|told| *told).await.ok();
}

/// The database that the settings name: a given one, or our own.
#[derive(Debug)]
pub struct Database {
    place: Place,
}

#[derive(Debug)]
enum Place {
    Given {
        server: Box<PgConnectOptions>,
        admin: Box<PgConnectOptions>,
    },
    Embedded(Box<Embedded>),
}

impl Database {
    /// Finds the database; starts the embedded one unless it runs. Call [`Database::close`] at
    /// the end. `None`, and nothing runs that did not before, once `stop` is true.
    pub async fn open(
        settings: &DatabaseSettings,
        purpose: Purpose,
        stop: &watch::Receiver<bool>,
    ) -> Result<Option<Self>> {
        let place = match &settings.database_url {
            Some(url) => {
                let admin = settings.migration_database_url.as_ref().unwrap_or(url);
                Place::Given {
                    server: Box::new(url.options()?),
                    admin: Box::new(admin.options()?),
                }
            }
            None => match Embedded::open(settings, purpose, stop).await? {
                Some(own) => Place::Embedded(Box::new(own)),
                None => return Ok(None),
            },
        };
        Ok(Some(Self { place }))
    }

    /// Whether the database is our own, which is always migrated before it is used.
    pub const fn is_embedded(&self) -> bool {
        matches!(self.place, Place::Embedded(_))
    }

    /// Brings the schema up to date; makes the embedded database first.
    pub async fn migrate(&self) -> Result<Migrated> {
        if let Place::Embedded(own) = &self.place {
            migrate::create_database(&own.admin("postgres"), DATABASE).await?;
        }
        let migrated = migrate(&mut self.admin().await?).await?;
        if self.is_embedded() {
            migrate::let_server_log_in(&mut self.admin().await?).await?;
        }
        Ok(migrated)
    }

    /// A connection that may do everything; for migrations and for what stands above tenants.
    pub async fn admin(&self) -> Result<PgConnection> {
        let options = match &self.place {
            Place::Given { admin, .. } => *admin.clone(),
            Place::Embedded(own) => own.admin(DATABASE),
        };
        PgConnection::connect_with(&options.application_name(APPLICATION))
            .await
            .context("cannot connect to the database")
    }

    /// The server's connections; fails unless their role is without powers.
    pub async fn pool(&self, settings: &PoolSettings) -> Result<Pool> {
        Pool::open(self.server(), settings).await
    }

    /// Calls `heard` at each notice, and at each time that one may have been missed, over a
    /// connection of its own. Never ends.
    pub fn listen(
        &self,
        notice: Notice,
        heard: impl Fn() + Send + 'static,
    ) -> impl Future<Output = ()> + Send + 'static {
        notice::listen(self.server().application_name(APPLICATION), notice, heard)
    }

    fn server(&self) -> PgConnectOptions {
        match &self.place {
            Place::Given { server, .. } => *server.clone(),
            Place::Embedded(own) => own.server(),
        }
    }

    /// Lets go of the database; its owner stops the embedded one.
    pub async fn close(self) -> Result<()> {
        match self.place {
            Place::Given { .. } => Ok(()),
            Place::Embedded(own) => own.close().await,
        }
    }
}
