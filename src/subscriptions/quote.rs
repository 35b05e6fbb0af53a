//! What a buyout and an early return cost by the tenant's rules (contract section 5). Pure: from the
//! monthly payments of a contract, so that what is still to come counts at the rate it was laid at.
use chrono::NaiveDate;

use super::history::{BuyoutBreakdown, FeeMethod};
use crate::{
    auth::settings::{
        BuyoutMethod, BuyoutRules, EarlyReturnMethod, EarlyReturnRules, PartialMonth,
    },
    kernel::{money::Minor, schedule::Rhythm, tax::TaxRate},
    payments::{Month, PaymentStatus},
};

/// Most months that FlexPortal's breakdowns can hold.
const MONTHS_MAX: usize = 120;
/// Most days that they can hold.
const DAYS_MAX: u32 = 3_650;

/// What is still to come of a contract on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ahead {
    /// Months whose period has not begun, and that are neither paid nor called off.
    pub(super) months: u32,
    /// What they bring.
    pub(super) value: Minor,
    /// The month that runs on that day.
    pub(super) running: Option<Running>,
}

/// The month that runs on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Running {
    /// What it brings.
    pub(super) amount: Minor,
    /// Whether that day is its first: then all of it is still to come.
    pub(super) begins_today: bool,
}

impl Ahead {
    /// Of all monthly payments of a contract by due date. None where amounts are beyond all bounds.
    pub(super) fn of(rhythm: Rhythm, months: &[Month], day: NaiveDate) -> Option<Self> {
        let last_due = rhythm.due(day)?;
        let (begun, to_come): (Vec<&Month>, Vec<&Month>) =
            months.iter().partition(|month| month.due_date <= last_due);
        let open: Vec<&Month> = to_come
            .into_iter()
            .filter(|month| is_open(month.status))
            .collect();
        let next = u32::try_from(begun.len()).ok()?;
        let runs_on = rhythm
            .installment(next)
            .is_none_or(|after| after.period_start > day);
        let running = begun.last().filter(|_| runs_on).map(|month| Running {
            amount: month.amount,
            begins_today: month.due_date == last_due,
        });
        Some(Self {
            months: u32::try_from(open.len().min(MONTHS_MAX)).ok()?,
            value: Minor::checked_sum(open.iter().map(|month| month.amount))?,
            running,
        })
    }
}

/// Whether it can still be called off: what is being collected is paid besides.
const fn is_open(status: PaymentStatus) -> bool {
    match status {
        PaymentStatus::Pending | PaymentStatus::Failed => true,
        PaymentStatus::Processing | PaymentStatus::Paid | PaymentStatus::Cancelled => false,
    }
}

/// The price of a device, and what it is made of.
pub(super) fn buyout(
    rules: &BuyoutRules,
    ahead: &Ahead,
    list_price: Option<Minor>,
) -> Option<(Minor, BuyoutBreakdown)> {
    let (by_months, by_list, by_fee) = match rules.method {
        BuyoutMethod::FlatFee => (false, false, true),
        BuyoutMethod::RemainingMonths => (true, false, false),
        BuyoutMethod::ListPricePercentage => (false, true, false),
        BuyoutMethod::RemainingMonthsAndListPrice => (true, true, false),
    };
    let part = |counts: bool, amount: Minor| if counts { amount } else { Minor::ZERO };
    let percentage = rules.list_price_percentage_ppm;
    let of_list = percentage.of(list_price.unwrap_or(Minor::ZERO))?;
    let breakdown = BuyoutBreakdown {
        remaining_months: ahead.months,
        remaining_months_payment_minor: part(by_months, ahead.value),
        list_price_percentage_ppm: if by_list { percentage.ppm() } else { 0 },
        list_price_amount_minor: part(by_list, of_list),
        flat_fee_minor: part(by_fee, rules.flat_fee_minor),
    };
    let price = Minor::checked_sum([
        breakdown.remaining_months_payment_minor,
        breakdown.list_price_amount_minor,
        breakdown.flat_fee_minor,
    ])?;
    Some((price, breakdown))
}

/// The fee of an early return, and how it came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FeeQuote {
    /// What it costs.
    pub(super) fee: Minor,
    /// How it came about.
    pub(super) method: FeeMethod,
    /// Months still to be paid.
    pub(super) remaining_months: u32,
    /// What they bring.
    pub(super) remaining_value: Minor,
    /// Whether it is early enough to be free.
    pub(super) grace_period_applied: bool,
    /// Days since the start.
    pub(super) days_from_start: u32,
}

