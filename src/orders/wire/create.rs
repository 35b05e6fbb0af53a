//! Body of `POST /v1/orders`.
use utoipa::ToSchema;

use super::details::{ExtensionInput, UpgradeInput};
use crate::{
    custom_fields::{self, Fields},
    customers::{Address, CustomerType, read_number},
    http::json::{Input, Object, Read, Value},
    kernel::{id::CustomerId, money::Minor, schedule::PaymentTerms, word::words},
    orders::model::OrderType,
};

/// Most items of one order.
pub(super) const ITEMS_MAX: usize = 500;
/// Most units of one item.
pub(super) const QUANTITY_MAX: i64 = 10_000;

words! {
    /// The status an order may be made with.
    #[derive(Default)]
    pub(crate) enum InitialStatus {
        /// To be reviewed.
        #[default]
        Pending = "pending",
        /// Reviewed already.
        Confirmed = "confirmed",
    }
}

/// A new order.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct NewOrderBody {
    /// The client's own id of the order, unique in the tenant.
    #[schema(min_length = 1, max_length = 255, example = "SHOP-10017")]
    pub(in crate::orders) external_id: Option<String>,
    /// What the order is for; `standard` if left out.
    pub(in crate::orders) order_type: Option<OrderType>,
    /// `confirmed` saves the order as confirmed; `pending` if left out.
    pub(in crate::orders) status: Option<InitialStatus>,
    pub(in crate::orders) customer: CustomerInput,
    pub(in crate::orders) billing_address: Address,
    /// The billing address if left out.
    pub(in crate::orders) shipping_address: Option<Address>,
    #[schema(min_items = 1, max_items = 500)]
    pub(in crate::orders) items: Vec<ItemInput>,
    /// Free values by key; at most 50 keys and 16 KiB.
    #[schema(value_type = Option<Object>)]
    pub(in crate::orders) custom_fields: Option<Fields>,
    /// Group of the same customer that later subscriptions join.
    pub(in crate::orders) billing_group_id: Option<String>,
    #[schema(max_length = 5000)]
    pub(in crate::orders) notes: Option<String>,
    /// Required for orders of type `extension`; of others it is not kept.
    pub(in crate::orders) extension_details: Option<ExtensionInput>,
    /// Required for orders of type `upgrade`; of others it is not kept.
    pub(in crate::orders) upgrade_details: Option<UpgradeInput>,
}

/// Who orders: with `customerId` a known customer, else whoever has the e-mail.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct CustomerInput {
    /// A known customer; then no other field is required.
    pub(in crate::orders) customer_id: Option<String>,
    /// Decides, case-insensitively, which customer it is. Required without `customerId`.
    #[schema(format = "email", max_length = 255)]
    pub(in crate::orders) email: Option<String>,
    /// Required without `customerId`.
    #[schema(min_length = 1, max_length = 255)]
    pub(in crate::orders) first_name: Option<String>,
    /// Required without `customerId`.
    #[schema(min_length = 1, max_length = 255)]
    pub(in crate::orders) last_name: Option<String>,
    #[schema(max_length = 255)]
    pub(in crate::orders) company: Option<String>,
    #[schema(max_length = 255)]
    pub(in crate::orders) phone: Option<String>,
    /// Number in the register of companies. Blanks around it are not kept.
    #[schema(max_length = 64, example = "24187654")]
    pub(in crate::orders) registration_number: Option<String>,
    /// Number for value added tax. Blanks around it are not kept.
    #[schema(max_length = 64, example = "NL001234567B01")]
    pub(in crate::orders) vat_number: Option<String>,
    /// `individual` for a new customer, if left out.
    pub(in crate::orders) customer_type: Option<CustomerType>,
    /// When payments are due; other than `immediate` for business customers only.
    pub(in crate::orders) payment_terms: Option<PaymentTerms>,
}

/// What is ordered.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct ItemInput {
    /// SKU of an active variant.
    #[schema(min_length = 1, max_length = 255, example = "MACBOOK-PRO-16-M3")]
    pub(in crate::orders) sku: String,
    #[schema(minimum = 1, maximum = 10000)]
    pub(in crate::orders) quantity: u32,
    /// Months; the tenant's default term, else the variant's shortest, if left out.
    #[schema(minimum = 1, maximum = 120, example = 24)]
    pub(in crate::orders) contract_length: Option<i64>,
    /// Another price than the catalog's; only from within, no request names one.
    #[schema(ignore)]
    pub(in crate::orders) unit_price: Option<Minor>,
}

