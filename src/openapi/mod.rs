//! The `OpenAPI` document: what stands in it once for all operations.
//!
//! Handlers describe what is their own (`#[utoipa::path]`); what every operation shares (headers, the
//! answers of guard, layers and extractors) is added here, so that none can be forgotten.
mod error_body;
mod shared;

use utoipa::{
    OpenApi,
    openapi::{
        self,
        security::{Http, HttpAuthScheme, SecurityScheme},
    },
};

pub use self::error_body::{ErrorBody, ErrorDescription, ErrorDetail};

/// Name of the one security scheme; its scopes are permissions (contract 10.15).
const API_KEY: &str = "apiKey";

/// Parts of the document that belong to no operation.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "flexorder",
        version = "1.0.0",
        description = "Orders and subscriptions for physical products on contract. Compatible with \
                       FlexPortal: change the base URL and keep the client.",
        license(name = "MIT", identifier = "MIT")
    ),
    tags(
        (name = "Orders", description = "What a customer commits to: pending, confirmed, partial, fulfilled or cancelled."),
        (name = "Fulfillment", description = "Many units of an order at once, and the queue of what waits for assets."),
        (name = "Subscriptions", description = "Active contracts (`rental` on the wire): one asset, one customer, one order."),
        (name = "Products", description = "The catalog: products, variants and their prices by term."),
        (name = "Assets", description = "Physical units by serial number."),
        (name = "Customers", description = "Made from orders, by e-mail."),
        (name = "Payments", description = "The schedule of each subscription, and what became of each charge."),
        (name = "Files", description = "Contracts, invoices, documents and attachments, and links to their bytes."),
        (name = "Billing groups", description = "Several subscriptions of one customer on one consolidated payment."),
        (name = "Settings", description = "What a tenant may choose, and its custom fields.")
    ),
    components(schemas(ErrorBody))
)]
struct Base;

/// The document without operations, for the router to fill.
pub fn base() -> openapi::OpenApi {
    let mut document = Base::openapi();
    let scheme = Http::builder()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("fo_live_…")
        .description(Some(
            "An API key, made by `flexorder api-key create`. The scopes of an operation are the \
             permissions it asks of the key.",
        ))
        .build();
    document
        .components
        .get_or_insert_default()
        .add_security_scheme(API_KEY, SecurityScheme::Http(scheme));
    document
}

/// Adds to every operation what all of them share.
pub fn complete(mut document: openapi::OpenApi) -> openapi::OpenApi {
    for item in document.paths.paths.values_mut() {
        let operations = [
            (&mut item.get, shared::Kind::Read),
            (&mut item.post, shared::Kind::Write),
            (&mut item.put, shared::Kind::Write),
            (&mut item.patch, shared::Kind::Write),
            (&mut item.delete, shared::Kind::Delete),
        ];
        for (operation, kind) in operations {
            if let Some(operation) = operation {
                shared::complete(operation, kind);
            }
        }
    }
    document
}
