//! Definitions of custom fields on the wire.
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    check::compile,
    model::{Definition, FieldKey, FieldType, Format, Section, Stored},
};
use crate::http::json::{Input, Object, Read};

/// Longest length that a format may ask for, in characters: that of a free text.
const LENGTH_MAX: i64 = 5_000;
/// Most options of a select.
const OPTIONS_MAX: usize = 200;
/// Longest pattern, in characters.
const PATTERN_MAX: usize = 500;

/// A field to be defined.
#[derive(Debug, Clone, ToSchema)]
#[schema(rename_all = "camelCase", example = json!({
    "section": "order", "id": "siebelId", "label": "Siebel id", "type": "text",
    "required": false, "format": {"pattern": "[0-9]{5}"}
}))]
pub(crate) struct DefineCustomFieldBody {
    /// What carries the field.
    pub(super) section: Section,
    /// Its key in `customFields`; fixed.
    #[schema(pattern = "^[A-Za-z][A-Za-z0-9_]{0,62}$")]
    pub(super) id: String,
    /// Its name for people.
    #[schema(min_length = 1, max_length = 255, pattern = r"\S")]
    pub(super) label: String,
    #[schema(rename = "type")]
    pub(super) field_type: FieldType,
    /// Whether it must be there; `false` by default.
    #[schema(required = false)]
    pub(super) required: bool,
    /// Rules beyond the type.
    #[schema(required = false)]
    pub(super) format: Format,
}

impl Read for DefineCustomFieldBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let section = object.need(&["section"], Input::word);
        let id = object.need(&["id"], field_id);
        let label = object.need(&["label"], Input::name);
        let field_type = object.need(&["type"], Input::word);
        let required = object.maybe(&["required"], Input::boolean);
        let format = object.maybe(&["format"], format);
        let read = Self {
            section: section?,
            id: id?,
            label: label?,
            field_type: field_type?,
            required: required.unwrap_or_default(),
            format: format.unwrap_or_default(),
        };
        check(&object, read.field_type, &read.format).then_some(read)
    }
}

/// What to change of a definition; what is left out stays.
#[derive(Debug, Clone, ToSchema)]
#[schema(rename_all = "camelCase", example = json!({"label": "Siebel number", "required": true}))]
pub(crate) struct UpdateCustomFieldBody {
    #[schema(nullable = false, min_length = 1, max_length = 255, pattern = r"\S")]
    pub(super) label: Option<String>,
    #[schema(nullable = false)]
    pub(super) required: Option<bool>,
    /// Replaces all rules beyond the type.
    #[schema(nullable = false)]
    pub(super) format: Option<Format>,
}

impl Read for UpdateCustomFieldBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        Some(Self {
            label: object.given(&["label"], Input::name),
            required: object.given(&["required"], Input::boolean),
            format: object.given(&["format"], format),
        })
    }
}

fn field_id(input: &Input<'_>) -> Option<String> {
    let id = input.name()?;
    if FieldKey::is_id(&id) {
        return Some(id);
    }
    let message = "Must be 1 to 63 letters, digits and _, the first one a letter.";
    input.fault("invalid_string", message)
}

fn format(input: &Input<'_>) -> Option<Format> {
    let object = input.object()?;
    let length = |name: &str| {
        let read = |input: &Input<'_>| input.integer(0..=LENGTH_MAX);
        let length = object.maybe(&[name], read);
        length.and_then(|length| usize::try_from(length).ok())
    };
    let options = |input: &Input<'_>| input.list((0, OPTIONS_MAX), Input::name);
    let format = Format {
        min_length: length("minLength"),
        max_length: length("maxLength"),
        exact_length: length("exactLength"),
        pattern: object.maybe(&["pattern"], pattern),
        options: object.maybe(&["options"], options).unwrap_or_default(),
    };
    if format.min_length > format.max_length && format.max_length.is_some() {
        let message = "Must not be less than minLength.";
        let max = object.field(&["maxLength"])?;
        return max.fault("custom", message);
    }
    let exact = format.exact_length;
    let (min, max) = (format.min_length, format.max_length);
    if exact.is_some_and(|exact| min > Some(exact) || max.is_some_and(|max| max < exact)) {
        let message = "Must lie between minLength and maxLength, or stand alone.";
        return object.field(&["exactLength"])?.fault("custom", message);
    }
    Some(format)
}

/// A regular expression that compiles, and does so within bounds.
fn pattern(input: &Input<'_>) -> Option<String> {
    let pattern = input.text((1, PATTERN_MAX))?;
    match compile(&pattern) {
        Ok(_) => Some(pattern),
        Err(error) => {
            let message = format!(
                "Is no regular expression: {}",
                last_line(&error.to_string())
            );
            input.fault("invalid_string", message)
        }
    }
}

/// The reason, without the drawing above it.
fn last_line(error: &str) -> String {
    error.lines().last().unwrap_or_default().trim().to_owned()
}

/// Whether a select has options, and nothing else has; a fault is recorded if not.
fn check(object: &Object<'_>, field_type: FieldType, format: &Format) -> bool {
    match super::define::misfit(field_type, format) {
        None => true,
        Some((path, message)) => {
            let fault = crate::error::Fault::shape(path, "custom", message);
            object.input().report::<()>(fault).is_some()
        }
    }
}

/// A definition.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CustomField)]
pub(crate) struct CustomFieldBody {
    /// `<section>.<id>`: its name in paths.
    #[schema(example = "order.siebelId")]
    custom_field_id: String,
    section: Section,
    /// Its key in `customFields`, and in the filter `customField_<id>` of orders.
    id: String,
    label: String,
    #[serde(rename = "type")]
    field_type: FieldType,
    required: bool,
    format: Format,
    created_at: chrono::DateTime<chrono::Utc>,
    updated_at: chrono::DateTime<chrono::Utc>,
}

impl CustomFieldBody {
    pub(super) fn new(stored: Stored) -> Self {
        let Definition {
            id,
            label,
            field_type,
            required,
            format,
        } = stored.definition;
        Self {
            custom_field_id: FieldKey::new(stored.section, &id).to_string(),
            section: stored.section,
            id,
            label,
            field_type,
            required,
            format,
            created_at: stored.created_at,
            updated_at: stored.updated_at,
        }
    }
}

/// All definitions of a tenant, or of a section.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CustomFieldListBody {
    custom_fields: Vec<CustomFieldBody>,
    count: usize,
}

impl CustomFieldListBody {
    pub(super) fn new(stored: Vec<Stored>) -> Self {
        let custom_fields: Vec<_> = stored.into_iter().map(CustomFieldBody::new).collect();
        Self {
            count: custom_fields.len(),
            custom_fields,
        }
    }
}

/// A definition after a change.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CustomFieldChangedBody {
    success: bool,
    message: &'static str,
    custom_field: CustomFieldBody,
}

impl CustomFieldChangedBody {
    pub(super) fn new(message: &'static str, stored: Stored) -> Self {
        Self {
            success: true,
            message,
            custom_field: CustomFieldBody::new(stored),
        }
    }
}

/// A definition that is gone.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CustomFieldDeletedBody {
    success: bool,
    message: &'static str,
    custom_field_id: String,
}

impl CustomFieldDeletedBody {
    pub(super) fn new(key: &FieldKey) -> Self {
        Self {
            success: true,
            message: "Custom field deleted",
            custom_field_id: key.to_string(),
        }
    }
}
