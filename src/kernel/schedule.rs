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

impl BillingCycle {
    /// The day from which periods are counted, where billing starts on `start`. None beyond the year
    /// 9999.
    pub fn anchor(self, start: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::SubscriptionStart | Self::Every30Days => Some(start),
            Self::FixedDay(day) => {
                let this_month = start.with_day(day.into())?;
                if this_month < start {
                    add_months(this_month, 1)
                } else {
                    Some(this_month)
                }
            }
        }
    }

    /// What lies between two periods.
    pub const fn interval(self) -> BillingInterval {
        match self {
            Self::SubscriptionStart => BillingInterval::Month,
            Self::FixedDay(_) => BillingInterval::SameDay,
            Self::Every30Days => BillingInterval::Days30,
        }
    }
}

words! {
    /// What lies between two periods of a contract's billing.
    #[derive(Default)]
    pub enum BillingInterval {
        /// A calendar month.
        #[default]
        Month = "month",
        /// A calendar month to the same day of the next one, a last day too: the 28th stays the 28th.
        SameDay = "same_day",
        /// 30 days.
        Days30 = "30_days",
    }
}

/// Days of [`BillingInterval::Days30`].
const INTERVAL_DAYS: u32 = 30;

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

/// When the payments of a contract fall due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    /// First day of the first period.
    pub anchor: NaiveDate,
    /// What lies between two periods.
    pub interval: BillingInterval,
    /// When a payment is due after its period's start.
    pub terms: PaymentTerms,
}

impl Rhythm {
    /// The payments of `count` periods after the first `laid`: one each, in full. None when one would
    /// fall beyond the year 9999.
    pub fn installments(&self, laid: u32, count: u32) -> Option<Vec<Installment>> {
        (laid..laid.checked_add(count)?)
            .map(|period| self.installment(period))
            .collect()
    }

    /// The payment of the period `period`, from 0; an extension goes on where the contract ended.
    pub fn installment(&self, period: u32) -> Option<Installment> {
        let period_start = match self.interval {
            BillingInterval::Month => nth_due_date(self.anchor, period)?,
            BillingInterval::SameDay => {
                nth_due_date(self.anchor.with_day(1)?, period)?.with_day(self.anchor.day())?
            }
            BillingInterval::Days30 => net_days(self.anchor, period.checked_mul(INTERVAL_DAYS)?)?,
        };
        Some(Installment {
            n: period.checked_add(1)?,
            period_start,
            due_date: self.due(period_start)?,
            billing_period: billing_period(period_start),
        })
    }

    /// When what is billed on a day is due.
    pub fn due(&self, day: NaiveDate) -> Option<NaiveDate> {
        net_days(day, self.terms.days())
    }
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

    fn monthly(anchor: &str, terms: PaymentTerms) -> Rhythm {
        Rhythm {
            anchor: date(anchor),
            interval: BillingInterval::Month,
            terms,
        }
    }

    fn due_dates(start: &str, months: u32, terms: PaymentTerms) -> Vec<String> {
        monthly(start, terms)
            .installments(0, months)
            .unwrap()
            .iter()
            .map(|payment| payment.due_date.to_string())
            .collect()
    }

    #[test]
    fn a_year_from_new_year_is_due_on_each_first() {
        let year = monthly("2025-01-01", PaymentTerms::Immediate);
        let payments = year.installments(0, 12).unwrap();
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
        let late = monthly("2025-01-31", PaymentTerms::Net30)
            .installment(1)
            .unwrap();
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
        let last = monthly("9999-12-01", PaymentTerms::Immediate);
        assert_eq!(last.installments(0, 2), None);
        assert_eq!(last.installments(0, u32::MAX), None);
        assert_eq!(last.installments(u32::MAX, 1), None);
        assert_eq!(last.installments(0, 0), Some(vec![]));
    }

    #[test]
    fn a_fixed_day_is_the_first_such_day_from_the_start_on() {
        for (start, day, expected) in [
            ("2025-01-15", 15, "2025-01-15"),
            ("2025-01-15", 16, "2025-01-16"),
            ("2025-01-15", 14, "2025-02-14"),
            ("2025-01-31", 28, "2025-02-28"),
            ("2025-12-29", 1, "2026-01-01"),
            ("2024-02-29", 28, "2024-03-28"),
        ] {
            let anchor = BillingCycle::FixedDay(day).anchor(date(start));
            assert_eq!(anchor, Some(date(expected)), "{start} on the {day}th");
        }
        for cycle in [BillingCycle::SubscriptionStart, BillingCycle::Every30Days] {
            let start = date("2025-01-15");
            assert_eq!(cycle.anchor(start), Some(start));
        }
        assert_eq!(BillingCycle::FixedDay(0).anchor(date("2025-01-15")), None);
    }

    #[test]
    fn thirty_days_are_counted_and_not_months() {
        let rhythm = Rhythm {
            interval: BillingInterval::Days30,
            ..monthly("2024-01-31", PaymentTerms::Net7)
        };
        let days: Vec<String> = rhythm
            .installments(0, 4)
            .unwrap()
            .iter()
            .map(|payment| payment.period_start.to_string())
            .collect();
        assert_eq!(
            days,
            ["2024-01-31", "2024-03-01", "2024-03-31", "2024-04-30"]
        );
        let fifth = rhythm.installment(4).unwrap();
        assert_eq!((fifth.n, fifth.due_date), (5, date("2024-06-06")));
        assert_eq!(fifth.billing_period, "2024-05");
    }

    #[test]
    fn an_extension_goes_on_where_the_contract_ended() {
        let rhythm = monthly("2025-01-31", PaymentTerms::Immediate);
        let whole = rhythm.installments(0, 14).unwrap();
        let extension = rhythm.installments(12, 2).unwrap();
        assert_eq!(whole[12..], extension);
        assert_eq!(extension[1].due_date, date("2026-02-28"));
    }

    #[test]
    fn a_fixed_day_stays_that_day_also_where_it_is_a_last_one() {
        let cycle = BillingCycle::FixedDay(28);
        let rhythm = Rhythm {
            anchor: cycle.anchor(date("2026-02-10")).unwrap(),
            interval: cycle.interval(),
            terms: PaymentTerms::Immediate,
        };
        let payments = rhythm.installments(0, 3).unwrap();
        let starts: Vec<NaiveDate> = payments.iter().map(|it| it.period_start).collect();
        assert_eq!(starts, ["2026-02-28", "2026-03-28", "2026-04-28"].map(date));
    }

    proptest! {
        #[test]
        fn there_is_one_payment_a_month(day in 0_u64..40_000, months in 0_u32..=120) {
            let anchor = date("1990-01-01") + chrono::Days::new(day);
            let rhythm = Rhythm { anchor, ..monthly("1990-01-01", PaymentTerms::Net14) };
            let payments = rhythm.installments(0, months).unwrap();
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
