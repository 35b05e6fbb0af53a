//! How far the payments of a contract have paid for its device (contract section 5).
use chrono::NaiveDate;

use super::model::Subscription;
use crate::kernel::{
    calendar::{TimeZone, add_months},
    money::Minor,
    ratio::Ratio,
    word::words,
};

words! {
    /// Whether a contract pays for its device.
    pub(super) enum RecoveryStatus {
        /// More was collected than the device cost.
        Profitable = "profitable",
        /// More than half of the cost is back, or there is time enough.
        Recovering = "recovering",
        /// Over half of the term is gone, and not more than half of the cost is back.
        AtRisk = "at_risk",
        /// Nobody knows what the device cost.
        NoData = "no_data",
    }
}

/// What the rules ask of a contract.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contract {
    /// What the device cost.
    pub(super) cost: Option<Minor>,
    /// What it brings a month.
    pub(super) monthly: Minor,
    /// First day.
    pub(super) start: NaiveDate,
    /// Last day.
    pub(super) end: NaiveDate,
    /// Months from the one to the other.
    pub(super) months: u32,
    /// Today, or the day the contract ended.
    pub(super) until: NaiveDate,
}

impl Contract {
    /// As things stand today.
    pub(super) fn of(subscription: &Subscription, today: NaiveDate, time_zone: TimeZone) -> Self {
        // Those that ended before the day was kept have the instant alone.
        let at = subscription.ended_at.map(|at| time_zone.date_of(at));
        let until = subscription.ended_on.or(at).unwrap_or(today);
        Self {
            cost: subscription.captured.acquisition_cost,
            monthly: subscription.monthly_amount,
            start: subscription.start_date,
            end: subscription.end_date,
            months: subscription.contract_length,
            until,
        }
    }

    /// Whole months that have passed, up to the whole term.
    pub(super) fn months_active(&self) -> u32 {
        let mut passed = (0..self.months).rev();
        let begun = |n: &u32| {
            i32::try_from(*n)
                .ok()
                .and_then(|n| add_months(self.start, n.checked_add(1)?))
                .is_some_and(|day| day <= self.until)
        };
        passed.find(begun).map_or(0, |n| n + 1)
    }

    /// Whether more than half of the term has passed.
    fn is_past_half(&self) -> bool {
        2 * (self.until - self.start).num_days() > (self.end - self.start).num_days()
    }
}

/// How a contract stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Recovery {
    /// Collected ÷ cost; none where there is no cost to divide by.
    pub(super) percent: Option<Ratio>,
    /// Collected − cost.
    pub(super) profit: Option<Minor>,
    /// Cost ÷ monthly amount.
    pub(super) breakeven_months: Option<Ratio>,
    /// The month, from 1, in which the cost is back.
    pub(super) breakeven_month: Option<i64>,
    /// Whether the cost is back.
    pub(super) reached: Option<bool>,
    /// In a word.
    pub(super) status: RecoveryStatus,
    /// What the whole term brings.
    pub(super) projected_total: Option<Minor>,
    /// What that leaves above the cost.
    pub(super) projected_margin: Option<Minor>,
    /// The same as a percentage of the cost.
    pub(super) projected_margin_percent: Option<Ratio>,
}

/// How a contract stands after `collected` was paid. A device that cost nothing has paid off from
/// the start, and has no percentage.
pub(super) fn recovery(contract: &Contract, collected: Minor) -> Recovery {
    let projected_total = contract.monthly.checked_mul(contract.months);
    let Some(cost) = contract.cost else {
        return Recovery {
            percent: None,
            profit: None,
            breakeven_months: None,
            breakeven_month: None,
            reached: None,
            status: RecoveryStatus::NoData,
            projected_total,
            projected_margin: None,
            projected_margin_percent: None,
        };
    };
    let projected_margin = projected_total.and_then(|total| total.checked_sub(cost));
    Recovery {
        percent: Ratio::percent(collected, cost),
        profit: collected.checked_sub(cost),
        breakeven_months: Ratio::months(cost, contract.monthly),
        breakeven_month: ceil_div(cost.get(), contract.monthly.get()),
        reached: Some(collected >= cost),
        status: status(contract, cost.get().into(), collected.get().into()),
        projected_total,
        projected_margin,
        projected_margin_percent: projected_margin.and_then(|margin| Ratio::percent(margin, cost)),
    }
}

