//! Running figures of a customer.
use super::{model::Customer, store};
use crate::{
    change::Change,
    error::{Error, Fault, Result},
    kernel::{id::CustomerId, money::Minor},
};

/// What to add to a customer's figures; amounts and counts may be negative.
#[derive(Debug, Clone, Copy, Default)]
pub struct Figures {
    /// Orders.
    pub orders: i64,
    /// Active subscriptions.
    pub devices: i64,
    /// A month, of active subscriptions.
    pub monthly_revenue: Minor,
    /// Subscriptions ever.
    pub subscriptions: i64,
    /// Paid, without tax.
    pub collected: Minor,
    /// Cost of devices.
    pub acquisition_cost: Minor,
}

/// Adds to a customer's figures and counts a new version of them. The row must be locked already
/// (lock order: customer first). Refused where a figure would leave the range of amounts.
pub async fn add_figures(change: &mut Change, id: CustomerId, add: Figures) -> Result<Customer> {
    let (tenant, now) = (change.tenant().id, change.now());
    let customer = store::add_figures(change.conn(), tenant, id, (add, now))
        .await?
        .ok_or_else(|| Error::internal(anyhow::anyhow!("no customer {id} to add figures to")))?;
    let amounts = [
        customer.total_monthly_revenue,
        customer.lifetime_collected,
        customer.total_acquisition_cost,
    ];
    if amounts
        .iter()
        .any(|amount| Minor::new(amount.get()).is_none())
    {
        return Err(Error::fault(Fault::shape(
            "",
            "too_big",
            "The customer's totals would grow beyond what can be kept exactly.",
        )));
    }
    Ok(customer)
}
