//! How a connection of the pool is made, looked after and given back.
use std::{
    ops::{Deref, DerefMut},
    time::Duration,
};

use deadpool::managed::{Manager, Metrics, Object, RecycleError, RecycleResult};
use sqlx::{
    AssertSqlSafe, ConnectOptions as _, PgConnection, Row as _, postgres::PgConnectOptions,
};
use tokio::runtime::Handle;

/// False for a connection that is still in an older transaction, or whose server was demoted.
///
/// In one simple query both times are equal unless a transaction was opened before it.
const GUARD: &str =
    "select (now() = statement_timestamp() and not pg_is_in_recovery())::text as usable";

/// A connection that was used this recently is taken without a look at it: whoever used it gave it
/// back whole, and a server that went away since is met by the next statement.
const TRUSTED_FOR: Duration = Duration::from_secs(1);

/// Age at which a connection is replaced, so that no backend grows for ever.
const LIFETIME_MAX: Duration = Duration::from_mins(30);

/// Longest that the statement of a request that was given up is waited for.
const SETTLE_MAX: Duration = Duration::from_secs(30);

/// Opens connections and looks at those that come back.
#[derive(Debug)]
pub(super) struct Connector {
    /// Where to.
    pub(super) options: PgConnectOptions,
    /// What each new connection is told first.
    pub(super) session: String,
    /// Whether a proxy may put another server session behind the connection at any time, so that
    /// no prepared statement and no setting may be relied on.
    pub(super) is_behind_proxy: bool,
}

impl Manager for Connector {
    type Type = PgConnection;
    type Error = sqlx::Error;

    async fn create(&self) -> sqlx::Result<PgConnection> {
        let mut connection = self.options.connect().await?;
        sqlx::raw_sql(AssertSqlSafe(self.session.clone()))
            .execute(&mut connection)
            .await?;
        // A primary does not become a standby with its connections open, so once is enough.
        if is_usable(&mut connection, false).await? {
            Ok(connection)
        } else {
            let cause = "the database is in recovery and takes no writes";
            Err(sqlx::Error::Io(std::io::Error::other(cause)))
        }
    }

    async fn recycle(
        &self,
        connection: &mut PgConnection,
        metrics: &Metrics,
    ) -> RecycleResult<sqlx::Error> {
        if metrics.age() > LIFETIME_MAX {
            return Err(RecycleError::message("the connection is old"));
        }
        let trusted = !self.is_behind_proxy && metrics.last_used() < TRUSTED_FOR;
        if trusted || is_usable(connection, self.is_behind_proxy).await? {
            return Ok(());
        }
        tracing::warn!("closing a connection with an open transaction or a demoted server");
        Err(RecycleError::message("the connection is not usable"))
    }
}

/// Asks the guard. Behind a proxy the driver's statements, which it prepares by name all the same,
/// are let go of first.
async fn is_usable(connection: &mut PgConnection, forgets: bool) -> sqlx::Result<bool> {
    let forget = if forgets { "deallocate all; " } else { "" };
    let guard = sqlx::raw_sql(AssertSqlSafe(format!("{forget}{GUARD}")));
    let row = guard.fetch_one(connection).await?;
    let usable: &str = row.try_get("usable")?;
    Ok(usable == "true")
}

/// A connection taken from the pool.
///
/// Whoever is done with it says so by [`Conn::finish`], which costs nothing. One that is dropped
/// without, because its request failed or was given up, may be in the middle of a statement or a
/// transaction: that is ended in the background before anybody else gets the connection.
#[derive(Debug)]
pub struct Conn {
    /// Empty only while it is dropped.
    session: Option<Object<Connector>>,
    is_whole: bool,
    /// Whether it came with a transaction that nobody else ends.
    in_transaction: bool,
}

impl Conn {
    pub(super) const fn new(session: Object<Connector>) -> Self {
        Self {
            session: Some(session),
            is_whole: false,
            in_transaction: false,
        }
    }

    /// Marks it as inside a transaction that its user knows nothing of.
    pub(super) const fn set_in_transaction(&mut self) {
        self.in_transaction = true;
    }

    /// Gives it back: nothing is under way on it.
    pub fn finish(mut self) {
        self.is_whole = !self.in_transaction;
    }
}

impl Drop for Conn {
    fn drop(&mut self) {
        let Some(session) = self.session.take().filter(|_| !self.is_whole) else {
            return;
        };
        match Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn(settle(session))),
            // Nobody is left to wait for it: closed.
            Err(_) => drop(Object::take(session)),
        }
    }
}

/// Waits for what is left of a statement, ends the transaction if there is one, and gives the
/// connection back; one that does not come to an end is closed.
async fn settle(mut session: Object<Connector>) {
    let rollback = sqlx::raw_sql("rollback").execute(&mut *session);
    match tokio::time::timeout(SETTLE_MAX, rollback).await {
        Ok(Ok(_)) => {}
        Ok(Err(_)) | Err(_) => drop(Object::take(session)),
    }
}

impl Deref for Conn {
    type Target = PgConnection;

    fn deref(&self) -> &PgConnection {
        match &self.session {
            Some(session) => session,
            None => unreachable!("a connection is used while it is dropped"),
        }
    }
}

impl DerefMut for Conn {
    fn deref_mut(&mut self) -> &mut PgConnection {
        match &mut self.session {
            Some(session) => session,
            None => unreachable!("a connection is used while it is dropped"),
        }
    }
}
