//! What is kept beside orders so that lists find them: texts to search and custom fields.
use serde_json::Value;
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::insert::NewOrder;
use crate::{
    error::Result,
    kernel::id::TenantId,
    orders::Order,
    search::{self, Kind},
};

/// Lets new orders be found. Once for any number of them; their rows are there already. Of a customer
/// who is named as their record is, the texts are there too.
pub(in crate::orders) async fn record(
    conn: &mut PgConnection,
    tenant: TenantId,
    new: &[NewOrder],
) -> Result<()> {
    let spelled = new.iter().filter(|new| new.is_new_spelling);
    let spelled: Vec<&Order> = spelled.map(|new| &new.order).collect();
    if !spelled.is_empty() {
        record_texts(conn, tenant, &spelled).await?;
    }
    let all: Vec<&Order> = new.iter().map(|new| &new.order).collect();
    record_fields(conn, tenant, &all).await
}

/// Lets an edited order be found by what it has become.
pub(in crate::orders) async fn record_edited(
    conn: &mut PgConnection,
    tenant: TenantId,
    (before, after): (&Order, &Order),
) -> Result<()> {
    if before.customer != after.customer {
        record_texts(conn, tenant, &[after]).await?;
    }
    if before.custom_fields != after.custom_fields {
        forget_fields(conn, tenant, before).await?;
        record_fields(conn, tenant, &[after]).await?;
    }
    Ok(())
}

async fn record_texts(conn: &mut PgConnection, tenant: TenantId, orders: &[&Order]) -> Result<()> {
    let names: Vec<(Uuid, String)> = orders
        .iter()
        .map(|order| &order.customer)
        .map(|customer| {
            let name = format!("{} {}", customer.first_name, customer.last_name);
            (customer.customer_id.as_uuid(), name)
        })
        .collect();
    let names = names.iter().map(|(id, name)| (*id, name.as_str()));
    let customers = orders.iter().map(|order| &order.customer);
    let emails = customers
        .clone()
        .map(|customer| (customer.customer_id.as_uuid(), &*customer.email));
    let companies = customers.filter_map(|customer| {
        let company = customer.company.as_deref()?;
        Some((Kind::Company, customer.customer_id.as_uuid(), company))
    });
    let texts = names.chain(emails);
    let texts: Vec<(Kind, Uuid, &str)> = texts
        .map(|(id, text)| (Kind::Customer, id, text))
        .chain(companies)
        .collect();
    search::record(conn, tenant, &texts).await
}

/// Only what a definition could name, and only values that a filter can have.
async fn record_fields(conn: &mut PgConnection, tenant: TenantId, orders: &[&Order]) -> Result<()> {
    let with_fields = orders.iter().filter_map(|order| {
        let fields = order.custom_fields.as_ref()?;
        Some((order.id.as_uuid(), Json(fields)))
    });
    let (ids, fields): (Vec<Uuid>, Vec<Json<&Value>>) = with_fields.unzip();
    if ids.is_empty() {
        return Ok(());
    }
    sqlx::query!(
        "
        insert into order_custom_fields (tenant_id, field_id, value_key, order_id)
        select $1, field.key, custom_field_key(field.value), given.order_id
        from unnest($2::uuid[], $3::jsonb[]) as given (order_id, fields),
            jsonb_each(given.fields) as field
        where field.key ~ '^[A-Za-z][A-Za-z0-9_]{0,62}$'
            and jsonb_typeof(field.value) in ('string', 'number')
        ",
        tenant as _,
        &ids,
        &fields as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn forget_fields(conn: &mut PgConnection, tenant: TenantId, order: &Order) -> Result<()> {
    sqlx::query!(
        "
        delete from order_custom_fields field
        using jsonb_each($3) as old
        where field.tenant_id = $1
            and field.field_id = old.key
            and field.value_key = custom_field_key(old.value)
            and field.order_id = $2
        ",
        tenant as _,
        order.id as _,
        order.custom_fields,
    )
    .execute(conn)
    .await?;
    Ok(())
}
