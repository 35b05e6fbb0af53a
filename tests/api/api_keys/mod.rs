//! API keys over the API: made, listed, revoked, and never with more rights than the key that asks.
mod rights;

use std::time::Duration;

use axum::http::Method;
use chrono::TimeDelta;
use flexorder::{
    app::{App, Limits},
    kernel::id::TenantId,
    router::router,
    storage::hex,
};
use serde_json::{Value, json};

use crate::support::{app::TestApp, client::Client, given::id};

/// A further tenant of the client's organization.
pub async fn sibling(app: &TestApp, acme: &Client) -> TenantId {
    let tenant = TenantId::generate(app.clock.now());
    sqlx::query(
        "insert into platform.tenants (id, organization_id, handle, name, currency, time_zone, \
         country, tax_rate_ppm, tax_inclusive, settings, version, created_at, updated_at) \
         select $1, organization_id, 's' || md5($1::text), 'Sibling', currency, time_zone, \
         country, 0, false, '{}', 1, created_at, updated_at from platform.tenants where id = $2",
    )
    .bind(tenant)
    .bind(acme.tenant)
    .execute(&app.owner)
    .await
    .unwrap();
    tenant
}

/// A key with these permissions, made over the API: its id, and a client that uses it.
pub async fn key(acme: &Client, permissions: &[&str]) -> (String, Client) {
    let body = json!({"name": "Made", "permissions": permissions});
    let made = acme.post("/v1/api-keys", body).await.ok();
    let client = acme.with_key(made["apiKey"].as_str().unwrap());
    (id(&made["key"], "apiKeyId"), client)
}

/// The keys of a list, by name.
async fn named(acme: &Client, name: &str) -> Vec<Value> {
    let list = acme.get("/v1/api-keys").await.ok();
    let keys = list["apiKeys"].as_array().unwrap().iter();
    keys.filter(|key| key["name"] == name).cloned().collect()
}

#[tokio::test]
async fn a_key_is_shown_once_and_listed_without_itself() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let body = json!({"name": "Shop", "permissions": ["orders:write", "catalog:read"]});
    let answer = acme.post("/v1/api-keys", body).await;
    assert_eq!(answer.status, 201);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let made = answer.ok();
    let secret = made["apiKey"].as_str().unwrap();
    let key = &made["key"];
    assert!(secret.starts_with(key["hint"].as_str().unwrap()), "{key}");
    assert_eq!(key["permissions"], json!(["orders:write", "catalog:read"]));
    assert_eq!(key["tenantIds"], json!([acme.tenant.to_string()]));
    assert_eq!(
        (&key["allTenants"], &key["current"]),
        (&json!(false), &json!(false))
    );
    assert_eq!(key["expiresAt"], Value::Null);

    let shop = acme.with_key(secret);
    assert_eq!(shop.get("/v1/orders").await.status, 200);
    shop.get("/v1/settings")
        .await
        .refused(403, "INSUFFICIENT_PERMISSIONS");
    let list = acme.get("/v1/api-keys").await;
    assert!(!list.text().contains(secret));
    let list = list.ok();
    assert_eq!(
        (&list["count"], &list["hasMore"]),
        (&json!(2), &json!(false))
    );
    let (newest, first) = (&list["apiKeys"][0], &list["apiKeys"][1]);
    assert_eq!(
        (&newest["name"], &newest["current"]),
        (&json!("Shop"), &json!(false))
    );
    assert_eq!(
        (&first["name"], &first["current"]),
        (&json!("test"), &json!(true))
    );
}

#[tokio::test]
async fn a_repeat_is_told_all_but_the_key_which_lies_nowhere() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let body = json!({"name": "Shop", "permissions": ["orders:read"]});
    let send = || {
        acme.call(Method::POST, "/v1/api-keys")
            .key("k-1")
            .json(&body)
            .send()
    };
    let first = send().await;
    assert_eq!(first.header("idempotent-replayed"), None);
    let first = first.ok();
    let secret = first["apiKey"].as_str().unwrap();
    let again = send().await;
    assert_eq!(
        (again.status, again.header("idempotent-replayed")),
        (201, Some("true"))
    );
    let again = again.ok();
    assert_eq!(again["apiKey"], Value::Null);
    assert_eq!(again["key"], first["key"]);
    assert!(
        again["message"].as_str().unwrap().contains("shown once"),
        "{again}"
    );
    assert_eq!(named(&acme, "Shop").await.len(), 1);

    let random = &secret["fo_live_".len()..];
    let tables: Vec<String> = sqlx::query_scalar(
        "select oid::regclass::text from pg_class
         where relnamespace in ('public'::regnamespace, 'platform'::regnamespace)
             and relkind = 'r'",
    )
    .fetch_all(&app.owner)
    .await
    .unwrap();
    // As text, and as the hex in which bytes are printed.
    let hex = hex(random.as_bytes());
    for table in tables {
        let count = format!(
            "select count(*) from {table} t where t::text like '%{random}%' or t::text like '%{hex}%'"
        );
        let found: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(count))
            .fetch_one(&app.owner)
            .await
            .unwrap();
        assert_eq!(found, 0, "{table} holds the key");
    }
    let recorded: i64 = sqlx::query_scalar(
        "select count(*) from idempotency_keys
         where tenant_id = $1 and convert_from(body, 'UTF8') like '%\"apiKey\":null%'",
    )
    .bind(acme.tenant)
    .fetch_one(&app.owner)
    .await
    .unwrap();
    assert_eq!(recorded, 1, "the answer is recorded without the key");
}

