//! Who may what: every operation of the document without a key, without a tenant, with too few
//! rights; and the life of a key.
use std::time::Duration;

use axum::http::Method;
use chrono::TimeDelta;
use flexorder::{
    app::{App, Limits},
    router::router,
};
use serde_json::json;

use crate::support::{
    app::{TenantSpec, TestApp},
    client::Client,
    operations::{self, Operation},
};

/// Calls an operation with its example body and an id that does not exist.
async fn call(
    client: &Client,
    operation: &Operation,
    headers: &[(&'static str, &str)],
) -> crate::support::client::Answer {
    let path = operation.path_for("ord_01j9z3k5m8e9fvq2x7c4b6n8p0");
    let mut call = client.call(operation.method.clone(), &path);
    for (name, value) in headers {
        call = call.header(name, value);
    }
    if let Some(body) = &operation.body {
        call = call.json(body);
    }
    call.send().await
}

#[tokio::test]
async fn every_operation_asks_for_a_key_and_a_tenant() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    let theirs = globex.tenant.to_string();
    for operation in operations::all() {
        let no_key = call(&acme, &operation, &[("authorization", "")]).await;
        no_key.refused(401, "AUTH_REQUIRED");
        for bad in [
            "Bearer nonsense",
            "Bearer fo_live_000000000000000000000000000AAAAAA",
            "Basic eDp5",
            "Bearer ",
        ] {
            let answer = call(&acme, &operation, &[("authorization", bad)]).await;
            answer.refused(401, "INVALID_TOKEN");
        }
        let no_tenant = call(&acme, &operation, &[("tenant-id", "")]).await;
        no_tenant.refused(403, "NO_TENANT_ACCESS");
        for other in [theirs.as_str(), "bu_01j9z3k5m8e9fvq2x7c4b6n8p0", "nobody"] {
            let answer = call(&acme, &operation, &[("tenant-id", other)]).await;
            answer.refused(403, "NO_TENANT_ACCESS");
        }
    }
}

#[tokio::test]
async fn every_operation_asks_for_its_own_permission_before_it_looks_at_the_request() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let areas = [
        "orders",
        "subscriptions",
        "catalog",
        "customers",
        "assets",
        "payments",
        "files",
        "settings",
    ];
    for operation in operations::all() {
        let (area, action) = operation.permission.split_once(':').unwrap();
        let mut rest: Vec<String> = areas
            .iter()
            .filter(|other| **other != area)
            .filter(|other| !operation.others.contains(&format!("{other}:read")))
            .map(|area| format!("{area}:write"))
            .collect();
        if action == "write" {
            rest.push(format!("{area}:read"));
        }
        let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
        let poor = acme.with_key(
            &app.api_key(acme.organization, Some(acme.tenant), &rest)
                .await,
        );
        let refused = call(&poor, &operation, &[])
            .await
            .refused(403, "INSUFFICIENT_PERMISSIONS");
        assert!(
            refused.message().contains(&operation.permission),
            "{}",
            refused.message()
        );
        let path = operation.path_for("x");
        let rubbish = poor
            .call(operation.method.clone(), &path)
            .raw("text/plain", "{")
            .send()
            .await;
        rubbish.refused(403, "INSUFFICIENT_PERMISSIONS");

        for enough in operation.others.iter().chain([&operation.permission]) {
            let just = app
                .api_key(acme.organization, Some(acme.tenant), &[enough])
                .await;
            let allowed = call(&acme.with_key(&just), &operation, &[]).await;
            assert!(
                ![401, 403].contains(&allowed.status),
                "{}: {}",
                operation.id,
                allowed.body
            );
        }
    }
}

#[tokio::test]
async fn a_key_of_the_organization_works_in_all_its_tenants_and_a_bound_one_in_its_own() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    let wide = acme.with_key(&app.api_key(acme.organization, None, &["*"]).await);
    assert_eq!(wide.get("/v1/orders").await.status, 200);
    let foreign = wide
        .call(Method::GET, "/v1/orders")
        .header("tenant-id", &globex.tenant.to_string())
        .send()
        .await;
    foreign.refused(403, "NO_TENANT_ACCESS");
}

#[tokio::test]
async fn a_bound_key_without_its_bindings_opens_nothing() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    assert_eq!(acme.get("/v1/orders").await.status, 200);
    sqlx::query("delete from platform.api_key_tenants where tenant_id = $1")
        .bind(acme.tenant)
        .execute(&app.owner)
        .await
        .unwrap();
    acme.get("/v1/orders")
        .await
        .refused(403, "NO_TENANT_ACCESS");
    let wide = acme.with_key(&app.api_key(acme.organization, None, &["*"]).await);
    assert_eq!(wide.get("/v1/orders").await.status, 200);
}

