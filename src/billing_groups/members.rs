//! Who is in a group, and who comes and goes.
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{
    store::{self, Member},
    wire::Placed,
};
use crate::{
    change::Change,
    error::{Code, Error, Fault, Result},
    kernel::id::{BillingGroupId, CustomerId, SubscriptionId},
    timeline::{self, Changes, EntityType, Entry},
};

/// Most subscriptions that come or go in one call.
const MOVES_MAX: usize = 500;

/// Subscriptions that are moved by one statement, so that each stays short.
const MOVES_AT_ONCE: usize = 100;

/// Notes on a group that a subscription began in it, as a new version of the group. The customer is
/// locked.
pub async fn joined(
    change: &mut Change,
    group: BillingGroupId,
    subscription: SubscriptionId,
) -> Result<()> {
    let (tenant, now) = (change.tenant().id, change.now());
    store::touch(change.conn(), tenant, group, now).await?;
    let changes = Changes::none().with("rentalIds", &Vec::new(), &vec![subscription]);
    record(change, group, ("Subscription began in this group", changes));
    Ok(())
}

/// The subscriptions that a body names, as far as they may be members of a group of `customer`; each
/// that may not is a fault. `customer` is none where the body's is unknown.
pub(super) async fn named(
    change: &mut Change,
    names: &[Placed],
    (customer, group): (Option<CustomerId>, Option<BillingGroupId>),
    faults: &mut Vec<Fault>,
) -> Result<Vec<Member>> {
    let tenant = change.tenant().id;
    let ids: Vec<SubscriptionId> = names.iter().filter_map(|n| n.text.parse().ok()).collect();
    let found = store::find_members(change.conn(), tenant, &ids).await?;
    let mut found: HashMap<SubscriptionId, Member> = found
        .into_iter()
        .map(|member| (member.id, member))
        .collect();
    let mut members = Vec::with_capacity(names.len());
    for name in names {
        // Names are given once each, so none is taken twice.
        let member = name.text.parse().ok().and_then(|id| found.remove(&id));
        match allowed(member, (customer, group), name) {
            Ok(member) => members.push(member),
            Err(fault) => faults.push(fault),
        }
    }
    Ok(members)
}

/// Whether a subscription may be in a group. One that has ended may stay, and not come.
fn allowed(
    member: Option<Member>,
    (customer, group): (Option<CustomerId>, Option<BillingGroupId>),
    name: &Placed,
) -> Result<Member, Fault> {
    let own = |code, message: String| Fault::own(&*name.path, code, message);
    let member = member.ok_or_else(|| {
        let message = format!(
            "No subscription `{}` in this tenant. Check the id.",
            name.text
        );
        own(Code::SubscriptionNotFound, message)
    })?;
    if customer.is_some_and(|customer| customer != member.customer_id) {
        let message = format!(
            "Subscription `{}` is of another customer than the group. Leave it out, or make a \
             group of its customer.",
            member.id
        );
        return Err(own(Code::SubscriptionDifferentCustomer, message));
    }
    let stays = group.is_some() && member.group == group;
    if member.active || stays {
        return Ok(member);
    }
    let message = format!("Subscription `{}` has ended; leave it out.", member.id);
    Err(own(Code::SubscriptionNotActive, message))
}

/// Makes exactly these subscriptions the members of a group, which had `before`: those that come leave
/// the group they were in. Gives what that changed on the group.
pub(super) async fn replace(
    change: &mut Change,
    group: BillingGroupId,
    before: &[SubscriptionId],
    wanted: &[Member],
) -> Result<Changes> {
    let kept: HashSet<SubscriptionId> = wanted.iter().map(|member| member.id).collect();
    let leaving: Vec<SubscriptionId> = before
        .iter()
        .copied()
        .filter(|id| !kept.contains(id))
        .collect();
    let coming: Vec<&Member> = wanted
        .iter()
        .filter(|member| member.group != Some(group))
        .collect();
    if leaving.len() + coming.len() > MOVES_MAX {
        return Err(too_many(leaving.len() + coming.len()));
    }
    let mut others: BTreeMap<BillingGroupId, Vec<SubscriptionId>> = BTreeMap::new();
    for member in &coming {
        if let Some(other) = member.group {
            others.entry(other).or_default().push(member.id);
        }
    }
    let moves = coming.iter().map(|member| (member.id, member.group));
    move_all(change, Some(group), moves.collect()).await?;
    leave(change, group, &leaving).await?;
    let (tenant, now) = (change.tenant().id, change.now());
    for (other, gone) in others {
        store::touch(change.conn(), tenant, other, now).await?;
        let changes = Changes::none().with("rentalIds", &gone, &Vec::new());
        let summary = "Subscriptions moved to another group";
        record(change, other, (summary, changes));
    }
    let after: BTreeSet<SubscriptionId> = kept.into_iter().collect();
    let before: BTreeSet<SubscriptionId> = before.iter().copied().collect();
    Ok(Changes::none().with("rentalIds", &before, &after))
}

/// Lets subscriptions of a group be billed each for itself.
pub(super) async fn leave(
    change: &mut Change,
    group: BillingGroupId,
    leaving: &[SubscriptionId],
) -> Result<()> {
    let moves = leaving.iter().map(|id| (*id, Some(group))).collect();
    move_all(change, None, moves).await
}

/// Moves subscriptions, each from the group it is in, in the order of ids.
async fn move_all(
    change: &mut Change,
    to: Option<BillingGroupId>,
    mut moves: Vec<(SubscriptionId, Option<BillingGroupId>)>,
) -> Result<()> {
    moves.sort_unstable();
    let (tenant, now) = (change.tenant().id, change.now());
    for some in moves.chunks(MOVES_AT_ONCE) {
        let ids: Vec<SubscriptionId> = some.iter().map(|(id, _)| *id).collect();
        store::move_to(change.conn(), tenant, to, &ids, now).await?;
        for (id, from) in some {
            let entry = Entry {
                entity_type: EntityType::Subscription,
                entity_id: id.to_string(),
                action: "subscription.updated",
                summary: if to.is_some() {
                    "Billed with a group, with its pending payments".to_owned()
                } else {
                    "Billed by itself, with its pending payments".to_owned()
                },
                changes: Changes::none().with("billingGroupId", from, &to),
            };
            timeline::record(change, entry);
        }
    }
    Ok(())
}

/// Tells on a group's timeline that it changed.
pub(super) fn record(
    change: &mut Change,
    group: BillingGroupId,
    (summary, changes): (&str, Changes),
) {
    let entry = Entry {
        entity_type: EntityType::BillingGroup,
        entity_id: group.to_string(),
        action: "billing_group.updated",
        summary: summary.to_owned(),
        changes,
    };
    timeline::record(change, entry);
}

fn too_many(moves: usize) -> Error {
    let message = format!(
        "At most {MOVES_MAX} subscriptions come or go in one call, this would be {moves}. Do it in \
         several."
    );
    Error::fault(Fault::shape("rentalIds", "too_big", message))
}
