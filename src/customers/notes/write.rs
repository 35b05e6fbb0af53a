//! Writing, correcting and removing notes. The customer's timeline tells that it was done, and by whom,
//! but not what a note said: one that was removed is gone.
use super::{
    model::Note,
    store,
    wire::{CreateCustomerNoteBody, UpdateCustomerNoteBody},
};
use crate::{
    change::Change,
    error::{Error, Fault, Result},
    kernel::id::{CustomerId, CustomerNoteId},
    timeline::{self, Changes, EntityType, Entry},
};

/// Writes a note on a customer.
pub(super) async fn create(
    change: &mut Change,
    customer_id: CustomerId,
    body: &CreateCustomerNoteBody,
) -> Result<Note> {
    let (tenant, now) = (change.tenant().id, change.now());
    // Customers are never removed, so that one who is there stays.
    if !store::has_customer(change.conn(), tenant, customer_id).await? {
        return Err(Error::not_found("customer", customer_id));
    }
    let note = Note {
        id: CustomerNoteId::generate(now),
        customer_id,
        kind: body.note_type,
        summary: body.summary.clone(),
        noted_on: body.date.unwrap_or_else(|| change.today()),
        follow_up_on: body.follow_up_on,
        follow_up_done: false,
        created_by: change.tenant().actor().into(),
        version: 1,
        created_at: now,
        updated_at: now,
    };
    store::insert(change.conn(), tenant, &note).await?;
    let told = ("customer.note_added", "Note added");
    tell(change, &note, told, Changes::none());
    Ok(note)
}

/// Corrects a note, or says that somebody came back to it.
pub(super) async fn update(
    change: &mut Change,
    id: CustomerNoteId,
    body: &UpdateCustomerNoteBody,
) -> Result<Note> {
    let before = lock(change, id).await?;
    let mut after = before.clone();
    after.kind = body.note_type.unwrap_or(before.kind);
    if let Some(summary) = &body.summary {
        after.summary.clone_from(summary);
    }
    after.noted_on = body.date.unwrap_or(before.noted_on);
    body.follow_up_on.apply_to(&mut after.follow_up_on);
    after.follow_up_done = match (after.follow_up_on, body.follow_up_done) {
        (Some(_), said) => said.unwrap_or(before.follow_up_done),
        (None, Some(true)) => return Err(nothing_to_follow_up()),
        (None, Some(false) | None) => false,
    };
    let changes = Changes::none()
        .with("type", &before.kind, &after.kind)
        .with("date", &before.noted_on, &after.noted_on)
        .with("followUpOn", &before.follow_up_on, &after.follow_up_on)
        .with(
            "followUpDone",
            &before.follow_up_done,
            &after.follow_up_done,
        );
    if changes.is_empty() && before.summary == after.summary {
        return Ok(before);
    }
    after.version += 1;
    after.updated_at = change.now();
    let tenant = change.tenant().id;
    store::save(change.conn(), tenant, &after).await?;
    let told = ("customer.note_updated", "Note changed");
    tell(change, &after, told, changes);
    Ok(after)
}

/// Removes a note.
pub(super) async fn delete(change: &mut Change, id: CustomerNoteId) -> Result<()> {
    let note = lock(change, id).await?;
    let tenant = change.tenant().id;
    store::delete(change.conn(), tenant, id).await?;
    let told = ("customer.note_deleted", "Note deleted");
    tell(change, &note, told, Changes::none());
    Ok(())
}

async fn lock(change: &mut Change, id: CustomerNoteId) -> Result<Note> {
    let tenant = change.tenant().id;
    let found = store::lock(change.conn(), tenant, id).await?;
    let note = found.ok_or_else(|| Error::not_found("note", id))?;
    change.expect_version(note.version)?;
    Ok(note)
}

fn nothing_to_follow_up() -> Error {
    let message = "This note has no followUpOn. Set one, or leave this out.";
    Error::fault(Fault::shape("followUpDone", "custom", message))
}

fn tell(
    change: &mut Change,
    note: &Note,
    (action, summary): (&'static str, &str),
    changes: Changes,
) {
    let entry = Entry {
        entity_type: EntityType::Customer,
        entity_id: note.customer_id.to_string(),
        action,
        summary: summary.to_owned(),
        changes,
    };
    timeline::record(change, entry);
}
