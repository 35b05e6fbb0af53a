//! What the API must tell of a contract's past.
use super::{
    calendar::Day,
    expected::{Row, Want, maybe, text},
    ledger::Contract,
};

impl Contract {
    /// Whole months from the start to a day, up to the whole term.
    pub(super) fn months_until(&self, day: Day) -> i64 {
        let whole = |n: &i64| self.start.plus_months(*n) <= day;
        (1..=self.length).rev().find(whole).unwrap_or(0)
    }

    /// Adds what happened to it.
    pub(super) fn history(&self, row: Row) -> Row {
        let mut row = row
            .with("/extensionHistory", Want::Length(self.extensions.len()))
            .with("/replacementHistory", Want::Length(self.replacements.len()));
        for (at, past) in self.extensions.iter().enumerate() {
            let at = |field: &str| format!("/extensionHistory/{at}/{field}");
            row = row
                .with(at("extensionMonths"), Want::Count(past.months))
                .with(at("oldContractLength"), Want::Count(past.lengths.0))
                .with(at("newContractLength"), Want::Count(past.lengths.1))
                .with(at("oldMonthlyAmount"), Want::Money(past.rates.0))
                .with(at("newMonthlyAmount"), Want::Money(past.rates.1))
                .with(at("oldEndDate"), text(past.ends.0))
                .with(at("newEndDate"), text(past.ends.1));
        }
        for (at, (old, new)) in self.replacements.iter().enumerate() {
            let at = |field: &str| format!("/replacementHistory/{at}/{field}");
            row = row
                .with(at("oldSerialNumber"), text(old))
                .with(at("newSerialNumber"), text(new));
        }
        self.early_return_details(self.buyout_details(row))
    }

    fn buyout_details(&self, row: Row) -> Row {
        let at = |field: &str| format!("/buyoutDetails/{field}");
        let sale = self.buyout;
        let months = sale.map(|sale| sale.remaining_months);
        row.with(
            at("buyoutPrice"),
            maybe(sale.map(|sale| sale.price), Want::Money),
        )
        .with(
            at("calculationMethod"),
            maybe(sale, |sale| method(sale.price == sale.calculated)),
        )
        .with(at("buyoutDate"), maybe(sale.and(self.ended_on), text))
        .with(
            at("calculationBreakdown/remainingMonths"),
            maybe(months, Want::Count),
        )
    }

    fn early_return_details(&self, row: Row) -> Row {
        let at = |field: &str| format!("/earlyReturnDetails/{field}");
        let fee = self.early_return;
        row.with(at("fee"), maybe(fee.map(|fee| fee.amount), Want::Money))
            .with(
                at("feeWaived"),
                maybe(fee, |fee| Want::Flag(fee.amount == 0)),
            )
            .with(
                at("calculationMethod"),
                maybe(fee, |fee| method(fee.amount == fee.calculated)),
            )
            .with(
                at("calculationBreakdown/remainingMonths"),
                maybe(fee, |fee| Want::Count(fee.remaining_months)),
            )
            .with(
                at("calculationBreakdown/gracePeriodApplied"),
                maybe(fee, |fee| Want::Flag(fee.grace)),
            )
            .with(
                at("calculationBreakdown/daysFromStart"),
                maybe(fee, |fee| Want::Count(fee.days_from_start)),
            )
    }
}

/// How a price came about.
fn method(is_calculated: bool) -> Want {
    text(if is_calculated {
        "auto_calculated"
    } else {
        "manual_override"
    })
}
