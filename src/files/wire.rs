//! Files on the wire (contract 3.0 and 3.8).
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::model::{Category, File, FileType};
use crate::{
    auth::Tenant,
    http::page::PageInfo,
    kernel::{
        id::{CustomerId, FileId, OrderId, TenantId},
        page::{Limit, Page},
    },
    storage::hex,
};

/// What is known of a file.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = File)]
pub(crate) struct FileBody {
    #[schema(value_type = String)]
    file_id: FileId,
    #[schema(value_type = String)]
    tenant_id: TenantId,
    /// Empty where it belongs to no order.
    #[schema(example = "ord_01jvcx7r0ee8qt3ks2zbm4n6wd")]
    order_id: String,
    /// The order's customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, value_type = Option<String>)]
    customer_id: Option<CustomerId>,
    r#type: FileType,
    /// The same as `type`.
    file_type: FileType,
    category: Category,
    /// Safe to save under.
    #[schema(example = "contract.pdf")]
    filename: String,
    /// The same as `filename`.
    file_name: String,
    /// As its uploader called it.
    original_filename: String,
    #[schema(example = "application/pdf")]
    content_type: String,
    /// The same as `contentType`.
    mime_type: String,
    /// In bytes.
    file_size: i64,
    /// The same as `fileSize`.
    size: i64,
    /// SHA-256 of its bytes, in hexadecimal.
    sha256: String,
    storage_path: String,
    uploaded_by: String,
    #[schema(value_type = Object)]
    metadata: Value,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl FileBody {
    /// As the tenant sees a stored file.
    pub(super) fn new(file: File, tenant: &Tenant) -> Self {
        let size = file.size_bytes.unwrap_or(0);
        let sha256 = file.sha256.unwrap_or_default();
        Self {
            file_id: file.id,
            tenant_id: tenant.id,
            order_id: file.order_id.map(|id| id.to_string()).unwrap_or_default(),
            customer_id: file.customer_id,
            r#type: file.file_type,
            file_type: file.file_type,
            category: file.category,
            file_name: file.filename.clone(),
            filename: file.filename,
            original_filename: file.original_filename,
            mime_type: file.content_type.clone(),
            content_type: file.content_type,
            file_size: size,
            size,
            sha256: hex(&sha256),
            storage_path: file.storage_path.unwrap_or_default(),
            uploaded_by: file.uploaded_by,
            metadata: file.metadata,
            created_at: file.created_at,
            updated_at: file.updated_at,
        }
    }
}

/// The filters of a list, as they were sent.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FileListFilters {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(super) order_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(super) r#type: Option<FileType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(super) customer_id: Option<String>,
}

/// A page of files, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FileListBody {
    files: Vec<FileBody>,
    #[serde(flatten)]
    page: PageInfo,
    /// How many were passed over.
    offset: u16,
    filters: FileListFilters,
}

impl FileListBody {
    /// Of a page read with `limit` after `offset` files.
    pub(super) fn new(
        page: Page<File>,
        (limit, offset): (Limit, u16),
        filters: FileListFilters,
        tenant: &Tenant,
    ) -> Self {
        let info = PageInfo::of(&page, limit);
        let files = page.items.into_iter();
        Self {
            files: files.map(|file| FileBody::new(file, tenant)).collect(),
            page: info,
            offset,
            filters,
        }
    }
}

/// A link.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FileUrlAnswer {
    #[schema(example = true)]
    pub(super) success: bool,
    /// GET it to read the file; PUT the bytes to it, with the content type, to upload.
    #[schema(example = "http://127.0.0.1:8080/files/AQAAAAEB…")]
    pub(super) url: String,
    #[schema(value_type = String)]
    pub(super) file_id: FileId,
    #[schema(example = "contract.pdf")]
    pub(super) filename: String,
    #[schema(example = "application/pdf")]
    pub(super) content_type: String,
    /// In bytes; of an upload as announced, else 0.
    pub(super) file_size: i64,
    /// When the link ends, in milliseconds since 1970.
    #[schema(example = 1_768_482_000_000_i64)]
    pub(super) expires_at: i64,
}

/// A contract that was made.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ContractGeneratedBody {
    #[schema(example = true)]
    pub(super) success: bool,
    #[schema(example = "Contract generated")]
    pub(super) message: &'static str,
    #[schema(value_type = String)]
    pub(super) file_id: FileId,
    #[schema(value_type = String)]
    pub(super) order_id: OrderId,
    #[schema(value_type = String)]
    pub(super) tenant_id: TenantId,
    #[schema(example = "contract-ord_01jvcx7r0ee8qt3ks2zbm4n6wd.pdf")]
    pub(super) file_name: String,
    /// GET it to save the contract.
    #[schema(example = "http://127.0.0.1:8080/files/AQAAAAEC…")]
    pub(super) download_url: String,
    /// When that link ends.
    pub(super) expires_at: DateTime<Utc>,
}

/// A file that was deleted.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FileDeletedBody {
    #[schema(example = true)]
    pub(super) success: bool,
    #[schema(example = "File deleted")]
    pub(super) message: &'static str,
    #[schema(value_type = String)]
    pub(super) file_id: FileId,
}

/// A file whose bytes came.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FileUploadedBody {
    pub(super) success: bool,
    pub(super) message: &'static str,
    pub(super) file_id: FileId,
    pub(super) file_size: u64,
    pub(super) sha256: String,
}
