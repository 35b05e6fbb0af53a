//! SQL for the definitions of custom fields.
use chrono::{DateTime, Utc};
use sqlx::{PgConnection, types::Json};

use super::model::{Definition, FieldKey, FieldType, Format, Section, Stored};
use crate::{error::Result, kernel::id::TenantId};

/// The fields a tenant has defined for a section, by id.
pub async fn definitions(
    conn: &mut PgConnection,
    tenant: TenantId,
    section: Section,
) -> Result<Vec<Definition>> {
    let rows = sqlx::query!(
        r#"
        select
            id, label, field_type as "field_type: FieldType", required,
            format as "format: Json<Format>"
        from custom_fields
        where tenant_id = $1 and section = $2
        order by id
        "#,
        tenant as _,
        section as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Definition {
            id: row.id,
            label: row.label,
            field_type: row.field_type,
            required: row.required,
            format: row.format.0,
        })
        .collect())
}

struct FieldRow {
    section: Section,
    id: String,
    label: String,
    field_type: FieldType,
    required: bool,
    format: Json<Format>,
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<FieldRow> for Stored {
    fn from(row: FieldRow) -> Self {
        Self {
            section: row.section,
            definition: Definition {
                id: row.id,
                label: row.label,
                field_type: row.field_type,
                required: row.required,
                format: row.format.0,
            },
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A statement that yields definitions of a tenant: its further conditions and its binds.
macro_rules! fields {
    ($tail:literal, $($bind:expr),+ $(,)?) => {
        sqlx::query_as!(
            FieldRow,
            r#"
            select section as "section: Section", id, label, field_type as "field_type: FieldType",
                required, format as "format: Json<Format>", version, created_at, updated_at
            from custom_fields
            where tenant_id = $1
            "# + $tail,
            $($bind),+
        )
    };
}

/// All definitions, or those of a section; a tenant has a bounded number of them.
pub(super) async fn list(
    conn: &mut PgConnection,
    tenant: TenantId,
    section: Option<Section>,
) -> Result<Vec<Stored>> {
    let rows = fields!(
        "and ($2::text is null or section = $2) order by section, id",
        tenant as _,
        section as _,
    );
    let rows = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(Stored::from).collect())
}

/// One definition.
pub(super) async fn get(
    conn: &mut PgConnection,
    tenant: TenantId,
    key: &FieldKey,
) -> Result<Option<Stored>> {
    let row = fields!(
        "and section = $2 and id = $3",
        tenant as _,
        key.section as _,
        key.id,
    );
    Ok(row.fetch_optional(conn).await?.map(Stored::from))
}

/// One definition, locked.
pub(super) async fn lock(
    conn: &mut PgConnection,
    tenant: TenantId,
    key: &FieldKey,
) -> Result<Option<Stored>> {
    let row = fields!(
        "and section = $2 and id = $3 for update",
        tenant as _,
        key.section as _,
        key.id,
    );
    Ok(row.fetch_optional(conn).await?.map(Stored::from))
}

/// False if the section has a field of that id; then nothing was written.
pub(super) async fn insert(
    conn: &mut PgConnection,
    tenant: TenantId,
    new: &Stored,
) -> Result<bool> {
    let definition = &new.definition;
    let done = sqlx::query!(
        "
        insert into custom_fields
            (tenant_id, section, id, label, field_type, required, format, version, created_at,
             updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (tenant_id, section, id) do nothing
        ",
        tenant as _,
        new.section as _,
        definition.id,
        definition.label,
        definition.field_type as _,
        definition.required,
        Json(&definition.format) as _,
        new.version,
        new.created_at,
        new.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Stores what may be changed, with the version.
pub(super) async fn save(conn: &mut PgConnection, tenant: TenantId, stored: &Stored) -> Result<()> {
    let definition = &stored.definition;
    sqlx::query!(
        "
        update custom_fields
        set label = $4, required = $5, format = $6, version = $7, updated_at = $8
        where tenant_id = $1 and section = $2 and id = $3
        ",
        tenant as _,
        stored.section as _,
        definition.id,
        definition.label,
        definition.required,
        Json(&definition.format) as _,
        stored.version,
        stored.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Removes a definition.
pub(super) async fn delete(
    conn: &mut PgConnection,
    tenant: TenantId,
    key: &FieldKey,
) -> Result<()> {
    sqlx::query!(
        "
        delete from custom_fields
        where tenant_id = $1 and section = $2 and id = $3
        ",
        tenant as _,
        key.section as _,
        key.id,
    )
    .execute(conn)
    .await?;
    Ok(())
}
