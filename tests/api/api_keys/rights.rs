//! Nobody gains rights by making a key, and nobody takes a key away that reaches further than theirs.
use axum::http::Method;
use serde_json::{Value, json};

use super::{key, sibling};
use crate::support::{app::TestApp, client::Client, given::id};

/// A client of the same router for another tenant.
fn at(client: &Client, tenant: flexorder::kernel::id::TenantId) -> Client {
    Client {
        tenant,
        tenant_header: tenant.to_string(),
        ..client.clone()
    }
}

#[tokio::test]
async fn a_key_gives_what_it_has_and_no_more() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let (_, clerk) = key(&acme, &["settings:write", "orders:write"]).await;
    let (_, narrower) = key(&clerk, &["settings:write", "orders:read"]).await;
    // What was given on is no more than that either.
    let body = json!({"name": "Up", "permissions": ["orders:read", "orders:write"]});
    let refused = narrower.post("/v1/api-keys", body).await;
    let refused = refused.refused(403, "INSUFFICIENT_PERMISSIONS");
    assert_eq!(
        refused.faults(),
        [("permissions[1]", "INSUFFICIENT_PERMISSIONS")]
    );
    assert!(
        refused.message().contains("`orders:write`"),
        "{}",
        refused.body
    );

    let body = json!({"name": "Up", "permissions": ["assets:read", "orders:write", "*"]});
    let refused = clerk.post("/v1/api-keys", body).await;
    let refused = refused.refused(403, "INSUFFICIENT_PERMISSIONS");
    let paths: Vec<_> = refused.faults().iter().map(|(path, _)| *path).collect();
    assert_eq!(paths, ["permissions[0]", "permissions[2]"]);

    // All single permissions together are not the star.
    let all: Vec<&str> = flexorder::auth::Permission::ALL
        .iter()
        .map(|one| one.as_str())
        .collect();
    let (_, nearly) = key(&acme, &all).await;
    let body = json!({"name": "Up", "permissions": ["*"]});
    let refused = nearly.post("/v1/api-keys", body).await;
    refused.refused(403, "INSUFFICIENT_PERMISSIONS");
    let (_, star) = key(&acme, &["*"]).await;
    assert_eq!(star.get("/v1/payments").await.status, 200);
}

#[tokio::test]
async fn a_key_opens_tenants_it_works_in_itself() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    let second = sibling(&app, &acme).await;
    let body = |tenant: &str| json!({"name": "Wide", "permissions": ["*"], "tenantIds": [tenant]});
    for tenant in [
        second.to_string(),
        globex.tenant.to_string(),
        "bu_01j9z3k5m8e9fvq2x7c4b6n8p0".to_owned(),
        "nonsense".to_owned(),
    ] {
        let refused = acme.post("/v1/api-keys", body(&tenant)).await;
        let refused = refused.refused(403, "NO_TENANT_ACCESS");
        assert_eq!(refused.faults(), [("tenantIds[0]", "NO_TENANT_ACCESS")]);
    }
    let wide = acme.with_key(&app.api_key(acme.organization, None, &["*"]).await);
    for tenant in [
        globex.tenant.to_string(),
        "bu_01j9z3k5m8e9fvq2x7c4b6n8p0".to_owned(),
    ] {
        let refused = wide.post("/v1/api-keys", body(&tenant)).await;
        refused.refused(403, "NO_TENANT_ACCESS");
    }
    let made = wide
        .post("/v1/api-keys", body(&second.to_string()))
        .await
        .ok();
    assert_eq!(made["key"]["allTenants"], false);
    assert_eq!(made["key"]["tenantIds"].as_array().unwrap().len(), 2);
    let both = acme.with_key(made["apiKey"].as_str().unwrap());
    assert_eq!(both.get("/v1/orders").await.status, 200);
    assert_eq!(at(&both, second).get("/v1/orders").await.status, 200);
    at(&both, globex.tenant)
        .get("/v1/orders")
        .await
        .refused(403, "NO_TENANT_ACCESS");
    // The first key is told of the tenants it knows alone.
    let listed = acme.get("/v1/api-keys").await.ok();
    assert_eq!(listed["apiKeys"][0]["name"], "Wide");
    assert_eq!(
        listed["apiKeys"][0]["tenantIds"],
        json!([acme.tenant.to_string()])
    );
}