/// What it costs to bring a device back on a day.
pub(super) fn early_return(
    rules: &EarlyReturnRules,
    ahead: &Ahead,
    (start, day): (NaiveDate, NaiveDate),
) -> Option<FeeQuote> {
    let running = ahead.running.filter(|running| {
        let counts_part = match rules.partial_month {
            PartialMonth::Up => true,
            PartialMonth::Down => false,
        };
        rules.include_current_month && (running.begins_today || counts_part)
    });
    let remaining_value = match running {
        Some(running) => ahead.value.checked_add(running.amount)?,
        None => ahead.value,
    };
    let days = u32::try_from((day - start).num_days().max(0)).ok()?;
    let grace_period_applied = rules.grace_days > 0 && days <= rules.grace_days;
    let (fee, method) = match rules.method {
        EarlyReturnMethod::RemainingMonths => (
            rules.fee_percentage_ppm.of(remaining_value)?,
            FeeMethod::RemainingMonths,
        ),
        EarlyReturnMethod::FlatFee => (rules.flat_fee_minor, FeeMethod::FlatFee),
        EarlyReturnMethod::NoFee => (Minor::ZERO, FeeMethod::NoFee),
    };
    Some(FeeQuote {
        fee: if grace_period_applied {
            Minor::ZERO
        } else {
            fee
        },
        method,
        remaining_months: ahead.months + u32::from(running.is_some()),
        remaining_value,
        grace_period_applied,
        days_from_start: days.min(DAYS_MAX),
    })
}

