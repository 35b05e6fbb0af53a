//! Defining fields, changing what they ask for, and doing away with them.
//!
//! Values that are there already are not looked at again: a definition binds what is written from
//! then on. Orders can be filtered by a field as soon as it is defined, old ones too.
use super::{
    model::{Definition, FieldKey, FieldType, Format, Stored},
    store,
    wire::{DefineCustomFieldBody, UpdateCustomFieldBody},
};
use crate::{
    change::Change,
    error::{Code, Error, Fault, Result},
    timeline::{self, Changes, EntityType, Entry},
};

/// Most fields of a section.
const FIELDS_MAX: usize = 100;

/// Defines a field.
pub(super) async fn define(change: &mut Change, body: &DefineCustomFieldBody) -> Result<Stored> {
    let tenant = change.tenant().id;
    let key = FieldKey::new(body.section, &body.id);
    let there = store::definitions(change.conn(), tenant, body.section).await?;
    if there.len() >= FIELDS_MAX {
        let message = format!("A section has at most {FIELDS_MAX} fields. Delete one first.");
        return Err(Error::fault(Fault::shape("section", "too_big", message)));
    }
    let stored = Stored {
        section: body.section,
        definition: Definition {
            id: body.id.clone(),
            label: body.label.clone(),
            field_type: body.field_type,
            required: body.required,
            format: body.format.clone(),
        },
        version: 1,
        created_at: change.now(),
        updated_at: change.now(),
    };
    if !store::insert(change.conn(), tenant, &stored).await? {
        let message = format!("There is a field `{key}`. Choose another id, or change that one.");
        return Err(Error::refused(Code::CustomFieldExists, message));
    }
    tell(
        change,
        &key,
        ("custom_field.defined", "Custom field defined"),
        Changes::none(),
    );
    Ok(stored)
}

/// Changes what a field asks for.
pub(super) async fn update(
    change: &mut Change,
    key: &FieldKey,
    body: &UpdateCustomFieldBody,
) -> Result<Stored> {
    let before = lock(change, key).await?;
    let was = &before.definition;
    let definition = Definition {
        label: body.label.clone().unwrap_or_else(|| was.label.clone()),
        required: body.required.unwrap_or(was.required),
        format: body.format.clone().unwrap_or_else(|| was.format.clone()),
        ..was.clone()
    };
    if let Some((path, message)) = misfit(definition.field_type, &definition.format) {
        return Err(Error::fault(Fault::shape(path, "custom", message)));
    }
    let changes = Changes::none()
        .with("label", &was.label, &definition.label)
        .with("required", &was.required, &definition.required)
        .with("format", &was.format, &definition.format);
    if changes.is_empty() {
        return Ok(before);
    }
    let after = Stored {
        definition,
        version: before.version + 1,
        updated_at: change.now(),
        ..before
    };
    let tenant = change.tenant().id;
    store::save(change.conn(), tenant, &after).await?;
    tell(
        change,
        key,
        ("custom_field.updated", "Custom field changed"),
        changes,
    );
    Ok(after)
}

/// Does away with a field. Its values stay where they are, as free ones.
pub(super) async fn delete(change: &mut Change, key: &FieldKey) -> Result<()> {
    lock(change, key).await?;
    let tenant = change.tenant().id;
    store::delete(change.conn(), tenant, key).await?;
    tell(
        change,
        key,
        ("custom_field.deleted", "Custom field deleted"),
        Changes::none(),
    );
    Ok(())
}

async fn lock(change: &mut Change, key: &FieldKey) -> Result<Stored> {
    let tenant = change.tenant().id;
    let found = store::lock(change.conn(), tenant, key).await?;
    let stored = found.ok_or_else(|| Error::not_found("custom field", key))?;
    change.expect_version(stored.version)?;
    Ok(stored)
}

/// What of a format does not fit a type: where and how.
pub(super) fn misfit(
    field_type: FieldType,
    format: &Format,
) -> Option<(&'static str, &'static str)> {
    let is_select = field_type == FieldType::Select;
    if is_select && format.options.is_empty() {
        return Some(("format.options", "A select needs at least one option."));
    }
    if !is_select && !format.options.is_empty() {
        return Some((
            "format.options",
            "Only a field of type `select` has options.",
        ));
    }
    let has_rules = format.min_length.is_some()
        || format.max_length.is_some()
        || format.exact_length.is_some()
        || format.pattern.is_some();
    if has_rules && matches!(field_type, FieldType::Number | FieldType::Select) {
        let message = "Lengths and patterns are for texts, not for `number` and `select`.";
        return Some(("format", message));
    }
    None
}

fn tell(
    change: &mut Change,
    key: &FieldKey,
    (action, summary): (&'static str, &str),
    changes: Changes,
) {
    let entry = Entry {
        entity_type: EntityType::CustomField,
        entity_id: key.to_string(),
        action,
        summary: summary.to_owned(),
        changes,
    };
    timeline::record(change, entry);
}
