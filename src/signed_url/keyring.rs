//! The secrets of links as one server has read them, so that a link costs the database nothing.
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::Mutex;

use super::{
    not_valid, store,
    token::{Grant, Secret, Unproved},
};
use crate::{
    app::App,
    error::{Error, Result},
};

/// How long secrets are believed without a look: as long as one that was removed still opens links.
const TTL: TimeDelta = TimeDelta::seconds(10);

/// Least time between two looks, whatever links name.
const PAUSE: TimeDelta = TimeDelta::seconds(1);

/// The secrets of one server; cheap to clone.
#[derive(Clone, Default)]
pub struct Keyring {
    known: Arc<Mutex<Known>>,
}

#[derive(Default)]
struct Known {
    /// Newest first.
    secrets: Vec<Secret>,
    /// When they were last asked for, with or without an answer, and when last read.
    asked_at: Option<DateTime<Utc>>,
    read_at: Option<DateTime<Utc>>,
}

/// What is known of a secret.
enum Finding {
    Known(Secret),
    /// There is none of this id, and none will come: newer ones have higher ids.
    Never,
    /// The database has to be asked.
    Ask,
    /// The database was just asked.
    Wait,
}

impl Known {
    fn find(&self, id: i32, now: DateTime<Utc>) -> Finding {
        if within(self.read_at, TTL, now) {
            if let Some(secret) = self.secrets.iter().find(|secret| secret.id == id) {
                return Finding::Known(*secret);
            }
            if self.secrets.first().is_some_and(|newest| id < newest.id) {
                return Finding::Never;
            }
        }
        if within(self.asked_at, PAUSE, now) {
            return Finding::Wait;
        }
        Finding::Ask
    }
}

/// Whether it was so short a while ago; a clock that was put back says no.
fn within(then: Option<DateTime<Utc>>, time: TimeDelta, now: DateTime<Utc>) -> bool {
    then.is_some_and(|then| (then..then + time).contains(&now))
}

impl Keyring {
    /// The right that a token carries; refused once it is altered or its time is over.
    pub async fn check(&self, app: &App, token: &str) -> Result<Grant> {
        let unproved = Unproved::parse(token).ok_or_else(not_valid)?;
        if unproved.is_expired(app.clock().now()) {
            return Err(not_valid());
        }
        let secret = self.secret(app, unproved.secret_id()).await?;
        secret
            .and_then(|secret| unproved.prove(&secret))
            .ok_or_else(not_valid)
    }

    /// A secret by its id. Of many that have to ask one does so, and the others wait for its answer.
    async fn secret(&self, app: &App, id: i32) -> Result<Option<Secret>> {
        let mut known = self.known.lock().await;
        match known.find(id, app.clock().now()) {
            Finding::Known(secret) => return Ok(Some(secret)),
            Finding::Never => return Ok(None),
            Finding::Wait => {
                let message = "Links cannot be checked now. Send the same request in a second.";
                return Err(Error::Unavailable(message.into()));
            }
            Finding::Ask => {}
        }
        let read = read(app).await;
        let now = app.clock().now();
        known.asked_at = Some(now);
        known.secrets = read?;
        known.read_at = Some(now);
        let mut secrets = known.secrets.iter();
        Ok(secrets.find(|secret| secret.id == id).copied())
    }
}

async fn read(app: &App) -> Result<Vec<Secret>> {
    let mut conn = app.pool().acquire().await?;
    let secrets = store::believed(&mut conn).await?;
    conn.finish();
    Ok(secrets)
}

#[cfg(test)]
mod tests {
    use super::{super::token::SECRET_BYTES, *};

    #[test]
    fn the_database_is_asked_once_a_second_at_most() {
        let start = DateTime::from_timestamp(1_768_478_400, 0).unwrap();
        let secret = |id| Secret {
            id,
            key: [0; SECRET_BYTES],
        };
        let empty = Known::default();
        assert!(matches!(empty.find(1, start), Finding::Ask));
        let failed = Known {
            asked_at: Some(start),
            ..Known::default()
        };
        assert!(matches!(failed.find(1, start), Finding::Wait));
        let known = Known {
            secrets: vec![secret(5), secret(3)],
            asked_at: Some(start),
            read_at: Some(start),
        };
        for (id, after, expected) in [
            (5, 0, "known"),
            (3, 9_999, "known"),
            (3, 10_000, "ask"),
            (4, 9_999, "never"),
            (4, 10_000, "ask"),
            (6, 999, "wait"),
            (6, 1_000, "ask"),
            (5, -1, "ask"),
        ] {
            let found = match known.find(id, start + TimeDelta::milliseconds(after)) {
                Finding::Known(secret) => {
                    assert_eq!(secret.id, id);
                    "known"
                }
                Finding::Never => "never",
                Finding::Ask => "ask",
                Finding::Wait => "wait",
            };
            assert_eq!(found, expected, "{id} after {after} ms");
        }
    }
}
