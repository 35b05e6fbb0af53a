//! Changing settings: merged into what is there, checked as a whole, told to all servers.
use super::{
    check::check,
    store::{self, Stored},
    wire::{SettingsBody, UpdateSettingsBody},
};
use crate::{
    change::Change,
    db::{self, Notice},
    error::{Error, Result},
    timeline::{self, Changes, EntityType, Entry},
};

/// Merges `body` into the tenant's settings. What does not move changes nothing.
pub(super) async fn update(change: &mut Change, body: &UpdateSettingsBody) -> Result<Stored> {
    let tenant = change.tenant().id;
    let before = store::lock(change.conn(), tenant).await?;
    change.expect_version(before.version)?;
    let mut after = before.clone();
    body.apply_to(&mut after.unit);
    let faults = check(&after.unit);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let changes = changes(&before, &after);
    if changes.is_empty() {
        return Ok(before);
    }
    after.version += 1;
    after.updated_at = change.now();
    store::save(change.conn(), &after).await?;
    let collector = |stored: &Stored| stored.unit.settings.collection.collector;
    if collector(&before) != collector(&after) {
        // What is due is collected now, and not when the scheduler looks in by itself.
        store::take_turn(change.conn(), tenant, after.updated_at).await?;
    }
    db::notify(change.conn(), Notice::KeysChanged).await?;
    let entry = Entry {
        entity_type: EntityType::Settings,
        entity_id: tenant.to_string(),
        action: "settings.updated",
        summary: "Settings changed".to_owned(),
        changes,
    };
    timeline::record(change, entry);
    Ok(after)
}

/// Which groups of settings moved, from what to what, in the form of the API.
fn changes(before: &Stored, after: &Stored) -> Changes {
    let value = |stored: &Stored| serde_json::to_value(SettingsBody::new(stored));
    let (before, after) = (value(before), value(after));
    let (Ok(before), Ok(after)) = (before, after) else {
        return Changes::none();
    };
    let Some(fields) = after.as_object() else {
        return Changes::none();
    };
    fields.keys().fold(Changes::none(), |changes, name| {
        changes.with(name, &before.get(name), &after.get(name))
    })
}
