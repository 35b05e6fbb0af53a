//! What a buyout or an early return would cost; nothing is written.
use chrono::NaiveDate;

use super::{
    buyout::too_much,
    end_body::CalculateBody,
    history::BuyoutBreakdown,
    model::Subscription,
    open::day_of,
    quote::{self, Ahead, FeeQuote},
    state::Refused,
    store,
};
use crate::{
    change::Change,
    error::{Error, Result},
    kernel::{id::SubscriptionId, money::Minor, tax::TaxRate},
    payments,
};

/// A contract with what was collected for it and what is still to come.
struct Standing {
    subscription: Subscription,
    collected: Minor,
    ahead: Ahead,
    day: NaiveDate,
}

/// What a buyout would cost.
pub(super) struct BuyoutQuote {
    /// Of which contract.
    pub(super) subscription: Subscription,
    /// What was collected for it.
    pub(super) collected: Minor,
    /// What is still to come of it.
    pub(super) ahead: Ahead,
    /// The price.
    pub(super) price: Minor,
    /// What that is made of.
    pub(super) breakdown: BuyoutBreakdown,
}

/// What an early return would cost.
pub(super) struct ReturnQuote {
    /// Of which contract.
    pub(super) subscription: Subscription,
    /// What was collected for it.
    pub(super) collected: Minor,
    /// The fee, and how it came about.
    pub(super) quote: FeeQuote,
    /// The part of what is still to be paid that the fee is; 0 where it is none.
    pub(super) percentage: TaxRate,
}

/// The price of the device by the tenant's rules, as of a day; today where none is named.
pub(super) async fn buyout(
    change: &mut Change,
    id: SubscriptionId,
    day: Option<NaiveDate>,
) -> Result<BuyoutQuote> {
    let standing = standing(change, id, day).await?;
    let rules = &change.tenant().settings.buyout;
    let list_price = standing.subscription.captured.list_price;
    let (price, breakdown) =
        quote::buyout(rules, &standing.ahead, list_price).ok_or_else(too_much)?;
    Ok(BuyoutQuote {
        subscription: standing.subscription,
        collected: standing.collected,
        ahead: standing.ahead,
        price,
        breakdown,
    })
}

/// The fee of an early return by the tenant's rules, as of a day; today where none is named.
pub(super) async fn early_return(
    change: &mut Change,
    id: SubscriptionId,
    day: Option<NaiveDate>,
) -> Result<ReturnQuote> {
    let standing = standing(change, id, day).await?;
    let rules = &change.tenant().settings.early_return;
    let days = (standing.subscription.start_date, standing.day);
    let quote = quote::early_return(rules, &standing.ahead, days).ok_or_else(too_much)?;
    Ok(ReturnQuote {
        percentage: quote::percentage(rules),
        subscription: standing.subscription,
        collected: standing.collected,
        quote,
    })
}

/// The rental that a body names; an unknown one is 404, as the contract declares.
pub(super) fn named(body: &CalculateBody) -> Result<SubscriptionId> {
    let text = &body.rental_id.text;
    text.parse()
        .map_err(|_| Error::not_found("subscription", text))
}

async fn standing(
    change: &mut Change,
    id: SubscriptionId,
    day: Option<NaiveDate>,
) -> Result<Standing> {
    let tenant = change.tenant().id;
    let subscription = store::read(change.conn(), tenant, &[id])
        .await?
        .pop()
        .ok_or_else(|| Error::not_found("subscription", id))?;
    subscription
        .status
        .goes_on()
        .map_err(|refused: Refused| refused.of(id))?;
    let day = day_of(change, &subscription, day)?;
    let months = payments::months(change.conn(), tenant, id).await?;
    let collected = payments::collected(change.conn(), tenant, &[id]).await?;
    Ok(Standing {
        ahead: Ahead::of(subscription.rhythm(), &months, day).ok_or_else(too_much)?,
        collected: collected.get(&id).copied().unwrap_or(Minor::ZERO),
        subscription,
        day,
    })
}