#[tokio::test]
async fn a_key_cannot_be_bound_to_a_tenant_of_another_organization() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    for organization in [acme.organization, globex.organization] {
        let bound = sqlx::query(
            "insert into platform.api_key_tenants (organization_id, api_key_id, tenant_id) \
             select $1, id, $2 from platform.api_keys where organization_id = $3",
        )
        .bind(organization)
        .bind(globex.tenant)
        .bind(acme.organization)
        .execute(&app.owner)
        .await;
        let error = bound.unwrap_err();
        let error = error.as_database_error().unwrap();
        assert!(error.is_foreign_key_violation(), "{error}");
    }
}

#[tokio::test]
async fn the_tenant_is_named_by_id_or_handle() {
    let app = TestApp::new().await;
    let mut acme = app.tenant().await;
    acme.tenant_header = sqlx::query_scalar("select handle from platform.tenants where id = $1")
        .bind(acme.tenant)
        .fetch_one(&app.owner)
        .await
        .unwrap();
    assert_eq!(acme.get("/v1/orders").await.status, 200);
}

#[tokio::test]
async fn a_revoked_or_expired_key_is_dead_at_once() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    assert_eq!(acme.get("/v1/orders").await.status, 200);
    let expiry = app.clock.now() + TimeDelta::minutes(5);
    let update = "update platform.api_keys set expires_at = $2 where organization_id = $1";
    sqlx::query(update)
        .bind(acme.organization)
        .bind(expiry)
        .execute(&app.owner)
        .await
        .unwrap();
    assert_eq!(acme.get("/v1/orders").await.status, 200);
    app.clock.advance(TimeDelta::minutes(5));
    acme.get("/v1/orders").await.refused(401, "INVALID_TOKEN");

    let globex = app.tenant_with(TenantSpec::default()).await;
    assert_eq!(globex.get("/v1/orders").await.status, 200);
    let update = "update platform.api_keys set revoked_at = now() where organization_id = $1";
    sqlx::query(update)
        .bind(globex.organization)
        .execute(&app.owner)
        .await
        .unwrap();
    globex.get("/v1/orders").await.refused(401, "INVALID_TOKEN");
    globex
        .post("/v1/orders", json!({}))
        .await
        .refused(401, "INVALID_TOKEN");
}

#[tokio::test]
async fn a_kept_key_is_looked_up_again_once_keys_changed() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let (organization, tenant) = (acme.organization, acme.tenant);
    let key = app
        .api_key(organization, Some(tenant), &["orders:read"])
        .await;
    let limits = Limits {
        key_ttl: Duration::from_hours(1),
        ..Limits::default()
    };
    let keeping = App::new(app.pool.clone(), app.clock.clone(), limits);
    let client = Client::new(router(keeping.clone()), &key, tenant, organization);
    assert_eq!(client.get("/v1/orders").await.status, 200);
    let update = "update platform.api_keys set permissions = '{assets:read}', expires_at = $2
                  where organization_id = $1 and permissions = '{orders:read}'";
    sqlx::query(update)
        .bind(organization)
        .bind(app.clock.now() + TimeDelta::minutes(5))
        .execute(&app.owner)
        .await
        .unwrap();
    assert_eq!(client.get("/v1/orders").await.status, 200, "kept");
    keeping.forget_keys();
    let refused = client.get("/v1/orders").await;
    refused.refused(403, "INSUFFICIENT_PERMISSIONS");
    // Of a kept key too, the time passes.
    app.clock.advance(TimeDelta::minutes(5));
    client.get("/v1/orders").await.refused(401, "INVALID_TOKEN");
}

#[tokio::test]
async fn a_key_is_kept_with_the_tenant_it_was_used_for_alone() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let globex = app.tenant().await;
    let key = app.api_key(acme.organization, None, &["*"]).await;
    let limits = Limits {
        key_ttl: Duration::from_hours(1),
        ..Limits::default()
    };
    let keeping = router(App::new(app.pool.clone(), app.clock.clone(), limits));
    let own = Client::new(keeping.clone(), &key, acme.tenant, acme.organization);
    let other = Client::new(keeping, &key, globex.tenant, acme.organization);
    for _ in 0..2 {
        assert_eq!(own.get("/v1/orders").await.status, 200);
        other
            .get("/v1/orders")
            .await
            .refused(403, "NO_TENANT_ACCESS");
    }
}

#[tokio::test]
async fn the_wrong_method_says_which_are_right() {
    let acme = TestApp::new().await.tenant().await;
    let answer = acme
        .delete("/v1/orders")
        .await
        .refused(405, "METHOD_NOT_ALLOWED");
    let allow = answer.header("allow").unwrap();
    assert!(allow.contains("GET") && allow.contains("POST"), "{allow}");
}
