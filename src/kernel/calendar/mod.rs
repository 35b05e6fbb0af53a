//! Calendar rules: adding months, a tenant's days, dates in requests (contract 10.12).
use std::{fmt, str::FromStr as _};

use chrono::{
    DateTime, Datelike as _, Days, MappedLocalTime, NaiveDate, NaiveTime, TimeDelta, TimeZone as _,
    Utc,
};

/// Years a request may name.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=9999;
/// Months in a year.
const MONTHS: i32 = 12;

/// `anchor` + `n` months. A day that the month lacks becomes its last; an anchor on a month's last
/// day stays on last days. None outside the years 0 to 9999, which four digits can write.
///
/// Always add to the same anchor: adding to a sum drifts (31 Jan, 28 Feb, 28 Mar).
pub fn add_months(anchor: NaiveDate, n: i32) -> Option<NaiveDate> {
    let months = anchor
        .year()
        .checked_mul(MONTHS)?
        .checked_add(i32::try_from(anchor.month0()).ok()?)?
        .checked_add(n)?;
    let year = months.div_euclid(MONTHS);
    let month = u32::try_from(months.rem_euclid(MONTHS)).ok()? + 1;
    let last = last_day(year, month)?;
    let sticky = last_day(anchor.year(), anchor.month()) == Some(anchor);
    let date = if sticky || anchor.day() > last.day() {
        last
    } else {
        last.with_day(anchor.day())?
    };
    writable(date)
}

/// Last day of a contract of `months` months: `start` + `months` by [`add_months`].
pub fn end_date(start: NaiveDate, months: u32) -> Option<NaiveDate> {
    add_months(start, i32::try_from(months).ok()?)
}

/// The due date number `n`, from 0, of payments that run monthly from `anchor`.
pub fn nth_due_date(anchor: NaiveDate, n: u32) -> Option<NaiveDate> {
    add_months(anchor, i32::try_from(n).ok()?)
}

/// `date` + `days` days. None beyond the year 9999.
pub fn net_days(date: NaiveDate, days: u32) -> Option<NaiveDate> {
    date.checked_add_days(Days::new(days.into()))
        .and_then(writable)
}

/// The last day of a month, from 1 to 12.
fn last_day(year: i32, month: u32) -> Option<NaiveDate> {
    let (year, month) = match month {
        12 => (year.checked_add(1)?, 1),
        _ => (year, month + 1),
    };
    NaiveDate::from_ymd_opt(year, month, 1)?.pred_opt()
}

fn writable(date: NaiveDate) -> Option<NaiveDate> {
    (0..=9999).contains(&date.year()).then_some(date)
}

/// A tenant's time zone: what "today" and "the whole day" mean.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimeZone(chrono_tz::Tz);

/// The text is not a time zone of the IANA database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected an IANA time zone such as `Europe/Amsterdam`")]
pub struct UnknownTimeZone;

impl TimeZone {
    /// Coordinated universal time, the default of a tenant.
    pub const UTC: Self = Self(chrono_tz::UTC);

    /// The zone of an IANA name such as `Europe/Amsterdam`.
    pub fn parse(name: &str) -> Result<Self, UnknownTimeZone> {
        chrono_tz::Tz::from_str(name)
            .map(Self)
            .map_err(|_| UnknownTimeZone)
    }

    /// The IANA name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The date there at `instant`.
    pub fn date_of(self, instant: DateTime<Utc>) -> NaiveDate {
        instant.with_timezone(&self.0).date_naive()
    }

    /// The date there now.
    pub fn today(self, now: DateTime<Utc>) -> NaiveDate {
        self.date_of(now)
    }

    /// The date there that `when` says: a plain date is already one.
    pub fn date_when(self, when: When) -> NaiveDate {
        match when {
            When::Date(date) => date,
            When::Instant(instant) => self.date_of(instant),
        }
    }

    /// The first instant of a day there. Where clocks skip midnight, the first that exists; where
    /// midnight comes twice, the earlier; where the whole day is skipped, the start of the next.
    pub fn day_start(self, date: NaiveDate) -> DateTime<Utc> {
        let midnight = date.and_time(NaiveTime::MIN);
        match self.0.from_local_datetime(&midnight) {
            MappedLocalTime::Single(start) | MappedLocalTime::Ambiguous(start, _) => {
                start.with_timezone(&Utc)
            }
            MappedLocalTime::None => self.first_instant_from(date),
        }
    }

    /// The first instant after a day there.
    pub fn day_end(self, date: NaiveDate) -> DateTime<Utc> {
        date.succ_opt()
            .map_or(DateTime::<Utc>::MAX_UTC, |next| self.day_start(next))
    }

    /// The first whole second whose local date is `date` or later, found by halving: around a
    /// skipped midnight the local date never goes back.
    fn first_instant_from(self, date: NaiveDate) -> DateTime<Utc> {
        // Offsets lie within a day of UTC.
        let middle = date.and_time(NaiveTime::MIN).and_utc();
        let (mut before, mut after) = (-TimeDelta::days(1), TimeDelta::days(2));
        while after - before > TimeDelta::seconds(1) {
            let half = TimeDelta::seconds(i64::midpoint(before.num_seconds(), after.num_seconds()));
            let reached = middle
                .checked_add_signed(half)
                .is_none_or(|instant| self.date_of(instant) >= date);
            *(if reached { &mut after } else { &mut before }) = half;
        }
        middle
            .checked_add_signed(after)
            .unwrap_or(DateTime::<Utc>::MAX_UTC)
    }
}

impl fmt::Debug for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A date or an instant, as a request may say either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A plain date: the tenant's whole day.
    Date(NaiveDate),
    /// An instant, in whole microseconds as the database keeps them.
    Instant(DateTime<Utc>),
}

/// Reads `YYYY-MM-DD` or an RFC 3339 instant, of the years 1900 to 9999 here and in UTC.
pub fn parse_when(text: &str) -> Option<When> {
    let year: i32 = text.get(..4)?.parse().ok()?;
    YEARS.contains(&year).then_some(())?;
    if let Some(date) = parse_date(text) {
        return Some(When::Date(date));
    }
    let instant = DateTime::parse_from_rfc3339(text).ok()?;
    // Through microseconds, so that a leap second becomes an ordinary one.
    let instant = DateTime::from_timestamp_micros(instant.timestamp_micros())?;
    YEARS
        .contains(&instant.year())
        .then_some(When::Instant(instant))
}

/// Reads `YYYY-MM-DD` with exactly those digits.
fn parse_date(text: &str) -> Option<NaiveDate> {
    let shaped = text.len() == "YYYY-MM-DD".len()
        && text.bytes().enumerate().all(|(place, b)| match place {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        });
    shaped.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests;
