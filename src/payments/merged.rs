//! The payments that a consolidated one asks for: they follow what becomes of it.
use super::{
    model::Payment,
    save::out_of_range,
    state::PaymentStatus,
    store::{self, consolidated},
};
use crate::{
    change::Change,
    error::Result,
    kernel::{
        id::{PaymentId, SubscriptionId},
        money::{Minor, allocate},
    },
    timeline::{self, Changes, EntityType, Entry},
};

/// Has the payments that were merged into a consolidated one follow its change: paid or given back,
/// each gets its part; called off, each asks for its own money again. Gives their subscriptions.
pub(super) async fn follow(
    change: &mut Change,
    before: &Payment,
    after: &Payment,
) -> Result<Vec<SubscriptionId>> {
    let tenant = change.tenant().id;
    let charges = store::lock_merged(change.conn(), tenant, after.id).await?;
    let ids: Vec<PaymentId> = charges.iter().map(|charge| charge.id).collect();
    match after.status {
        PaymentStatus::Paid if !charges.is_empty() => {
            let parts = parts(after, &charges).ok_or_else(|| out_of_range(after.id))?;
            consolidated::settle_merged(change.conn(), tenant, (&ids, &parts)).await?;
        }
        PaymentStatus::Cancelled if before.status != PaymentStatus::Cancelled => {
            for id in consolidated::restore(change, &ids).await? {
                timeline::record(change, restored(id, after.id));
            }
        }
        PaymentStatus::Cancelled
        | PaymentStatus::Paid
        | PaymentStatus::Pending
        | PaymentStatus::Processing
        | PaymentStatus::Failed => {}
    }
    let subscriptions = charges.iter().filter_map(|charge| charge.subscription_id);
    Ok(subscriptions.collect())
}

/// What each charge has of the money that is kept, without tax; the sum is all of it.
fn parts(whole: &Payment, charges: &[Payment]) -> Option<Vec<Minor>> {
    let nets = charges
        .iter()
        .map(Payment::net)
        .collect::<Option<Vec<_>>>()?;
    share(whole.kept()?, &nets)
}

/// Shares an amount out in proportion of `nets`, and evenly where they are all nothing.
fn share(amount: Minor, nets: &[Minor]) -> Option<Vec<Minor>> {
    let weights: Vec<u64> = nets.iter().map(|net| net.get().unsigned_abs()).collect();
    let even = vec![1; nets.len()];
    let has_weight = weights.iter().any(|&weight| weight > 0);
    allocate(amount, if has_weight { &weights } else { &even })
}

fn restored(charge: PaymentId, from: PaymentId) -> Entry {
    Entry {
        entity_type: EntityType::Payment,
        entity_id: charge.to_string(),
        action: "payment.restored",
        summary: format!("Due on its own again: {from} was cancelled"),
        changes: Changes::none().with("status", &PaymentStatus::Cancelled, &PaymentStatus::Pending),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_charge_has_its_part_and_the_parts_are_the_whole() {
        for (kept, nets, expected) in [
            (30_000, &[10_000, 20_000][..], &[10_000, 20_000][..]),
            (20_000, &[10_000, 20_000], &[6_667, 13_333]),
            (0, &[10_000, 20_000], &[0, 0]),
            (500, &[0, 0], &[250, 250]),
            (30_500, &[10_000, 20_000], &[10_167, 20_333]),
        ] {
            let minor = |units: &i64| Minor::new(*units).unwrap();
            let nets: Vec<_> = nets.iter().map(minor).collect();
            let expected: Vec<_> = expected.iter().map(minor).collect();
            assert_eq!(share(minor(&kept), &nets), Some(expected), "{kept}");
        }
    }
}
