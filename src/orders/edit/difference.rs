//! What an edit moved, for the timeline.
use serde_json::{Value, json};

use crate::{
    orders::{Order, OrderItem},
    timeline::Changes,
};

/// All fields that differ between two versions of an order, by their names on the wire.
pub(super) fn changes(before: &Order, after: &Order) -> Changes {
    let (b, a) = (before, after);
    let (bc, ac) = (&b.customer, &a.customer);
    let (bp, ap) = (&b.payment, &a.payment);
    Changes::none()
        .with("status", &b.status, &a.status)
        .with("customer.customerId", &bc.customer_id, &ac.customer_id)
        .with("customer.email", &bc.email, &ac.email)
        .with("customer.firstName", &bc.first_name, &ac.first_name)
        .with("customer.lastName", &bc.last_name, &ac.last_name)
        .with("customer.company", &bc.company, &ac.company)
        .with("customer.phone", &bc.phone, &ac.phone)
        .with(
            "customer.registrationNumber",
            &bc.registration_number,
            &ac.registration_number,
        )
        .with("customer.vatNumber", &bc.vat_number, &ac.vat_number)
        .with(
            "customer.customerType",
            &bc.customer_type,
            &ac.customer_type,
        )
        .with(
            "customer.paymentTerms",
            &bc.payment_terms,
            &ac.payment_terms,
        )
        .with("billingAddress", &b.billing_address, &a.billing_address)
        .with("shippingAddress", &b.shipping_address, &a.shipping_address)
        .with("items", &items(&b.items), &items(&a.items))
        .with("customFields", &b.custom_fields, &a.custom_fields)
        .with("billingGroupId", &b.billing_group_id, &a.billing_group_id)
        .with("notes", &b.notes, &a.notes)
        .with("trackingNumber", &b.tracking_number, &a.tracking_number)
        .with("shippedAt", &b.shipped_at, &a.shipped_at)
        .with("payment.status", &bp.status, &ap.status)
        .with("payment.method", &bp.method, &ap.method)
        .with(
            "payment.transactionId",
            &bp.transaction_id,
            &ap.transaction_id,
        )
        .with("payment.paidAmount", &bp.paid_amount, &ap.paid_amount)
        .with(
            "payment.manuallyMarked",
            &bp.manually_marked,
            &ap.manually_marked,
        )
}

/// The status alone.
pub(super) fn status(before: &Order, after: &Order) -> Changes {
    Changes::none().with("status", &before.status, &after.status)
}

/// Whether items came, went, moved or changed their quantity.
pub(super) fn items_changed(before: &Order, after: &Order) -> bool {
    items(&before.items) != items(&after.items)
}

fn items(items: &[OrderItem]) -> Vec<Value> {
    items
        .iter()
        .map(|item| {
            json!({
                "itemId": item.id,
                "sku": item.sku,
                "quantity": item.quantity,
                "contractLength": item.contract_length,
            })
        })
        .collect()
}
