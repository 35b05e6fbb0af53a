//! Body of `PATCH /v1/orders/{orderId}` (contract 10.6).
use chrono::{DateTime, Utc};
use utoipa::ToSchema;

use super::create::{ITEMS_MAX, needed_if, quantity, reference, term};
use crate::{
    custom_fields::{self, Fields},
    customers::{Address, CustomerType, read_number},
    http::json::{Input, Object, Read, Value},
    kernel::{
        money::{Amount, Minor},
        patch::Patch,
        schedule::PaymentTerms,
    },
    orders::{
        model::{OrderPaymentStatus, PaymentMethod},
        state::OrderStatus,
    },
};

/// Changes to an order. What is left out stays; null clears.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "camelCase", example = json!({
    "trackingNumber": "3SABCD1234567",
    "customFields": {"costCenter": "IT-DEV-002"}
}))]
pub(crate) struct OrderPatchBody {
    /// `confirmed` confirms the order, after all other changes; the status it has changes nothing.
    #[schema(nullable = false)]
    pub(in crate::orders) status: Option<OrderStatus>,
    /// Merged field by field; another e-mail links the order to that customer.
    #[schema(nullable = false)]
    pub(in crate::orders) customer: Option<CustomerPatch>,
    #[schema(nullable = false)]
    pub(in crate::orders) billing_address: Option<Address>,
    /// Null: the billing address.
    #[schema(value_type = Option<Address>)]
    pub(in crate::orders) shipping_address: Patch<Address>,
    /// The whole list: an item that is not in it is removed.
    #[schema(nullable = false, min_items = 1, max_items = 500)]
    pub(in crate::orders) items: Option<Vec<ItemPatch>>,
    /// Merged key by key; null deletes a key.
    #[schema(value_type = Option<Object>)]
    pub(in crate::orders) custom_fields: Patch<Fields>,
    #[schema(value_type = Option<String>)]
    pub(in crate::orders) billing_group_id: Patch<String>,
    #[schema(value_type = Option<String>, max_length = 5000)]
    pub(in crate::orders) notes: Patch<String>,
    #[schema(value_type = Option<String>, max_length = 255)]
    pub(in crate::orders) tracking_number: Patch<String>,
    #[schema(value_type = Option<DateTime<Utc>>)]
    pub(in crate::orders) shipped_at: Patch<DateTime<Utc>>,
    /// Merged field by field; null: not paid.
    #[schema(value_type = Option<PaymentPatch>)]
    pub(in crate::orders) payment: Patch<PaymentPatch>,
}

/// Changes to the order's copy of its customer.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct CustomerPatch {
    /// Links the order to this customer.
    #[schema(nullable = false)]
    pub(in crate::orders) customer_id: Option<String>,
    #[schema(nullable = false, format = "email", max_length = 255)]
    pub(in crate::orders) email: Option<String>,
    #[schema(nullable = false, min_length = 1, max_length = 255)]
    pub(in crate::orders) first_name: Option<String>,
    #[schema(nullable = false, min_length = 1, max_length = 255)]
    pub(in crate::orders) last_name: Option<String>,
    #[schema(value_type = Option<String>, max_length = 255)]
    pub(in crate::orders) company: Patch<String>,
    #[schema(value_type = Option<String>, max_length = 255)]
    pub(in crate::orders) phone: Patch<String>,
    /// Number in the register of companies. Blanks around it are not kept.
    #[schema(value_type = Option<String>, max_length = 64)]
    pub(in crate::orders) registration_number: Patch<String>,
    /// Number for value added tax. Blanks around it are not kept.
    #[schema(value_type = Option<String>, max_length = 64)]
    pub(in crate::orders) vat_number: Patch<String>,
    #[schema(nullable = false)]
    pub(in crate::orders) customer_type: Option<CustomerType>,
    /// Null: `immediate`.
    #[schema(value_type = Option<PaymentTerms>)]
    pub(in crate::orders) payment_terms: Patch<PaymentTerms>,
}

