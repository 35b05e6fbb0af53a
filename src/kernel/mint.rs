//! Where ids come from: UUIDv7 that carry exactly their time (docs/decisions/0012-lists-in-id-order.md).
use std::sync::{
    Mutex, PoisonError,
    atomic::{self, AtomicI64},
};

use chrono::{DateTime, Utc};
use uuid::{NoContext, Timestamp, Uuid};

use super::id::Id;

/// How many milliseconds the last ids are remembered of. A prime, so that times whole days apart
/// do not share a place.
const REMEMBERED: usize = 1_021;
/// Bits below the millisecond in a UUIDv7.
const BITS_BELOW_TIME: u32 = 80;
/// Bits below the variant, which a following id counts up.
const BITS_BELOW_VARIANT: u32 = 62;

/// The last id of each of the latest milliseconds, at its remainder: the next one is larger.
static LAST: Mutex<[u128; REMEMBERED]> = Mutex::new([u128::MAX; REMEMBERED]);

/// The latest time of [`Id::next`], in milliseconds.
static LATEST: AtomicI64 = AtomicI64::new(0);

impl<E> Id<E> {
    /// A fresh id of the time `now`: it carries exactly that millisecond, so that ids are in the
    /// order of creation (docs/decisions/0012-lists-in-id-order.md).
    ///
    /// Ids that one process makes of one millisecond increase. Times before 1970 count as 1970.
    pub fn generate(now: DateTime<Utc>) -> Self {
        Self::from_uuid(fresh(now.timestamp_millis()))
    }

    /// A fresh id for an entry of a log. It never goes back: where `now` is earlier than the last
    /// time seen here, as for a change that had to wait for another, that time is taken again.
    pub fn next(now: DateTime<Utc>) -> Self {
        let millis = now.timestamp_millis();
        let latest = LATEST.fetch_max(millis, atomic::Ordering::Relaxed);
        Self::from_uuid(fresh(millis.max(latest)))
    }

    /// What every id of a time before `at` is less than, and no other: `time < at` is the same as
    /// `id < first_at(at)`.
    pub fn first_at(at: DateTime<Utc>) -> Self {
        let millis = at.timestamp_millis();
        let whole = DateTime::from_timestamp_millis(millis).is_some_and(|whole| whole == at);
        let millis = u128::try_from(if whole {
            millis
        } else {
            millis.saturating_add(1)
        });
        let bits = millis.unwrap_or(0).checked_mul(1 << BITS_BELOW_TIME);
        Self::from_uuid(Uuid::from_u128(bits.unwrap_or(u128::MAX)))
    }
}

/// A UUIDv7 of that millisecond, larger than the last one that was made of it.
fn fresh(millis: i64) -> Uuid {
    let millis = u64::try_from(millis).unwrap_or(0);
    let nanos = u32::try_from(millis % 1_000).unwrap_or(0) * 1_000_000;
    let random = Uuid::new_v7(Timestamp::from_unix(NoContext, millis / 1_000, nanos)).as_u128();
    let mut all = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    let place = usize::try_from(millis).unwrap_or(0) % REMEMBERED;
    let Some(last) = all.get_mut(place) else {
        return Uuid::from_u128(random);
    };
    // Up by an unknown step, so that an id does not tell how many others there are.
    let following = last.wrapping_add(1 + (random & u128::from(u32::MAX)));
    let same = |bits: u32| following >> bits == *last >> bits;
    *last = if random >> BITS_BELOW_TIME == *last >> BITS_BELOW_TIME && same(BITS_BELOW_VARIANT) {
        following
    } else {
        // The first of its time leaves half of what it could count up to.
        random & !(1 << (BITS_BELOW_VARIANT - 1))
    };
    Uuid::from_u128(*last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::id::{OrderId, TimelineEntryId};

    fn at(millis: i64) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(millis).unwrap()
    }

    #[test]
    fn ids_of_one_instant_increase() {
        let now = at(1_900_000_000_000);
        let ids: Vec<_> = (0..1_000).map(|_| OrderId::generate(now)).collect();
        assert!(ids.is_sorted_by(|a, b| a < b));
        assert!(ids.is_sorted_by(|a, b| a.to_string() < b.to_string()));
        assert!(ids.iter().all(|id| id.as_uuid().get_version_num() == 7));
    }

    #[test]
    fn an_id_carries_exactly_its_time() {
        for millis in [0, 1_700_000_000_123, 4_000_000_000_123, 1_600_000_000_000] {
            let uuid = OrderId::generate(at(millis)).as_uuid();
            let timestamp = uuid.get_timestamp().unwrap().to_unix();
            let millis = u64::try_from(millis).unwrap();
            let nanos = u32::try_from(millis % 1_000).unwrap() * 1_000_000;
            assert_eq!(timestamp, (millis / 1_000, nanos));
            assert_eq!(uuid.get_variant(), uuid::Variant::RFC4122);
        }
    }

    #[test]
    fn entries_of_a_log_never_go_back() {
        // Later than any other time of these tests: the latest is shared by all of them.
        let last = TimelineEntryId::next(at(5_000_000_000_123));
        assert!(TimelineEntryId::next(at(0)) > last);
    }

    #[test]
    fn the_first_id_at_an_instant_divides_before_from_after() {
        let middle = at(1_500_000_000_000);
        let microsecond = chrono::TimeDelta::microseconds(1);
        let made = |millis| OrderId::generate(middle + chrono::TimeDelta::milliseconds(millis));
        assert!(made(-1) < OrderId::first_at(middle));
        assert!(made(0) > OrderId::first_at(middle));
        // Times have whole milliseconds, what is asked for need not.
        assert!(made(0) < OrderId::first_at(middle + microsecond));
        assert!(made(1) > OrderId::first_at(middle + microsecond));
        assert!(made(0) > OrderId::first_at(middle - microsecond));
        assert!(OrderId::generate(at(0)) > OrderId::first_at(DateTime::<Utc>::MIN_UTC));
        assert!(made(0) < OrderId::first_at(DateTime::<Utc>::MAX_UTC));
    }
}
