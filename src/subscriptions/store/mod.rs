//! SQL for subscriptions: rows and single reads here.
mod due;
mod insert;
mod list;
mod references;
mod save;
mod search;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::{PgConnection, types::Json};

pub(super) use self::{
    due::{due_to_end, to_extend},
    insert::insert,
    list::page,
    references::{available_serials, customer_of, customer_of_order, names},
    save::save,
};
use super::{
    history::{
        Buyout, Cancellation, EarlyReturn, Extension, History, Replacement, ScheduledCancellation,
    },
    model::{
        Captured, CapturedCostSource, CapturedListPriceSource, Subscription, SubscriptionStatus,
    },
};
use crate::{
    assets::SerialNumber,
    error::{Error, Result},
    kernel::{
        currency::Currency,
        id::{
            BillingGroupId, CustomerId, OrderId, OrderItemId, ProductId, SubscriptionId, TenantId,
            VariantId,
        },
        money::Minor,
        schedule::{BillingInterval, PaymentTerms},
        tax::TaxRate,
    },
};

struct SubscriptionRow {
    id: SubscriptionId,
    order_id: OrderId,
    order_item_id: OrderItemId,
    customer_id: CustomerId,
    customer_email: String,
    customer_name: String,
    serial_number: SerialNumber,
    product_id: ProductId,
    variant_id: VariantId,
    sku: String,
    product_name: String,
    product_image_url: Option<String>,
    status: SubscriptionStatus,
    monthly_amount: Minor,
    tax_rate: TaxRate,
    tax_inclusive: bool,
    currency: Currency,
    original_contract_length: i32,
    contract_length: i32,
    start_date: NaiveDate,
    end_date: NaiveDate,
    billing_anchor: NaiveDate,
    billing_interval: BillingInterval,
    payment_terms: PaymentTerms,
    billing_group_id: Option<BillingGroupId>,
    list_price: Option<Minor>,
    list_price_source: CapturedListPriceSource,
    acquisition_cost: Option<Minor>,
    acquisition_cost_source: CapturedCostSource,
    costs_captured_at: DateTime<Utc>,
    upgrade_from: Option<SubscriptionId>,
    custom_fields: Option<Json<Value>>,
    notes: Option<String>,
    extension_history: Json<Vec<Extension>>,
    replacement_history: Json<Vec<Replacement>>,
    buyout: Option<Json<Buyout>>,
    early_return: Option<Json<EarlyReturn>>,
    cancellation: Option<Json<Cancellation>>,
    cancel_on: Option<NaiveDate>,
    scheduled_cancellation: Option<Json<Cancellation>>,
    action_required_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    ended_on: Option<NaiveDate>,
    created_by: String,
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl TryFrom<SubscriptionRow> for Subscription {
    type Error = Error;

    fn try_from(row: SubscriptionRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            order_id: row.order_id,
            order_item_id: row.order_item_id,
            customer_id: row.customer_id,
            customer_email: row.customer_email,
            customer_name: row.customer_name,
            serial_number: row.serial_number,
            product_id: row.product_id,
            variant_id: row.variant_id,
            sku: row.sku,
            product_name: row.product_name,
            product_image_url: row.product_image_url,
            status: row.status,
            monthly_amount: row.monthly_amount,
            tax_rate: row.tax_rate,
            tax_inclusive: row.tax_inclusive,
            currency: row.currency,
            original_contract_length: row
                .original_contract_length
                .try_into()
                .map_err(Error::internal)?,
            contract_length: row.contract_length.try_into().map_err(Error::internal)?,
            start_date: row.start_date,
            end_date: row.end_date,
            billing_anchor: row.billing_anchor,
            billing_interval: row.billing_interval,
            payment_terms: row.payment_terms,
            billing_group_id: row.billing_group_id,
            captured: Captured {
                list_price: row.list_price,
                list_price_source: row.list_price_source,
                acquisition_cost: row.acquisition_cost,
                acquisition_cost_source: row.acquisition_cost_source,
                at: row.costs_captured_at,
            },
            upgrade_from: row.upgrade_from,
            custom_fields: row.custom_fields.map(|Json(fields)| fields),
            notes: row.notes,
            history: History {
                extensions: row.extension_history.0,
                replacements: row.replacement_history.0,
                buyout: row.buyout.map(|Json(details)| details),
                early_return: row.early_return.map(|Json(details)| details),
                cancellation: row.cancellation.map(|Json(details)| details),
            },
            scheduled_cancellation: row
                .cancel_on
                .zip(row.scheduled_cancellation)
                .map(|(on, Json(said))| ScheduledCancellation { on, said }),
            action_required_at: row.action_required_at,
            ended_at: row.ended_at,
            ended_on: row.ended_on,
            created_by: row.created_by,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

/// The subscriptions with these ids, in their order; unknown ones are missing.
pub(super) async fn read(
    conn: &mut PgConnection,
    tenant: TenantId,
    ids: &[SubscriptionId],
) -> Result<Vec<Subscription>> {
    let rows = sqlx::query_as!(
        SubscriptionRow,
        r#"
        select
            id as "id: SubscriptionId",
            order_id as "order_id: OrderId",
            order_item_id as "order_item_id: OrderItemId",
            customer_id as "customer_id: CustomerId",
            customer_email,
            customer_name,
            serial_number as "serial_number: SerialNumber",
            product_id as "product_id: ProductId",
            variant_id as "variant_id: VariantId",
            sku, product_name, product_image_url,
            status as "status: SubscriptionStatus",
            monthly_amount_minor as "monthly_amount: Minor",
            tax_rate_ppm as "tax_rate: TaxRate",
            tax_inclusive,
            currency as "currency: Currency",
            original_contract_length,
            contract_length,
            start_date,
            end_date,
            billing_anchor,
            billing_interval as "billing_interval: BillingInterval",
            payment_terms as "payment_terms: PaymentTerms",
            billing_group_id as "billing_group_id: BillingGroupId",
            list_price_minor as "list_price: Minor",
            list_price_source as "list_price_source: CapturedListPriceSource",
            acquisition_cost_minor as "acquisition_cost: Minor",
            acquisition_cost_source as "acquisition_cost_source: CapturedCostSource",
            costs_captured_at,
            upgrade_from_subscription_id as "upgrade_from: SubscriptionId",
            custom_fields as "custom_fields: Json<Value>",
            notes,
            extension_history as "extension_history: Json<Vec<Extension>>",
            replacement_history as "replacement_history: Json<Vec<Replacement>>",
            buyout_details as "buyout: Json<Buyout>",
            early_return_details as "early_return: Json<EarlyReturn>",
            cancellation_details as "cancellation: Json<Cancellation>",
            cancel_on,
            scheduled_cancellation as "scheduled_cancellation: Json<Cancellation>",
            action_required_at, ended_at, ended_on,
            created_by, version, created_at, updated_at
        from subscriptions
        where tenant_id = $1 and id = any($2)
        "#,
        tenant as _,
        ids as _,
    )
    .fetch_all(conn)
    .await?;
    let mut found = HashMap::with_capacity(rows.len());
    for row in rows {
        found.insert(row.id, Subscription::try_from(row)?);
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// The subscription with that id, locked until the transaction ends. Locked first and read
/// afterwards: what is read is what the last change left.
pub(super) async fn lock(
    conn: &mut PgConnection,
    tenant: TenantId,
    id: SubscriptionId,
) -> Result<Option<Subscription>> {
    sqlx::query!(
        "
        select 1 as locked
        from subscriptions
        where tenant_id = $1 and id = $2
        for no key update
        ",
        tenant as _,
        id as _,
    )
    .fetch_optional(&mut *conn)
    .await?;
    Ok(read(conn, tenant, &[id]).await?.pop())
}

/// Sets the notes of a locked subscription, as its next version.
pub(super) async fn set_notes(
    conn: &mut PgConnection,
    tenant: TenantId,
    subscription: &mut Subscription,
    now: DateTime<Utc>,
) -> Result<()> {
    subscription.version = sqlx::query_scalar!(
        "
        update subscriptions
        set notes = $3,
            version = version + 1,
            updated_at = $4
        where tenant_id = $1 and id = $2
        returning version
        ",
        tenant as _,
        subscription.id as _,
        subscription.notes,
        now,
    )
    .fetch_optional(conn)
    .await?
    .ok_or_else(|| Error::internal(anyhow::anyhow!("a locked subscription is gone")))?;
    subscription.updated_at = now;
    Ok(())
}
