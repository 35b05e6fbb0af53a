//! Notes on the wire.
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::model::{Note, NoteAuthor, NoteType};
use crate::{
    http::{
        json::{Input, Read, TEXT_MAX},
        page::PageInfo,
    },
    kernel::{
        id::{CustomerId, CustomerNoteId},
        page::{Limit, Page},
        patch::Patch,
    },
};

/// A note to be written.
#[derive(Debug, Clone, ToSchema)]
#[schema(rename_all = "camelCase", example = json!({
    "type": "phone", "summary": "Wants three more laptops in spring.", "date": "2026-01-14",
    "followUpOn": "2026-03-02"
}))]
pub(crate) struct CreateCustomerNoteBody {
    #[schema(rename = "type")]
    pub(super) note_type: NoteType,
    #[schema(min_length = 1, max_length = 5000, pattern = r"\S")]
    pub(super) summary: String,
    /// The day it is about; today unless told.
    pub(super) date: Option<NaiveDate>,
    /// When to come back to it.
    pub(super) follow_up_on: Option<NaiveDate>,
}

impl Read for CreateCustomerNoteBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let note_type = object.need(&["type"], Input::word);
        let summary = object.need(&["summary"], summary);
        let date = object.maybe(&["date"], Input::date);
        let follow_up_on = object.maybe(&["followUpOn"], Input::date);
        Some(Self {
            note_type: note_type?,
            summary: summary?,
            date,
            follow_up_on,
        })
    }
}

/// What to change of a note; what is left out stays.
#[derive(Debug, Clone, ToSchema)]
#[schema(rename_all = "camelCase", example = json!({"summary": "Wants four more laptops in spring."}))]
pub(crate) struct UpdateCustomerNoteBody {
    #[schema(rename = "type", nullable = false)]
    pub(super) note_type: Option<NoteType>,
    #[schema(nullable = false, min_length = 1, max_length = 5000, pattern = r"\S")]
    pub(super) summary: Option<String>,
    #[schema(nullable = false)]
    pub(super) date: Option<NaiveDate>,
    /// Null: there is nothing to come back to.
    #[schema(value_type = Option<NaiveDate>)]
    pub(super) follow_up_on: Patch<NaiveDate>,
    /// Whether somebody came back to it; only where there is a `followUpOn`.
    #[schema(nullable = false)]
    pub(super) follow_up_done: Option<bool>,
}

impl Read for UpdateCustomerNoteBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        Some(Self {
            note_type: object.given(&["type"], Input::word),
            summary: object.given(&["summary"], summary),
            date: object.given(&["date"], Input::date),
            follow_up_on: object.patch(&["followUpOn"], Input::date),
            follow_up_done: object.given(&["followUpDone"], Input::boolean),
        })
    }
}

fn summary(input: &Input<'_>) -> Option<String> {
    input.text((1, TEXT_MAX))
}

/// A note on a customer.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CustomerNote)]
pub(crate) struct CustomerNoteBody {
    note_id: CustomerNoteId,
    customer_id: CustomerId,
    #[serde(rename = "type")]
    note_type: NoteType,
    summary: String,
    /// The day it is about.
    date: NaiveDate,
    /// When to come back to it.
    #[schema(required = true)]
    follow_up_on: Option<NaiveDate>,
    /// Whether somebody came back to it.
    follow_up_done: bool,
    created_by: NoteAuthor,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<Note> for CustomerNoteBody {
    fn from(note: Note) -> Self {
        Self {
            note_id: note.id,
            customer_id: note.customer_id,
            note_type: note.kind,
            summary: note.summary,
            date: note.noted_on,
            follow_up_on: note.follow_up_on,
            follow_up_done: note.follow_up_done,
            created_by: note.created_by,
            created_at: note.created_at,
            updated_at: note.updated_at,
        }
    }
}

/// A page of notes.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CustomerNoteListBody {
    notes: Vec<CustomerNoteBody>,
    #[serde(flatten)]
    page: PageInfo,
}

impl CustomerNoteListBody {
    pub(super) fn new(page: Page<Note>, limit: Limit) -> Self {
        Self {
            page: PageInfo::of(&page, limit),
            notes: page.items.into_iter().map(CustomerNoteBody::from).collect(),
        }
    }
}

/// A note after a change.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CustomerNoteChangedBody {
    success: bool,
    message: &'static str,
    note: CustomerNoteBody,
}

impl CustomerNoteChangedBody {
    pub(super) fn new(message: &'static str, note: Note) -> Self {
        Self {
            success: true,
            message,
            note: note.into(),
        }
    }
}

/// A note that is gone.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CustomerNoteDeletedBody {
    success: bool,
    message: &'static str,
    note_id: CustomerNoteId,
}

impl CustomerNoteDeletedBody {
    pub(super) const fn new(note_id: CustomerNoteId) -> Self {
        Self {
            success: true,
            message: "Note deleted",
            note_id,
        }
    }
}
