//! Fulfilling many units of an order in one transaction (contract 10.21).
//!
//! Customer, order and assets are locked once; each unit then begins its contract like any other.
use std::collections::HashMap;

use super::{
    assign::{self, Refusal, Wanted},
    wire::{AutoPick, FulfillMode, FulfillOrderBody, UNITS_MAX},
};
use crate::{
    assets::{self, Asset, SerialNumber},
    change::Change,
    error::{Code, Error, Fault, Result},
    kernel::id::{OrderId, OrderItemId, SubscriptionId},
    orders::{self, Order},
    subscriptions::{self, Subscription, Wishes},
};

/// What became of a request.
#[derive(Debug)]
pub(super) struct Fulfilled {
    pub(super) results: Vec<UnitResult>,
    /// As it is then.
    pub(super) order: Order,
}

/// What became of a unit.
#[derive(Debug)]
pub(super) struct UnitResult {
    pub(super) serial_number: Option<SerialNumber>,
    pub(super) item: OrderItemId,
    pub(super) outcome: Result<SubscriptionId, Refusal>,
}

/// Fulfils the units that the body asks for: all of them or none, or in mode `best_effort` those that
/// can be.
pub(super) async fn fulfil(
    change: &mut Change,
    id: OrderId,
    body: &FulfillOrderBody,
) -> Result<Fulfilled> {
    let order = subscriptions::lock_order(change, id).await?;
    let order = order.ok_or_else(|| Error::not_found("order", id))?;
    change.expect_version(order.version)?;
    let mut faults = Vec::new();
    let wishes = wishes(change, body, &order, &mut faults).await?;
    let named = named(body, &order, &mut faults);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    subscriptions::takes_units(change, &order)?;
    let mut previous = subscriptions::previous(change, &order, None).await?;
    let wanted = match (named, body.auto_pick) {
        (Some(wanted), _) => wanted,
        (None, Some(AutoPick::Oldest)) => picked(change, &order, body.mode).await?,
        (None, None) => return Err(lost()),
    };
    let mut assets = locked(change, &wanted).await?;
    let assigned = assign::assign(&order.items, &wanted, &assets);
    if body.mode == FulfillMode::All {
        refuse_any(&wanted, &assigned)?;
    }
    let mut order = order;
    let mut results = Vec::with_capacity(wanted.len());
    for (unit, assigned) in wanted.into_iter().zip(assigned) {
        let outcome = match assigned {
            Err(refusal) => Err(refusal),
            Ok(serial) => {
                let asset = assets.remove(&serial).ok_or_else(lost)?;
                let (begun, now) =
                    begin(change, order, (unit.item, asset), &wishes, previous.take()).await?;
                order = now;
                Ok(begun)
            }
        };
        results.push(UnitResult {
            serial_number: unit.serial_number,
            item: unit.item,
            outcome,
        });
    }
    let tenant = change.tenant().id;
    let order = orders::found(change.conn(), tenant, id).await?;
    Ok(Fulfilled { results, order })
}

/// How all contracts begin.
async fn wishes(
    change: &mut Change,
    body: &FulfillOrderBody,
    order: &Order,
    faults: &mut Vec<Fault>,
) -> Result<Wishes> {
    let fields = body.custom_fields.as_ref();
    faults.extend(subscriptions::custom_fields(change, fields).await?);
    let group = body.billing_group_id.as_deref();
    Ok(Wishes {
        start_date: body.start_date,
        billing_start: body.billing_start_option,
        billing_group_id: subscriptions::billing_group(change, group, order, faults).await?,
        custom_fields: body.custom_fields.clone(),
        notes: body.notes.clone(),
    })
}

/// The units that the body names; none where the server picks.
fn named(body: &FulfillOrderBody, order: &Order, faults: &mut Vec<Fault>) -> Option<Vec<Wanted>> {
    let mut wanted = Vec::new();
    for named in body.items.as_ref()? {
        let id = &named.item_id;
        let item = order.items.iter().find(|it| it.id.to_string() == id.text);
        let Some(item) = item else {
            let message = "The order has no such item; its items carry their `itemId`.";
            faults.push(Fault::shape(&*id.path, "custom", message));
            continue;
        };
        wanted.extend(named.serial_numbers.iter().map(|serial| Wanted {
            path: serial.path.clone(),
            item: item.id,
            serial_number: Some(serial.text.clone().into()),
        }));
    }
    Some(wanted)
}

