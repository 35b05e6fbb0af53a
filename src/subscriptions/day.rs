//! On which day a contract is called off, or gives its place to another: what a request may say
//! (contract section 7). Pure.
use chrono::NaiveDate;

use super::model::Subscription;

/// What the days of a contract are measured by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Days {
    /// Its first day.
    start: NaiveDate,
    /// Its last day.
    end: NaiveDate,
    /// Today, where the tenant is.
    today: NaiveDate,
}

/// When a contract is called off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CancelDay {
    /// At once, as of this day: today or before.
    Now(NaiveDate),
    /// When this day has come.
    Later(NaiveDate),
}

impl Days {
    /// Of a contract, as things stand today.
    pub(super) const fn of(subscription: &Subscription, today: NaiveDate) -> Self {
        Self {
            start: subscription.start_date,
            end: subscription.end_date,
            today,
        }
    }

    /// When a contract is called off: today, unless a request says otherwise. A contract that has not
    /// begun is called off today, or within its term. The error is a sentence for the caller.
    pub(super) fn cancel(self, sent: Option<NaiveDate>) -> Result<CancelDay, String> {
        let Self { start, end, today } = self;
        match sent.unwrap_or(today) {
            day if day == today => Ok(CancelDay::Now(day)),
            day if day < start => Err(format!(
                "Lies before the contract's first day, {start}. Send that day or a later one, or leave \
                 it out to cancel today."
            )),
            day if day < today => Ok(CancelDay::Now(day)),
            day if day <= end => Ok(CancelDay::Later(day)),
            _ => Err(format!(
                "Lies after the contract's last day, {end}. Send that day or an earlier one, or leave \
                 it out to cancel today."
            )),
        }
    }

    /// On which day another contract takes the place of this one: today, unless a request names a day
    /// before, from its first on. The error is a sentence for the caller.
    pub(super) fn upgrade(self, sent: Option<NaiveDate>) -> Result<NaiveDate, String> {
        let Self { start, today, .. } = self;
        match sent.unwrap_or(today) {
            day if day == today => Ok(day),
            day if day < start => Err(format!(
                "Lies before the first day of the contract that is replaced, {start}. Send that day or \
                 a later one, or leave it out to start today."
            )),
            day if day > today => Err(
                "Lies in the future, and the devices are swapped at once. Send today or an earlier day; or \
                 leave out newSerialNumber: that makes an order, and the contract starts when it is \
                 fulfilled."
                    .to_owned(),
            ),
            day => Ok(day),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A year's contract, seen on a day.
    fn seen(today: &str) -> Days {
        Days {
            start: date("2026-01-31"),
            end: date("2027-01-31"),
            today: date(today),
        }
    }

    #[test]
    fn a_contract_is_called_off_today_within_its_term_or_not_at_all() {
        let now = |day| Some(CancelDay::Now(date(day)));
        let later = |day| Some(CancelDay::Later(date(day)));
        for (today, sent, expected) in [
            // While it runs.
            ("2026-02-28", None, now("2026-02-28")),
            ("2026-02-28", Some("2026-02-28"), now("2026-02-28")),
            ("2026-02-28", Some("2026-01-31"), now("2026-01-31")),
            ("2026-02-28", Some("2026-01-30"), None),
            ("2026-02-28", Some("2026-03-01"), later("2026-03-01")),
            ("2026-02-28", Some("2027-01-31"), later("2027-01-31")),
            ("2026-02-28", Some("2027-02-01"), None),
            // Before it begins.
            ("2026-01-01", None, now("2026-01-01")),
            ("2026-01-01", Some("2026-01-01"), now("2026-01-01")),
            ("2026-01-01", Some("2025-12-31"), None),
            ("2026-01-01", Some("2026-01-30"), None),
            ("2026-01-01", Some("2026-01-31"), later("2026-01-31")),
            // On its last day, and when its term is over.
            ("2027-01-31", Some("2027-01-31"), now("2027-01-31")),
            ("2027-01-31", Some("2027-02-01"), None),
            ("2027-03-01", None, now("2027-03-01")),
            ("2027-03-01", Some("2027-02-10"), now("2027-02-10")),
            ("2027-03-01", Some("2027-03-02"), None),
        ] {
            let found = seen(today).cancel(sent.map(date)).ok();
            assert_eq!(found, expected, "{today} {sent:?}");
        }
    }

    #[test]
    fn another_contract_starts_today_or_before_but_not_before_the_first() {
        for (today, sent, is_taken) in [
            ("2026-06-30", None, true),
            ("2026-06-30", Some("2026-01-30"), false),
            ("2026-06-30", Some("2026-01-31"), true),
            ("2026-06-30", Some("2026-06-29"), true),
            ("2026-06-30", Some("2026-06-30"), true),
            ("2026-06-30", Some("2026-07-01"), false),
            ("2026-01-01", None, true),
            ("2026-01-01", Some("2026-01-02"), false),
            ("2027-03-01", None, true),
            ("2027-03-01", Some("2027-02-28"), true),
            ("2027-03-01", Some("2027-03-02"), false),
        ] {
            let expected = is_taken.then(|| date(sent.unwrap_or(today)));
            let found = seen(today).upgrade(sent.map(date)).ok();
            assert_eq!(found, expected, "{today} {sent:?}");
        }
    }
}
