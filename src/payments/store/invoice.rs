//! SQL for invoices: rows are added and read, never changed.
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, types::Json};

use crate::{
    customers::Address,
    error::Result,
    kernel::id::{PaymentId, TenantId},
    payments::invoice::{Invoice, Snapshot, model::Buyer},
};

/// A row of the table.
struct InvoiceRow {
    payment_id: PaymentId,
    number: String,
    issued_on: NaiveDate,
    snapshot: Json<Snapshot>,
    created_at: DateTime<Utc>,
}

/// The invoice of a payment, if it has one.
pub(in crate::payments) async fn find_invoice(
    conn: &mut PgConnection,
    tenant: TenantId,
    payment: PaymentId,
) -> Result<Option<Invoice>> {
    let row = sqlx::query_as!(
        InvoiceRow,
        r#"
        select payment_id as "payment_id: PaymentId", number, issued_on,
            snapshot as "snapshot: Json<Snapshot>", created_at
        from invoices
        where tenant_id = $1 and payment_id = $2
        "#,
        tenant as _,
        payment as _,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Invoice {
        payment_id: row.payment_id,
        number: row.number,
        issued_on: row.issued_on,
        snapshot: row.snapshot.0,
        created_at: row.created_at,
    }))
}

/// Who pays, with the billing address and the VAT number of the order that is paid for, else their own.
pub(in crate::payments) async fn buyer_of(
    conn: &mut PgConnection,
    tenant: TenantId,
    payment: PaymentId,
) -> Result<Buyer> {
    let row = sqlx::query!(
        r#"
        select c.company, c.first_name, c.last_name, c.email,
            case
                when coalesce(o.customer_type, c.customer_type) = 'business'
                then coalesce(o.customer_vat_number, c.vat_number)
            end as vat_number,
            coalesce(o.billing_address, c.last_billing_address) as "address: Json<Address>"
        from payments p
        join customers c on c.tenant_id = $1 and c.id = p.customer_id
        left join subscriptions s on s.tenant_id = $1 and s.id = p.subscription_id
        left join orders o on o.tenant_id = $1 and o.id = s.order_id
        where p.tenant_id = $1 and p.id = $2
        "#,
        tenant as _,
        payment as _,
    )
    .fetch_one(conn)
    .await?;
    Ok(Buyer {
        company: row.company,
        first_name: row.first_name,
        last_name: row.last_name,
        email: row.email,
        vat_number: row.vat_number,
        address: row.address.map(|Json(address)| address),
    })
}

/// The next number of a year; the counter stays locked until the transaction ends.
pub(in crate::payments) async fn next_invoice(
    conn: &mut PgConnection,
    tenant: TenantId,
    year: i32,
) -> Result<i64> {
    let next = sqlx::query_scalar!(
        "
        insert into invoice_counters (tenant_id, year, last)
        values ($1, $2, 1)
        on conflict (tenant_id, year) do update set last = invoice_counters.last + 1
        returning last
        ",
        tenant as _,
        year,
    )
    .fetch_one(conn)
    .await?;
    Ok(next)
}

/// Adds an invoice; its payment, which shows the number, becomes a new version.
pub(in crate::payments) async fn insert_invoice(
    conn: &mut PgConnection,
    tenant: TenantId,
    invoice: &Invoice,
) -> Result<()> {
    sqlx::query!(
        "
        with issued as (
            insert into invoices (tenant_id, payment_id, number, issued_on, snapshot, created_at)
            values ($1, $2, $3, $4, $5, $6)
        )
        update payments
        set version = version + 1,
            updated_at = $6
        where tenant_id = $1 and id = $2
        ",
        tenant as _,
        invoice.payment_id as _,
        invoice.number,
        invoice.issued_on,
        Json(&invoice.snapshot) as _,
        invoice.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
