//! What a use case works with.
use std::sync::Arc;

use axum::http::Extensions;
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use super::{journal::Journal, runner::Job};
use crate::{
    app::App,
    auth::Tenant,
    db::Tx,
    error::Result,
    http::{layers::RequestId, precondition::Precondition},
};

/// An open transaction of one tenant, with who asks, when, and in which request.
#[derive(Debug)]
pub struct Change {
    pub(super) tx: Tx,
    pub(super) context: Context,
    pub(super) journal: Journal,
}

/// Everything about a change but its transaction; survives a retry.
#[derive(Debug, Clone)]
pub(super) struct Context {
    pub(super) tenant: Tenant,
    pub(super) now: DateTime<Utc>,
    pub(super) request_id: Arc<str>,
    pub(super) precondition: Precondition,
}

impl Context {
    /// Of a request that came in now.
    pub(super) fn of_request(
        tenant: Tenant,
        app: &App,
        extensions: &Extensions,
        precondition: Precondition,
    ) -> Self {
        let request_id = extensions
            .get::<RequestId>()
            .map_or_else(|| Arc::from("none"), |id| Arc::from(id.as_str()));
        Self {
            tenant,
            now: app.clock().now(),
            request_id,
            precondition,
        }
    }
}

impl Change {
    pub(super) fn new(tx: Tx, context: Context) -> Self {
        Self {
            tx,
            context,
            journal: Journal::default(),
        }
    }

    /// From here on it acts for a job: by whom, when, in which request.
    pub fn act_for<B>(&mut self, job: &Job<B>) {
        self.context = job.context.clone();
    }

    /// The connection, for stores.
    pub fn conn(&mut self) -> &mut PgConnection {
        &mut self.tx
    }

    /// What it tells of itself.
    pub const fn journal(&mut self) -> &mut Journal {
        &mut self.journal
    }

    /// Whose change it is.
    pub const fn tenant(&self) -> &Tenant {
        &self.context.tenant
    }

    /// When: one instant for the whole change.
    pub const fn now(&self) -> DateTime<Utc> {
        self.context.now
    }

    /// The tenant's date at that instant.
    pub fn today(&self) -> NaiveDate {
        self.context.tenant.time_zone.today(self.context.now)
    }

    /// Id of the request that asked for it.
    pub fn request_id(&self) -> &str {
        &self.context.request_id
    }

    /// Refuses unless the entity, now at `version`, is the one the caller saw (`If-Match`).
    pub fn expect_version(&self, version: i64) -> Result<()> {
        self.context.precondition.check(version)
    }
}
