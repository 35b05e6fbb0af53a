//! SQL for notes on customers.
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, types::Json};

use super::model::{Note, NoteAuthor, NoteType};
use crate::{
    db::{self, Listing, SortKey, SortKind, Source},
    error::Result,
    kernel::{
        id::{CustomerId, CustomerNoteId, TenantId},
        page::Page,
        word::words,
    },
};

const SOURCE: Source = Source {
    table: "customer_notes",
    id: "id",
};

words! {
    /// What notes may be sorted by.
    pub(crate) enum NoteSort {
        /// The day a note is about.
        Date = "date",
    }
}

impl SortKey for NoteSort {
    fn column(self) -> &'static str {
        match self {
            Self::Date => "noted_on",
        }
    }

    fn kind(self) -> SortKind {
        match self {
            Self::Date => SortKind::Date,
        }
    }
}

struct NoteRow {
    id: CustomerNoteId,
    customer_id: CustomerId,
    note_type: NoteType,
    summary: String,
    noted_on: NaiveDate,
    follow_up_on: Option<NaiveDate>,
    follow_up_done: bool,
    created_by: Json<NoteAuthor>,
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<NoteRow> for Note {
    fn from(row: NoteRow) -> Self {
        Self {
            id: row.id,
            customer_id: row.customer_id,
            kind: row.note_type,
            summary: row.summary,
            noted_on: row.noted_on,
            follow_up_on: row.follow_up_on,
            follow_up_done: row.follow_up_done,
            created_by: row.created_by.0,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A statement that yields notes of a tenant: its further conditions and its binds.
macro_rules! notes {
    ($tail:literal, $($bind:expr),+ $(,)?) => {
        sqlx::query_as!(
            NoteRow,
            r#"
            select id as "id: CustomerNoteId", customer_id as "customer_id: CustomerId",
                note_type as "note_type: NoteType", summary, noted_on, follow_up_on, follow_up_done,
                created_by as "created_by: Json<NoteAuthor>", version, created_at, updated_at
            from customer_notes
            where tenant_id = $1
            "# + $tail,
            $($bind),+
        )
    };
}

/// A page of a customer's notes.
pub(super) async fn list(
    conn: &mut PgConnection,
    tenant: TenantId,
    customer: CustomerId,
    listing: &Listing<NoteSort>,
) -> Result<Page<Note>> {
    let page = db::page_of_ids(conn, tenant, SOURCE, listing, |query| {
        query.push(" and t.customer_id = ").push_bind(customer);
    });
    let page: Page<CustomerNoteId> = page.await?;
    let rows = notes!("and id = any($2)", tenant as _, &page.items as _);
    let rows = rows.fetch_all(conn).await?;
    let found = rows.into_iter().map(Note::from).collect();
    Ok(page.filled(found, |note| note.id))
}

/// One note.
pub(super) async fn get(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: CustomerNoteId,
) -> Result<Option<Note>> {
    let row = notes!("and id = $2", tenant as _, id as _);
    Ok(row.fetch_optional(conn).await?.map(Note::from))
}

/// One note, locked.
pub(super) async fn lock(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: CustomerNoteId,
) -> Result<Option<Note>> {
    let row = notes!("and id = $2 for update", tenant as _, id as _);
    Ok(row.fetch_optional(conn).await?.map(Note::from))
}

/// Whether the tenant has that customer, deleted ones included.
pub(super) async fn has_customer(
    conn: &mut PgConnection,
    tenant: TenantId,
    customer: CustomerId,
) -> Result<bool> {
    let there = sqlx::query_scalar!(
        r#"
        select exists (
            select from customers where tenant_id = $1 and id = $2
        ) as "there!"
        "#,
        tenant as _,
        customer as _,
    );
    Ok(there.fetch_one(conn).await?)
}

/// Adds a note.
pub(super) async fn insert(conn: &mut PgConnection, tenant: TenantId, note: &Note) -> Result<()> {
    sqlx::query!(
        "
        insert into customer_notes
            (tenant_id, id, customer_id, note_type, summary, noted_on, follow_up_on,
             follow_up_done, created_by, version, created_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ",
        tenant as _,
        note.id as _,
        note.customer_id as _,
        note.kind as _,
        note.summary,
        note.noted_on,
        note.follow_up_on,
        note.follow_up_done,
        Json(&note.created_by) as _,
        note.version,
        note.created_at,
        note.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Stores what may be changed, with the version.
pub(super) async fn save(conn: &mut PgConnection, tenant: TenantId, note: &Note) -> Result<()> {
    sqlx::query!(
        "
        update customer_notes
        set note_type = $3, summary = $4, noted_on = $5, follow_up_on = $6, follow_up_done = $7,
            version = $8, updated_at = $9
        where tenant_id = $1 and id = $2
        ",
        tenant as _,
        note.id as _,
        note.kind as _,
        note.summary,
        note.noted_on,
        note.follow_up_on,
        note.follow_up_done,
        note.version,
        note.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Removes a note.
pub(super) async fn delete(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: CustomerNoteId,
) -> Result<()> {
    sqlx::query!(
        "delete from customer_notes where tenant_id = $1 and id = $2",
        tenant as _,
        id as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}
