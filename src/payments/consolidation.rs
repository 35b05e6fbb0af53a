//! When a billing group asks for money: pure dates.
use chrono::{Datelike as _, Days, NaiveDate};

use crate::kernel::calendar::add_months;

/// What of a group decides its months.
#[derive(Debug, Clone, Copy)]
pub(super) struct GroupDays {
    /// Day of the month it is billed on, 1 to 28.
    pub(super) billing_day: u32,
    /// When it was made: no billing day before counts.
    pub(super) created_on: NaiveDate,
    /// First day of the last month that is closed.
    pub(super) closed_through: Option<NaiveDate>,
}

impl GroupDays {
    /// The first month that is not closed and whose billing day has come, by its first day; the months
    /// after it come when it is closed, so that missed ones are made up for in order.
    pub(super) fn month_due(&self, today: NaiveDate) -> Option<NaiveDate> {
        let next = match self.closed_through {
            Some(closed) => add_months(closed, 1)?,
            None => self.first_month()?,
        };
        (self.billing_date(next)? <= today).then_some(next)
    }

    /// The billing day of a month that is given by its first day.
    pub(super) fn billing_date(&self, month: NaiveDate) -> Option<NaiveDate> {
        month.checked_add_days(Days::new(u64::from(self.billing_day).checked_sub(1)?))
    }

    /// The month of the first billing day on which the group was there.
    fn first_month(&self) -> Option<NaiveDate> {
        let month = self.created_on.with_day(1)?;
        if self.billing_date(month)? < self.created_on {
            add_months(month, 1)
        } else {
            Some(month)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_come_on_their_billing_day_one_after_the_other() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (billing_day, created, closed, today, expected) in [
            (15, "2026-01-15", None, "2026-01-15", Some("2026-01-01")),
            (15, "2026-01-16", None, "2026-01-31", None),
            (15, "2026-01-16", None, "2026-02-14", None),
            (15, "2026-01-16", None, "2026-02-15", Some("2026-02-01")),
            (1, "2026-01-15", None, "2026-02-01", Some("2026-02-01")),
            (28, "2026-01-15", Some("2026-01-01"), "2026-02-27", None),
            (
                28,
                "2026-01-15",
                Some("2026-01-01"),
                "2026-02-28",
                Some("2026-02-01"),
            ),
            // Three months were missed.
            (
                5,
                "2026-01-01",
                Some("2026-01-01"),
                "2026-04-20",
                Some("2026-02-01"),
            ),
            (
                5,
                "2026-01-01",
                Some("2026-12-01"),
                "2027-01-05",
                Some("2027-01-01"),
            ),
        ] {
            let group = GroupDays {
                billing_day,
                created_on: day(created),
                closed_through: closed.map(day),
            };
            let due = group.month_due(day(today));
            assert_eq!(due, expected.map(day), "{billing_day} {closed:?} {today}");
        }
    }
}
