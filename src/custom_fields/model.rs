//! Definitions of custom fields.
use serde::{Deserialize, Serialize};

use crate::kernel::word::words;

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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
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