/// Compares amounts, not rounded percentages.
fn status(contract: &Contract, cost: i128, collected: i128) -> RecoveryStatus {
    if collected > cost || cost == 0 {
        RecoveryStatus::Profitable
    } else if 2 * collected > cost || !contract.is_past_half() {
        RecoveryStatus::Recovering
    } else {
        RecoveryStatus::AtRisk
    }
}

/// `num` ÷ `den` rounded up, for `num` ≥ 0.
fn ceil_div(num: i64, den: i64) -> Option<i64> {
    let whole = num.checked_div(den)?;
    whole.checked_add(i64::from(num.checked_rem(den)? > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minor(units: i64) -> Minor {
        Minor::new(units).unwrap()
    }

    fn contract(cost: Option<i64>, until: &str) -> Contract {
        Contract {
            cost: cost.map(minor),
            monthly: minor(12_900),
            start: "2025-01-01".parse().unwrap(),
            end: "2027-01-01".parse().unwrap(),
            months: 24,
            until: until.parse().unwrap(),
        }
    }

    #[test]
    fn the_sample_of_the_contract_holds() {
        let sample = contract(Some(180_000), "2026-01-01");
        assert_eq!((sample.months_active(), sample.months), (12, 24));
        let recovery = recovery(&sample, minor(154_800));
        assert_eq!(recovery.percent.unwrap().to_string(), "86");
        assert_eq!(recovery.profit, Some(minor(-25_200)));
        assert_eq!(recovery.breakeven_months.unwrap().to_string(), "14");
        assert_eq!(recovery.breakeven_month, Some(14));
        assert_eq!(recovery.reached, Some(false));
        assert_eq!(recovery.projected_total, Some(minor(309_600)));
        assert_eq!(recovery.projected_margin, Some(minor(129_600)));
        let margin = recovery.projected_margin_percent.unwrap();
        assert_eq!(margin.to_string(), "72");
    }

    #[test]
    fn the_status_follows_amounts_and_time() {
        use RecoveryStatus::{AtRisk, NoData, Profitable, Recovering};
        let (early, half, late) = ("2025-03-01", "2026-01-01", "2026-01-02");
        for (cost, until, collected, expected) in [
            (Some(180_000), early, 0, Recovering),
            (Some(180_000), half, 90_000, Recovering),
            (Some(180_000), late, 90_000, AtRisk),
            (Some(180_000), late, 90_001, Recovering),
            (Some(180_000), late, 180_000, Recovering),
            (Some(180_000), late, 180_001, Profitable),
            (Some(0), late, 0, Profitable),
            (None, late, 500_000, NoData),
        ] {
            let found = recovery(&contract(cost, until), minor(collected)).status;
            assert_eq!(found, expected, "{collected} of {cost:?} on {until}");
        }
    }

    #[test]
    fn nothing_is_divided_by_nothing() {
        let free = recovery(&contract(Some(0), "2026-01-01"), minor(100));
        assert_eq!((free.percent, free.profit), (None, Some(minor(100))));
        assert_eq!(free.reached, Some(true));
        let unpaid = Contract {
            monthly: Minor::ZERO,
            ..contract(Some(100), "2026-01-01")
        };
        let unpaid = recovery(&unpaid, Minor::ZERO);
        assert_eq!(
            (unpaid.breakeven_months, unpaid.breakeven_month),
            (None, None)
        );
    }

    #[test]
    fn whole_months_pass_on_their_day() {
        for (until, months) in [
            ("2024-12-01", 0),
            ("2025-01-31", 0),
            ("2025-02-01", 1),
            ("2026-12-31", 23),
            ("2027-01-01", 24),
            ("2030-01-01", 24),
        ] {
            assert_eq!(contract(None, until).months_active(), months, "{until}");
        }
    }
}
