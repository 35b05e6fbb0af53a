//! The body of an update (contract 3.4).
use utoipa::ToSchema;

use super::{
    address::{Address, SHIPPING_ADDRESSES_MAX, ShippingAddress},
    model::{CustomerStatus, CustomerType},
    registration::read_number,
};
use crate::{
    http::json::{Input, Object, Read},
    kernel::{patch::Patch, schedule::PaymentTerms},
};

/// What to change of a customer; what is left out stays, `null` clears.
#[derive(Debug, Clone, Default, ToSchema)]
#[schema(rename_all = "camelCase", example = json!({
    "phone": "+31612345678",
    "company": "New Company Name",
    "billingAddress": {
        "contactName": "Finance Department",
        "company": "Acme Corporation",
        "streetAddress": "789 New Street",
        "city": "Utrecht",
        "postalCode": "3500 AA",
        "country": "Netherlands"
    }
}))]
pub(crate) struct UpdateCustomerBody {
    /// The id in the path, or nothing.
    #[schema(nullable = false)]
    pub(super) customer_id: Option<String>,
    /// Must not be another customer's.
    #[schema(nullable = false, format = Email, min_length = 1, max_length = 255)]
    pub(super) email: Option<String>,
    #[schema(nullable = false, min_length = 1, max_length = 255, pattern = r"\S")]
    pub(super) first_name: Option<String>,
    #[schema(nullable = false, min_length = 1, max_length = 255, pattern = r"\S")]
    pub(super) last_name: Option<String>,
    #[schema(value_type = Option<String>, max_length = 255)]
    pub(super) company: Patch<String>,
    #[schema(value_type = Option<String>, max_length = 255)]
    pub(super) phone: Patch<String>,
    /// Number in the register of companies. Blanks around it are not kept.
    #[schema(value_type = Option<String>, max_length = 64)]
    pub(super) registration_number: Patch<String>,
    /// Number for value added tax; stands on the invoices of a business. Blanks around it are not kept.
    #[schema(value_type = Option<String>, max_length = 64)]
    pub(super) vat_number: Patch<String>,
    /// An individual's payment terms become `immediate`.
    #[schema(nullable = false)]
    pub(super) customer_type: Option<CustomerType>,
    /// Other than `immediate` for type `business` only.
    #[schema(nullable = false)]
    pub(super) payment_terms: Option<PaymentTerms>,
    /// `active` reactivates a deleted customer; `inactive` deletes.
    #[schema(nullable = false)]
    pub(super) status: Option<CustomerStatus>,
    #[schema(value_type = Option<Address>)]
    pub(super) billing_address: Patch<Address>,
    #[schema(value_type = Option<Address>)]
    pub(super) shipping_address: Patch<Address>,
    /// All places that goods may be sent to: the list replaces the one there was.
    #[schema(nullable = false, max_items = 50)]
    pub(super) shipping_addresses: Option<Vec<ShippingAddress>>,
}

impl Read for UpdateCustomerBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let places =
            |input: &Input<'_>| input.list((0, SHIPPING_ADDRESSES_MAX), ShippingAddress::read);
        Some(Self {
            customer_id: object.given(&["customerId"], |input| input.text((0, usize::MAX))),
            email: object.given(&["email"], Input::email),
            first_name: object.given(&["firstName"], Input::name),
            last_name: object.given(&["lastName"], Input::name),
            company: text(&object, "company", Input::short_text),
            phone: text(&object, "phone", Input::short_text),
            registration_number: text(&object, "registrationNumber", read_number),
            vat_number: text(&object, "vatNumber", read_number),
            customer_type: object.given(&["customerType"], Input::word),
            payment_terms: object.given(&["paymentTerms"], Input::word),
            status: object.given(&["status"], Input::word),
            billing_address: object.patch(&["billingAddress"], Address::read),
            shipping_address: object.patch(&["shippingAddress"], Address::read),
            shipping_addresses: object.given(&["shippingAddresses"], places),
        })
    }
}

/// A short text that null and the empty text clear.
fn text<'a>(
    object: &Object<'a>,
    name: &str,
    read: impl FnOnce(&Input<'a>) -> Option<String>,
) -> Patch<String> {
    match object.patch(&[name], read) {
        Patch::Value(text) if text.is_empty() => Patch::Null,
        patch @ (Patch::Absent | Patch::Null | Patch::Value(_)) => patch,
    }
}
