//! Where the time comes from.
use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, SubsecRound as _, TimeDelta, Utc};

/// Digits of a second that an id carries; times are cut to them so that an id and the time its
/// entity was made are equal (docs/decisions/0012-lists-in-id-order.md).
const SUBSECOND_DIGITS: u16 = 3;

/// Source of the current time.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that only moves when told to.
    Frozen(Arc<Mutex<DateTime<Utc>>>),
    /// The RFC 3339 instant that stands in a file; for tests of the whole binary. While the file
    /// holds none, the machine's clock.
    File(Arc<PathBuf>),
}

impl Clock {
    /// A clock standing at `at`.
    pub fn frozen(at: DateTime<Utc>) -> Self {
        Self::Frozen(Arc::new(Mutex::new(at)))
    }

    /// A clock that a file sets.
    pub fn file(path: PathBuf) -> Self {
        Self::File(Arc::new(path))
    }

    /// The time now, in whole milliseconds.
    pub fn now(&self) -> DateTime<Utc> {
        let now = match self {
            Self::System => system_now(),
            Self::Frozen(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
            Self::File(path) => std::fs::read_to_string(path.as_ref())
                .ok()
                .and_then(|text| DateTime::parse_from_rfc3339(text.trim()).ok())
                .map_or_else(system_now, |at| at.with_timezone(&Utc)),
        };
        now.trunc_subsecs(SUBSECOND_DIGITS)
    }

    /// Moves a frozen clock forward; the others stay as they are.
    pub fn advance(&self, by: TimeDelta) {
        if let Self::Frozen(at) = self {
            *at.lock().unwrap_or_else(PoisonError::into_inner) += by;
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that may")]
fn system_now() -> DateTime<Utc> {
    Utc::now()
}
