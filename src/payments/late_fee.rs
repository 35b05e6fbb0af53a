//! What a late payment costs (contract section 5): once, when the days of grace are over.
use chrono::{Days, NaiveDate};

use super::{
    model::Payment,
    save::{self, out_of_range},
    state::PaymentStatus,
    store,
};
use crate::{
    auth::settings::{LateFee, LateFeeRules},
    change::Change,
    error::Result,
    kernel::{
        id::PaymentId,
        money::{Amount, Minor},
    },
};

/// Payments due before this date are late. None where being late costs nothing.
pub(super) fn late_before(rules: &LateFeeRules, today: NaiveDate) -> Option<NaiveDate> {
    let costs = match rules.fee {
        LateFee::None => false,
        LateFee::Flat => rules.flat_minor > Minor::ZERO,
        LateFee::Percentage => rules.percentage_ppm.ppm() > 0,
    };
    let before = today.checked_sub_days(Days::new(rules.grace_days.into()));
    before.filter(|_| costs)
}

/// The fee for a payment of `total`. None on overflow.
fn fee(rules: &LateFeeRules, total: Minor) -> Option<Minor> {
    match rules.fee {
        LateFee::None => Some(Minor::ZERO),
        LateFee::Flat => Some(rules.flat_minor),
        LateFee::Percentage => rules.percentage_ppm.of(total),
    }
}

/// A payment with its fee, which grows the total and bears no tax: it makes good for a delay and pays
/// for nothing. None on overflow.
fn with_fee(payment: &Payment, rules: &LateFeeRules) -> Option<Payment> {
    let fee = fee(rules, payment.total)?;
    Some(Payment {
        late_fee_applied: true,
        late_fee: Some(fee),
        original_amount: Some(payment.total),
        total: payment.total.checked_add(fee)?,
        ..payment.clone()
    })
}

/// Adds the fee to a payment that is late; whether it did.
pub(super) async fn apply(change: &mut Change, id: PaymentId) -> Result<bool> {
    let tenant = change.tenant().clone();
    let rules = &tenant.settings.late_fees;
    let Some(before) = store::lock_free(change.conn(), tenant.id, id).await? else {
        return Ok(false);
    };
    let waits = match before.status {
        PaymentStatus::Pending | PaymentStatus::Failed => before.claimed_until.is_none(),
        PaymentStatus::Processing | PaymentStatus::Paid | PaymentStatus::Cancelled => false,
    };
    // What was laid after its due date, of a past start or a missed month, is late from that day on.
    let asked_on = tenant.time_zone.date_of(before.created_at);
    let due = before.due_date.max(asked_on);
    let is_late = late_before(rules, change.today()).is_some_and(|day| due < day);
    let waits = waits
        && (before.status == PaymentStatus::Failed
            || !store::due::waits_for_group(change.conn(), tenant.id, id).await?);
    if !waits || !is_late || before.late_fee_applied {
        return Ok(false);
    }
    let after = with_fee(&before, rules).ok_or_else(|| out_of_range(id))?;
    let fee = Amount::new(after.late_fee.unwrap_or(Minor::ZERO), after.currency);
    let summary = format!("Late fee of {fee} added");
    save::save(change, &before, after, ("payment.late_fee_added", &summary)).await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::percentage::Percentage;

    fn rules(fee: LateFee, grace_days: u32) -> LateFeeRules {
        LateFeeRules {
            fee,
            flat_minor: Minor::new(1_500).unwrap(),
            percentage_ppm: Percentage::parse("2.5").unwrap(),
            grace_days,
        }
    }

    #[test]
    fn the_fee_is_flat_or_a_part_of_the_total() {
        for (kind, total, expected) in [
            (LateFee::None, 19_239, 0),
            (LateFee::Flat, 19_239, 1_500),
            (LateFee::Percentage, 19_239, 481),
            (LateFee::Percentage, 20, 1),
            (LateFee::Percentage, 19, 0),
        ] {
            let total = Minor::new(total).unwrap();
            assert_eq!(fee(&rules(kind, 0), total), Minor::new(expected));
        }
    }

    #[test]
    fn a_payment_is_late_when_its_days_of_grace_are_over() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (kind, grace, today, expected) in [
            (LateFee::Flat, 0, "2026-03-01", Some("2026-03-01")),
            (LateFee::Flat, 5, "2026-03-01", Some("2026-02-24")),
            (LateFee::Percentage, 1, "2028-03-01", Some("2028-02-29")),
            (LateFee::None, 0, "2026-03-01", None),
        ] {
            let before = late_before(&rules(kind, grace), day(today));
            assert_eq!(before, expected.map(day), "{kind:?} {grace} {today}");
        }
        let free = LateFeeRules {
            flat_minor: Minor::ZERO,
            ..rules(LateFee::Flat, 0)
        };
        assert_eq!(late_before(&free, day("2026-03-01")), None);
    }
}
