//! A subscription on the wire: the `Rental` of contract 3.0, with the names of the prose as extra
//! keys where they cost nothing.
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::Value;
use sqlx::PgConnection;
use utoipa::ToSchema;

use super::{
    model::{CapturedCostSource, CapturedListPriceSource, Subscription, SubscriptionStatus},
    past::{RentalPastBody, ScheduledCancellationBody},
    recovery::{Contract, RecoveryStatus, recovery},
    store,
};
use crate::{
    assets::SerialNumber,
    auth::BusinessUnit,
    error::Result,
    kernel::{
        currency::Currency,
        id::{
            BillingGroupId, CustomerId, OrderId, OrderItemId, ProductId, SubscriptionId, TenantId,
            VariantId,
        },
        money::{Amount, Minor},
        ratio::Ratio,
    },
    payments,
};

/// A contract for one asset.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Rental)]
pub(crate) struct RentalBody {
    #[schema(value_type = String, example = "sub_01j9z3k5m8e9fvq2x7c4b6n8p0")]
    rental_id: SubscriptionId,
    /// The same as `rentalId`.
    #[schema(value_type = String)]
    subscription_id: SubscriptionId,
    #[schema(value_type = String)]
    tenant_id: TenantId,
    #[schema(value_type = String, example = "C02ZN1ABCD12")]
    asset_serial_number: SerialNumber,
    /// The same as `assetSerialNumber`.
    #[schema(value_type = String)]
    serial_number: SerialNumber,
    #[schema(value_type = String)]
    customer_id: CustomerId,
    customer_email: String,
    customer_name: String,
    /// The customer's, as it is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    company: Option<String>,
    #[schema(value_type = String)]
    order_id: OrderId,
    /// The item of the order that it fulfils a unit of.
    #[schema(value_type = String)]
    order_item_id: OrderItemId,
    #[schema(value_type = String)]
    product_id: ProductId,
    #[schema(value_type = String)]
    variant_id: VariantId,
    #[schema(example = "MACBOOK-PRO-16-M3")]
    sku: String,
    product_name: String,
    /// The variant's, as it is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "Space Black, 36 GB")]
    variant_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    product_image_url: Option<String>,
    /// Without tax on top: what the order says a unit costs a month.
    monthly_amount: Amount,
    currency: Currency,
    status: SubscriptionStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false)]
    billing_group_id: Option<BillingGroupId>,
    /// Months it was made for.
    original_contract_length: u32,
    /// Months it runs, extensions included.
    contract_length: u32,
    start_date: NaiveDate,
    end_date: NaiveDate,
    /// When the earliest open payment is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next_billing_date: Option<NaiveDate>,
    last_modified_date: DateTime<Utc>,
    /// Months it ran, once it has ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    actual_months_rented: Option<u32>,
    /// Months of its term that it did not run, once it has ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    months_saved: Option<u32>,
    /// The day it ended on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    ended_on: Option<NaiveDate>,
    /// Since when its term is over and somebody has to decide what becomes of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    action_required_at: Option<DateTime<Utc>>,
    /// It is to be called off on a day to come.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    scheduled_cancellation: Option<ScheduledCancellationBody>,
    #[serde(flatten)]
    past: RentalPastBody,
    /// The same as `assetSerialNumber`.
    #[schema(value_type = String)]
    current_serial_number: SerialNumber,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Amount, required = false)]
    list_price: Option<Amount>,
    list_price_source: CapturedListPriceSource,
    list_price_captured_at: DateTime<Utc>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Amount, required = false)]
    acquisition_cost: Option<Amount>,
    acquisition_cost_source: CapturedCostSource,
    acquisition_cost_captured_at: DateTime<Utc>,
    #[serde(flatten)]
    standing: StandingBody,
    cost_recovery: CostRecoveryBody,
    /// The contract it took the place of.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false)]
    upgrade_from_rental_id: Option<SubscriptionId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Object, required = false)]
    custom_fields: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    notes: Option<String>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    created_by: String,
}

/// How far its payments have paid for the device (contract section 5).
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct StandingBody {
    /// Paid so far, without tax.
    total_collected: Amount,
    /// Collected ÷ acquisition cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = f64, required = false, example = 86)]
    cost_recovery_percent: Option<Ratio>,
    /// Collected − acquisition cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Amount, required = false)]
    current_profit: Option<Amount>,
    /// Acquisition cost ÷ monthly amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = f64, required = false, example = 11.2)]
    breakeven_months: Option<Ratio>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    has_reached_breakeven: Option<bool>,
    recovery_status: RecoveryStatus,
}

/// The same figures nested, with what the whole term will bring.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CostRecovery)]
struct CostRecoveryBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Amount, required = false)]
    acquisition_cost: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Amount, required = false)]
    list_price: Option<Amount>,
    total_collected: Amount,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = f64, required = false)]
    cost_recovery_percent: Option<Ratio>,
    /// The month, from 1, in which the cost is back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = 14)]
    breakeven_month: Option<i64>,
    /// Whole months that have passed.
    months_active: u32,
    months_remaining: u32,
    /// What the whole term brings.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Amount, required = false)]
    projected_total_collection: Option<Amount>,
    /// What that leaves above the cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Amount, required = false)]
    projected_margin: Option<Amount>,
    /// The same as a percentage of the cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = f64, required = false)]
    projected_margin_percent: Option<Ratio>,
}

