//! The customer keeps the old device of an upgrade (contract 3.2: it "must come back or be bought out").
use chrono::NaiveDate;

use super::{
    buyout::{charge, too_much},
    history::{Buyout, BuyoutBreakdown, BuyoutReason, CalculationMethod, DoneBy},
    leave::leave,
    model::Subscription,
    quote::Ahead,
    state::Ending,
};
use crate::{
    change::Change,
    error::Result,
    kernel::money::Minor,
    payments::{self, Purpose},
};

/// Ends a contract whose place another takes from `day` on, by the sale of its asset, and lays one final
/// payment of the price, if there is one. What people agree on counts, whatever the tenant's rules for
/// buyouts make of it: the remaining months are not owed, for the new contract takes their place.
pub(super) async fn sell(
    change: &mut Change,
    old: &mut Subscription,
    (price, day): (Minor, NaiveDate),
) -> Result<()> {
    let (tenant, id) = (change.tenant().clone(), old.id);
    payments::lock_open(change, id, old.start_date).await?;
    let months = payments::months(change.conn(), tenant.id, id).await?;
    let last_owed = day.pred_opt().unwrap_or(day);
    let ahead = Ahead::of(old.rhythm(), &months, last_owed).ok_or_else(too_much)?;
    let collected = payments::collected(change.conn(), tenant.id, &[id]).await?;
    let asked = day.max(change.today());
    let due_date = old.rhythm().due(asked).unwrap_or(asked);
    let is_charged = price > Minor::ZERO;
    old.history.buyout = Some(Buyout {
        price_minor: price,
        method: CalculationMethod::ManualOverride,
        reason: BuyoutReason::CustomerRequest,
        by: DoneBy::from(tenant.actor()),
        date: day,
        payment_date: is_charged.then_some(due_date),
        notes: None,
        breakdown: BuyoutBreakdown {
            remaining_months: ahead.months,
            remaining_months_payment_minor: Minor::ZERO,
            list_price_percentage_ppm: 0,
            list_price_amount_minor: Minor::ZERO,
            flat_fee_minor: price,
        },
        collected_minor: collected.get(&id).copied().unwrap_or(Minor::ZERO),
    });
    leave(change, old, Ending::Upgrade, day).await?;
    if is_charged {
        let what = (Purpose::Buyout, price, "buyout");
        charge(change, old, what, due_date).await?;
    }
    Ok(())
}
