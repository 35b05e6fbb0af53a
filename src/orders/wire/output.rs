//! Orders in answers (contract 3.0, 3.1 and 10.5).
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::{
    customers::{Address, CustomerType},
    http::page::PageInfo,
    kernel::{
        id::{
            BillingGroupId, CustomerId, OrderId, OrderItemId, ProductId, SubscriptionId, TenantId,
            VariantId,
        },
        money::Amount,
        page::{Limit, Page},
        schedule::PaymentTerms,
        tax::TaxRate,
    },
    orders::{
        AcquisitionCostSource, ExtensionDetails, ListPriceSource, Order, OrderItem,
        OrderPaymentStatus, OrderStatus, OrderType, PaymentMethod, RentalStatus,
    },
};

/// An order.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OrderBody {
    order_id: OrderId,
    tenant_id: TenantId,
    /// The client's own id.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    external_id: Option<String>,
    status: OrderStatus,
    order_type: OrderType,
    customer: OrderCustomerBody,
    billing_address: Address,
    shipping_address: Address,
    items: Vec<ItemBody>,
    totals: TotalsBody,
    /// Over all contracts: Σ `unitPrice` × `quantity` × `contractLength`.
    total_contract_value: Amount,
    payment: OrderPaymentBody,
    #[schema(value_type = Option<Object>, required = true)]
    custom_fields: Option<Value>,
    rental_progress: ProgressBody,
    rental_ids: Vec<SubscriptionId>,
    /// The same as `rentalIds`.
    subscription_ids: Vec<SubscriptionId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    billing_group_id: Option<BillingGroupId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    tracking_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    shipped_at: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    notes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    extension_details: Option<ExtensionDetails>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    upgrade_details: Option<UpgradeBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    confirmed_at: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    cancelled_at: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    cancel_reason: Option<String>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    created_by: String,
}

/// The order's copy of its customer.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct OrderCustomerBody {
    customer_id: CustomerId,
    email: String,
    first_name: String,
    last_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    company: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    phone: Option<String>,
    /// Number in the register of companies.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    registration_number: Option<String>,
    /// Number for value added tax.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    vat_number: Option<String>,
    customer_type: CustomerType,
    payment_terms: PaymentTerms,
}

/// A line of an order.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ItemBody {
    item_id: OrderItemId,
    product_id: ProductId,
    variant_id: VariantId,
    sku: String,
    product_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    product_image_url: Option<String>,
    quantity: u32,
    /// Units that have, or had, a subscription.
    rented_quantity: u32,
    /// A month and unit.
    unit_price: Amount,
    /// Once a unit, with its first payment.
    setup_fee: Amount,
    /// Months.
    contract_length: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    list_price: Option<Amount>,
    list_price_source: ListPriceSource,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    acquisition_cost: Option<Amount>,
    acquisition_cost_source: AcquisitionCostSource,
    used_list_price_as_acquisition: bool,
    rental_ids: Vec<SubscriptionId>,
    rental_status: RentalStatus,
}

/// What an order costs a month.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct TotalsBody {
    /// Σ `unitPrice` × `quantity`.
    subtotal: Amount,
    /// On top of the subtotal, or contained in it.
    tax_amount: Amount,
    /// Percent.
    #[schema(value_type = f64, minimum = 0, maximum = 100)]
    tax_rate: TaxRate,
    /// Whether prices contain the tax.
    tax_inclusive: bool,
    /// What the customer pays a month.
    total: Amount,
    /// Over all contracts.
    total_contract_value: Amount,
    #[schema(min_length = 3, max_length = 3, example = "EUR")]
    currency: &'static str,
    total_devices: u32,
}

/// How many units have, or had, a subscription.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ProgressBody {
    total_devices: u32,
    rented_devices: u32,
}

/// Whether and how the order was paid.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct OrderPaymentBody {
    status: OrderPaymentStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    method: Option<PaymentMethod>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    transaction_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    paid_amount: Option<Amount>,
    manually_marked: bool,
}

/// What an upgrade order replaces.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct UpgradeBody {
    previous_device: String,
    previous_serial_number: String,
    previous_monthly_amount: Amount,
    previous_rental_id: String,
    /// For how much the customer keeps the device so far; it comes back where this is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Amount, required = false)]
    buyout_amount: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    upgrade_reason: Option<String>,
}

/// An order that was made or changed.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OrderChangedBody {
    /// Always true.
    success: bool,
    message: String,
    order_id: OrderId,
    order: OrderBody,
}

/// What became of an order.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OrderActionBody {
    /// Always true.
    success: bool,
    message: String,
    order_id: OrderId,
}

/// A page of orders.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OrderListBody {
    orders: Vec<OrderBody>,
    #[serde(flatten)]
    page: PageInfo,
}

impl OrderChangedBody {
    pub(in crate::orders) fn new(tenant: TenantId, message: &str, order: Order) -> Self {
        Self {
            success: true,
            message: message.to_owned(),
            order_id: order.id,
            order: OrderBody::new(tenant, order),
        }
    }
}

