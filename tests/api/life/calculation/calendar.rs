//! A calendar of its own, counted from the length of each month: days, months that stick to their end,
//! and the wall clocks of three cities (contract 10.12). Shares no rule with the server.
use std::fmt;

/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    pub year: i64,
    pub month: i64,
    pub date: i64,
}

/// A day, written short.
pub const fn day(year: i64, month: i64, day: i64) -> Day {
    Day {
        year,
        month,
        date: day,
    }
}

const fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// How many days a month has.
const fn length(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Day {
    /// From `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Self {
        let part = |range: std::ops::Range<usize>| text[range].parse().unwrap();
        day(part(0..4), part(5..7), part(8..10))
    }

    /// Days since 1 January 1970.
    pub fn number(self) -> i64 {
        let years: i64 = (1970..self.year)
            .map(|year| if is_leap(year) { 366 } else { 365 })
            .sum();
        let months: i64 = (1..self.month).map(|month| length(self.year, month)).sum();
        years + months + self.date - 1
    }

    /// The day so many days after 1 January 1970.
    pub fn of_number(mut number: i64) -> Self {
        let mut year = 1970;
        while number >= if is_leap(year) { 366 } else { 365 } {
            number -= if is_leap(year) { 366 } else { 365 };
            year += 1;
        }
        let mut month = 1;
        while number >= length(year, month) {
            number -= length(year, month);
            month += 1;
        }
        day(year, month, number + 1)
    }

    pub fn plus_days(self, days: i64) -> Self {
        Self::of_number(self.number() + days)
    }

    pub fn days_until(self, other: Self) -> i64 {
        other.number() - self.number()
    }

    pub const fn is_month_end(self) -> bool {
        self.date == length(self.year, self.month)
    }

    /// So many months later: the same day, or the last one of a shorter month; a month's last day
    /// stays a last day (contract 8.36, 10.12).
    pub const fn plus_months(self, months: i64) -> Self {
        let index = self.year * 12 + self.month - 1 + months;
        let (year, month) = (index / 12, index % 12 + 1);
        let last = length(year, month);
        let keeps = !self.is_month_end() && self.date < last;
        day(year, month, if keeps { self.date } else { last })
    }

    /// The first day of the month after.
    pub const fn next_first(self) -> Self {
        day(self.year, self.month, 1).plus_months(1)
    }

    /// 0 is Sunday. 1 January 1970 was a Thursday.
    fn weekday(self) -> i64 {
        (self.number() + 4).rem_euclid(7)
    }

    /// `YYYY-MM`
    pub fn period(self) -> String {
        format!("{:04}-{:02}", self.year, self.month)
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.date)
    }
}

/// The first, second … Sunday of a month.
fn sunday(year: i64, month: i64, nth: i64) -> Day {
    let first = day(year, month, 1);
    first.plus_days((7 - first.weekday()) % 7 + 7 * (nth - 1))
}

/// The last Sunday of a month.
fn last_sunday(year: i64, month: i64) -> Day {
    let last = day(year, month, length(year, month));
    last.plus_days(-last.weekday())
}

/// Where a tenant's days begin and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    Amsterdam,
    NewYork,
    Tokyo,
}

/// A minute, counted from 1970 in UTC.
pub type Minute = i64;

