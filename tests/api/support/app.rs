//! The app under test.
use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use axum::Router;
use chrono::{DateTime, TimeZone as _, Utc};
use flexorder::{
    app::{App, Limits},
    auth::api_key::ApiKey,
    config::PoolSettings,
    db,
    kernel::{
        clock::Clock,
        id::{ApiKeyId, OrganizationId, TenantId},
    },
    router::router,
};
use serde_json::{Value, json};
use sqlx::{PgPool, postgres::PgConnectOptions};

use super::{client::Client, db as databases};

/// A running app; its clock stands still until a test moves it.
#[derive(Clone)]
pub struct TestApp {
    pub router: Router,
    /// What the router works with; for what nobody asks for, such as the scheduler.
    pub app: App,
    pub clock: Clock,
    /// As the server's role: row level security holds.
    pub pool: db::Pool,
    /// As the owner: past row level security.
    pub owner: PgPool,
}

/// When every test starts.
pub fn start() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 1, 15, 12, 0, 0).unwrap()
}

/// What a tenant is made of; `Default` is a Dutch shop without tax.
#[derive(Clone)]
pub struct TenantSpec {
    pub currency: &'static str,
    pub time_zone: &'static str,
    pub tax_rate_ppm: i32,
    pub tax_inclusive: bool,
    pub settings: Value,
    pub permissions: Vec<&'static str>,
}

impl Default for TenantSpec {
    fn default() -> Self {
        Self {
            currency: "EUR",
            time_zone: "UTC",
            tax_rate_ppm: 0,
            tax_inclusive: false,
            settings: json!({}),
            permissions: vec!["*"],
        }
    }
}

impl TestApp {
    /// On the shared database, with a small pool.
    pub async fn new() -> Self {
        Self::on(databases::shared().await, pool_settings(8)).await
    }

    /// On a given database.
    pub async fn on(database: PgConnectOptions, settings: PoolSettings) -> Self {
        let pool = db::Pool::open(database.clone(), &settings).await.unwrap();
        let owner = PgPool::connect_lazy_with(database);
        let clock = Clock::frozen(start());
        let app = App::new(pool.clone(), clock.clone(), Limits::default());
        Self {
            router: router(app.clone()),
            app,
            clock,
            pool,
            owner,
        }
    }

    /// A client of a fresh tenant with all rights.
    pub async fn tenant(&self) -> Client {
        self.tenant_with(TenantSpec::default()).await
    }

    /// A client of a fresh tenant of a fresh organization.
    pub async fn tenant_with(&self, spec: TenantSpec) -> Client {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let now = self.clock.now();
        let (organization, tenant) = (OrganizationId::generate(now), TenantId::generate(now));
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let handle = format!("t-{}-{number}", tenant.as_uuid().simple());
        sqlx::query(
            "insert into platform.organizations (id, name, created_at) values ($1, 'Acme', $2)",
        )
        .bind(organization)
        .bind(now)
        .execute(&self.owner)
        .await
        .unwrap();
        sqlx::query(
            "insert into platform.tenants (id, organization_id, handle, name, currency, time_zone, \
             country, tax_rate_ppm, tax_inclusive, settings, version, created_at, updated_at) \
             values ($1, $2, $3, 'Acme', $4, $5, 'Netherlands', $6, $7, $8, 1, $9, $9)",
        )
        .bind(tenant)
        .bind(organization)
        .bind(&handle)
        .bind(spec.currency)
        .bind(spec.time_zone)
        .bind(spec.tax_rate_ppm)
        .bind(spec.tax_inclusive)
        .bind(&spec.settings)
        .bind(now)
        .execute(&self.owner)
        .await
        .unwrap();
        let key = self
            .api_key(organization, Some(tenant), &spec.permissions)
            .await;
        Client::new(self.router.clone(), &key, tenant, organization)
    }

    /// A fresh key, bound to a tenant or open to all of its organization.
    pub async fn api_key(
        &self,
        organization: OrganizationId,
        tenant: Option<TenantId>,
        permissions: &[&str],
    ) -> String {
        let (key, id) = (ApiKey::generate(), ApiKeyId::generate(self.clock.now()));
        sqlx::query(
            "insert into platform.api_keys (id, organization_id, name, hint, hash, permissions, \
             all_tenants, created_at) values ($1, $2, 'test', $3, $4, $5, $6, $7)",
        )
        .bind(id)
        .bind(organization)
        .bind(key.hint())
        .bind(&key.hash().as_bytes()[..])
        .bind(permissions)
        .bind(tenant.is_none())
        .bind(self.clock.now())
        .execute(&self.owner)
        .await
        .unwrap();
        if let Some(tenant) = tenant {
            sqlx::query(
                "insert into platform.api_key_tenants (organization_id, api_key_id, tenant_id) \
                 values ($1, $2, $3)",
            )
            .bind(organization)
            .bind(id)
            .bind(tenant)
            .execute(&self.owner)
            .await
            .unwrap();
        }
        key.reveal().to_owned()
    }
}

/// The defaults of the server with another pool size.
pub fn pool_settings(pool_size: u32) -> PoolSettings {
    PoolSettings {
        pool_size,
        acquire_timeout: Duration::from_secs(10),
        statement_timeout: Duration::from_secs(20),
        lock_timeout: Duration::from_secs(10),
        idle_in_transaction_timeout: Duration::from_secs(20),
        statement_cache: 200,
    }
}
