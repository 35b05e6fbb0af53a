//! SQL for customers: single rows here, pages in `list`, what orders and subscriptions say of them
//! in `related`.
mod list;
mod related;
mod save;
mod search;

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{PgConnection, types::Json};

pub(super) use self::{
    list::{CustomerSort, Filter, Profile, get, list, profile_of},
    related::{Open, Related, open_of, related},
    save::{insert_all, update_all},
};
use super::{
    address::{Address, ShippingAddress},
    figures::Figures,
    model::{Customer, CustomerStatus, CustomerType},
};
use crate::{
    error::Result,
    kernel::{
        id::{CustomerId, TenantId},
        money::Minor,
        schedule::PaymentTerms,
        text,
    },
};

/// A row of the table.
struct CustomerRow {
    id: CustomerId,
    email: String,
    first_name: String,
    last_name: String,
    company: Option<String>,
    phone: Option<String>,
    registration_number: Option<String>,
    vat_number: Option<String>,
    customer_type: CustomerType,
    payment_terms: PaymentTerms,
    status: CustomerStatus,
    last_billing_address: Option<Json<Address>>,
    last_shipping_address: Option<Json<Address>>,
    shipping_addresses: Json<Vec<ShippingAddress>>,
    custom_fields: Option<Value>,
    total_orders: i64,
    total_devices_rented: i64,
    total_monthly_revenue: Minor,
    subscriptions_tracked: i64,
    lifetime_collected: Minor,
    total_acquisition_cost: Minor,
    created_by: String,
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<CustomerRow> for Customer {
    fn from(row: CustomerRow) -> Self {
        Self {
            id: row.id,
            email: row.email,
            first_name: row.first_name,
            last_name: row.last_name,
            company: row.company,
            phone: row.phone,
            registration_number: row.registration_number,
            vat_number: row.vat_number,
            customer_type: row.customer_type,
            payment_terms: row.payment_terms,
            status: row.status,
            last_billing_address: row.last_billing_address.map(|Json(address)| address),
            last_shipping_address: row.last_shipping_address.map(|Json(address)| address),
            shipping_addresses: row.shipping_addresses.0,
            custom_fields: row.custom_fields,
            total_orders: row.total_orders,
            total_devices_rented: row.total_devices_rented,
            total_monthly_revenue: row.total_monthly_revenue,
            subscriptions_tracked: row.subscriptions_tracked,
            lifetime_collected: row.lifetime_collected,
            total_acquisition_cost: row.total_acquisition_cost,
            created_by: row.created_by,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A statement that yields customers of a tenant: its further conditions and its binds.
macro_rules! customers {
    ($tail:literal, $($bind:expr),+ $(,)?) => {
        sqlx::query_as!(
            CustomerRow,
            r#"
            select id as "id: CustomerId", email, first_name, last_name, company, phone,
                registration_number, vat_number, customer_type as "customer_type: CustomerType",
                payment_terms as "payment_terms: PaymentTerms",
                status as "status: CustomerStatus",
                last_billing_address as "last_billing_address: Json<Address>",
                last_shipping_address as "last_shipping_address: Json<Address>",
                shipping_addresses as "shipping_addresses: Json<Vec<ShippingAddress>>",
                custom_fields, total_orders, total_devices_rented,
                total_monthly_revenue_minor as "total_monthly_revenue: Minor",
                subscriptions_tracked,
                lifetime_collected_minor as "lifetime_collected: Minor",
                total_acquisition_cost_minor as "total_acquisition_cost: Minor",
                created_by, version, created_at, updated_at
            from customers
            where tenant_id = $1
            "# + $tail,
            $($bind),+
        )
    };
}

/// Customers by id, in no order.
pub(super) async fn by_ids(
    conn: &mut PgConnection,
    tenant: TenantId,
    ids: &[CustomerId],
) -> Result<Vec<Customer>> {
    let rows = customers!("and id = any($2)", tenant as _, ids as _)
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(Customer::from).collect())
}

/// One customer, locked.
pub(super) async fn lock(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: CustomerId,
) -> Result<Option<Customer>> {
    let row = customers!("and id = $2 for no key update", tenant as _, id as _)
        .fetch_optional(conn)
        .await?;
    Ok(row.map(Customer::from))
}

/// The customer with an e-mail.
pub(super) async fn by_email(
    conn: &mut PgConnection,
    tenant: TenantId,
    email: &str,
) -> Result<Option<Customer>> {
    let row = customers!("and email_folded = $2", tenant as _, text::fold(email))
        .fetch_optional(conn)
        .await?;
    Ok(row.map(Customer::from))
}

/// Customers by folded e-mail or by id, locked in the order of their ids.
pub(super) async fn lock_all(
    conn: &mut PgConnection,
    tenant: TenantId,
    emails: &[String],
    ids: &[CustomerId],
) -> Result<Vec<Customer>> {
    let rows = customers!(
        "and (email_folded = any($2) or id = any($3)) order by id for no key update",
        tenant as _,
        emails,
        ids as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Customer::from).collect())
}

/// Stores a locked customer's profile with its version; figures are left alone.
pub(super) async fn update_profile(
    conn: &mut PgConnection,
    tenant: TenantId,
    customer: &Customer,
) -> sqlx::Result<()> {
    sqlx::query!(
        "
        update customers
        set email = $3, email_folded = $4, first_name = $5, last_name = $6, company = $7,
            phone = $8, customer_type = $9, payment_terms = $10, status = $11,
            last_billing_address = $12, last_shipping_address = $13, version = $14,
            updated_at = $15, registration_number = $16, vat_number = $17,
            shipping_addresses = $18
        where tenant_id = $1 and id = $2
        ",
        tenant as _,
        customer.id as _,
        customer.email,
        text::fold(&customer.email),
        customer.first_name,
        customer.last_name,
        customer.company,
        customer.phone,
        customer.customer_type as _,
        customer.payment_terms as _,
        customer.status as _,
        customer.last_billing_address.as_ref().map(Json) as _,
        customer.last_shipping_address.as_ref().map(Json) as _,
        customer.version,
        customer.updated_at,
        customer.registration_number,
        customer.vat_number,
        Json(&customer.shipping_addresses) as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Adds to a customer's figures, as a new version.
pub(super) async fn add_figures(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: CustomerId,
    (add, now): (Figures, DateTime<Utc>),
) -> Result<Option<Customer>> {
    let row = sqlx::query_as!(
        CustomerRow,
        r#"
        update customers
        set total_orders = total_orders + $3,
            total_devices_rented = total_devices_rented + $4,
            total_monthly_revenue_minor = total_monthly_revenue_minor + $5,
            subscriptions_tracked = subscriptions_tracked + $6,
            lifetime_collected_minor = lifetime_collected_minor + $7,
            total_acquisition_cost_minor = total_acquisition_cost_minor + $8,
            version = version + 1,
            updated_at = $9
        where tenant_id = $1 and id = $2
        returning id as "id: CustomerId", email, first_name, last_name, company, phone,
            registration_number, vat_number, customer_type as "customer_type: CustomerType",
            payment_terms as "payment_terms: PaymentTerms",
            status as "status: CustomerStatus",
            last_billing_address as "last_billing_address: Json<Address>",
            last_shipping_address as "last_shipping_address: Json<Address>",
            shipping_addresses as "shipping_addresses: Json<Vec<ShippingAddress>>",
            custom_fields, total_orders, total_devices_rented,
            total_monthly_revenue_minor as "total_monthly_revenue: Minor",
            subscriptions_tracked,
            lifetime_collected_minor as "lifetime_collected: Minor",
            total_acquisition_cost_minor as "total_acquisition_cost: Minor",
            created_by, version, created_at, updated_at
        "#,
        tenant as _,
        id as _,
        add.orders,
        add.devices,
        add.monthly_revenue as _,
        add.subscriptions,
        add.collected as _,
        add.acquisition_cost as _,
        now,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(Customer::from))
}
