//! What assets have brought, as it is kept on them. It is what `lifetime` sums, by the same rules.
use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::{
    assets::model::SerialNumber,
    error::Result,
    kernel::id::{SubscriptionId, TenantId},
};

/// Locks the assets that subscriptions have or had, by serial number, and gives them.
pub(in crate::assets) async fn lock_of(
    conn: &mut PgConnection,
    tenant: TenantId,
    subscriptions: &[SubscriptionId],
) -> Result<Vec<SerialNumber>> {
    let serials = sqlx::query_scalar!(
        r#"
        select serial_number as "serial_number: SerialNumber"
        from assets
        where tenant_id = $1 and serial_number in (
            select serial_number
            from asset_subscriptions
            where tenant_id = $1 and subscription_id = any($2)
        )
        order by serial_number
        for no key update
        "#,
        tenant as _,
        subscriptions as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(serials)
}

/// Sums up anew what locked assets have brought. One whose figure moves is a new version: its answers
/// show it. A statement of its own, begun after the locks: it sees what others added before it had them.
pub(in crate::assets) async fn recount(
    conn: &mut PgConnection,
    tenant: TenantId,
    assets: &[&SerialNumber],
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "
        update assets
        set collected_minor = sums.collected,
            version = version + 1,
            updated_at = $3
        from unnest($2::text[]) as moved (serial_number)
        cross join lateral (
            select coalesce(sum(
                case
                    when p.status = 'paid'
                    then p.total_minor - p.tax_amount_minor - p.refunded_minor + p.refunded_tax_minor
                    else p.settled_net_minor
                end
            ), 0)::bigint as collected
            from asset_subscriptions stay
            join payments p on p.tenant_id = $1 and p.subscription_id = stay.subscription_id
                and (stay.from_date is null or p.due_date >= stay.from_date)
                and (stay.until_date is null or p.due_date < stay.until_date)
            where stay.tenant_id = $1 and stay.serial_number = moved.serial_number
        ) sums
        where assets.tenant_id = $1 and assets.serial_number = moved.serial_number
            and assets.collected_minor <> sums.collected
        ",
        tenant as _,
        assets as _,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}
