//! How often sign-in may fail: of one network, and in all.
//!
//! Nobody guesses 160 random bits; this keeps those who try from the database, and from the log.
//! Counted by this process alone: several servers allow as many times more.
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    error::{Code, Error},
    http::peer::Peer,
};

/// Failures in a row of one network; behind a proxy, of all that come through it.
const OWN: Allowance = Allowance {
    burst: 20,
    pause: TimeDelta::seconds(6),
};

/// Failures in a row of all.
const ALL: Allowance = Allowance {
    burst: 200,
    pause: TimeDelta::milliseconds(600),
};

/// So many at once, and one more after each pause.
#[derive(Debug, Clone, Copy)]
struct Allowance {
    burst: i32,
    pause: TimeDelta,
}

/// Sign-ins that failed lately. Clones share them.
#[derive(Debug, Clone, Default)]
pub struct Attempts(Arc<Mutex<Failures>>);

#[derive(Debug, Default)]
struct Failures {
    /// When all is forgotten.
    all: DateTime<Utc>,
    /// When it is forgotten of each network.
    own: HashMap<IpAddr, DateTime<Utc>>,
}

/// A sign-in under way: it counts as failed until it is known better.
#[derive(Debug)]
pub(super) struct Attempt {
    attempts: Attempts,
    network: IpAddr,
}

/// Too many failed. Answers 429.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooMany {
    /// When one more may be tried.
    pub(super) wait: TimeDelta,
}

impl Allowance {
    fn whole(self) -> TimeDelta {
        self.pause * self.burst
    }

    /// Room for one more, or how long until there is.
    fn check(self, forgotten: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), TooMany> {
        // A clock that was put back does not shut anybody out for longer.
        let behind = (forgotten - now).min(self.whole());
        let wait = behind + self.pause - self.whole();
        if wait <= TimeDelta::zero() {
            Ok(())
        } else {
            Err(TooMany { wait })
        }
    }

    /// When all is forgotten, with one more.
    fn after(self, forgotten: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
        forgotten.clamp(now, now + self.whole()) + self.pause
    }
}

impl Attempts {
    /// Begins a sign-in, unless too many failed.
    pub(super) fn begin(&self, peer: Peer, now: DateTime<Utc>) -> Result<Attempt, TooMany> {
        let network = peer.network();
        let mut failures = self.failures();
        let own = failures.own.get(&network).copied().unwrap_or_default();
        OWN.check(own, now)?;
        ALL.check(failures.all, now)?;
        // What is forgotten is thrown away, so there are never more than all may fail meanwhile.
        failures.own.retain(|_, forgotten| *forgotten > now);
        failures.own.insert(network, OWN.after(own, now));
        failures.all = ALL.after(failures.all, now);
        drop(failures);
        let attempts = self.clone();
        Ok(Attempt { attempts, network })
    }

    fn failures(&self) -> MutexGuard<'_, Failures> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Attempt {
    /// It did not fail, or not for what was sent.
    pub(super) fn forgive(self) {
        let mut failures = self.attempts.failures();
        failures.all -= ALL.pause;
        if let Some(forgotten) = failures.own.get_mut(&self.network) {
            *forgotten -= OWN.pause;
        }
    }
}

impl IntoResponse for TooMany {
    fn into_response(self) -> Response {
        let seconds = self.wait.num_seconds().saturating_add(1);
        let message = format!(
            "Too many sign-ins failed. Wait {seconds} seconds, check the API key for a copying \
             error, and try again."
        );
        let mut response = Error::refused(Code::RateLimited, message).into_response();
        let headers = response.headers_mut();
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        response
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;

    use super::*;

    fn noon() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 1, 15, 12, 0, 0).unwrap()
    }

    fn peer(number: u32) -> Peer {
        Peer(IpAddr::V4(number.into()))
    }

    /// How many fail before one is put off.
    fn failing(attempts: &Attempts, peers: impl Iterator<Item = Peer>) -> usize {
        peers
            .take_while(|peer| attempts.begin(*peer, noon()).is_ok())
            .count()
    }

    #[test]
    fn one_network_is_put_off_after_its_burst_and_others_are_not() {
        let attempts = Attempts::default();
        assert_eq!(failing(&attempts, (0..100).map(|_| peer(1))), 20);
        let refused = attempts.begin(peer(1), noon()).unwrap_err();
        assert_eq!(refused.wait, TimeDelta::seconds(6));
        assert!(attempts.begin(peer(2), noon()).is_ok());
        let later = noon() + TimeDelta::seconds(6);
        assert!(attempts.begin(peer(1), later).is_ok());
        assert!(attempts.begin(peer(1), later).is_err());
    }

    #[test]
    fn all_networks_are_put_off_together_and_nothing_is_kept_for_ever() {
        let attempts = Attempts::default();
        assert_eq!(failing(&attempts, (0..1_000).map(peer)), 200);
        assert_eq!(attempts.failures().own.len(), 200);
        let later = noon() + TimeDelta::minutes(2);
        assert!(attempts.begin(peer(7), later).is_ok());
        assert_eq!(attempts.failures().own.len(), 1);
    }

    #[test]
    fn who_succeeds_is_not_counted() {
        let attempts = Attempts::default();
        for _ in 0..1_000 {
            attempts.begin(peer(1), noon()).unwrap().forgive();
        }
        assert_eq!(failing(&attempts, (0..100).map(|_| peer(1))), 20);
    }

    #[test]
    fn a_clock_that_is_put_back_shuts_nobody_out_for_longer() {
        let attempts = Attempts::default();
        failing(&attempts, (0..100).map(|_| peer(1)));
        let before = noon() - TimeDelta::days(1);
        let refused = attempts.begin(peer(1), before).unwrap_err();
        assert_eq!(refused.wait, TimeDelta::seconds(6));
    }
}
