//! What the whole life of an asset is told from. Every statement reads what hangs on this asset, and
//! at most so much of it.
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use crate::{
    assets::model::SerialNumber,
    error::Result,
    kernel::{
        id::{CustomerId, OrderId, PaymentId, SubscriptionId, TenantId},
        money::Minor,
    },
};

/// A stay of an asset in a subscription.
#[derive(Debug, Clone)]
pub(in crate::assets) struct Stay {
    pub(in crate::assets) subscription_id: SubscriptionId,
    pub(in crate::assets) status: String,
    pub(in crate::assets) order_id: OrderId,
    pub(in crate::assets) order_status: String,
    pub(in crate::assets) ordered_at: DateTime<Utc>,
    pub(in crate::assets) customer_id: CustomerId,
    pub(in crate::assets) customer_name: String,
    pub(in crate::assets) customer_email: String,
    pub(in crate::assets) monthly_amount: Minor,
    pub(in crate::assets) start_date: NaiveDate,
    pub(in crate::assets) end_date: NaiveDate,
    pub(in crate::assets) ended_at: Option<DateTime<Utc>>,
    pub(in crate::assets) assigned_at: DateTime<Utc>,
    pub(in crate::assets) until_date: Option<NaiveDate>,
    pub(in crate::assets) current_serial_number: SerialNumber,
    /// Collected while the asset was in it, without tax.
    pub(in crate::assets) collected: Minor,
    /// Still to be paid of it, with tax.
    pub(in crate::assets) outstanding: Minor,
}

