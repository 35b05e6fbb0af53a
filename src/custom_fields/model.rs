//! Definitions of custom fields.
use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::kernel::word::{Word as _, words};

words! {
    /// What carries the field.
    pub enum Section {
        /// Orders.
        Order = "order",
        /// Customers.
        Customer = "customer",
        /// Subscriptions.
        Subscription = "subscription",
    }
}

words! {
    /// What a field holds.
    pub enum FieldType {
        /// A line of text.
        Text = "text",
        /// An e-mail address.
        Email = "email",
        /// A phone number.
        Phone = "phone",
        /// A number.
        Number = "number",
        /// Several lines of text.
        TextArea = "text_area",
        /// One of some options.
        Select = "select",
    }
}

/// Rules beyond the type; lengths in characters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", default)]
#[schema(as = CustomFieldFormat)]
pub struct Format {
    /// Shortest text.
    pub min_length: Option<usize>,
    /// Longest text.
    pub max_length: Option<usize>,
    /// The one length a text may have.
    pub exact_length: Option<usize>,
    /// Regular expression that the whole text must match.
    pub pattern: Option<String>,
    /// What a select offers.
    pub options: Vec<String>,
}

/// A field as its tenant defined it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Its key in `customFields`.
    pub id: String,
    /// Its name for people.
    pub label: String,
    /// What it holds.
    pub field_type: FieldType,
    /// Whether it must be there.
    pub required: bool,
    /// Rules beyond the type.
    pub format: Format,
}

/// A definition as stored.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    pub(super) section: Section,
    pub(super) definition: Definition,
    pub(super) version: i64,
    pub(super) created_at: DateTime<Utc>,
    pub(super) updated_at: DateTime<Utc>,
}

/// What a field is called in a path: `order.siebelId`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldKey {
    /// What carries it.
    pub section: Section,
    /// Its key in `customFields`.
    pub id: String,
}

impl FieldKey {
    /// Longest id, in characters.
    const ID_MAX: usize = 63;

    /// Of a section and an id.
    pub(super) fn new(section: Section, id: &str) -> Self {
        Self {
            section,
            id: id.to_owned(),
        }
    }

    /// Whether a text can be the id of a field.
    pub(super) fn is_id(text: &str) -> bool {
        text.len() <= Self::ID_MAX
            && text.starts_with(|char: char| char.is_ascii_alphabetic())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    }
}

impl fmt::Display for FieldKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.section.word(), self.id)
    }
}

/// The text names no field.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("expected a section and an id, such as `order.siebelId`")]
pub struct NoFieldKey;

impl FromStr for FieldKey {
    type Err = NoFieldKey;

    fn from_str(text: &str) -> Result<Self, NoFieldKey> {
        let (section, id) = text.split_once('.').ok_or(NoFieldKey)?;
        let section = Section::from_word(section).ok_or(NoFieldKey)?;
        if Self::is_id(id) {
            Ok(Self::new(section, id))
        } else {
            Err(NoFieldKey)
        }
    }
}
