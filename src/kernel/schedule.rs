//! The payment schedule of a contract: when its monthly payments fall due (contract 5, 10.10 and
//! 10.12). Amounts are not here.
use chrono::{Datelike as _, NaiveDate};

use super::{
    calendar::{add_months, net_days, nth_due_date},
    word::words,
};

words! {
    /// From when a subscription is billed. Moves the anchor only: there are as many payments as ever.
    #[derive(Default)]
    pub enum BillingStart {
        /// From the start date.
        #[default]
        Immediate = "immediate",
        /// From the first day of the month after the start date.
        FirstOfNextMonth = "first_of_next_month",
        /// From a month after the start date.
        SameDayNextMonth = "same_day_next_month",
    }
}

/// When the payments of a subscription fall due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BillingCycle {
    /// Each month on the day that billing starts on.
    #[default]
    SubscriptionStart,
    /// Each month on the same day, 1 to 28, for all subscriptions; the first such day on which, or
    /// after which, billing starts.
    FixedDay(u8),
    /// Every 30 days from the day that billing starts on.
    Every30Days,
}

words! {
    /// How long after a period's start its payment is due.
    #[derive(Default)]
    pub enum PaymentTerms {
        /// At once.
        #[default]
        Immediate = "immediate",
        /// After 7 days.
        Net7 = "net_7",
        /// After 14 days.
        Net14 = "net_14",
        /// After 30 days.
        Net30 = "net_30",
    }
}

impl PaymentTerms {
    /// Days from a period's start to its due date.
    pub const fn days(self) -> u32 {
        match self {
            Self::Immediate => 0,
            Self::Net7 => 7,
            Self::Net14 => 14,
            Self::Net30 => 30,
        }
    }
}

/// One monthly payment of a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installment {
    /// Its number, from 1.
    pub n: u32,
    /// First day of the month it pays for.
    pub period_start: NaiveDate,
    /// Last day to pay on.
    pub due_date: NaiveDate,
    /// `YYYY-MM` of the period's start: a label.
    pub billing_period: String,
}

/// The day from which the months of a contract are billed. None beyond the year 9999.
pub fn anchor(start: NaiveDate, billing: BillingStart) -> Option<NaiveDate> {
    match billing {
        BillingStart::Immediate => Some(start),
        BillingStart::FirstOfNextMonth => add_months(start.with_day(1)?, 1),
        BillingStart::SameDayNextMonth => add_months(start, 1),
    }
}

/// The payments of a contract of `months` months: one a month, each in full. None when one would
/// fall beyond the year 9999.
pub fn installments(
    anchor: NaiveDate,
    months: u32,
    terms: PaymentTerms,
) -> Option<Vec<Installment>> {
    (0..months)
        .map(|month| installment(anchor, month, terms))
        .collect()
}

/// The payment for the month `month`, from 0; an extension goes on where the contract ended.
pub fn installment(anchor: NaiveDate, month: u32, terms: PaymentTerms) -> Option<Installment> {
    let period_start = nth_due_date(anchor, month)?;
    Some(Installment {
        n: month.checked_add(1)?,
        period_start,
        due_date: net_days(period_start, terms.days())?,
        billing_period: billing_period(period_start),
    })
}

/// The label of the period that starts on a date: `YYYY-MM`.
pub fn billing_period(period_start: NaiveDate) -> String {
    format!("{:04}-{:02}", period_start.year(), period_start.month())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn due_dates(start: &str, months: u32, terms: PaymentTerms) -> Vec<String> {
        installments(date(start), months, terms)
            .unwrap()
            .iter()
            .map(|payment| payment.due_date.to_string())
            .collect()
    }

    #[test]
    fn a_year_from_new_year_is_due_on_each_first() {
        let payments = installments(date("2025-01-01"), 12, PaymentTerms::Immediate).unwrap();
        assert_eq!(payments.len(), 12);
        for (month, payment) in (1..).zip(&payments) {
            let first = NaiveDate::from_ymd_opt(2025, month, 1).unwrap();
            let expected = Installment {
                n: month,
                period_start: first,
                due_date: first,
                billing_period: format!("2025-{month:02}"),
            };
            assert_eq!(*payment, expected);
        }
    }

    #[test]
    fn a_start_on_a_last_day_is_due_on_last_days() {
        assert_eq!(
            due_dates("2025-01-31", 4, PaymentTerms::Immediate),
            ["2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30"]
        );
        assert_eq!(
            due_dates("2024-02-29", 3, PaymentTerms::Immediate),
            ["2024-02-29", "2024-03-31", "2024-04-30"]
        );
        assert_eq!(
            due_dates("2025-01-30", 3, PaymentTerms::Immediate),
            ["2025-01-30", "2025-02-28", "2025-03-30"]
        );
    }

    #[test]
    fn net_terms_count_from_the_start_of_the_period() {
        for (terms, expected) in [
            (PaymentTerms::Immediate, ["2025-01-01", "2025-02-01"]),
            (PaymentTerms::Net7, ["2025-01-08", "2025-02-08"]),
            (PaymentTerms::Net14, ["2025-01-15", "2025-02-15"]),
            (PaymentTerms::Net30, ["2025-01-31", "2025-03-03"]),
        ] {
            assert_eq!(due_dates("2025-01-01", 2, terms), expected);
        }
        let late = installment(date("2025-01-31"), 1, PaymentTerms::Net30).unwrap();
        assert_eq!(late.billing_period, "2025-02");
        assert_eq!(late.due_date, date("2025-03-30"));
    }

    #[test]
    fn billing_start_moves_the_anchor() {
        for (start, billing, expected) in [
            ("2025-01-15", BillingStart::Immediate, "2025-01-15"),
            ("2025-01-15", BillingStart::FirstOfNextMonth, "2025-02-01"),
            ("2025-01-01", BillingStart::FirstOfNextMonth, "2025-02-01"),
            ("2025-12-31", BillingStart::FirstOfNextMonth, "2026-01-01"),
            ("2025-01-15", BillingStart::SameDayNextMonth, "2025-02-15"),
            ("2025-01-31", BillingStart::SameDayNextMonth, "2025-02-28"),
            ("2025-12-15", BillingStart::SameDayNextMonth, "2026-01-15"),
        ] {
            assert_eq!(anchor(date(start), billing), Some(date(expected)));
        }
        let last = date("9999-12-01");
        assert_eq!(anchor(last, BillingStart::FirstOfNextMonth), None);
        assert_eq!(installments(last, 2, PaymentTerms::Immediate), None);
        assert_eq!(installments(last, u32::MAX, PaymentTerms::Immediate), None);
        assert_eq!(installments(last, 0, PaymentTerms::Net30), Some(vec![]));
    }

    proptest! {
        #[test]
        fn there_is_one_payment_a_month(day in 0_u64..40_000, months in 0_u32..=120) {
            let anchor = date("1990-01-01") + chrono::Days::new(day);
            let payments = installments(anchor, months, PaymentTerms::Net14).unwrap();
            prop_assert_eq!(payments.len(), months as usize);
            let ordered = payments.is_sorted_by(|a, b| {
                a.n + 1 == b.n
                    && a.period_start < b.period_start
                    && a.due_date < b.due_date
                    && a.billing_period < b.billing_period
            });
            prop_assert!(ordered);
            if let Some(first) = payments.first() {
                prop_assert_eq!(first.period_start, anchor);
            }
        }
    }
}