#[tokio::test]
async fn keys_of_other_tenants_and_organizations_are_not_there() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    let second = sibling(&app, &acme).await;
    app.api_key(acme.organization, Some(second), &["*"]).await;
    let (theirs, other) = key(&globex, &["orders:read"]).await;
    let list = acme.get("/v1/api-keys").await.ok();
    assert_eq!(list["count"], 1, "{list}");
    let wide = acme.with_key(&app.api_key(acme.organization, None, &["*"]).await);
    let in_second = at(&wide, second).get("/v1/api-keys").await.ok();
    let of_second = in_second["apiKeys"].as_array().unwrap();
    let bound = of_second.iter().find(|key| key["allTenants"] == false);
    let bound = id(bound.unwrap(), "apiKeyId");
    for foreign in [
        &theirs,
        &bound,
        &"key_01j9z3k5m8e9fvq2x7c4b6n8p0".to_owned(),
    ] {
        let path = format!("/v1/api-keys/{foreign}");
        wide.delete(&path).await.refused(404, "NOT_FOUND");
    }
    assert_eq!(other.get("/v1/orders").await.status, 200);
    assert_eq!(
        at(&wide, second)
            .delete(&format!("/v1/api-keys/{bound}"))
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_key_of_one_tenant_cannot_revoke_one_that_reaches_further() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let second = sibling(&app, &acme).await;
    let wide = acme.with_key(&app.api_key(acme.organization, None, &["*"]).await);
    let body = json!({"name": "Both", "permissions": ["*"], "tenantIds": [second.to_string()]});
    wide.post("/v1/api-keys", body).await.ok();
    let list = acme.get("/v1/api-keys").await.ok();
    let further: Vec<&Value> = list["apiKeys"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|key| key["current"] == false)
        .collect();
    assert_eq!(further.len(), 2);
    for key in &further {
        let path = format!("/v1/api-keys/{}", id(key, "apiKeyId"));
        acme.delete(&path).await.refused(403, "NO_TENANT_ACCESS");
    }
    assert_eq!(wide.get("/v1/orders").await.status, 200);
    // The other way round it can: whoever works everywhere may take away what works here.
    let own = list["apiKeys"]
        .as_array()
        .unwrap()
        .iter()
        .find(|key| key["current"] == true);
    let path = format!("/v1/api-keys/{}", id(own.unwrap(), "apiKeyId"));
    assert_eq!(wide.delete(&path).await.status, 200);
    acme.get("/v1/orders").await.refused(401, "INVALID_TOKEN");
}

#[tokio::test]
async fn the_key_that_asks_is_not_revoked_by_itself() {
    let acme = TestApp::new().await.tenant().await;
    let list = acme.get("/v1/api-keys").await.ok();
    let path = format!("/v1/api-keys/{}", id(&list["apiKeys"][0], "apiKeyId"));
    let refused = acme.delete(&path).await.refused(409, "API_KEY_IN_USE");
    assert!(
        refused.message().contains("another one"),
        "{}",
        refused.body
    );
    assert_eq!(acme.get("/v1/orders").await.status, 200);
}

#[tokio::test]
async fn two_keys_that_revoke_each_other_leave_one() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    for _ in 0..5 {
        let (a_id, a) = key(&acme, &["*"]).await;
        let (b_id, b) = key(&acme, &["*"]).await;
        let (path_a, path_b) = (
            format!("/v1/api-keys/{a_id}"),
            format!("/v1/api-keys/{b_id}"),
        );
        let (by_a, by_b) = tokio::join!(a.delete(&path_b), b.delete(&path_a));
        let mut statuses = [by_a.status, by_b.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 401]);
    }
}

#[tokio::test]
async fn the_servers_role_writes_keys_of_its_tenants_organization_alone() {
    let app = TestApp::new().await;
    let (acme, globex) = (app.tenant().await, app.tenant().await);
    let insert = "insert into platform.api_keys (id, organization_id, name, hint, hash, \
                  permissions, all_tenants, created_at) \
                  values (gen_random_uuid(), $1, 'x', 'x', sha256($2::text::bytea), '{*}', $3, now())";
    for (organization, all_tenants) in [(globex.organization, false), (acme.organization, true)] {
        let mut tx = flexorder::db::begin(&app.pool, acme.tenant).await.unwrap();
        let refused = sqlx::query(insert)
            .bind(organization)
            .bind(format!("{organization}{all_tenants}"))
            .bind(all_tenants)
            .execute(&mut *tx)
            .await;
        let refused = refused.unwrap_err().to_string();
        assert!(refused.contains("row-level security"), "{refused}");
    }
    let revoke = "update platform.api_keys set revoked_at = now() where organization_id = $1";
    let mut tx = flexorder::db::begin(&app.pool, acme.tenant).await.unwrap();
    let done = sqlx::query(revoke)
        .bind(globex.organization)
        .execute(&mut *tx)
        .await;
    assert_eq!(done.unwrap().rows_affected(), 0);
    drop(tx);
    let mut tx = flexorder::db::begin(&app.pool, acme.tenant).await.unwrap();
    let widen = "update platform.api_keys set permissions = '{*}' where organization_id = $1";
    let refused = sqlx::query(widen)
        .bind(acme.organization)
        .execute(&mut *tx)
        .await;
    assert!(
        refused
            .unwrap_err()
            .to_string()
            .contains("permission denied")
    );
    drop(tx);
    let mut without = app.pool.acquire().await.unwrap();
    let done = sqlx::query(revoke)
        .bind(acme.organization)
        .execute(&mut *without)
        .await;
    assert_eq!(done.unwrap().rows_affected(), 0, "without a tenant");
    let answer = acme.call(Method::GET, "/v1/orders").send().await;
    assert_eq!(answer.status, 200);
}
