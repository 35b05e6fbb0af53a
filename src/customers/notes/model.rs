//! A note on a customer.
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    auth::Actor,
    kernel::{
        id::{CustomerId, CustomerNoteId},
        word::words,
    },
};

words! {
    /// What a note is of.
    pub(crate) enum NoteType {
        /// A mail.
        Email = "email",
        /// A call.
        Phone = "phone",
        /// A meeting.
        Meeting = "meeting",
        /// Anything else.
        Note = "note",
    }
}

/// Who wrote a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NoteAuthor {
    user_id: String,
    display_name: String,
    role: String,
}

impl From<&Actor> for NoteAuthor {
    fn from(actor: &Actor) -> Self {
        Self {
            user_id: actor.user_id.clone(),
            display_name: actor.display_name.clone(),
            role: actor.role.to_owned(),
        }
    }
}

/// A note on a customer.
#[derive(Debug, Clone)]
pub(super) struct Note {
    pub(super) id: CustomerNoteId,
    pub(super) customer_id: CustomerId,
    pub(super) kind: NoteType,
    pub(super) summary: String,
    /// The day it is about, which need not be that of its writing.
    pub(super) noted_on: NaiveDate,
    pub(super) follow_up_on: Option<NaiveDate>,
    /// Only where there is a day to follow up on.
    pub(super) follow_up_done: bool,
    pub(super) created_by: NoteAuthor,
    pub(super) version: i64,
    pub(super) created_at: DateTime<Utc>,
    pub(super) updated_at: DateTime<Utc>,
}