/// An item of the new list.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct ItemPatch {
    /// Of an item the order has; without it the item is found by SKU and term.
    pub(in crate::orders) item_id: Option<String>,
    /// Required without `itemId`; beside it, that item's own.
    #[schema(min_length = 1, max_length = 255)]
    pub(in crate::orders) sku: Option<String>,
    #[schema(minimum = 1, maximum = 10000)]
    pub(in crate::orders) quantity: u32,
    /// Months; that of an item the order has cannot change.
    #[schema(minimum = 1, maximum = 120)]
    pub(in crate::orders) contract_length: Option<i64>,
}

/// Whether and how the order was paid.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct PaymentPatch {
    #[schema(nullable = false)]
    pub(in crate::orders) status: Option<OrderPaymentStatus>,
    #[schema(value_type = Option<PaymentMethod>)]
    pub(in crate::orders) method: Patch<PaymentMethod>,
    #[schema(value_type = Option<String>, max_length = 255)]
    pub(in crate::orders) transaction_id: Patch<String>,
    #[schema(value_type = Option<Amount>)]
    pub(in crate::orders) paid_amount: Patch<Minor>,
    #[schema(nullable = false)]
    pub(in crate::orders) manually_marked: Option<bool>,
}

/// A field that may be left out but has no empty value.
fn given<'a, T>(
    object: &Object<'a>,
    name: &str,
    read: impl FnOnce(&Input<'a>) -> Option<T>,
) -> Option<T> {
    object.field(&[name]).as_ref().and_then(read)
}

impl Read for OrderPatchBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        Some(Self {
            status: given(&object, "status", Input::word),
            customer: given(&object, "customer", CustomerPatch::read),
            billing_address: given(&object, "billingAddress", Address::read),
            shipping_address: object.patch(&["shippingAddress"], Address::read),
            items: given(&object, "items", |input| {
                input.list((1, ITEMS_MAX), ItemPatch::read)
            }),
            custom_fields: object.patch(&["customFields"], custom_fields::read),
            billing_group_id: object.patch(&["billingGroupId"], reference),
            notes: object.patch(&["notes"], Input::long_text),
            tracking_number: object.patch(&["trackingNumber"], Input::short_text),
            shipped_at: object.patch(&["shippedAt"], Input::instant),
            payment: object.patch(&["payment"], PaymentPatch::read),
        })
    }
}

impl Read for CustomerPatch {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        Some(Self {
            customer_id: given(&object, "customerId", reference),
            email: given(&object, "email", Input::email),
            first_name: given(&object, "firstName", Input::name),
            last_name: given(&object, "lastName", Input::name),
            company: object.patch(&["company"], Input::short_text),
            phone: object.patch(&["phone"], Input::short_text),
            registration_number: object.patch(&["registrationNumber"], read_number),
            vat_number: object.patch(&["vatNumber"], read_number),
            customer_type: given(&object, "customerType", Input::word),
            payment_terms: object.patch(&["paymentTerms"], Input::word),
        })
    }
}

impl Read for ItemPatch {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let item_id = object.maybe(&["itemId"], |input| input.text((1, usize::MAX)));
        let by_id = object
            .field(&["itemId"])
            .is_some_and(|id| *id.value() != Value::Null);
        let names = ["sku", "variantSku"];
        let sku = needed_if(!by_id, &object, &names, Input::name);
        let quantity = object.need(&["quantity"], quantity);
        let contract_length = object.maybe(&["contractLength"], term);
        Some(Self {
            item_id,
            sku: if by_id { sku } else { Some(sku?) },
            quantity: quantity?,
            contract_length,
        })
    }
}

impl Read for PaymentPatch {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        Some(Self {
            status: given(&object, "status", Input::word),
            method: object.patch(&["method"], Input::word),
            transaction_id: object.patch(&["transactionId"], Input::short_text),
            paid_amount: object.patch(&["paidAmount"], Input::amount),
            manually_marked: given(&object, "manuallyMarked", Input::boolean),
        })
    }
}
