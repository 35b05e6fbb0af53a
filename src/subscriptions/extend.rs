//! Making a contract longer (contract 3.2), within what the tenant offers.
use super::{
    body::ExtendBody,
    lengthen::{Longer, lengthen},
    model::Subscription,
    open::{check_own, open},
    state::Refused,
};
use crate::{
    auth::settings::ExtensionRules,
    change::Change,
    error::{Code, Error, Fault, Result},
    kernel::{calendar::net_days, id::SubscriptionId, text::list_of},
};

/// Longest contract, extensions included, in months; FlexPortal's histories hold no longer one.
pub(super) const LENGTH_MAX: u32 = 120;

/// Extends an active subscription.
pub(super) async fn extend(
    change: &mut Change,
    id: SubscriptionId,
    body: &ExtendBody,
) -> Result<Subscription> {
    let mut subscription = open(change, id).await?;
    check_own(body.rental_id.as_ref(), id)?;
    let rules = &change.tenant().settings.extension;
    check_months(rules, body.extension_months)?;
    check_length(&subscription, body.extension_months, "extensionMonths")?;
    subscription
        .status
        .goes_on()
        .map_err(|refused: Refused| refused.of(id))?;
    check_rules(change, rules, &subscription)?;
    let longer = Longer {
        months: body.extension_months,
        monthly_amount: body.new_monthly_amount,
        reason: body.reason.clone(),
        notes: body.notes.clone(),
        is_renewal: false,
    };
    lengthen(change, &mut subscription, &longer).await?;
    Ok(subscription)
}

/// The tenant may offer some extensions alone.
fn check_months(rules: &ExtensionRules, months: u32) -> Result<()> {
    if rules.offered_months.is_empty() || rules.offered_months.contains(&months) {
        return Ok(());
    }
    let offered: Vec<String> = rules.offered_months.iter().map(u32::to_string).collect();
    let offered: Vec<&str> = offered.iter().map(String::as_str).collect();
    Err(Error::fault(Fault::own(
        "extensionMonths",
        Code::InvalidExtensionMonths,
        format!("Contracts are extended by {} months.", list_of(&offered)),
    )))
}

/// A contract has a longest length.
pub(super) fn check_length(subscription: &Subscription, months: u32, path: &str) -> Result<()> {
    let length = subscription.contract_length;
    if length.saturating_add(months) <= LENGTH_MAX {
        return Ok(());
    }
    let message = format!(
        "The contract runs {length} months and may run {LENGTH_MAX} in all. Extend it by {} at most.",
        LENGTH_MAX.saturating_sub(length)
    );
    Err(Error::fault(Fault::shape(path, "too_big", message)))
}

/// What the tenant's settings ask of an extension that nobody approved.
fn check_rules(change: &Change, rules: &ExtensionRules, subscription: &Subscription) -> Result<()> {
    let refused = |message: String| Err(Error::refused(Code::ExtensionNotAllowed, message));
    if rules.approval_required {
        let order = subscription.order_id;
        return refused(format!(
            "This tenant approves extensions by order. Create an order of type `extension` with \
             extensionDetails.originalOrderId `{order}` and confirm it."
        ));
    }
    let extended = subscription.history.extensions.iter();
    let times = extended.filter(|past| !past.is_renewal).count();
    if let Some(max) = rules.max_count.filter(|max| times >= *max as usize) {
        return refused(format!(
            "This tenant extends a contract {max} time(s), and this one was extended {times} \
             time(s). Create an extension order instead."
        ));
    }
    let days = rules.min_days_before_end;
    let earliest_end = net_days(change.today(), days);
    if days > 0 && earliest_end.is_none_or(|earliest| subscription.end_date < earliest) {
        return refused(format!(
            "This tenant extends a contract until {days} day(s) before its end, which is {}. Create \
             an extension order instead.",
            subscription.end_date
        ));
    }
    Ok(())
}
