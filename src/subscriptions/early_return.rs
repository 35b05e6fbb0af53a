//! The device comes back before its time (contract 3.2, 8.10).
use super::{
    buyout::{charge, due_of, too_much},
    end_body::EarlyReturnBody,
    history::{CalculationMethod, DoneBy, EarlyReturn, FeeMethod},
    leave::leave,
    model::Subscription,
    open::{check_own, day_of, open},
    quote::{self, Ahead, FeeQuote},
    state::{Ending, Refused},
};
use crate::{
    change::Change,
    error::{Code, Error, Fault, Result},
    kernel::{
        id::SubscriptionId,
        money::{Amount, Minor},
    },
    payments::{self, Purpose},
};

/// Ends an active subscription by the return of its asset, and lays one payment of the fee, if there
/// is one.
pub(super) async fn early_return(
    change: &mut Change,
    id: SubscriptionId,
    body: &EarlyReturnBody,
) -> Result<Subscription> {
    let mut subscription = open(change, id).await?;
    check_own(body.rental_id.as_ref(), id)?;
    let day = day_of(change, &subscription, body.effective_date)?;
    subscription
        .status
        .goes_on()
        .map_err(|refused: Refused| refused.of(id))?;
    let tenant = change.tenant().clone();
    payments::lock_open(change, id, subscription.start_date).await?;
    let months = payments::months(change.conn(), tenant.id, id).await?;
    let rules = &tenant.settings.early_return;
    let quote = Ahead::of(subscription.rhythm(), &months, day)
        .and_then(|ahead| quote::early_return(rules, &ahead, (subscription.start_date, day)))
        .ok_or_else(too_much)?;
    let fee = fee(&subscription, body, (&quote, rules.manual_override))?;
    subscription.history.early_return = Some(details(change, body, &quote, (fee, day)));
    leave(change, &mut subscription, Ending::EarlyReturn, day).await?;
    if fee > Minor::ZERO {
        let what = (Purpose::EarlyReturn, fee, "early return");
        let due_date = due_of(change, &subscription, None);
        charge(change, &subscription, what, due_date).await?;
    }
    Ok(subscription)
}

/// What is asked for: nothing, what the caller says, or what the rules say.
fn fee(
    subscription: &Subscription,
    body: &EarlyReturnBody,
    (quote, may_override): (&FeeQuote, bool),
) -> Result<Minor> {
    let fee = if body.waive_fee {
        Minor::ZERO
    } else {
        body.early_return_fee.unwrap_or(quote.fee)
    };
    if fee == quote.fee || may_override {
        return Ok(fee);
    }
    let calculated = Amount::new(quote.fee, subscription.currency);
    let path = if body.waive_fee {
        "waiveFee"
    } else {
        "earlyReturnFee"
    };
    Err(Error::fault(Fault::own(
        path,
        Code::InvalidFee,
        format!("This tenant's rules make the fee {calculated}. Send that or leave it out."),
    )))
}

fn details(
    change: &Change,
    body: &EarlyReturnBody,
    quote: &FeeQuote,
    (fee, day): (Minor, chrono::NaiveDate),
) -> EarlyReturn {
    let calculated = fee == quote.fee;
    EarlyReturn {
        fee_minor: fee,
        fee_waived: fee == Minor::ZERO,
        method: if calculated {
            CalculationMethod::AutoCalculated
        } else {
            CalculationMethod::ManualOverride
        },
        condition: body.return_condition,
        reason: body.reason.clone(),
        by: DoneBy::from(change.tenant().actor()),
        date: day,
        damage_assessment: body.damage_assessment.clone(),
        notes: body.notes.clone(),
        fee_method: if calculated {
            quote.method
        } else {
            FeeMethod::Manual
        },
        remaining_months: quote.remaining_months,
        grace_period_applied: quote.grace_period_applied,
        days_from_start: quote.days_from_start,
    }
}