/// Shows subscriptions as they stand on `today`.
pub(super) async fn show(
    conn: &mut PgConnection,
    unit: &BusinessUnit,
    today: NaiveDate,
    subscriptions: Vec<Subscription>,
) -> Result<Vec<RentalBody>> {
    let ids: Vec<SubscriptionId> = subscriptions.iter().map(|one| one.id).collect();
    let collected = payments::collected(&mut *conn, unit.id, &ids).await?;
    let next_due = payments::next_due(&mut *conn, unit.id, &ids).await?;
    let customers: Vec<CustomerId> = subscriptions.iter().map(|one| one.customer_id).collect();
    let variants: Vec<VariantId> = subscriptions.iter().map(|one| one.variant_id).collect();
    let names = store::names(conn, unit.id, (&customers, &variants)).await?;
    Ok(subscriptions
        .into_iter()
        .map(|subscription| {
            let paid = collected.get(&subscription.id).copied();
            let next = next_due.get(&subscription.id).copied();
            let paid = paid.unwrap_or(Minor::ZERO);
            RentalBody {
                company: names.company_of(subscription.customer_id),
                variant_name: names.variant(subscription.variant_id),
                ..RentalBody::new(subscription, unit, today, (paid, next))
            }
        })
        .collect())
}

impl RentalBody {
    /// Months it ran; 0 while it runs.
    pub(super) fn months_rented(&self) -> u32 {
        self.actual_months_rented.unwrap_or(0)
    }

    /// Whether it runs.
    pub(crate) fn is_active(&self) -> bool {
        self.status == SubscriptionStatus::Active
    }

    /// What it brings a month.
    pub(crate) const fn monthly(&self) -> Minor {
        self.monthly_amount.minor
    }

    /// Paid so far, without tax.
    pub(crate) const fn collected(&self) -> Minor {
        self.standing.total_collected.minor
    }

    fn new(
        subscription: Subscription,
        unit: &BusinessUnit,
        today: NaiveDate,
        (collected, next_billing_date): (Minor, Option<NaiveDate>),
    ) -> Self {
        let contract = Contract::of(&subscription, today, unit.time_zone);
        let currency = subscription.currency;
        let amount = |minor| Amount::new(minor, currency);
        let captured = subscription.captured;
        let list_price = captured.list_price.map(amount);
        let rented = subscription.ended_at.map(|_| contract.months_active());
        Self {
            rental_id: subscription.id,
            subscription_id: subscription.id,
            tenant_id: unit.id,
            asset_serial_number: subscription.serial_number.clone(),
            current_serial_number: subscription.serial_number.clone(),
            serial_number: subscription.serial_number,
            customer_id: subscription.customer_id,
            customer_email: subscription.customer_email,
            customer_name: subscription.customer_name,
            company: None,
            order_id: subscription.order_id,
            order_item_id: subscription.order_item_id,
            product_id: subscription.product_id,
            variant_id: subscription.variant_id,
            sku: subscription.sku,
            product_name: subscription.product_name,
            variant_name: None,
            product_image_url: subscription.product_image_url,
            monthly_amount: amount(subscription.monthly_amount),
            currency,
            status: subscription.status,
            billing_group_id: subscription.billing_group_id,
            original_contract_length: subscription.original_contract_length,
            contract_length: subscription.contract_length,
            start_date: subscription.start_date,
            end_date: subscription.end_date,
            next_billing_date,
            last_modified_date: subscription.updated_at,
            actual_months_rented: rented,
            months_saved: rented.map(|rented| contract.months.saturating_sub(rented)),
            ended_on: subscription.ended_on,
            action_required_at: subscription.action_required_at,
            scheduled_cancellation: subscription.scheduled_cancellation.map(Into::into),
            past: RentalPastBody::new(subscription.history, currency),
            list_price,
            list_price_source: captured.list_price_source,
            list_price_captured_at: captured.at,
            acquisition_cost: captured.acquisition_cost.map(amount),
            acquisition_cost_source: captured.acquisition_cost_source,
            acquisition_cost_captured_at: captured.at,
            standing: StandingBody::new(&contract, collected, currency),
            cost_recovery: CostRecoveryBody::new(&contract, (collected, list_price), currency),
            upgrade_from_rental_id: subscription.upgrade_from,
            custom_fields: subscription.custom_fields,
            notes: subscription.notes,
            created_at: subscription.created_at,
            updated_at: subscription.updated_at,
            created_by: subscription.created_by,
        }
    }
}

impl StandingBody {
    fn new(contract: &Contract, collected: Minor, currency: Currency) -> Self {
        let amount = |minor| Amount::new(minor, currency);
        let stands = recovery(contract, collected);
        Self {
            total_collected: amount(collected),
            cost_recovery_percent: stands.percent,
            current_profit: stands.profit.map(amount),
            breakeven_months: stands.breakeven_months,
            has_reached_breakeven: stands.reached,
            recovery_status: stands.status,
        }
    }
}

impl CostRecoveryBody {
    fn new(
        contract: &Contract,
        (collected, list_price): (Minor, Option<Amount>),
        currency: Currency,
    ) -> Self {
        let amount = |minor| Amount::new(minor, currency);
        let stands = recovery(contract, collected);
        let months_active = contract.months_active();
        Self {
            acquisition_cost: contract.cost.map(amount),
            list_price,
            total_collected: amount(collected),
            cost_recovery_percent: stands.percent,
            breakeven_month: stands.breakeven_month,
            months_active,
            months_remaining: contract.months.saturating_sub(months_active),
            projected_total_collection: stands.projected_total.map(amount),
            projected_margin: stands.projected_margin.map(amount),
            projected_margin_percent: stands.projected_margin_percent,
        }
    }
}
