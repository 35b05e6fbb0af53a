//! The whole life of an asset: where it was, with whom, and what it brought (contract section 5,
//! "Asset lifetime recovery").
use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

use super::{
    model::{Asset, SerialNumber},
    store::{self, Earned, Lifetime, Stay},
    wire::AssetBody,
};
use crate::{
    auth::Tenant,
    error::{Error, Result},
    kernel::{
        currency::Currency,
        id::{CustomerId, OrderId, PaymentId, SubscriptionId},
        money::{Amount, Minor},
        page::Limit,
        ratio::Ratio,
    },
    timeline::{self, EntityType, TimelineEntryBody},
};

/// Most stays, charges and timeline entries that are shown.
const SHOWN_MAX: usize = 100;

/// The whole life of an asset. Everything is newest first; of each list at most 100 are shown, while
/// the figures in `lifetime` are over all.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AssetHistoryBody {
    #[schema(value_type = String, example = "C02ZX1Y2MD6T")]
    serial_number: SerialNumber,
    asset: AssetBody,
    lifetime: LifetimeBody,
    /// Subscriptions it is and was in, also those in which another asset took its place.
    subscriptions: Vec<StayBody>,
    /// Whether there are more subscriptions than are shown.
    has_more_subscriptions: bool,
    /// Whose these subscriptions are.
    customers: Vec<HolderBody>,
    /// What these subscriptions were ordered with.
    orders: Vec<OriginBody>,
    /// Charges for it, those due last first.
    payments: Vec<EarnedBody>,
    /// Whether there are more charges than are shown.
    has_more_payments: bool,
    timeline: Vec<TimelineEntryBody>,
}

/// What an asset cost and brought, over all its subscriptions.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct LifetimeBody {
    subscriptions: i64,
    payments: i64,
    paid_payments: i64,
    #[schema(value_type = String, min_length = 3, max_length = 3, example = "EUR")]
    currency: Currency,
    /// Paid, without tax, while it was in the subscription.
    total_collected: Amount,
    /// Not paid yet, with tax.
    total_outstanding: Amount,
    /// Its own, else its variant's; null where nobody knows.
    #[schema(required = true)]
    acquisition_cost: Option<Amount>,
    /// Null without a cost.
    #[schema(value_type = Option<f64>, required = true)]
    cost_recovery_percent: Option<Ratio>,
    /// Null without a cost.
    #[schema(required = true)]
    current_profit: Option<Amount>,
    /// The day on which the last payment came that it took to collect its cost; null until then, and
    /// without a cost. What was given back counts as if it had never been paid.
    #[schema(required = true)]
    breakeven_date: Option<NaiveDate>,
}

/// A subscription that an asset is or was in.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct StayBody {
    #[schema(value_type = String)]
    rental_id: SubscriptionId,
    /// The same as `rentalId`.
    #[schema(value_type = String)]
    subscription_id: SubscriptionId,
    /// Of the subscription.
    #[schema(example = "active")]
    status: String,
    #[schema(value_type = String)]
    order_id: OrderId,
    #[schema(value_type = String)]
    customer_id: CustomerId,
    customer_name: String,
    monthly_amount: Amount,
    start_date: NaiveDate,
    end_date: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    ended_at: Option<DateTime<Utc>>,
    /// When it came into the subscription.
    assigned_at: DateTime<Utc>,
    /// From when on another asset took its place; absent where none did.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    replaced_on: Option<NaiveDate>,
    /// Which asset the subscription has now, or had last.
    #[schema(value_type = String)]
    current_serial_number: SerialNumber,
    /// Paid for this asset, without tax.
    total_collected: Amount,
    /// Not paid yet for this asset, with tax.
    total_outstanding: Amount,
}

/// A customer who has or had an asset.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct HolderBody {
    #[schema(value_type = String)]
    customer_id: CustomerId,
    /// As in their newest subscription.
    name: String,
    /// As in their newest subscription.
    email: String,
    #[schema(value_type = Vec<String>)]
    rental_ids: Vec<SubscriptionId>,
}

/// An order that an asset fulfilled a unit of.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct OriginBody {
    #[schema(value_type = String)]
    order_id: OrderId,
    #[schema(value_type = String)]
    customer_id: CustomerId,
    #[schema(example = "fulfilled")]
    status: String,
    created_at: DateTime<Utc>,
}

/// A charge for an asset.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct EarnedBody {
    #[schema(value_type = String)]
    payment_id: PaymentId,
    #[schema(value_type = String)]
    rental_id: SubscriptionId,
    #[schema(example = "paid")]
    status: String,
    description: String,
    #[schema(example = "2025-02")]
    billing_period: String,
    due_date: NaiveDate,
    /// Whether it should have been paid before today.
    overdue: bool,
    total: Amount,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    paid_at: Option<DateTime<Utc>>,
}