impl OrderActionBody {
    pub(in crate::orders) fn new(message: &str, order: &Order) -> Self {
        Self {
            success: true,
            message: message.to_owned(),
            order_id: order.id,
        }
    }
}

impl OrderListBody {
    pub(in crate::orders) fn new(tenant: TenantId, page: Page<Order>, limit: Limit) -> Self {
        let info = PageInfo::of(&page, limit);
        let orders = page.items.into_iter();
        Self {
            orders: orders.map(|order| OrderBody::new(tenant, order)).collect(),
            page: info,
        }
    }
}

impl OrderBody {
    /// As the tenant sees the order.
    pub(crate) fn new(tenant: TenantId, order: Order) -> Self {
        let amount = |minor| Amount::new(minor, order.currency);
        let mut rental_ids: Vec<SubscriptionId> = order
            .items
            .iter()
            .flat_map(|item| item.subscription_ids.iter().copied())
            .collect();
        rental_ids.sort_unstable();
        Self {
            order_id: order.id,
            tenant_id: tenant,
            status: order.status,
            order_type: order.order_type,
            total_contract_value: amount(order.totals.total_contract_value),
            totals: TotalsBody::new(&order),
            payment: OrderPaymentBody {
                status: order.payment.status,
                method: order.payment.method,
                transaction_id: order.payment.transaction_id,
                paid_amount: order.payment.paid_amount.map(amount),
                manually_marked: order.payment.manually_marked,
            },
            rental_progress: ProgressBody {
                total_devices: order.totals.total_devices,
                rented_devices: order.rented_devices,
            },
            upgrade_details: order.upgrade_details.map(|details| UpgradeBody {
                previous_device: details.previous_device,
                previous_serial_number: details.previous_serial_number,
                previous_monthly_amount: amount(details.previous_monthly_amount_minor),
                previous_rental_id: details.previous_rental_id,
                buyout_amount: details.buyout_amount_minor.map(amount),
                upgrade_reason: details.upgrade_reason,
            }),
            items: order
                .items
                .into_iter()
                .map(|item| ItemBody::new(item, amount))
                .collect(),
            external_id: order.external_id,
            customer: order.customer.into(),
            billing_address: order.billing_address,
            shipping_address: order.shipping_address,
            custom_fields: order.custom_fields,
            subscription_ids: rental_ids.clone(),
            rental_ids,
            billing_group_id: order.billing_group_id,
            tracking_number: order.tracking_number,
            shipped_at: order.shipped_at,
            notes: order.notes,
            extension_details: order.extension_details,
            confirmed_at: order.confirmed_at,
            cancelled_at: order.cancelled_at,
            cancel_reason: order.cancel_reason,
            created_at: order.created_at,
            updated_at: order.updated_at,
            created_by: order.created_by,
        }
    }
}

impl From<crate::orders::OrderCustomer> for OrderCustomerBody {
    fn from(customer: crate::orders::OrderCustomer) -> Self {
        Self {
            customer_id: customer.customer_id,
            email: customer.email,
            first_name: customer.first_name,
            last_name: customer.last_name,
            company: customer.company,
            phone: customer.phone,
            registration_number: customer.registration_number,
            vat_number: customer.vat_number,
            customer_type: customer.customer_type,
            payment_terms: customer.payment_terms,
        }
    }
}

impl ItemBody {
    fn new(item: OrderItem, amount: impl Fn(crate::kernel::money::Minor) -> Amount) -> Self {
        Self {
            item_id: item.id,
            product_id: item.product_id,
            variant_id: item.variant_id,
            rental_status: item.rental_status(),
            sku: item.sku,
            product_name: item.product_name,
            product_image_url: item.product_image_url,
            quantity: item.quantity,
            rented_quantity: item.rented_quantity,
            unit_price: amount(item.unit_price),
            setup_fee: amount(item.setup_fee),
            contract_length: item.contract_length,
            list_price: item.list_price.map(&amount),
            list_price_source: item.list_price_source,
            acquisition_cost: item.acquisition_cost.map(&amount),
            acquisition_cost_source: item.acquisition_cost_source,
            used_list_price_as_acquisition: item.acquisition_cost_source
                == AcquisitionCostSource::ListPrice,
            rental_ids: item.subscription_ids,
        }
    }
}

impl TotalsBody {
    fn new(order: &Order) -> Self {
        let amount = |minor| Amount::new(minor, order.currency);
        Self {
            subtotal: amount(order.totals.subtotal),
            tax_amount: amount(order.totals.tax_amount),
            tax_rate: order.tax_rate,
            tax_inclusive: order.tax_inclusive,
            total: amount(order.totals.total),
            total_contract_value: amount(order.totals.total_contract_value),
            currency: order.currency.code(),
            total_devices: order.totals.total_devices,
        }
    }
}
