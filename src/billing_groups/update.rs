//! Changing a billing group.
use super::{
    create::terms_fault, members, model::BillingGroup, store, wire::BillingGroupPatchBody,
};
use crate::{
    change::Change,
    customers,
    error::{Error, Result},
    kernel::id::{BillingGroupId, SubscriptionId},
    timeline::Changes,
};

/// Changes what the body names. What does not change anything is accepted and leaves no trace.
pub(super) async fn update(
    change: &mut Change,
    id: BillingGroupId,
    patch: &BillingGroupPatchBody,
) -> Result<BillingGroup> {
    let before = locked(change, id).await?;
    change.expect_version(before.version)?;
    let mut group = before.clone();
    patch.apply_to(&mut group);
    check_terms(change, &before, &group).await?;
    let mut changes = changes(&before, &group);
    if let Some(names) = &patch.rental_ids {
        let of = (Some(group.customer_id), Some(id));
        let mut faults = Vec::new();
        let wanted = members::named(change, names, of, &mut faults).await?;
        if !faults.is_empty() {
            return Err(Error::Invalid(faults));
        }
        let had = members_of(change, id).await?;
        changes = changes.and(members::replace(change, id, &had, &wanted).await?);
    }
    if changes.is_empty() {
        return Ok(before);
    }
    let (tenant, now) = (change.tenant().id, change.now());
    store::update(change.conn(), tenant, &mut group, (now, None)).await?;
    members::record(change, id, ("Billing group updated", changes));
    Ok(group)
}

/// Whether the customer may have the terms that the group gets.
async fn check_terms(
    change: &mut Change,
    before: &BillingGroup,
    group: &BillingGroup,
) -> Result<()> {
    if group.payment_terms == before.payment_terms {
        return Ok(());
    }
    let tenant = change.tenant().id;
    let customer = customers::lock(change.conn(), tenant, group.customer_id).await?;
    customer
        .and_then(|customer| terms_fault(customer.customer_type, group.payment_terms))
        .map_or(Ok(()), |fault| Err(Error::fault(fault)))
}

/// The group, with the lock on its customer: whoever changes a group holds that.
pub(super) async fn locked(change: &mut Change, id: BillingGroupId) -> Result<BillingGroup> {
    let unknown = || Error::not_found("billing group", id);
    let tenant = change.tenant().id;
    let found = store::by_ids(change.conn(), tenant, &[id]).await?.pop();
    let customer = found.ok_or_else(unknown)?.customer_id;
    customers::lock(change.conn(), tenant, customer).await?;
    // Again: what is read now is what the last change left.
    let found = store::by_ids(change.conn(), tenant, &[id]).await?.pop();
    found.ok_or_else(unknown)
}

/// The members of a group.
pub(super) async fn members_of(
    change: &mut Change,
    id: BillingGroupId,
) -> Result<Vec<SubscriptionId>> {
    let tenant = change.tenant().id;
    let members = store::members_of(change.conn(), tenant, &[id]).await?;
    let members = members.into_values().next().unwrap_or_default();
    Ok(members.subscription_ids)
}

fn changes(old: &BillingGroup, new: &BillingGroup) -> Changes {
    Changes::none()
        .with("groupName", &old.group_name, &new.group_name)
        .with("billingDay", &old.billing_day, &new.billing_day)
        .with("status", &old.status, &new.status)
        .with("notes", &old.notes, &new.notes)
        .with("contactName", &old.contact_name, &new.contact_name)
        .with("contactEmail", &old.contact_email, &new.contact_email)
        .with("paymentTerms", &old.payment_terms, &new.payment_terms)
}
