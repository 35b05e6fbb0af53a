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
        path::Operation,
        security::{
            ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme,
        },
    },
};

pub use self::error_body::{ErrorBody, ErrorDescription, ErrorDetail};

/// Name of the security scheme of API keys; its scopes are permissions (contract 10.15).
const API_KEY: &str = "apiKey";

/// Name of the security scheme of sessions, with the same scopes.
const SESSION: &str = "session";

/// Name of the cookie of a session; on the server's own machine it has no prefix.
const SESSION_COOKIE: &str = "__Host-flexorder";

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
        (name = "Session", description = "Sign-in of browsers: an API key is exchanged for a cookie, which stands for the header `Authorization`."),
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
            "An API key, made by `flexorder api-key create`, in the dashboard's settings or with \
             `POST /v1/api-keys`. The scopes of an operation are the permissions it asks of the key.",
        ))
        .build();
    let cookie = ApiKeyValue::with_description(
        SESSION_COOKIE,
        "The cookie that `POST /v1/session` sets, called `flexorder` on the server's own machine. \
         What is not GET must come from a page of the server (`Origin`).",
    );
    let components = document.components.get_or_insert_default();
    components.add_security_scheme(API_KEY, SecurityScheme::Http(scheme));
    components.add_security_scheme(SESSION, SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
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
            let Some(operation) = operation else {
                continue;
            };
            let scopes = scopes_of(operation);
            if scopes.is_empty() {
                shared::complete_unguarded(operation, kind);
                continue;
            }
            let sessions = scopes
                .into_iter()
                .map(|scope| SecurityRequirement::new(SESSION, [scope]));
            operation.security.get_or_insert_default().extend(sessions);
            shared::complete(operation, kind);
        }
    }
    document
}

/// The permissions of which the guard asks one of a key; none for what stands outside of it.
fn scopes_of(operation: &Operation) -> Vec<String> {
    let requirements = operation.security.iter().flatten();
    requirements
        .filter_map(|requirement| {
            let requirement = serde_json::to_value(requirement).ok()?;
            let scope = requirement.get(API_KEY)?.get(0)?;
            scope.as_str().map(str::to_owned)
        })
        .collect()
}
