//! What a customer has brought and cost (contract section 5, "Customer").
use chrono::{Datelike as _, NaiveDate};

use super::model::Customer;
use crate::kernel::money::Minor;

/// Months in a year.
const MONTHS: i64 = 12;

/// What is left of what they paid after the cost of their devices.
pub(super) fn margin(customer: &Customer) -> Option<Minor> {
    let cost = customer.total_acquisition_cost;
    customer.lifetime_collected.checked_sub(cost)
}

/// What they paid a month on average, of the months begun since `since`.
pub(super) fn average_monthly(collected: Minor, since: NaiveDate, today: NaiveDate) -> Minor {
    let months = |date: NaiveDate| i64::from(date.year()) * MONTHS + i64::from(date.month0());
    let whole = months(today) - months(since) - i64::from(today.day() < since.day());
    let begun = whole.max(0) + 1;
    collected.scaled(1, begun).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minor(units: i64) -> Minor {
        Minor::new(units).unwrap()
    }

    #[test]
    fn a_month_that_has_begun_counts() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (since, today, collected, average) in [
            ("2025-01-15", "2025-12-20", 425_000, 35_417),
            ("2025-01-15", "2025-01-15", 500, 500),
            ("2025-01-15", "2025-02-14", 500, 500),
            ("2025-01-15", "2025-02-15", 500, 250),
            ("2025-01-15", "2024-12-31", 500, 500),
        ] {
            let met = average_monthly(minor(collected), day(since), day(today));
            assert_eq!(met, minor(average), "{since} to {today}");
        }
    }
}
