//! SQL for what a billing group was asked for: the group with its payer, its payments, their invoices.
use std::collections::HashMap;

use sqlx::{PgConnection, types::Json};

use crate::{
    customers::Address,
    error::Result,
    kernel::id::{BillingGroupId, CustomerId, PaymentId, TenantId},
    payments::{
        group_invoice::model::{Issued, Party},
        group_invoice::period::Period,
        invoice::model::Buyer,
    },
};

/// A group that is not deleted, and who pays.
pub(in crate::payments) async fn party(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: BillingGroupId,
) -> Result<Option<Party>> {
    let row = sqlx::query!(
        r#"
        select g.group_name, g.contact_name, g.contact_email,
            c.id as "customer_id: CustomerId", c.company, c.first_name, c.last_name, c.email,
            case when c.customer_type = 'business' then c.vat_number end as vat_number,
            c.last_billing_address as "address: Json<Address>"
        from billing_groups g
        join customers c on c.tenant_id = $1 and c.id = g.customer_id
        where g.tenant_id = $1 and g.id = $2 and g.deleted_at is null
        "#,
        tenant as _,
        id as _,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| {
        let buyer = Buyer {
            company: row.company,
            first_name: row.first_name,
            last_name: row.last_name,
            email: row.email,
            vat_number: row.vat_number,
            address: row.address.map(|Json(address)| address),
        };
        Party {
            group: id,
            name: row.group_name,
            contact_name: row.contact_name,
            contact_email: row.contact_email,
            customer: row.customer_id,
            buyer_lines: buyer.lines(),
        }
    }))
}

/// The payments that asked the group for money in these months; not those that were called off.
pub(in crate::payments) async fn payments(
    conn: &mut PgConnection,
    tenant: TenantId,
    (group, period): (BillingGroupId, &Period),
) -> Result<Vec<PaymentId>> {
    let ids = sqlx::query_scalar!(
        r#"
        select id as "id: PaymentId"
        from payments
        where tenant_id = $1 and billing_group_id = $2 and payment_type = 'consolidated'
            and billing_period between $3 and $4 and status <> 'cancelled'
        "#,
        tenant as _,
        group as _,
        period.from,
        period.to,
    )
    .fetch_all(conn)
    .await?;
    Ok(ids)
}

/// Locks them, by id.
pub(in crate::payments) async fn lock(
    conn: &mut PgConnection,
    tenant: TenantId,
    (group, period): (BillingGroupId, &Period),
) -> Result<()> {
    sqlx::query!(
        "
        select 1 as locked
        from payments
        where tenant_id = $1 and billing_group_id = $2 and payment_type = 'consolidated'
            and billing_period between $3 and $4 and status <> 'cancelled'
        order by id
        for no key update
        ",
        tenant as _,
        group as _,
        period.from,
        period.to,
    )
    .fetch_all(conn)
    .await?;
    Ok(())
}

/// The invoices of these payments, as they are referred to.
pub(in crate::payments) async fn issued(
    conn: &mut PgConnection,
    tenant: TenantId,
    payments: &[PaymentId],
) -> Result<HashMap<PaymentId, Issued>> {
    let rows = sqlx::query!(
        r#"
        select payment_id as "payment_id: PaymentId", number, issued_on
        from invoices
        where tenant_id = $1 and payment_id = any($2)
        "#,
        tenant as _,
        payments as _,
    )
    .fetch_all(conn)
    .await?;
    let issued = rows.into_iter().map(|row| {
        let issued = Issued {
            number: row.number,
            on: row.issued_on,
        };
        (row.payment_id, issued)
    });
    Ok(issued.collect())
}
