//! Gives a broken constraint its meaning at the statement that can break it.
use sqlx::error::ErrorKind;

use crate::error::{Error, Result};

/// Turns violations into answers by kind: names of constraints do not survive every sharded
/// Postgres.
pub trait OnViolation<T> {
    /// Replaces a unique violation by `error`; all else stays what it is.
    fn on_unique(self, error: impl FnOnce() -> Error) -> Result<T>;
}

impl<T> OnViolation<T> for sqlx::Result<T> {
    fn on_unique(self, error: impl FnOnce() -> Error) -> Result<T> {
        self.map_err(|cause| match cause.as_database_error() {
            Some(broken) if matches!(broken.kind(), ErrorKind::UniqueViolation) => error(),
            _ => cause.into(),
        })
    }
}
