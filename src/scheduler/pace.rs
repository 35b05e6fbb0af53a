//! When a tenant is looked at next, and a piece of work that failed is tried again: pure times.
use chrono::{DateTime, TimeDelta, Utc};

use crate::kernel::calendar::TimeZone;

/// Longest that a tenant whose payments are collected is not looked at: what a request laid meanwhile
/// may be due at once.
const COLLECTING: TimeDelta = TimeDelta::minutes(1);

/// The same where nothing is collected. All that falls due there does so when the day begins.
const WAITING: TimeDelta = TimeDelta::minutes(30);

/// Pause before a tenant whose run failed is looked at again.
pub(super) const AFTER_FAILURE: TimeDelta = TimeDelta::minutes(1);

/// Longest pause before work that failed is tried again.
const DELAY_MAX: TimeDelta = TimeDelta::hours(24);

/// How often a pause doubles before it is the longest.
const DOUBLINGS_MAX: u32 = 12;

/// When a tenant is looked at next: when its next day begins, when the next thing that is known falls
/// due, or after a pause, whichever is first.
pub(super) fn next_look(
    (now, time_zone): (DateTime<Utc>, TimeZone),
    is_collecting: bool,
    next_event: Option<DateTime<Utc>>,
) -> DateTime<Utc> {
    let pause = if is_collecting { COLLECTING } else { WAITING };
    let tomorrow = time_zone.day_end(time_zone.date_of(now));
    // What is overdue was left on purpose: it is not looked at again at once.
    let event = next_event.filter(|&at| at > now);
    let first = [Some(tomorrow), event].into_iter().flatten();
    first.fold(now + pause, std::cmp::min)
}

/// Pause before work that failed `failures` times, from 1, is tried again: a minute, and twice as long
/// each time, up to a day.
pub(super) fn delay(failures: i32) -> TimeDelta {
    let doublings = u32::try_from(failures).unwrap_or(1).saturating_sub(1);
    let minutes = 1_i64 << doublings.min(DOUBLINGS_MAX);
    TimeDelta::minutes(minutes).min(DELAY_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenant_is_looked_at_when_its_day_begins_or_something_is_due() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let amsterdam = TimeZone::parse("Europe/Amsterdam").unwrap();
        let now = at("2026-01-15T22:59:30Z");
        for (is_collecting, event, expected) in [
            (false, None, "2026-01-15T23:00:00Z"),
            (true, None, "2026-01-15T23:00:00Z"),
            (true, Some("2026-01-15T22:59:40Z"), "2026-01-15T22:59:40Z"),
            (true, Some("2026-01-15T22:00:00Z"), "2026-01-15T23:00:00Z"),
        ] {
            let next = next_look((now, amsterdam), is_collecting, event.map(at));
            assert_eq!(next, at(expected), "{is_collecting} {event:?}");
        }
        let noon = at("2026-01-15T12:00:00Z");
        assert_eq!(next_look((noon, amsterdam), true, None), noon + COLLECTING);
        assert_eq!(next_look((noon, amsterdam), false, None), noon + WAITING);
    }

    #[test]
    fn pauses_grow_up_to_a_day() {
        for (failures, minutes) in [
            (1, 1),
            (2, 2),
            (5, 16),
            (11, 1_024),
            (12, 1_440),
            (90, 1_440),
        ] {
            assert_eq!(delay(failures), TimeDelta::minutes(minutes), "{failures}");
        }
    }
}
