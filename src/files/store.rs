//! SQL for files.
use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;

use super::model::{Category, File, FileState, FileType};
use crate::{
    db::{self, Listing, SortKey, SortKind, Source},
    error::Result,
    http::query::IdFilter,
    kernel::{
        id::{CustomerId, FileId, OrderId, TenantId},
        page::Page,
        word::words,
    },
    storage::Stored,
};

const SOURCE: Source = Source {
    table: "files",
    id: "id",
};

words! {
    /// The one order of the list.
    pub(super) enum FileSort {
        /// When they were announced or made.
        CreatedAt = "createdAt",
    }
}

impl SortKey for FileSort {
    fn column(self) -> &'static str {
        match self {
            Self::CreatedAt => "id",
        }
    }

    fn kind(self) -> SortKind {
        match self {
            Self::CreatedAt => SortKind::Id,
        }
    }
}

/// Which files a list has; all conditions hold at once.
#[derive(Debug, Clone)]
pub(super) struct Filter {
    pub(super) order: IdFilter<OrderId>,
    pub(super) customer: IdFilter<CustomerId>,
    pub(super) file_type: Option<FileType>,
}

/// The ids on a page; of stored files alone.
pub(super) async fn page(
    conn: &mut PgConnection,
    tenant: TenantId,
    listing: &Listing<FileSort>,
    filter: &Filter,
) -> Result<Page<FileId>> {
    if filter.order == IdFilter::Nothing || filter.customer == IdFilter::Nothing {
        return Ok(Page::empty());
    }
    db::page_of_ids(conn, tenant, SOURCE, listing, |query| {
        query.push(" and t.state = 'stored'");
        if let IdFilter::Is(id) = filter.order {
            query.push(" and t.order_id = ").push_bind(id);
        }
        if let IdFilter::Is(id) = filter.customer {
            query.push(" and t.customer_id = ").push_bind(id);
        }
        if let Some(file_type) = filter.file_type {
            query.push(" and t.file_type = ").push_bind(file_type);
        }
    })
    .await
}

/// A statement that yields files of a tenant: its further conditions and its binds.
macro_rules! files {
    ($tail:literal, $($bind:expr),+ $(,)?) => {
        sqlx::query_as!(
            File,
            r#"
            select id as "id: FileId", order_id as "order_id: OrderId",
                customer_id as "customer_id: CustomerId", file_type as "file_type: FileType",
                category as "category: Category", filename, original_filename, content_type,
                size_bytes, sha256, storage_path, state as "state: FileState", upload_expires_at,
                uploaded_by, metadata as "metadata: Value", version, created_at, updated_at
            from files
            where tenant_id = $1
            "# + $tail,
            $($bind),+
        )
    };
}

/// Files by id, in no order, in whatever state.
pub(super) async fn by_ids(
    conn: &mut PgConnection,
    tenant: TenantId,
    ids: &[FileId],
) -> Result<Vec<File>> {
    Ok(files!("and id = any($2)", tenant as _, ids as _)
        .fetch_all(conn)
        .await?)
}

/// A stored file.
pub(super) async fn stored(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: FileId,
) -> Result<Option<File>> {
    let file = files!("and id = $2 and state = 'stored'", tenant as _, id as _);
    Ok(file.fetch_optional(conn).await?)
}

/// A file in whatever state, locked.
pub(super) async fn lock(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: FileId,
) -> Result<Option<File>> {
    let file = files!("and id = $2 for no key update", tenant as _, id as _);
    Ok(file.fetch_optional(conn).await?)
}

/// Whose order it is; none for one that does not exist.
pub(super) async fn customer_of_order(
    conn: &mut PgConnection,
    tenant: TenantId,
    order: OrderId,
) -> Result<Option<CustomerId>> {
    let customer = sqlx::query_scalar!(
        r#"
        select customer_id as "customer_id: CustomerId"
        from orders
        where tenant_id = $1 and id = $2
        "#,
        tenant as _,
        order as _,
    );
    Ok(customer.fetch_optional(conn).await?)
}

/// Adds a file.
pub(super) async fn insert(conn: &mut PgConnection, tenant: TenantId, file: &File) -> Result<()> {
    sqlx::query!(
        "
        insert into files
            (tenant_id, id, order_id, customer_id, file_type, category, filename,
             original_filename, content_type, size_bytes, sha256, storage_path, state,
             upload_expires_at, uploaded_by, metadata, version, created_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
        ",
        tenant as _,
        file.id as _,
        file.order_id as _,
        file.customer_id as _,
        file.file_type as _,
        file.category as _,
        file.filename,
        file.original_filename,
        file.content_type,
        file.size_bytes,
        file.sha256,
        file.storage_path,
        file.state as _,
        file.upload_expires_at,
        file.uploaded_by,
        file.metadata,
        file.version,
        file.created_at,
        file.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Says that the bytes of an awaited file are there; whether it was still awaited.
pub(super) async fn set_stored(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: FileId,
    stored: &Stored,
    now: DateTime<Utc>,
) -> Result<bool> {
    let size = i64::try_from(stored.size).map_err(crate::error::Error::internal)?;
    let done = sqlx::query!(
        "
        update files
        set state = 'stored', storage_path = $3, size_bytes = $4, sha256 = $5,
            version = version + 1, updated_at = $6
        where tenant_id = $1 and id = $2 and state = 'pending'
        ",
        tenant as _,
        id as _,
        stored.key,
        size,
        &stored.sha256[..],
        now,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Hides a file whose bytes are to be removed.
pub(super) async fn set_deleted(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: FileId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "
        update files
        set state = 'deleted', version = version + 1, updated_at = $3
        where tenant_id = $1 and id = $2
        ",
        tenant as _,
        id as _,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets a file; of one that is stored only if told so.
pub(super) async fn remove(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: FileId,
    also_stored: bool,
) -> Result<()> {
    sqlx::query!(
        "delete from files where tenant_id = $1 and id = $2 and (state <> 'stored' or $3)",
        tenant as _,
        id as _,
        also_stored,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Some files that nobody waits for: never sent, or hidden and not yet removed.
pub(super) async fn unsettled(
    conn: &mut PgConnection,
    tenant: TenantId,
    before: DateTime<Utc>,
) -> Result<Vec<FileId>> {
    let ids = sqlx::query_scalar!(
        r#"
        select id as "id: FileId"
        from files
        where tenant_id = $1 and state <> 'stored' and updated_at < $2
            and (upload_expires_at is null or upload_expires_at < $2 or state = 'deleted')
        order by updated_at
        limit 50
        "#,
        tenant as _,
        before,
    );
    Ok(ids.fetch_all(conn).await?)
}