impl Read for NewOrderBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let external_id = object.maybe(&["externalId"], Input::name);
        let order_type = object.maybe(&["orderType"], Input::word);
        let status = object.maybe(&["status"], Input::word);
        let customer = object.need(&["customer"], CustomerInput::read);
        let billing_address = object.need(&["billingAddress"], Address::read);
        let shipping_address = object.maybe(&["shippingAddress"], Address::read);
        let items = object.need(&["items"], |input| {
            input.list((1, ITEMS_MAX), ItemInput::read)
        });
        let custom_fields = object.maybe(&["customFields"], custom_fields::read);
        let billing_group_id = object.maybe(&["billingGroupId"], reference);
        let notes = object.maybe(&["notes"], Input::long_text);
        let kind = order_type.unwrap_or(OrderType::Standard);
        let (extends, upgrades) = (kind == OrderType::Extension, kind == OrderType::Upgrade);
        let extension_details = needed_if(
            extends,
            &object,
            &["extensionDetails"],
            ExtensionInput::read,
        );
        let upgrade_details = needed_if(upgrades, &object, &["upgradeDetails"], UpgradeInput::read);
        Some(Self {
            external_id,
            order_type,
            status,
            customer: customer?,
            billing_address: billing_address?,
            shipping_address,
            items: items?,
            custom_fields,
            billing_group_id,
            notes,
            extension_details,
            upgrade_details,
        })
    }
}

/// A field that must be there only in some cases.
pub(super) fn needed_if<'a, T>(
    needed: bool,
    object: &Object<'a>,
    names: &[&str],
    read: impl FnOnce(&Input<'a>) -> Option<T>,
) -> Option<T> {
    if needed {
        object.need(names, read)
    } else {
        object.maybe(names, read)
    }
}

/// An id of something else. One that does not parse is an unknown one (contract 10.8): so it is
/// looked at together with all other references.
pub(super) fn reference(input: &Input<'_>) -> Option<String> {
    input.text((0, usize::MAX))
}

impl CustomerInput {
    /// A known customer.
    pub(in crate::orders) fn known(id: CustomerId) -> Self {
        Self {
            customer_id: Some(id.to_string()),
            email: None,
            first_name: None,
            last_name: None,
            company: None,
            phone: None,
            registration_number: None,
            vat_number: None,
            customer_type: None,
            payment_terms: None,
        }
    }
}

impl Read for CustomerInput {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let known = object
            .field(&["customerId"])
            .is_some_and(|id| *id.value() != Value::Null);
        let customer_id = object.maybe(&["customerId"], reference);
        let email = needed_if(!known, &object, &["email"], Input::email);
        let first_name = needed_if(!known, &object, &["firstName"], Input::name);
        let last_name = needed_if(!known, &object, &["lastName"], Input::name);
        let company = object.maybe(&["company"], Input::short_text);
        let phone = object.maybe(&["phone"], Input::short_text);
        let registration_number = object.maybe(&["registrationNumber"], read_number);
        let vat_number = object.maybe(&["vatNumber"], read_number);
        let customer_type = object.maybe(&["customerType"], Input::word);
        let payment_terms = object.maybe(&["paymentTerms"], Input::word);
        Some(Self {
            customer_id,
            email,
            first_name,
            last_name,
            company,
            phone,
            registration_number,
            vat_number,
            customer_type,
            payment_terms,
        })
    }
}

impl Read for ItemInput {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let sku = object.need(&["sku", "variantSku"], Input::name);
        let quantity = object.need(&["quantity"], quantity);
        let contract_length = object.maybe(&["contractLength"], term);
        Some(Self {
            sku: sku?,
            quantity: quantity?,
            contract_length,
            unit_price: None,
        })
    }
}

pub(super) fn quantity(input: &Input<'_>) -> Option<u32> {
    u32::try_from(input.integer(1..=QUANTITY_MAX)?).ok()
}

/// Months as sent. Whether there is a price for them is the catalog's to say.
pub(super) fn term(input: &Input<'_>) -> Option<i64> {
    input.integer(i64::MIN..=i64::MAX)
}
