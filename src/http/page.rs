//! The tail of every list (contract 2.2).
use serde::Serialize;
use utoipa::ToSchema;

use crate::kernel::page::{Limit, Page};

/// Where a page stands in its list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PageInfo {
    /// Items on this page.
    #[schema(example = 1)]
    count: usize,
    /// Most items a page of this request may have.
    #[schema(example = 50)]
    limit: u16,
    /// Whether more follow.
    #[schema(example = false)]
    has_more: bool,
    /// What to send as `startAfter` for the next page; null at the end.
    #[schema(required = true)]
    next_cursor: Option<String>,
}

impl PageInfo {
    /// Of a page read with `limit`.
    pub fn of<T>(page: &Page<T>, limit: Limit) -> Self {
        Self {
            count: page.items.len(),
            limit: limit.get(),
            has_more: page.next_cursor.is_some(),
            next_cursor: page.next_cursor.clone(),
        }
    }
}
