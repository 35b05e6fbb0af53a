//! Timelines on the wire.
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::store::Recorded;
use crate::{
    http::page::PageInfo,
    kernel::page::{Limit, Page},
};

/// A page of a timeline, newest first.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TimelineListBody {
    timeline: Vec<TimelineEntryBody>,
    #[serde(flatten)]
    page: PageInfo,
}

/// One thing that happened.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TimelineEntryBody {
    #[schema(example = "tl_01j9z3k5m8e9fvq2x7c4b6n8p0")]
    entry_id: String,
    /// What happened, as `entity.verb`.
    #[schema(example = "order.confirmed")]
    action: String,
    /// The same as a sentence.
    #[schema(example = "Order confirmed")]
    summary: String,
    /// Fields that changed: `{field, from, to}`.
    #[schema(value_type = Vec<Object>)]
    changes: Value,
    /// Who did it: `{userId, displayName, role}`.
    #[schema(value_type = Object)]
    actor: Value,
    /// In which request.
    request_id: String,
    at: DateTime<Utc>,
}

impl TimelineListBody {
    /// From a page of stored entries.
    pub(super) fn new(page: Page<Recorded>, limit: Limit) -> Self {
        let info = PageInfo::of(&page, limit);
        Self {
            timeline: page
                .items
                .into_iter()
                .map(TimelineEntryBody::from)
                .collect(),
            page: info,
        }
    }
}

impl From<Recorded> for TimelineEntryBody {
    fn from(entry: Recorded) -> Self {
        Self {
            entry_id: entry.id.to_string(),
            action: entry.action,
            summary: entry.summary,
            changes: entry.changes,
            actor: entry.actor,
            request_id: entry.request_id,
            at: entry.at,
        }
    }
}
