//! Writing many customers at once.
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use crate::{
    customers::{
        address::Address,
        model::{Customer, CustomerStatus, CustomerType},
    },
    error::Result,
    kernel::{id::TenantId, schedule::PaymentTerms, text},
};

/// A customer as a row in JSON, by names of columns; what starts at nothing is left out.
#[derive(Serialize)]
struct Row<'a> {
    id: Uuid,
    email: &'a str,
    email_folded: String,
    first_name: &'a str,
    last_name: &'a str,
    company: Option<&'a str>,
    phone: Option<&'a str>,
    registration_number: Option<&'a str>,
    vat_number: Option<&'a str>,
    customer_type: CustomerType,
    payment_terms: PaymentTerms,
    status: CustomerStatus,
    last_billing_address: Option<&'a Address>,
    last_shipping_address: Option<&'a Address>,
    custom_fields: Option<&'a Value>,
    total_orders: i64,
    created_by: &'a str,
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl<'a> From<&'a Customer> for Row<'a> {
    fn from(customer: &'a Customer) -> Self {
        Self {
            id: customer.id.as_uuid(),
            email: &customer.email,
            email_folded: text::fold(&customer.email),
            first_name: &customer.first_name,
            last_name: &customer.last_name,
            company: customer.company.as_deref(),
            phone: customer.phone.as_deref(),
            registration_number: customer.registration_number.as_deref(),
            vat_number: customer.vat_number.as_deref(),
            customer_type: customer.customer_type,
            payment_terms: customer.payment_terms,
            status: customer.status,
            last_billing_address: customer.last_billing_address.as_ref(),
            last_shipping_address: customer.last_shipping_address.as_ref(),
            custom_fields: customer.custom_fields.as_ref(),
            total_orders: customer.total_orders,
            created_by: &customer.created_by,
            version: customer.version,
            created_at: customer.created_at,
            updated_at: customer.updated_at,
        }
    }
}

/// Stores new customers who have nothing but orders, but for those whose e-mail is known already;
/// how many were stored.
pub(in crate::customers) async fn insert_all(
    conn: &mut PgConnection,
    tenant: TenantId,
    customers: &[Customer],
) -> Result<usize> {
    let rows: Vec<Row<'_>> = customers.iter().map(Row::from).collect();
    let done = sqlx::query!(
        "
        insert into customers
            (tenant_id, id, email, email_folded, first_name, last_name, company, phone,
             customer_type, payment_terms, status, last_billing_address, last_shipping_address,
             custom_fields, total_orders, total_devices_rented, total_monthly_revenue_minor,
             subscriptions_tracked, lifetime_collected_minor, total_acquisition_cost_minor,
             created_by, version, created_at, updated_at, registration_number, vat_number)
        select
            $1, id, email, email_folded, first_name, last_name, company, phone, customer_type,
            payment_terms, status, last_billing_address, last_shipping_address, custom_fields,
            total_orders, 0, 0, 0, 0, 0, created_by, version, created_at, updated_at,
            registration_number, vat_number
        from jsonb_populate_recordset(null::customers, $2)
        on conflict (tenant_id, email_folded) do nothing
        ",
        tenant as _,
        Json(rows) as _,
    )
    .execute(conn)
    .await?;
    Ok(usize::try_from(done.rows_affected()).unwrap_or(usize::MAX))
}

/// Stores what orders change of locked customers.
pub(in crate::customers) async fn update_all(
    conn: &mut PgConnection,
    tenant: TenantId,
    customers: &[Customer],
) -> Result<()> {
    let rows: Vec<Row<'_>> = customers.iter().map(Row::from).collect();
    sqlx::query!(
        "
        update customers
        set company = new.company, phone = new.phone,
            registration_number = new.registration_number, vat_number = new.vat_number,
            last_billing_address = new.last_billing_address,
            last_shipping_address = new.last_shipping_address, total_orders = new.total_orders,
            version = new.version, updated_at = new.updated_at
        from jsonb_populate_recordset(null::customers, $2) new
        where customers.tenant_id = $1 and customers.id = new.id
        ",
        tenant as _,
        Json(rows) as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}
