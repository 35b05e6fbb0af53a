//! Every route of the service on one screen, then the layers, then the fallback.
use std::{sync::Arc, time::Duration};

use axum::{
    Extension, Router,
    extract::Request,
    http::Uri,
    middleware::{from_fn_with_state, map_response},
};
use tokio::sync::Semaphore;
use tower::{Layer as _, util::MapRequestLayer};
use utoipa_axum::{router::OpenApiRouter, routes};
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::{
    app::{App, Limits},
    assets::routes as assets,
    auth::{Guard, guard},
    billing_groups::routes as billing_groups,
    catalog::routes as catalog,
    custom_fields::routes as custom_fields,
    customers::{notes::routes as notes, routes as customers},
    dashboard::{self, Dashboard},
    error::{Code, Error},
    exports,
    files::{self, images::routes as images, routes as file_routes},
    fulfillment::routes as fulfillment,
    http::{health, layers, metrics, upload::CSV_BODY_MAX},
    openapi,
    orders::routes as orders,
    payments::{
        RENAMING, group_invoice::routes as group_invoices, invoice::routes as invoices,
        routes as payments,
    },
    sessions::{Attempts, routes as sessions},
    settings::routes as settings,
    subscriptions::{
        EXTENDING, routes as subscriptions,
        routes::{actions as rentals, quotes},
    },
    tenancy::routes as api_keys,
};

/// What some of FlexPortal's pages put before `/v1` (contract 2.1).
const ALIAS: &str = "/api";

/// Longest a request with a file may take. The import goes on after it; the same request with the same
/// `Idempotency-Key` gets its answer.
const IMPORT_TIME: Duration = Duration::from_mins(2);

/// All operations with their entries in the document.
#[rustfmt::skip]
fn operations() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(openapi::base())
        .routes(routes!(orders::list, orders::create))
        .routes(routes!(orders::get, orders::update))
        .routes(routes!(orders::confirm))
        .routes(routes!(orders::cancel))
        .routes(routes!(orders::update_notes))
        .routes(routes!(orders::list_timeline))
        .routes(routes!(fulfillment::fulfil_order))
        .routes(routes!(fulfillment::list_queue))
        .routes(routes!(subscriptions::list, subscriptions::create))
        .routes(routes!(subscriptions::get))
        .routes(routes!(subscriptions::update_notes))
        .routes(routes!(subscriptions::list_timeline))
        .routes(routes!(rentals::extend))
        .routes(routes!(rentals::upgrade))
        .routes(routes!(rentals::replace))
        .routes(routes!(rentals::buyout))
        .routes(routes!(rentals::early_return))
        .routes(routes!(rentals::cancel, rentals::withdraw_cancellation))
        .routes(routes!(rentals::complete))
        .routes(routes!(quotes::calculate_buyout))
        .routes(routes!(quotes::calculate_early_return_fee))
        .routes(routes!(quotes::calculate_buyout_of))
        .routes(routes!(quotes::calculate_early_return_of))
        .routes(routes!(quotes::calculate_early_return_fee_of))
        .routes(routes!(catalog::list, catalog::upsert))
        .routes(routes!(catalog::get, catalog::update, catalog::delete))
        .routes(routes!(catalog::list_variants))
        .routes(routes!(catalog::list_timeline))
        .routes(routes!(catalog::set_variant_status))
        .routes(routes!(assets::list, assets::create))
        .routes(routes!(assets::get, assets::update, assets::replace, assets::delete))
        .routes(routes!(assets::get_history))
        .routes(routes!(customers::list))
        .routes(routes!(customers::get, customers::update, customers::delete))
        .routes(routes!(customers::list_timeline))
        .routes(routes!(payments::list))
        .routes(routes!(payments::get))
        .routes(routes!(payments::mark_paid))
        .routes(routes!(payments::cancel))
        .routes(routes!(payments::retry))
        .routes(routes!(payments::refund))
        .routes(routes!(payments::list_timeline))
        .routes(routes!(invoices::get))
        .routes(routes!(billing_groups::list, billing_groups::create))
        .routes(routes!(billing_groups::get, billing_groups::update, billing_groups::delete))
        .routes(routes!(billing_groups::list_timeline))
        .routes(routes!(group_invoices::get))
        .routes(routes!(file_routes::list))
        .routes(routes!(file_routes::get, file_routes::delete))
        .routes(routes!(file_routes::url))
        .routes(routes!(file_routes::generate_contract))
        .routes(routes!(settings::get, settings::update))
        .routes(routes!(custom_fields::list, custom_fields::define))
        .routes(routes!(custom_fields::get, custom_fields::update, custom_fields::delete))
        .routes(routes!(exports::routes::rentals))
        .routes(routes!(api_keys::list, api_keys::create))
        .routes(routes!(api_keys::revoke))
        .routes(routes!(notes::list, notes::create))
        .routes(routes!(notes::get, notes::update, notes::delete))
}

