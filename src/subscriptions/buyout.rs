//! The customer buys the device (contract 3.2, 8.9; when it is paid for, section 7).
use chrono::NaiveDate;

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
    check_payment_date(change, body.payment_date)?;
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
    let due_date = due_of(change, &subscription, body.payment_date);
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
        payment_date: Some(due_date),
        notes: body.notes.clone(),
        breakdown,
        collected_minor: collected.get(&id).copied().unwrap_or(Minor::ZERO),
    });
    leave(change, &mut subscription, Ending::Buyout, day).await?;
    let what = (Purpose::Buyout, price, "buyout");
    charge(change, &subscription, what, due_date).await?;
    Ok(subscription)
}

/// Money is asked for today or on a day to come.
fn check_payment_date(change: &Change, sent: Option<NaiveDate>) -> Result<()> {
    let today = change.today();
    if sent.is_none_or(|day| day >= today) {
        return Ok(());
    }
    let message = format!("Lies in the past; today is {today}. Send that day or a later one.");
    Err(Error::fault(Fault::shape(
        "paymentDate",
        "invalid_date",
        message,
    )))
}

/// When the one payment that an end asks for is due: on the day that was agreed, else by the
/// contract's terms from today on.
pub(super) fn due_of(
    change: &Change,
    subscription: &Subscription,
    agreed: Option<NaiveDate>,
) -> NaiveDate {
    let today = change.today();
    let by_terms = || subscription.rhythm().due(today).unwrap_or(today);
    agreed.unwrap_or_else(by_terms)
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

/// Lays the one payment that the end of a contract asks for: billed today and due on `due_date`, to itself
/// alone and not with
/// a group, which the subscription has left, and taxed as its contract was.
pub(super) async fn charge(
    change: &mut Change,
    subscription: &Subscription,
    (purpose, amount, what): (Purpose, Minor, &str),
    due_date: NaiveDate,
) -> Result<()> {
    let day = change.today();
    let mut payer = subscription.payer();
    payer.billing_group_id = None;
    let one_off = OneOff {
        payer,
        purpose,
        amount,
        day,
        due_date,
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
