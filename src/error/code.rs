//! The table of codes and statuses (contract 2.5 with 10.1). Those that the contract does not print
//! are ours, for refusals it leaves without a name.
use axum::http::StatusCode;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $status:ident $name:literal;)*) => {
        /// Every code an answer from 400 up may carry.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// All codes, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// HTTP status and name on the wire.
            pub const fn parts(self) -> (StatusCode, &'static str) {
                match self { $(Self::$variant => (StatusCode::$status, $name),)* }
            }
        }
    };
}

codes! {
    /// No `Authorization` header.
    AuthRequired = UNAUTHORIZED "AUTH_REQUIRED";
    /// The API key is unknown, expired or revoked.
    InvalidToken = UNAUTHORIZED "INVALID_TOKEN";
    /// `Tenant-ID` is missing or not one of the key's tenants.
    NoTenantAccess = FORBIDDEN "NO_TENANT_ACCESS";
    /// Another page than ours asks for a change with the cookie of a session.
    CrossSiteRequest = FORBIDDEN "CROSS_SITE_REQUEST";
    /// A session would travel in the clear.
    TlsRequired = FORBIDDEN "TLS_REQUIRED";
    /// The key lacks a permission.
    InsufficientPermissions = FORBIDDEN "INSUFFICIENT_PERMISSIONS";
    /// Unknown route, or an id in the path that this tenant does not have.
    NotFound = NOT_FOUND "NOT_FOUND";
    /// The route exists, the method does not.
    MethodNotAllowed = METHOD_NOT_ALLOWED "METHOD_NOT_ALLOWED";
    /// The body is not JSON by its content type.
    UnsupportedMediaType = UNSUPPORTED_MEDIA_TYPE "UNSUPPORTED_MEDIA_TYPE";
    /// The body is larger than the server takes.
    PayloadTooLarge = PAYLOAD_TOO_LARGE "PAYLOAD_TOO_LARGE";
    /// Body, query or header do not hold.
    ValidationError = BAD_REQUEST "VALIDATION_ERROR";
    /// No variant with that SKU.
    VariantNotFound = BAD_REQUEST "VARIANT_NOT_FOUND";
    /// The variant is deactivated.
    VariantInactive = BAD_REQUEST "VARIANT_INACTIVE";
    /// The variant has no price for that term.
    InvalidContractLength = BAD_REQUEST "INVALID_CONTRACT_LENGTH";
    /// The SKU belongs to another product.
    DuplicateSku = BAD_REQUEST "DUPLICATE_SKU";
    /// A price tier lacks its term or price.
    InvalidPricing = BAD_REQUEST "INVALID_PRICING";
    /// The product is in open orders.
    ProductHasActiveOrders = CONFLICT "PRODUCT_HAS_ACTIVE_ORDERS";
    /// The variant is in open orders.
    VariantInUse = CONFLICT "VARIANT_IN_USE";
    /// The product was ordered, stocked or rented, so it stays.
    ProductInUse = CONFLICT "PRODUCT_IN_USE";
    /// No customer with that id, named in a body.
    CustomerNotFound = BAD_REQUEST "CUSTOMER_NOT_FOUND";
    /// The customer was deleted.
    CustomerInactive = BAD_REQUEST "CUSTOMER_INACTIVE";
    /// The customer has running contracts.
    CustomerHasActiveSubscriptions = CONFLICT "CUSTOMER_HAS_ACTIVE_SUBSCRIPTIONS";
    /// The customer has open orders.
    CustomerHasPendingOrders = CONFLICT "CUSTOMER_HAS_PENDING_ORDERS";
    /// Another customer has that e-mail.
    EmailExists = CONFLICT "EMAIL_EXISTS";
    /// No order with that id, named in a body.
    OrderNotFound = BAD_REQUEST "ORDER_NOT_FOUND";
    /// The order does not take subscriptions in its state.
    OrderNotConfirmed = BAD_REQUEST "ORDER_NOT_CONFIRMED";
    /// The order cannot be confirmed in its state.
    OrderNotConfirmable = BAD_REQUEST "ORDER_NOT_CONFIRMABLE";
    /// The order cannot be cancelled in its state.
    OrderNotCancellable = BAD_REQUEST "ORDER_NOT_CANCELLABLE";
    /// The field cannot change in the order's state.
    OrderNotEditable = BAD_REQUEST "ORDER_NOT_EDITABLE";
    /// The item has a subscription.
    ItemLocked = BAD_REQUEST "ITEM_LOCKED";
    /// The term of an item is fixed.
    ContractLengthLocked = BAD_REQUEST "CONTRACT_LENGTH_LOCKED";
    /// Another order has that external id.
    ExternalIdExists = CONFLICT "EXTERNAL_ID_EXISTS";
    /// Every unit of the item has a subscription.
    ItemFullyFulfilled = BAD_REQUEST "ITEM_FULLY_FULFILLED";
    /// No asset with that serial number, named in a body.
    AssetNotFound = BAD_REQUEST "ASSET_NOT_FOUND";
    /// The asset is not `available`.
    AssetNotAvailable = BAD_REQUEST "ASSET_NOT_AVAILABLE";
    /// The asset's SKU is not the item's.
    SkuMismatch = BAD_REQUEST "SKU_MISMATCH";
    /// The serial number is taken.
    AssetExists = CONFLICT "ASSET_EXISTS";
    /// The asset is in a running contract.
    AssetInUse = CONFLICT "ASSET_IN_USE";
    /// No such asset status, or none a person may set.
    InvalidStatus = BAD_REQUEST "INVALID_STATUS";
    /// Already cancelled.
    AlreadyCancelled = BAD_REQUEST "ALREADY_CANCELLED";
    /// The subscription is not active.
    SubscriptionNotActive = BAD_REQUEST "SUBSCRIPTION_NOT_ACTIVE";
    /// No subscription with that id, named in a body.
    SubscriptionNotFound = BAD_REQUEST "SUBSCRIPTION_NOT_FOUND";
    /// Extension months below one.
    InvalidExtensionMonths = BAD_REQUEST "INVALID_EXTENSION_MONTHS";
    /// The contract is over.
    AlreadyEnded = BAD_REQUEST "ALREADY_ENDED";
    /// The contract's term is not over.
    ContractNotEnded = BAD_REQUEST "CONTRACT_NOT_ENDED";
    /// No cancellation of the subscription is planned.
    CancellationNotScheduled = CONFLICT "CANCELLATION_NOT_SCHEDULED";
    /// The tenant's settings refuse the extension.
    ExtensionNotAllowed = BAD_REQUEST "EXTENSION_NOT_ALLOWED";
    /// A buyout price that is not positive, or not the caller's to choose.
    InvalidBuyoutPrice = BAD_REQUEST "INVALID_BUYOUT_PRICE";
    /// An early-return fee below zero, or not the caller's to choose.
    InvalidFee = BAD_REQUEST "INVALID_FEE";
    /// The payment is paid.
    AlreadyPaid = BAD_REQUEST "ALREADY_PAID";
    /// The payment is cancelled.
    PaymentCancelled = BAD_REQUEST "PAYMENT_CANCELLED";
    /// A billing group asked for nothing in that period.
    NothingBilled = BAD_REQUEST "NOTHING_BILLED";
    /// The payment is being collected.
    PaymentProcessing = BAD_REQUEST "PAYMENT_PROCESSING";
    /// Only a failed payment is tried again.
    PaymentNotRetryable = BAD_REQUEST "PAYMENT_NOT_RETRYABLE";
    /// Only what was paid and not yet given back can be refunded.
    PaymentNotRefundable = BAD_REQUEST "PAYMENT_NOT_REFUNDABLE";
    /// A refund that is not positive, or more than is left of the payment.
    InvalidRefundAmount = BAD_REQUEST "INVALID_REFUND_AMOUNT";
    /// A subscription of another customer than the billing group's.
    SubscriptionDifferentCustomer = BAD_REQUEST "SUBSCRIPTION_DIFFERENT_CUSTOMER";
    /// A billing day outside 1 to 28.
    InvalidBillingDay = BAD_REQUEST "INVALID_BILLING_DAY";
    /// No contract template of that name.
    TemplateNotFound = BAD_REQUEST "TEMPLATE_NOT_FOUND";
    /// The storage could not remove a file.
    DeleteFailed = INTERNAL_SERVER_ERROR "DELETE_FAILED";
    /// A signed URL that is past its time, or was changed.
    UrlNotValid = FORBIDDEN "URL_NOT_VALID";
    /// Another custom field of the section has that id.
    CustomFieldExists = CONFLICT "CUSTOM_FIELD_EXISTS";
    /// The API key is the one that asks.
    ApiKeyInUse = CONFLICT "API_KEY_IN_USE";
    /// `If-Match` names a version that is gone.
    PreconditionFailed = PRECONDITION_FAILED "PRECONDITION_FAILED";
    /// The key was used for another request.
    IdempotencyKeyReused = UNPROCESSABLE_ENTITY "IDEMPOTENCY_KEY_REUSED";
    /// The first request with the key is still running.
    IdempotencyKeyInUse = CONFLICT "IDEMPOTENCY_KEY_IN_USE";
    /// Too many requests.
    RateLimited = TOO_MANY_REQUESTS "RATE_LIMITED";
    /// A fault of ours.
    InternalError = INTERNAL_SERVER_ERROR "INTERNAL_ERROR";
    /// Try again later.
    ServiceUnavailable = SERVICE_UNAVAILABLE "SERVICE_UNAVAILABLE";
}
