//! Storing a changed profile: one new version, one timeline entry, nothing where nothing moved.
use super::{
    model::{Customer, CustomerStatus},
    spelling, store,
};
use crate::{
    change::Change,
    db::OnViolation as _,
    error::{Code, Error, Result},
    timeline::{self, Changes, EntityType, Entry},
};

/// Stores `after` over the locked customer `before` and returns what is stored now.
/// 409 `EMAIL_EXISTS` if the new e-mail is another customer's.
pub(super) async fn save(
    change: &mut Change,
    before: &Customer,
    mut after: Customer,
) -> Result<Customer> {
    if !record_profile(change, before, &mut after) {
        return Ok(after);
    }
    let tenant = change.tenant().id;
    store::update_profile(change.conn(), tenant, &after)
        .await
        .on_unique(|| {
            Error::refused(
                Code::EmailExists,
                "Another customer of this tenant has that e-mail. Send another one, or use that \
                 customer.",
            )
        })?;
    if spelling::is_new(before, &after) {
        spelling::record(change, &[&after]).await?;
    }
    Ok(after)
}

/// Makes `after` a new version of `before`, with its timeline entry, if anything of the profile
/// moved; whether it did.
pub(super) fn record_profile(change: &mut Change, before: &Customer, after: &mut Customer) -> bool {
    let changes = moved(before, after);
    if changes.is_empty() {
        return false;
    }
    after.version += 1;
    after.updated_at = change.now();
    let (action, summary) = match (before.status, after.status) {
        (CustomerStatus::Active, CustomerStatus::Inactive) => {
            ("customer.deactivated", "Customer deleted")
        }
        (CustomerStatus::Inactive, CustomerStatus::Active) => {
            ("customer.reactivated", "Customer reactivated")
        }
        (CustomerStatus::Active, CustomerStatus::Active)
        | (CustomerStatus::Inactive, CustomerStatus::Inactive) => {
            ("customer.updated", "Customer profile changed")
        }
    };
    let entry = Entry {
        entity_type: EntityType::Customer,
        entity_id: after.id.to_string(),
        action,
        summary: summary.to_owned(),
        changes,
    };
    timeline::record(change, entry);
    true
}

/// What of the profile moved, by its names on the wire.
fn moved(before: &Customer, after: &Customer) -> Changes {
    Changes::none()
        .with("email", &before.email, &after.email)
        .with("firstName", &before.first_name, &after.first_name)
        .with("lastName", &before.last_name, &after.last_name)
        .with("company", &before.company, &after.company)
        .with("phone", &before.phone, &after.phone)
        .with(
            "registrationNumber",
            &before.registration_number,
            &after.registration_number,
        )
        .with("vatNumber", &before.vat_number, &after.vat_number)
        .with("customerType", &before.customer_type, &after.customer_type)
        .with("paymentTerms", &before.payment_terms, &after.payment_terms)
        .with("status", &before.status, &after.status)
        .with(
            "billingAddress",
            &before.last_billing_address,
            &after.last_billing_address,
        )
        .with(
            "shippingAddress",
            &before.last_shipping_address,
            &after.last_shipping_address,
        )
        .with(
            "shippingAddresses",
            &before.shipping_addresses,
            &after.shipping_addresses,
        )
}