impl Zone {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Amsterdam => "Europe/Amsterdam",
            Self::NewYork => "America/New_York",
            Self::Tokyo => "Asia/Tokyo",
        }
    }

    /// When summer time begins and ends in a year, in UTC.
    fn summer(self, year: i64) -> Option<(Minute, Minute)> {
        let at = |day: Day, hour: i64| day.number() * DAY + hour * 60;
        match self {
            Self::Amsterdam => Some((at(last_sunday(year, 3), 1), at(last_sunday(year, 10), 1))),
            Self::NewYork => Some((at(sunday(year, 3, 2), 7), at(sunday(year, 11, 1), 6))),
            Self::Tokyo => None,
        }
    }

    /// Minutes by which its clocks are ahead of UTC.
    fn ahead(self, at: Minute) -> i64 {
        let year = Day::of_number(at.div_euclid(DAY)).year;
        let is_summer = self
            .summer(year)
            .is_some_and(|(from, to)| from <= at && at < to);
        let winter = match self {
            Self::Amsterdam => 60,
            Self::NewYork => -5 * 60,
            Self::Tokyo => 9 * 60,
        };
        winter + if is_summer { 60 } else { 0 }
    }

    /// The day there at a minute.
    pub fn day_at(self, at: Minute) -> Day {
        Day::of_number((at + self.ahead(at)).div_euclid(DAY))
    }

    /// The first minute at which its clocks show that time of that day.
    pub fn minute(self, day: Day, (hour, minute): (i64, i64)) -> Minute {
        let wall = day.number() * DAY + hour * 60 + minute;
        let shows = |at: &Minute| at + self.ahead(*at) == wall;
        let from_east_to_west = (-14 * 60..=12 * 60).step_by(60);
        from_east_to_west
            .map(|offset| wall + offset)
            .find(shows)
            .unwrap_or_else(|| panic!("{}: no {hour}:{minute} on {day}", self.name()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_stick_to_their_end() {
        for (start, months, expected) in [
            (day(2027, 1, 31), 1, day(2027, 2, 28)),
            (day(2027, 1, 31), 13, day(2028, 2, 29)),
            (day(2027, 1, 30), 13, day(2028, 2, 29)),
            (day(2027, 2, 28), 1, day(2027, 3, 31)),
            (day(2028, 2, 28), 1, day(2028, 3, 28)),
            (day(2028, 2, 29), 12, day(2029, 2, 28)),
            (day(2028, 2, 29), 48, day(2032, 2, 29)),
            (day(2027, 4, 30), 1, day(2027, 5, 31)),
            (day(2027, 4, 30), 8, day(2027, 12, 31)),
            (day(2027, 12, 15), 1, day(2028, 1, 15)),
            (day(2025, 6, 30), 6, day(2025, 12, 31)),
            (day(2025, 1, 31), 6, day(2025, 7, 31)),
            (day(2027, 5, 17), 0, day(2027, 5, 17)),
        ] {
            assert_eq!(start.plus_months(months), expected, "{start} + {months}");
        }
    }

    #[test]
    fn days_are_counted() {
        assert_eq!(day(1970, 1, 1).number(), 0);
        assert_eq!(day(2000, 3, 1).number(), 11_017);
        assert_eq!(day(2028, 2, 28).plus_days(1), day(2028, 2, 29));
        assert_eq!(day(2027, 2, 28).plus_days(1), day(2027, 3, 1));
        assert_eq!(day(2025, 1, 1).plus_days(30), day(2025, 1, 31));
        assert_eq!(day(2027, 1, 1).days_until(day(2029, 1, 1)), 365 + 366);
        for number in 0..40_000 {
            assert_eq!(Day::of_number(number).number(), number);
        }
        assert_eq!(Day::parse("2028-02-29"), day(2028, 2, 29));
        assert_eq!(day(2028, 2, 29).to_string(), "2028-02-29");
    }

    #[test]
    fn clocks_change_on_sundays() {
        for (zone, date, time, utc) in [
            (Zone::Amsterdam, day(2027, 3, 28), (1, 59), (28, 0, 59)),
            (Zone::Amsterdam, day(2027, 3, 28), (3, 0), (28, 1, 0)),
            (Zone::Amsterdam, day(2027, 3, 28), (0, 30), (27, 23, 30)),
            (Zone::Amsterdam, day(2027, 3, 29), (0, 30), (28, 22, 30)),
            (Zone::Amsterdam, day(2027, 10, 31), (2, 30), (31, 0, 30)),
            (Zone::Amsterdam, day(2027, 10, 31), (3, 0), (31, 2, 0)),
            (Zone::NewYork, day(2027, 3, 14), (1, 59), (14, 6, 59)),
            (Zone::NewYork, day(2027, 3, 14), (3, 0), (14, 7, 0)),
            (Zone::NewYork, day(2027, 11, 7), (1, 30), (7, 5, 30)),
            (Zone::NewYork, day(2027, 11, 7), (23, 30), (8, 4, 30)),
            (Zone::Tokyo, day(2027, 7, 2), (0, 15), (1, 15, 15)),
        ] {
            let (on, hour, minute) = utc;
            let expected = day(date.year, date.month, on).number() * DAY + hour * 60 + minute;
            let at = zone.minute(date, time);
            assert_eq!(at, expected, "{zone:?} {date} {time:?}");
            assert_eq!(zone.day_at(at), date, "{zone:?} {date} {time:?}");
        }
    }

    #[test]
    #[should_panic(expected = "no 2:30 on 2027-03-28")]
    fn an_hour_that_is_skipped_does_not_exist() {
        Zone::Amsterdam.minute(day(2027, 3, 28), (2, 30));
    }
}
