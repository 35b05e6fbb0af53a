//! Deleting a billing group: its members are billed each for itself from then on.
use super::{
    members,
    model::BillingGroupStatus,
    store,
    update::{locked, members_of},
};
use crate::{
    change::Change,
    error::Result,
    kernel::id::BillingGroupId,
    timeline::{self, Changes, EntityType, Entry},
};

/// Deletes a group. No contract ends; what was billed with the group still says so, and so does its
/// timeline, but the group itself is gone.
pub(super) async fn delete(change: &mut Change, id: BillingGroupId) -> Result<()> {
    let mut group = locked(change, id).await?;
    change.expect_version(group.version)?;
    let had = members_of(change, id).await?;
    members::leave(change, id, &had).await?;
    group.status = BillingGroupStatus::Inactive;
    let (tenant, now) = (change.tenant().id, change.now());
    store::update(change.conn(), tenant, &mut group, (now, Some(now))).await?;
    let entry = Entry {
        entity_type: EntityType::BillingGroup,
        entity_id: id.to_string(),
        action: "billing_group.deleted",
        summary: "Billing group deleted; its subscriptions are billed each for itself".to_owned(),
        changes: Changes::none().with("rentalIds", &had, &Vec::new()),
    };
    timeline::record(change, entry);
    Ok(())
}
