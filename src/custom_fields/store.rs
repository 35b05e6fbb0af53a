//! SQL for the definitions of custom fields.
use sqlx::{PgConnection, types::Json};

use super::model::{Definition, FieldType, Format, Section};
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
