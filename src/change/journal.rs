//! What a change tells of itself: timeline entries, events, recorded answers. Gathered while it
//! runs, written by one statement in the end, in its transaction.
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::{http::answer::Answer, idempotency::Attempt};

/// A row of `timeline_entries`.
#[derive(Debug, Serialize)]
pub struct EntryRow {
    /// Identity.
    pub id: Uuid,
    /// What it is about.
    pub entity_type: &'static str,
    /// Which one.
    pub entity_id: String,
    /// What happened.
    pub action: &'static str,
    /// The same for a person.
    pub summary: String,
    /// Fields that changed.
    pub changes: Value,
    /// Who.
    pub actor: Value,
    /// With which key.
    pub api_key_id: Option<Uuid>,
    /// In which request.
    pub request_id: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A row of `platform.outbox`, to be delivered at once.
#[derive(Debug, Serialize)]
pub struct EventRow {
    /// Identity.
    pub id: Uuid,
    /// What happened.
    pub event_type: &'static str,
    /// To what.
    pub entity_type: &'static str,
    /// To which one.
    pub entity_id: String,
    /// What is delivered.
    pub payload: Value,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// Rows that wait to be written.
#[derive(Debug, Default)]
pub struct Journal {
    pub(super) entries: Vec<EntryRow>,
    pub(super) events: Vec<EventRow>,
    pub(super) answers: Vec<(Attempt, Answer, DateTime<Utc>)>,
}

impl Journal {
    /// Adds a timeline entry.
    pub fn add_entry(&mut self, entry: EntryRow) {
        self.entries.push(entry);
    }

    /// Adds an event.
    pub fn add_event(&mut self, event: EventRow) {
        self.events.push(event);
    }

    /// Records the first answer to a key.
    pub(super) fn add_answer(&mut self, attempt: Attempt, answer: Answer, now: DateTime<Utc>) {
        self.answers.push((attempt, answer, now));
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.events.is_empty() && self.answers.is_empty()
    }
}
