//! SQL on the row of a tenant.
use chrono::{DateTime, Utc};
use sqlx::{PgConnection, types::Json};

use crate::{
    auth::{BusinessUnit, Settings},
    error::{Error, Result},
    kernel::{
        calendar::TimeZone,
        currency::Currency,
        id::{OrganizationId, TenantId},
        tax::TaxRate,
    },
};

/// A tenant as stored, with its version.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    pub(super) unit: BusinessUnit,
    pub(super) version: i64,
    pub(super) updated_at: DateTime<Utc>,
}

struct TenantRow {
    id: TenantId,
    organization_id: OrganizationId,
    handle: String,
    name: String,
    currency: Currency,
    time_zone: String,
    country: String,
    tax_rate: TaxRate,
    tax_inclusive: bool,
    settings: Json<Settings>,
    version: i64,
    updated_at: DateTime<Utc>,
}

impl TryFrom<TenantRow> for Stored {
    type Error = Error;

    fn try_from(row: TenantRow) -> Result<Self> {
        Ok(Self {
            unit: BusinessUnit {
                id: row.id,
                organization_id: row.organization_id,
                handle: row.handle,
                name: row.name,
                currency: row.currency,
                time_zone: TimeZone::parse(&row.time_zone).map_err(Error::internal)?,
                country: row.country,
                tax_rate: row.tax_rate,
                tax_inclusive: row.tax_inclusive,
                settings: row.settings.0,
            },
            version: row.version,
            updated_at: row.updated_at,
        })
    }
}

/// A statement that yields the row of a tenant: its end.
macro_rules! tenant {
    ($tail:literal, $conn:expr, $tenant:expr) => {
        sqlx::query_as!(
            TenantRow,
            r#"
            select id as "id: TenantId", organization_id as "organization_id: OrganizationId",
                handle, name, currency as "currency: Currency", time_zone, country,
                tax_rate_ppm as "tax_rate: TaxRate", tax_inclusive,
                settings as "settings: Json<Settings>", version, updated_at
            from platform.tenants
            where id = $1
            "#
                + $tail,
            $tenant as _,
        )
        .fetch_one($conn)
        .await?
        .try_into()
    };
}

/// The tenant as it is now, not as it was kept with a key.
pub(super) async fn read(conn: &mut PgConnection, tenant: TenantId) -> Result<Stored> {
    tenant!("", conn, tenant)
}

/// The same, locked until the transaction ends.
pub(super) async fn lock(conn: &mut PgConnection, tenant: TenantId) -> Result<Stored> {
    tenant!("for no key update", conn, tenant)
}

/// Stores what may be changed, with the version.
pub(super) async fn save(conn: &mut PgConnection, stored: &Stored) -> Result<()> {
    let unit = &stored.unit;
    sqlx::query!(
        "
        update platform.tenants
        set name = $2, time_zone = $3, country = $4, tax_rate_ppm = $5, tax_inclusive = $6,
            settings = $7, version = $8, updated_at = $9
        where id = $1
        ",
        unit.id as _,
        unit.name,
        unit.time_zone.name(),
        unit.country,
        unit.tax_rate.ppm(),
        unit.tax_inclusive,
        Json(&unit.settings) as _,
        stored.version,
        stored.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Has the scheduler look at the tenant now, unless its turn has come already.
pub(super) async fn take_turn(
    conn: &mut PgConnection,
    tenant: TenantId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update platform.tenant_schedules set due_at = $2 where tenant_id = $1 and due_at > $2",
        tenant as _,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}