/// Operations that take in files: with limits of their own.
#[rustfmt::skip]
fn imports() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(catalog::import))
        .routes(routes!(assets::import))
        .routes(routes!(images::upload))
}

/// The document that describes all operations.
pub fn document() -> utoipa::openapi::OpenApi {
    let operations = operations().merge(imports()).merge(sessions::routes());
    let mut document = openapi::complete(operations.into_openapi());
    exports::describe(&mut document);
    document
}

/// The document as YAML, as `openapi.yaml` holds it.
pub fn openapi_yaml() -> anyhow::Result<String> {
    Ok(document().to_yaml()?)
}

/// All routes, ready to serve.
///
/// From the outside in: layers around everything, layers around the API, the guard around each
/// operation.
pub fn router(app: App) -> Router {
    let document = document();
    let streams = exports::Streams::new(app.clone(), exports::LISTS);
    let guarded = Guard::new(app.clone(), &document);
    let free = Arc::new(Semaphore::new(app.limits().in_flight));
    let around = |routes: Router<App>, limits: &Limits| {
        let routes = routes.route_layer(from_fn_with_state(guarded.clone(), guard));
        layers::around_api(routes, limits, Arc::clone(&free))
    };
    let operations = Router::from(operations())
        .layer(orders::batches(EXTENDING))
        .layer(Extension(EXTENDING))
        .layer(Extension(RENAMING))
        .layer(from_fn_with_state(streams, exports::stream));
    let for_imports = Limits {
        body_bytes: CSV_BODY_MAX,
        handler_timeout: IMPORT_TIME.max(app.limits().handler_timeout),
        ..app.limits().clone()
    };
    let sessions = Router::from(sessions::routes()).layer(Extension(Attempts::default()));
    let sessions = layers::around_api(sessions, app.limits(), Arc::clone(&free));
    let docs = SwaggerUi::new("/docs")
        .url("/openapi.json", document)
        .config(Config::from("/openapi.json").persist_authorization(false));
    let dashboard = Dashboard::embedded(app.is_demo());
    let all = around(operations, app.limits())
        .merge(around(imports().into(), &for_imports))
        .merge(sessions)
        .merge(files::transfers(&app))
        .merge(health::routes())
        .merge(metrics::routes())
        .merge(Router::from(docs).layer(map_response(dashboard::confine_docs)))
        .merge(dashboard.routes())
        .method_not_allowed_fallback(method_not_allowed)
        .fallback(async move |request: Request| dashboard.elsewhere(&request));
    let all = layers::around_all(all).with_state(app);
    // A rewrite must come before routing, so it stands around the router and not on it.
    Router::new().fallback_service(MapRequestLayer::new(without_alias).layer(all))
}

/// `/api/v1/…` is `/v1/…`.
fn without_alias<B>(mut request: axum::http::Request<B>) -> axum::http::Request<B> {
    let rest = request.uri().path_and_query().and_then(|path| {
        let rest = path.as_str().strip_prefix(ALIAS)?;
        rest.starts_with("/v1/").then(|| rest.parse().ok())?
    });
    // What the server is called stays: HTTP/2 has it in the address.
    let mut parts = request.uri().clone().into_parts();
    if let Some(rest) = rest {
        parts.path_and_query = Some(rest);
        if let Ok(uri) = Uri::from_parts(parts) {
            *request.uri_mut() = uri;
        }
    }
    request
}

async fn method_not_allowed(request: Request) -> Error {
    Error::refused(
        Code::MethodNotAllowed,
        format!(
            "{} does not take {}; the header Allow lists what it takes.",
            request.uri().path(),
            request.method(),
        ),
    )
}