/// Reads the whole life of an asset.
pub(super) async fn read(
    conn: &mut PgConnection,
    tenant: &Tenant,
    (asset, today): (Asset, NaiveDate),
) -> Result<AssetHistoryBody> {
    let serial = asset.serial_number.clone();
    let mut stays = store::stays(&mut *conn, tenant.id, &serial).await?;
    let mut earned = store::earned(&mut *conn, tenant.id, (&serial, today)).await?;
    let sums = store::lifetime(&mut *conn, tenant.id, &serial).await?;
    let cost = asset.cost();
    let recovered_at = match cost {
        Some(cost) => store::recovered_at(&mut *conn, tenant.id, (&serial, cost)).await?,
        None => None,
    };
    let breakeven = recovered_at.map(|at| tenant.time_zone.date_of(at));
    let of = (EntityType::Asset, serial.as_str());
    let told = timeline::list(conn, tenant.id, of, (None, Limit::of(Limit::MAX))).await?;
    let has_more_subscriptions = stays.len() > SHOWN_MAX;
    let has_more_payments = earned.len() > SHOWN_MAX;
    stays.truncate(SHOWN_MAX);
    earned.truncate(SHOWN_MAX);
    let currency = tenant.currency;
    Ok(AssetHistoryBody {
        lifetime: LifetimeBody::new(sums, (cost, breakeven), currency)?,
        customers: holders(&stays),
        orders: origins(&stays),
        subscriptions: stays
            .into_iter()
            .map(|stay| StayBody::new(stay, currency))
            .collect(),
        has_more_subscriptions,
        payments: earned
            .into_iter()
            .map(|payment| EarnedBody::new(payment, currency))
            .collect(),
        has_more_payments,
        timeline: told
            .items
            .into_iter()
            .map(TimelineEntryBody::from)
            .collect(),
        serial_number: serial,
        asset: AssetBody::new(asset, tenant),
    })
}

impl LifetimeBody {
    fn new(
        sums: Lifetime,
        (cost, breakeven_date): (Option<Minor>, Option<NaiveDate>),
        currency: Currency,
    ) -> Result<Self> {
        let amount = |minor| Amount::new(minor, currency);
        let profit = cost
            .map(|cost| sums.collected.checked_sub(cost))
            .map(|profit| profit.ok_or_else(too_much))
            .transpose()?;
        Ok(Self {
            subscriptions: sums.subscriptions,
            payments: sums.payments,
            paid_payments: sums.paid_payments,
            currency,
            total_collected: amount(sums.collected),
            total_outstanding: amount(sums.outstanding),
            acquisition_cost: cost.map(amount),
            cost_recovery_percent: cost.and_then(|cost| Ratio::percent(sums.collected, cost)),
            current_profit: profit.map(amount),
            breakeven_date,
        })
    }
}

fn too_much() -> Error {
    Error::internal(anyhow::anyhow!("an asset's profit is beyond what is exact"))
}

impl StayBody {
    fn new(stay: Stay, currency: Currency) -> Self {
        let amount = |minor| Amount::new(minor, currency);
        Self {
            rental_id: stay.subscription_id,
            subscription_id: stay.subscription_id,
            status: stay.status,
            order_id: stay.order_id,
            customer_id: stay.customer_id,
            customer_name: stay.customer_name,
            monthly_amount: amount(stay.monthly_amount),
            start_date: stay.start_date,
            end_date: stay.end_date,
            ended_at: stay.ended_at,
            assigned_at: stay.assigned_at,
            replaced_on: stay.until_date,
            current_serial_number: stay.current_serial_number,
            total_collected: amount(stay.collected),
            total_outstanding: amount(stay.outstanding),
        }
    }
}

impl EarnedBody {
    fn new(earned: Earned, currency: Currency) -> Self {
        Self {
            overdue: earned.overdue,
            payment_id: earned.payment_id,
            rental_id: earned.subscription_id,
            status: earned.status,
            description: earned.description,
            billing_period: earned.billing_period,
            due_date: earned.due_date,
            total: Amount::new(earned.total, currency),
            paid_at: earned.paid_at,
        }
    }
}

/// The customers of stays, each once, who had it last first.
fn holders(stays: &[Stay]) -> Vec<HolderBody> {
    let mut holders: Vec<HolderBody> = Vec::new();
    for stay in stays {
        let known = holders
            .iter_mut()
            .find(|holder| holder.customer_id == stay.customer_id);
        if let Some(holder) = known {
            if !holder.rental_ids.contains(&stay.subscription_id) {
                holder.rental_ids.push(stay.subscription_id);
            }
        } else {
            holders.push(HolderBody {
                customer_id: stay.customer_id,
                name: stay.customer_name.clone(),
                email: stay.customer_email.clone(),
                rental_ids: vec![stay.subscription_id],
            });
        }
    }
    holders
}

/// The orders of stays, each once.
fn origins(stays: &[Stay]) -> Vec<OriginBody> {
    let mut seen = HashSet::new();
    stays
        .iter()
        .filter(|stay| seen.insert(stay.order_id))
        .map(|stay| OriginBody {
            order_id: stay.order_id,
            customer_id: stay.customer_id,
            status: stay.order_status.clone(),
            created_at: stay.ordered_at,
        })
        .collect()
}