/// A unit for each open one, with the oldest available asset of its SKU as long as there are any: in
/// the order of SKUs, so that two who pick for the same SKUs do not wait for each other.
async fn picked(change: &mut Change, order: &Order, mode: FulfillMode) -> Result<Vec<Wanted>> {
    let tenant = change.tenant().id;
    let mut open: Vec<(&str, OrderItemId, usize)> = Vec::new();
    let mut room = UNITS_MAX;
    for item in &order.items {
        let units = item.quantity.saturating_sub(item.rented_quantity);
        let units = usize::try_from(units).map_err(Error::internal)?;
        if units > room && mode == FulfillMode::All {
            return Err(too_many());
        }
        let units = units.min(room);
        room -= units;
        if units > 0 {
            open.push((&item.sku, item.id, units));
        }
    }
    if open.is_empty() {
        return Err(nothing_open(order));
    }
    open.sort_by_key(|(sku, _, _)| *sku);
    let (mut taken, mut wanted) = (Vec::new(), Vec::new());
    for (sku, item, units) in open {
        let of = (sku, taken.as_slice());
        let found = assets::pick_oldest(change.conn(), tenant, of, units).await?;
        taken.extend(found.iter().cloned());
        let found = found.into_iter().map(Some);
        let units = found.chain(std::iter::repeat(None)).take(units);
        wanted.extend(units.map(|serial_number| Wanted {
            path: "autoPick".to_owned(),
            item,
            serial_number,
        }));
    }
    Ok(wanted)
}

/// The assets that are wanted, locked; unknown ones are missing.
async fn locked(change: &mut Change, wanted: &[Wanted]) -> Result<HashMap<SerialNumber, Asset>> {
    let tenant = change.tenant().id;
    let serials: Vec<&str> = wanted
        .iter()
        .filter_map(|unit| unit.serial_number.as_ref())
        .map(SerialNumber::as_str)
        .collect();
    let found = assets::lock_all(change.conn(), tenant, &serials).await?;
    Ok(found
        .into_iter()
        .map(|asset| (asset.serial_number.clone(), asset))
        .collect())
}

/// Refuses the whole request if any unit is refused, with a row for each.
fn refuse_any(wanted: &[Wanted], assigned: &[Result<SerialNumber, Refusal>]) -> Result<()> {
    let faults: Vec<Fault> = wanted
        .iter()
        .zip(assigned)
        .filter_map(|(unit, assigned)| {
            let refusal = assigned.as_ref().err()?;
            Some(Fault::own(&*unit.path, refusal.code, &*refusal.message))
        })
        .collect();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(faults))
    }
}

/// Begins the contract of a unit. Gives it, and the order as it is then.
async fn begin(
    change: &mut Change,
    order: Order,
    (item, asset): (OrderItemId, Asset),
    wishes: &Wishes,
    previous: Option<Subscription>,
) -> Result<(SubscriptionId, Order)> {
    let item = order.items.iter().find(|it| it.id == item).cloned();
    let item = item.ok_or_else(lost)?;
    let unit = (&item, asset);
    let (begun, order) = subscriptions::begin_unit(change, order, unit, wishes, previous).await?;
    Ok((begun.id, order))
}

fn lost() -> Error {
    Error::internal(anyhow::anyhow!("what was locked is gone"))
}

fn too_many() -> Error {
    let message = format!(
        "The order has more than {UNITS_MAX} open units, the most of one call. Send mode \
         `best_effort`, which fulfils the first of them, and call again."
    );
    Error::fault(Fault::shape("autoPick", "too_big", message))
}

fn nothing_open(order: &Order) -> Error {
    Error::refused(
        Code::ItemFullyFulfilled,
        format!(
            "Every unit of order `{}` has a subscription. Create another order for more.",
            order.id
        ),
    )
}
