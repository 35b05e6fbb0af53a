//! Hints from other servers of the database: `listen` and `notify`.
//!
//! Hints get lost while a connection is away, so whoever relies on one also looks by itself now
//! and then; and a new connection counts as a hint.
use std::time::Duration;

use sqlx::{
    PgConnection,
    postgres::{PgConnectOptions, PgListener, PgPoolOptions},
};

/// Something that was changed outside of this server, and that servers keep copies of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// API keys, or the tenants that they speak for.
    KeysChanged,
}

impl Notice {
    const fn channel(self) -> &'static str {
        match self {
            Self::KeysChanged => "flexorder_keys",
        }
    }
}

/// Pause before another try to connect.
const PAUSE: Duration = Duration::from_secs(1);

/// Tells all servers of the database, once the transaction commits.
pub async fn notify(connection: &mut PgConnection, notice: Notice) -> sqlx::Result<()> {
    sqlx::query!("select pg_notify($1, '')", notice.channel())
        .execute(connection)
        .await?;
    Ok(())
}

/// Calls `heard` at each notice, and at each time that one may have been missed. Never ends.
pub(super) async fn listen(options: PgConnectOptions, notice: Notice, heard: impl Fn()) {
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .connect_lazy_with(options);
    loop {
        if let Ok(mut listener) = PgListener::connect_with(&pool).await
            && listener.listen(notice.channel()).await.is_ok()
        {
            heard();
            // `None`: the connection was lost, and is made anew.
            while let Ok(heard_of) = listener.try_recv().await {
                heard();
                if heard_of.is_none() {
                    break;
                }
            }
        }
        tokio::time::sleep(PAUSE).await;
    }
}
