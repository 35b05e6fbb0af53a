//! Storing a changed profile: one new version, one timeline entry, nothing where nothing moved.
use super::{
    model::{Customer, CustomerStatus},
    store,
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
    let changes = moved(before, &after);
    if changes.is_empty() {
        return Ok(after);
    }
    let (tenant, now) = (change.tenant().id, change.now());
    after.version += 1;
    after.updated_at = now;
    store::update_profile(change.conn(), tenant, &after)
        .await
        .on_unique(|| {
            Error::refused(
                Code::EmailExists,
                "Another customer of this tenant has that e-mail. Send another one, or use that \
                 customer.",
            )
        })?;
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
    timeline::record(change, entry).await?;
    Ok(after)
}

/// What of the profile moved, by its names on the wire.
fn moved(before: &Customer, after: &Customer) -> Changes {
    Changes::none()
        .with("email", &before.email, &after.email)
        .with("firstName", &before.first_name, &after.first_name)
        .with("lastName", &before.last_name, &after.last_name)
        .with("company", &before.company, &after.company)
        .with("phone", &before.phone, &after.phone)
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
}