#[tokio::test]
async fn a_body_is_held_to_its_form_with_all_faults_at_once() {
    let acme = TestApp::new().await.tenant().await;
    let body = json!({"name": " ", "permissions": ["order:read", 7], "expiresInDays": 0});
    let refused = acme.post("/v1/api-keys", body).await;
    assert_eq!(
        refused.faults(),
        [
            ("name", "too_small"),
            ("permissions[0]", "invalid_enum_value"),
            ("permissions[1]", "invalid_type"),
            ("expiresInDays", "too_small"),
        ]
    );
    assert!(
        refused
            .body
            .to_string()
            .contains("did you mean `orders:read`")
    );
    for (field, value) in [
        ("permissions", json!([])),
        ("tenantIds", json!("x")),
        ("expiresAt", json!("2026-01-15T12:00:00Z")),
        ("expiresAt", json!("2226-01-15")),
    ] {
        let mut body = json!({"name": "Shop", "permissions": ["*"]});
        body[field] = value;
        let refused = acme.post("/v1/api-keys", body).await;
        let refused = refused.refused(400, "VALIDATION_ERROR");
        assert_eq!(refused.faults()[0].0, field);
    }
    let both = json!({"name": "Shop", "permissions": ["*"], "expiresInDays": 1,
                      "expiresAt": "2026-02-01"});
    let both = acme.post("/v1/api-keys", both).await;
    assert_eq!(both.faults(), [("expiresAt", "custom")]);
}

#[tokio::test]
async fn a_key_ends_when_it_was_told_to() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let body = json!({"name": "A day", "permissions": ["orders:read"], "expiresInDays": 1});
    let made = acme.post("/v1/api-keys", body).await.ok();
    assert_eq!(made["key"]["expiresAt"], "2026-01-16T12:00:00Z");
    let day = acme.with_key(made["apiKey"].as_str().unwrap());
    let body = json!({"name": "Longer", "permissions": ["orders:read"], "expiresAt": "2026-01-17"});
    let made = acme.post("/v1/api-keys", body).await.ok();
    assert_eq!(made["key"]["expiresAt"], "2026-01-17T00:00:00Z");
    let longer = acme.with_key(made["apiKey"].as_str().unwrap());
    app.clock.advance(TimeDelta::days(1));
    day.get("/v1/orders").await.refused(401, "INVALID_TOKEN");
    assert_eq!(longer.get("/v1/orders").await.status, 200);
}

#[tokio::test]
async fn a_revoked_key_is_dead_at_once_where_it_was_kept_too() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let limits = Limits {
        key_ttl: Duration::from_hours(1),
        ..Limits::default()
    };
    let keeping = App::new(app.pool.clone(), app.clock.clone(), limits);
    let acme = Client {
        router: router(keeping),
        ..acme
    };
    let (made, shop) = key(&acme, &["orders:read"]).await;
    assert_eq!(shop.get("/v1/orders").await.status, 200);
    app.clock.advance(TimeDelta::minutes(1));
    let path = format!("/v1/api-keys/{made}");
    let first = acme.delete(&path).await.ok();
    assert_eq!(first["key"]["revokedAt"], "2026-01-15T12:01:00Z");
    shop.get("/v1/orders").await.refused(401, "INVALID_TOKEN");
    // Again changes nothing, later either.
    app.clock.advance(TimeDelta::minutes(1));
    assert_eq!(
        acme.delete(&path).await.ok()["key"]["revokedAt"],
        first["key"]["revokedAt"]
    );
    let listed = named(&acme, "Made").await;
    assert_eq!(listed[0]["revokedAt"], first["key"]["revokedAt"]);
    let told: Vec<String> = sqlx::query_scalar(
        "select action || ' ' || summary from timeline_entries
         where tenant_id = $1 and entity_type = 'api_key' and entity_id = $2 order by id",
    )
    .bind(acme.tenant)
    .bind(&made)
    .fetch_all(&app.owner)
    .await
    .unwrap();
    assert_eq!(
        told,
        [
            "api_key.created API key created: Made",
            "api_key.revoked API key revoked: Made"
        ]
    );
}

#[tokio::test]
async fn the_list_is_paged_newest_first() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    for number in 0..4 {
        app.clock.advance(TimeDelta::seconds(1));
        let body = json!({"name": format!("Key {number}"), "permissions": ["orders:read"]});
        acme.post("/v1/api-keys", body).await.ok();
    }
    let (mut seen, mut path) = (Vec::new(), "/v1/api-keys?limit=2".to_owned());
    loop {
        let page = acme.get(&path).await.ok();
        seen.extend(
            page["apiKeys"]
                .as_array()
                .unwrap()
                .iter()
                .map(|key| key["name"].clone()),
        );
        let Some(next) = page["nextCursor"].as_str() else {
            break;
        };
        path = format!("/v1/api-keys?limit=2&startAfter={next}");
    }
    assert_eq!(seen, ["Key 3", "Key 2", "Key 1", "Key 0", "test"]);
    acme.get("/v1/api-keys?startAfter=nonsense")
        .await
        .refused(400, "VALIDATION_ERROR");
}

#[tokio::test]
async fn the_last_use_of_a_key_is_recorded() {
    let app = TestApp::new().await;
    let acme = app.tenant().await;
    let (_, shop) = key(&acme, &["orders:read"]).await;
    assert_eq!(named(&acme, "Made").await[0]["lastUsedAt"], Value::Null);
    shop.get("/v1/orders").await.ok();
    // It is recorded beside the request, a moment later.
    for _ in 0..200 {
        if named(&acme, "Made").await[0]["lastUsedAt"] == "2026-01-15T12:00:00Z" {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("no use was recorded");
}