/// The newest stays of an asset: at most one more than are shown.
pub(in crate::assets) async fn stays(
    conn: &mut PgConnection,
    tenant: TenantId,
    asset: &SerialNumber,
) -> Result<Vec<Stay>> {
    let stays = sqlx::query_as!(
        Stay,
        r#"
        select
            stay.subscription_id as "subscription_id: SubscriptionId",
            s.status,
            s.order_id as "order_id: OrderId",
            o.status as order_status,
            o.created_at as ordered_at,
            s.customer_id as "customer_id: CustomerId",
            s.customer_name,
            s.customer_email,
            s.monthly_amount_minor as "monthly_amount: Minor",
            s.start_date,
            s.end_date,
            s.ended_at,
            stay.assigned_at,
            stay.until_date,
            s.serial_number as "current_serial_number: SerialNumber",
            money.collected as "collected!: Minor",
            money.outstanding as "outstanding!: Minor"
        from (
            select subscription_id, assigned_at, from_date, until_date
            from asset_subscriptions
            where tenant_id = $1 and serial_number = $2
            order by subscription_id desc, assigned_at desc
            limit 101
        ) stay
        join subscriptions s on s.tenant_id = $1 and s.id = stay.subscription_id
        join orders o on o.tenant_id = $1 and o.id = s.order_id
        cross join lateral (
            select
                coalesce(sum(
                    case
                        when p.status = 'paid'
                        then p.total_minor - p.tax_amount_minor - p.refunded_minor + p.refunded_tax_minor
                        else p.settled_net_minor
                    end
                ), 0)::bigint as collected,
                coalesce(sum(p.total_minor) filter (
                    where coalesce(c.status, p.status) in ('pending', 'processing', 'failed')
                ), 0)::bigint as outstanding
            from payments p
            left join payments c on c.tenant_id = $1 and c.id = p.consolidated_into
            where p.tenant_id = $1 and p.subscription_id = stay.subscription_id
                and (stay.from_date is null or p.due_date >= stay.from_date)
                and (stay.until_date is null or p.due_date < stay.until_date)
        ) money
        order by stay.subscription_id desc, stay.assigned_at desc
        "#,
        tenant as _,
        asset as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(stays)
}

/// What an asset has brought in all its stays. A charge that a billing group asked for stands as that
/// group's payment does.
#[derive(Debug, Clone, Copy)]
pub(in crate::assets) struct Lifetime {
    pub(in crate::assets) subscriptions: i64,
    pub(in crate::assets) payments: i64,
    pub(in crate::assets) paid_payments: i64,
    /// Without tax.
    pub(in crate::assets) collected: Minor,
    /// With tax.
    pub(in crate::assets) outstanding: Minor,
}

/// The sums over all stays of an asset, also those that are not shown.
pub(in crate::assets) async fn lifetime(
    conn: &mut PgConnection,
    tenant: TenantId,
    asset: &SerialNumber,
) -> Result<Lifetime> {
    let sums = sqlx::query_as!(
        Lifetime,
        r#"
        select
            count(distinct stay.subscription_id) as "subscriptions!",
            count(p.id) as "payments!",
            count(p.id) filter (where coalesce(c.status, p.status) = 'paid') as "paid_payments!",
            coalesce(sum(
                case
                    when p.status = 'paid'
                    then p.total_minor - p.tax_amount_minor - p.refunded_minor + p.refunded_tax_minor
                    else p.settled_net_minor
                end
            ), 0)::bigint as "collected!: Minor",
            coalesce(sum(p.total_minor) filter (
                where coalesce(c.status, p.status) in ('pending', 'processing', 'failed')
            ), 0)::bigint as "outstanding!: Minor"
        from asset_subscriptions stay
        left join payments p on p.tenant_id = $1 and p.subscription_id = stay.subscription_id
            and (stay.from_date is null or p.due_date >= stay.from_date)
            and (stay.until_date is null or p.due_date < stay.until_date)
        left join payments c on c.tenant_id = $1 and c.id = p.consolidated_into
        where stay.tenant_id = $1 and stay.serial_number = $2
        "#,
        tenant as _,
        asset as _,
    )
    .fetch_one(conn)
    .await?;
    Ok(sums)
}

/// When what an asset has collected reached its cost; none where it has not.
pub(in crate::assets) async fn recovered_at(
    conn: &mut PgConnection,
    tenant: TenantId,
    (asset, cost): (&SerialNumber, Minor),
) -> Result<Option<DateTime<Utc>>> {
    let at = sqlx::query_scalar!(
        r#"
        select min(so_far.paid_at)
        from (
            select coalesce(c.paid_at, p.paid_at) as paid_at,
                sum(
                    case
                        when p.status = 'paid'
                        then p.total_minor - p.tax_amount_minor - p.refunded_minor + p.refunded_tax_minor
                        else p.settled_net_minor
                    end
                ) over (order by coalesce(c.paid_at, p.paid_at), p.id) as collected
            from asset_subscriptions stay
            join payments p on p.tenant_id = $1 and p.subscription_id = stay.subscription_id
                and (stay.from_date is null or p.due_date >= stay.from_date)
                and (stay.until_date is null or p.due_date < stay.until_date)
            left join payments c on c.tenant_id = $1 and c.id = p.consolidated_into
            where stay.tenant_id = $1 and stay.serial_number = $2
                and (p.status = 'paid' or p.settled_net_minor is not null)
        ) so_far
        where so_far.collected >= $3
        "#,
        tenant as _,
        asset as _,
        cost as _,
    )
    .fetch_one(conn)
    .await?;
    Ok(at)
}

/// A charge that an asset has brought, or is to bring.
#[derive(Debug, Clone)]
pub(in crate::assets) struct Earned {
    pub(in crate::assets) payment_id: PaymentId,
    pub(in crate::assets) subscription_id: SubscriptionId,
    pub(in crate::assets) status: String,
    pub(in crate::assets) description: String,
    pub(in crate::assets) billing_period: String,
    pub(in crate::assets) due_date: NaiveDate,
    /// Whether it, or the payment that asks for it, should have been paid before.
    pub(in crate::assets) overdue: bool,
    pub(in crate::assets) total: Minor,
    pub(in crate::assets) paid_at: Option<DateTime<Utc>>,
}

/// The charges of an asset that fall due last, as they stand on a day, at most one more than are shown.
pub(in crate::assets) async fn earned(
    conn: &mut PgConnection,
    tenant: TenantId,
    (asset, today): (&SerialNumber, NaiveDate),
) -> Result<Vec<Earned>> {
    let earned = sqlx::query_as!(
        Earned,
        r#"
        select
            p.id as "payment_id: PaymentId",
            stay.subscription_id as "subscription_id: SubscriptionId",
            coalesce(c.status, p.status) as "status!", p.description, p.billing_period, p.due_date,
            coalesce(c.status, p.status) in ('pending', 'processing', 'failed')
                and coalesce(c.due_date, p.due_date) < $3 as "overdue!",
            p.total_minor as "total: Minor",
            coalesce(c.paid_at, p.paid_at) as paid_at
        from asset_subscriptions stay
        cross join lateral (
            select id, status, description, billing_period, due_date, total_minor, paid_at,
                consolidated_into
            from payments
            where tenant_id = $1 and subscription_id = stay.subscription_id
                and (stay.from_date is null or due_date >= stay.from_date)
                and (stay.until_date is null or due_date < stay.until_date)
            order by due_date desc, id desc
            limit 101
        ) p
        left join payments c on c.tenant_id = $1 and c.id = p.consolidated_into
        where stay.tenant_id = $1 and stay.serial_number = $2
        order by p.due_date desc, p.id desc
        limit 101
        "#,
        tenant as _,
        asset as _,
        today,
    )
    .fetch_all(conn)
    .await?;
    Ok(earned)
}