/// The part of what is still to be paid that the fee is; 0 where it is none.
pub(super) fn percentage(rules: &EarlyReturnRules) -> TaxRate {
    match rules.method {
        EarlyReturnMethod::RemainingMonths => rules.fee_percentage_ppm.percent(),
        EarlyReturnMethod::FlatFee | EarlyReturnMethod::NoFee => TaxRate::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{
        percentage::Percentage,
        ratio::Ratio,
        schedule::{BillingInterval, PaymentTerms},
    };

    const TERMS: [PaymentTerms; 2] = [PaymentTerms::Immediate, PaymentTerms::Net30];

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn minor(units: i64) -> Minor {
        Minor::new(units).unwrap()
    }

    fn rhythm(terms: PaymentTerms) -> Rhythm {
        Rhythm {
            anchor: date("2025-01-01"),
            interval: BillingInterval::Month,
            terms,
        }
    }

    /// 24 months of 129.00 from 2025-01-01, all open.
    fn months(terms: PaymentTerms) -> Vec<Month> {
        let installments = rhythm(terms).installments(0, 24).unwrap();
        let month = |due_date| Month {
            due_date,
            amount: minor(12_900),
            status: PaymentStatus::Pending,
        };
        installments.iter().map(|one| month(one.due_date)).collect()
    }

    fn ahead(day: &str) -> Ahead {
        let terms = PaymentTerms::Immediate;
        Ahead::of(rhythm(terms), &months(terms), date(day)).unwrap()
    }

    #[test]
    fn what_has_begun_is_not_still_to_come() {
        for terms in TERMS {
            for (day, left, running) in [
                ("2024-12-31", 24, None),
                ("2025-01-01", 23, Some(true)),
                ("2025-01-31", 23, Some(false)),
                ("2025-02-01", 22, Some(true)),
                ("2026-08-15", 4, Some(false)),
                ("2026-12-01", 0, Some(true)),
                ("2026-12-31", 0, Some(false)),
                ("2027-01-01", 0, None),
                ("2028-01-01", 0, None),
            ] {
                let found = Ahead::of(rhythm(terms), &months(terms), date(day)).unwrap();
                assert_eq!(found.months, left, "{day} {terms:?}");
                assert_eq!(found.value, minor(12_900 * i64::from(left)));
                let begins = found.running.map(|running| running.begins_today);
                assert_eq!(begins, running, "{day} {terms:?}");
            }
        }
    }

    #[test]
    fn what_was_paid_ahead_or_called_off_is_not_still_to_come() {
        let terms = PaymentTerms::Immediate;
        let mut months = months(terms);
        months[22].status = PaymentStatus::Paid;
        months[23].status = PaymentStatus::Cancelled;
        months[21].amount = minor(9_900);
        let found = Ahead::of(rhythm(terms), &months, date("2026-08-15")).unwrap();
        assert_eq!((found.months, found.value), (2, minor(12_900 + 9_900)));
    }

    #[test]
    fn the_buyout_of_the_contracts_sample_holds() {
        let rules = BuyoutRules {
            method: BuyoutMethod::RemainingMonthsAndListPrice,
            list_price_percentage_ppm: Percentage::parse("10").unwrap(),
            ..BuyoutRules::default()
        };
        let (price, parts) = buyout(&rules, &ahead("2026-08-15"), Some(minor(142_000))).unwrap();
        assert_eq!(parts.remaining_months_payment_minor, minor(51_600));
        assert_eq!(parts.list_price_amount_minor, minor(14_200));
        assert_eq!((parts.remaining_months, price), (4, minor(65_800)));
        let projected = minor(154_800).checked_add(price).unwrap();
        assert_eq!(projected, minor(220_600));
        let margin = projected.checked_sub(minor(180_000)).unwrap();
        assert_eq!(margin, minor(40_600));
        let percent = Ratio::short_percent(margin, minor(180_000)).unwrap();
        assert_eq!(percent.to_string(), "22.6");
    }

    #[test]
    fn each_method_counts_its_own_parts() {
        for (method, price) in [
            (BuyoutMethod::FlatFee, 50_000),
            (BuyoutMethod::RemainingMonths, 51_600),
            (BuyoutMethod::ListPricePercentage, 14_200),
            (BuyoutMethod::RemainingMonthsAndListPrice, 65_800),
        ] {
            let rules = BuyoutRules {
                method,
                flat_fee_minor: minor(50_000),
                list_price_percentage_ppm: Percentage::parse("10").unwrap(),
                manual_override: true,
            };
            let (found, _) = buyout(&rules, &ahead("2026-08-15"), Some(minor(142_000))).unwrap();
            assert_eq!(found, minor(price), "{method:?}");
        }
        let rules = BuyoutRules {
            method: BuyoutMethod::ListPricePercentage,
            list_price_percentage_ppm: Percentage::HALF,
            ..BuyoutRules::default()
        };
        let (unknown, _) = buyout(&rules, &ahead("2026-08-15"), None).unwrap();
        assert_eq!(unknown, Minor::ZERO);
    }

    #[test]
    fn the_early_return_of_the_contracts_sample_holds() {
        let rules = EarlyReturnRules::default();
        let days = (date("2025-01-01"), date("2026-08-15"));
        let quote = early_return(&rules, &ahead("2026-08-15"), days).unwrap();
        assert_eq!(quote.remaining_value, minor(51_600));
        assert_eq!((quote.remaining_months, quote.fee), (4, minor(25_800)));
        assert_eq!(quote.method, FeeMethod::RemainingMonths);
        let projected = minor(154_800).checked_add(quote.fee).unwrap();
        assert_eq!(projected, minor(180_600));
        let percent = |part| Ratio::short_percent(part, minor(180_000)).unwrap();
        assert_eq!(percent(projected).to_string(), "100.3");
        assert_eq!(percent(minor(154_800)).to_string(), "86");
    }

    #[test]
    fn the_running_month_counts_as_the_rules_say() {
        use PartialMonth::{Down, Up};
        for (day, include_current_month, partial_month, expected) in [
            ("2026-08-15", false, Up, 4),
            ("2026-08-15", false, Down, 4),
            ("2026-08-15", true, Up, 5),
            ("2026-08-15", true, Down, 4),
            ("2026-08-01", false, Up, 4),
            ("2026-08-01", true, Down, 5),
            ("2026-12-31", true, Up, 1),
            ("2027-01-01", true, Up, 0),
            ("2024-12-31", true, Up, 24),
        ] {
            let rules = EarlyReturnRules {
                partial_month,
                include_current_month,
                ..EarlyReturnRules::default()
            };
            let days = (date("2025-01-01"), date(day));
            let quote = early_return(&rules, &ahead(day), days).unwrap();
            let what = format!("{day} {include_current_month} {partial_month:?}");
            assert_eq!(quote.remaining_months, expected, "{what}");
            assert_eq!(quote.fee, minor(6_450 * i64::from(expected)), "{what}");
        }
    }

    #[test]
    fn grace_makes_a_return_free_and_a_flat_fee_does_not_shrink() {
        for (day, grace_days, free) in [
            ("2025-01-01", 0, false),
            ("2025-01-01", 14, true),
            ("2025-01-15", 14, true),
            ("2025-01-16", 14, false),
        ] {
            let rules = EarlyReturnRules {
                method: EarlyReturnMethod::FlatFee,
                flat_fee_minor: minor(50_000),
                grace_days,
                ..EarlyReturnRules::default()
            };
            let days = (date("2025-01-01"), date(day));
            let quote = early_return(&rules, &ahead(day), days).unwrap();
            assert_eq!(quote.grace_period_applied, free, "{day} {grace_days}");
            let fee = if free { 0 } else { 50_000 };
            assert_eq!(quote.fee, minor(fee), "{day} {grace_days}");
        }
    }
}
