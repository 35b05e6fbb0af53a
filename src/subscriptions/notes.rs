//! Replacing a subscription's notes; allowed in every state.
use super::{model::Subscription, store};
use crate::{
    change::Change,
    error::{Error, Result},
    kernel::id::SubscriptionId,
    timeline::{self, Changes, EntityType, Entry},
};

/// Sets the notes; empty ones clear. The same notes again change nothing.
pub(super) async fn replace(
    change: &mut Change,
    id: SubscriptionId,
    notes: &str,
) -> Result<Subscription> {
    let (tenant, now) = (change.tenant().id, change.now());
    let mut subscription = store::lock(change.conn(), tenant, id)
        .await?
        .ok_or_else(|| Error::not_found("subscription", id))?;
    change.expect_version(subscription.version)?;
    let notes = (!notes.is_empty()).then(|| notes.to_owned());
    let changes = Changes::none().with("notes", &subscription.notes, &notes);
    if changes.is_empty() {
        return Ok(subscription);
    }
    subscription.notes = notes;
    store::set_notes(change.conn(), tenant, &mut subscription, now).await?;
    let entry = Entry {
        entity_type: EntityType::Subscription,
        entity_id: id.to_string(),
        action: "subscription.updated",
        summary: "Notes replaced".to_owned(),
        changes,
    };
    timeline::record(change, entry);
    Ok(subscription)
}
