//! Which subscriptions an asset was ever in, and where that takes it.
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, types::Json};

use crate::{
    assets::model::SerialNumber,
    customers::Address,
    error::Result,
    kernel::id::{SubscriptionId, TenantId},
};

/// Notes that an asset came into a subscription. A stay that another asset's follows ends with that
/// one's first day.
pub(in crate::assets) async fn enter(
    conn: &mut PgConnection,
    tenant: TenantId,
    (asset, subscription): (&SerialNumber, SubscriptionId),
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "
        insert into asset_subscriptions (tenant_id, serial_number, subscription_id, assigned_at)
        values ($1, $2, $3, $4)
        on conflict (tenant_id, serial_number, subscription_id, assigned_at)
        do update set until_date = null
        ",
        tenant as _,
        asset as _,
        subscription as _,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that one asset took another's place in a subscription: charges due from `day` on are the new
/// one's.
pub(in crate::assets) async fn change_over(
    conn: &mut PgConnection,
    tenant: TenantId,
    subscription: SubscriptionId,
    (old, new): (&SerialNumber, &SerialNumber),
    day: NaiveDate,
) -> Result<()> {
    sqlx::query!(
        "
        update asset_subscriptions
        set from_date = case when serial_number = $4 then $5 else from_date end,
            until_date = case when serial_number = $3 then $5 else until_date end
        where tenant_id = $1 and serial_number in ($3, $4) and subscription_id = $2
            and until_date is null
        ",
        tenant as _,
        subscription as _,
        old as _,
        new as _,
        day,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Where the order of a subscription is delivered.
pub(in crate::assets) async fn address(
    conn: &mut PgConnection,
    tenant: TenantId,
    subscription: SubscriptionId,
) -> Result<Address> {
    let address = sqlx::query_scalar!(
        r#"
        select o.shipping_address as "address: Json<Address>"
        from subscriptions s
        join orders o on o.tenant_id = $1 and o.id = s.order_id
        where s.tenant_id = $1 and s.id = $2
        "#,
        tenant as _,
        subscription as _,
    )
    .fetch_one(conn)
    .await?;
    Ok(address.0)
}
