//! The rules of collecting: when an attempt is made again, how long it is waited for.
use chrono::{DateTime, Days, TimeDelta, Utc};

use crate::{auth::settings::CollectionRules, kernel::calendar::TimeZone};

/// How long the outcome of an attempt is waited for before whoever made it counts as gone, and when a
/// provider that did not answer is asked again.
pub(super) const LEASE: TimeDelta = TimeDelta::minutes(2);

/// When a payment is tried again after its attempt number `attempts`, from 1, failed at `now`: the
/// start of a later day of the tenant. None once it was tried often enough.
pub(super) fn next_retry(
    rules: &CollectionRules,
    attempts: i32,
    (now, time_zone): (DateTime<Utc>, TimeZone),
) -> Option<DateTime<Utc>> {
    let made = u32::try_from(attempts).ok()?;
    if made > rules.retries {
        return None;
    }
    // A retry on the day of the failure would be no other attempt.
    let days = Days::new(rules.retry_days.max(1).into());
    let day = time_zone.date_of(now).checked_add_days(days)?;
    Some(time_zone.day_start(day))
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;

    use super::*;

    #[test]
    fn a_payment_is_tried_again_on_a_later_day_and_not_for_ever() {
        let now = Utc.with_ymd_and_hms(2026, 3, 26, 23, 30, 0).unwrap();
        for (retries, retry_days, attempts, zone, expected) in [
            (3, 3, 1, "UTC", Some("2026-03-29T00:00:00Z")),
            // There it is the 27th already, and summer time begins in between.
            (3, 3, 1, "Europe/Amsterdam", Some("2026-03-29T22:00:00Z")),
            (3, 0, 3, "UTC", Some("2026-03-27T00:00:00Z")),
            (3, 3, 4, "UTC", None),
            (0, 3, 1, "UTC", None),
        ] {
            let rules = CollectionRules {
                retries,
                retry_days,
                ..CollectionRules::default()
            };
            let zone = TimeZone::parse(zone).unwrap();
            let next = next_retry(&rules, attempts, (now, zone));
            let expected = expected.map(|at| at.parse::<DateTime<Utc>>().unwrap());
            assert_eq!(next, expected, "{retries} {attempts}");
        }
    }
}
