//! Another asset of the same SKU in the same contract (contract 3.2, 8.8). Contract, payments and
//! what the device was worth stay as they are.
use super::{
    body::ReplaceBody,
    history::{DoneBy, Replacement},
    model::Subscription,
    open::{check_own, open},
    spare,
    state::Refused,
    store,
};
use crate::{
    assets::{self, Assignment, Release, SerialNumber},
    change::Change,
    error::{Code, Error, Fault, Result},
    kernel::id::SubscriptionId,
    timeline::{self, Changes, EntityType, Entry},
};

/// Gives an active subscription another asset; the old one is out of use, with a note of the reason.
pub(super) async fn replace(
    change: &mut Change,
    id: SubscriptionId,
    body: &ReplaceBody,
) -> Result<Subscription> {
    let mut subscription = open(change, id).await?;
    check_own(body.rental_id.as_ref(), id)?;
    if let Some(sku) = body
        .new_sku
        .as_ref()
        .filter(|sku| **sku != subscription.sku)
    {
        return Err(Error::fault(Fault::own(
            "newSku",
            Code::SkuMismatch,
            format!(
                "The contract is for `{}`, not `{sku}`. Use upgrade for another SKU.",
                subscription.sku
            ),
        )));
    }
    let (old, new) = spare::lock(
        change,
        &subscription.serial_number,
        &body.new_serial_number,
        &subscription.sku,
    )
    .await?;
    subscription
        .status
        .goes_on()
        .map_err(|refused: Refused| refused.of(id))?;
    spare::check(change, &new, &subscription.sku).await?;
    let old_serial_number =
        std::mem::replace(&mut subscription.serial_number, new.serial_number.clone());
    subscription.history.replacements.push(Replacement {
        old_serial_number: old_serial_number.to_string(),
        new_serial_number: new.serial_number.to_string(),
        reason: body.reason.clone(),
        kind: body.replacement_reason,
        by: DoneBy::from(change.tenant().actor()),
        at: change.now(),
        damage_assessment: body.damage_assessment.clone(),
        insurance_claim: body.insurance_claim,
        notes: body.notes.clone(),
    });
    subscription.updated_at = change.now();
    let note = format!("Replaced in subscription {id}: {}", body.reason);
    assets::release(change, old, Release::Unavailable, Some(&note)).await?;
    let to = Assignment {
        subscription_id: id,
        customer_id: subscription.customer_id,
    };
    assets::assign(change, new, to).await?;
    let devices = (&old_serial_number, &subscription.serial_number);
    assets::change_over(change, id, devices).await?;
    let tenant = change.tenant().id;
    store::save(change.conn(), tenant, &mut subscription).await?;
    announce(change, &old_serial_number, &subscription);
    Ok(subscription)
}

fn announce(change: &mut Change, before: &SerialNumber, after: &Subscription) {
    let entry = Entry {
        entity_type: EntityType::Subscription,
        entity_id: after.id.to_string(),
        action: "subscription.device_replaced",
        summary: format!("Device {before} replaced by {}", after.serial_number),
        changes: Changes::none().with("assetSerialNumber", before, &after.serial_number),
    };
    timeline::record(change, entry);
}
