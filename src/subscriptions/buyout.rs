//! The customer buys the device (contract 3.2, 8.9).
use super::{
    end_body::BuyoutBody,
    history::{Buyout, CalculationMethod, DoneBy},
    leave::leave,
    model::Subscription,
    open::{check_own, day_of, open},
    quote::{self, Ahead},
    state::{Ending, Refused},
};
use crate::{
    change::Change,
    error::{Code, Error, Fault, Result},
    kernel::{
        id::SubscriptionId,
        money::{Amount, Minor},
    },
    payments::{self, OneOff, Purpose},
};

/// Ends an active subscription by the sale of its asset, and lays one final payment of the price. A
/// calculated price of nothing is no price: the caller has to name one.
pub(super) async fn buyout(
    change: &mut Change,
    id: SubscriptionId,
    body: &BuyoutBody,
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
    let rules = &tenant.settings.buyout;
    let list_price = subscription.captured.list_price;
    let (calculated, breakdown) = Ahead::of(subscription.rhythm(), &months, day)
        .and_then(|ahead| quote::buyout(rules, &ahead, list_price))
        .ok_or_else(too_much)?;
    let price = body.buyout_price.unwrap_or(calculated);
    check_price(&subscription, rules.manual_override, (price, calculated))?;
    let collected = payments::collected(change.conn(), tenant.id, &[id]).await?;
    subscription.history.buyout = Some(Buyout {
        price_minor: price,
        method: if price == calculated {
            CalculationMethod::AutoCalculated
        } else {
            CalculationMethod::ManualOverride
        },
        reason: body.reason,
        by: DoneBy::from(tenant.actor()),
        date: day,
        notes: body.notes.clone(),
        breakdown,
        collected_minor: collected.get(&id).copied().unwrap_or(Minor::ZERO),
    });
    leave(change, &mut subscription, Ending::Buyout, day).await?;
    let what = (Purpose::Buyout, price, "buyout");
    charge(change, &subscription, what).await?;
    Ok(subscription)
}

/// Whether the price may be asked for.
fn check_price(
    subscription: &Subscription,
    may_override: bool,
    (price, calculated): (Minor, Minor),
) -> Result<()> {
    let say = |minor| Amount::new(minor, subscription.currency);
    let message = if price != calculated && !may_override {
        let calculated = say(calculated);
        format!("This tenant's rules make the price {calculated}. Send that or leave it out.")
    } else if price <= Minor::ZERO {
        "The tenant's rules make the price 0: nothing is left to pay. Send a buyoutPrice above 0, or \
         complete the subscription."
            .to_owned()
    } else {
        return Ok(());
    };
    Err(Error::fault(Fault::own(
        "buyoutPrice",
        Code::InvalidBuyoutPrice,
        message,
    )))
}

/// Lays the one payment that the end of a contract asks for: billed today, to itself alone and not with
/// a group, which the subscription has left, and taxed as its contract was.
pub(super) async fn charge(
    change: &mut Change,
    subscription: &Subscription,
    (purpose, amount, what): (Purpose, Minor, &str),
) -> Result<()> {
    let day = change.today();
    let mut payer = subscription.payer();
    payer.billing_group_id = None;
    let one_off = OneOff {
        payer,
        purpose,
        amount,
        day,
        due_date: subscription.rhythm().due(day).unwrap_or(day),
        description: format!("{}, {what}", subscription.product_name),
    };
    payments::charge_once(change, &one_off).await?;
    Ok(())
}

/// The sum is beyond any amount.
pub(super) fn too_much() -> Error {
    let message = "What is still to be paid is larger than any amount can be.";
    Error::fault(Fault::shape("", "too_big", message))
}
