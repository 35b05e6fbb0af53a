//! A file as stored.
use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::kernel::{
    id::{CustomerId, FileId, OrderId},
    word::words,
};

words! {
    /// What a file is for.
    #[derive(Default)]
    pub enum FileType {
        /// A contract.
        Contract = "contract",
        /// An invoice.
        Invoice = "invoice",
        /// Any other paper.
        #[default]
        Document = "document",
        /// What came with something else, such as a photograph.
        Attachment = "attachment",
    }
}

words! {
    /// Where a file comes from.
    pub enum Category {
        /// It was made here.
        Generated = "generated",
        /// A client brought it.
        Uploaded = "uploaded",
    }
}

words! {
    /// Where a file stands.
    pub(super) enum FileState {
        /// Its bytes are awaited.
        Pending = "pending",
        /// It is there.
        Stored = "stored",
        /// Its bytes are still to be removed.
        Deleted = "deleted",
    }
}

/// A file of one tenant, without its bytes.
#[derive(Debug, Clone)]
pub struct File {
    /// Identity.
    pub id: FileId,
    /// The order it belongs to.
    pub order_id: Option<OrderId>,
    /// That order's customer.
    pub customer_id: Option<CustomerId>,
    /// What it is for.
    pub file_type: FileType,
    /// Where it comes from.
    pub category: Category,
    /// The name it is offered under.
    pub filename: String,
    /// The name its uploader gave it.
    pub original_filename: String,
    /// Its media type.
    pub content_type: String,
    /// How many bytes it has, or is announced to have.
    pub size_bytes: Option<i64>,
    /// SHA-256 of its bytes.
    pub sha256: Option<Vec<u8>>,
    /// Where its bytes are.
    pub storage_path: Option<String>,
    /// Where it stands.
    pub(super) state: FileState,
    /// Until when its bytes may be sent.
    pub(super) upload_expires_at: Option<DateTime<Utc>>,
    /// Who brought or made it: an API key's id.
    pub uploaded_by: String,
    /// What else is known of it.
    pub metadata: Value,
    /// Counts changes; the `ETag`.
    pub version: i64,
    /// When it was announced or made.
    pub created_at: DateTime<Utc>,
    /// When anything last changed.
    pub updated_at: DateTime<Utc>,
}
