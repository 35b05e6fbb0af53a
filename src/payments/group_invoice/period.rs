//! The months that are asked for. Pure.
use chrono::NaiveDate;

use crate::kernel::{calendar::add_months, schedule::billing_period};

/// Most months of one period.
pub(super) const MONTHS_MAX: i32 = 24;

/// Months from `from` to `to`, both in it, as payments name them: `YYYY-MM`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::payments) struct Period {
    pub(in crate::payments) from: String,
    pub(in crate::payments) to: String,
}

/// Why two months are no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It ends before it begins.
    Backwards,
    /// It has more months than [`MONTHS_MAX`].
    TooLong,
}

impl Period {
    /// Of months by their first days.
    pub(super) fn between(from: NaiveDate, to: NaiveDate) -> Result<Self, Wrong> {
        if to < from {
            return Err(Wrong::Backwards);
        }
        if add_months(from, MONTHS_MAX).is_some_and(|end| end <= to) {
            return Err(Wrong::TooLong);
        }
        Ok(Self {
            from: billing_period(from),
            to: billing_period(to),
        })
    }
}

/// `YYYY-MM`, by its first day.
pub(super) fn parse_month(text: &str) -> Option<NaiveDate> {
    let (year, month) = text.split_once('-')?;
    let are_digits =
        |part: &str, many| part.len() == many && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = are_digits(year, 4) && are_digits(month, 2);
    let first_day = || format!("{text}-01").parse().ok();
    is_plain.then(first_day).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_four_digits_and_two() {
        for (text, expected) in [
            ("2026-01", Some("2026-01-01")),
            ("2026-12", Some("2026-12-01")),
            ("2026-13", None),
            ("2026-00", None),
            ("2026-1", None),
            ("26-0001", None),
            ("2026-1-", None),
            ("-026-01", None),
            ("2026-01-01", None),
            ("+026-01", None),
            ("", None),
        ] {
            let expected = expected.map(|day| day.parse::<NaiveDate>().unwrap());
            assert_eq!(parse_month(text), expected, "{text}");
        }
    }

    #[test]
    fn a_period_has_one_month_at_least_and_two_years_at_most() {
        for (from, to, expected) in [
            ("2026-01", "2026-01", Ok(())),
            ("2026-01", "2027-12", Ok(())),
            ("2026-01", "2028-01", Err(Wrong::TooLong)),
            ("2026-02", "2026-01", Err(Wrong::Backwards)),
        ] {
            let (first, last) = (parse_month(from).unwrap(), parse_month(to).unwrap());
            let period = Period::between(first, last);
            assert_eq!(period.clone().map(|_| ()), expected, "{from} {to}");
            if let Ok(period) = period {
                assert_eq!((&*period.from, &*period.to), (from, to));
            }
        }
    }
}
