//! A migrated database. One server a checkout, one database a state of `migrations/`, shared by all
//! tests: each test works in tenants of its own.
use std::{path::Path, process::Command};

use flexorder::db;
use sha2::{Digest as _, Sha256};
use sqlx::{
    AssertSqlSafe, Connection as _, Executor as _, PgConnection, postgres::PgConnectOptions,
};
use tokio::sync::OnceCell;

/// Serializes the making of the database among processes.
const LOCK: i64 = 0x666c_6578;

/// How to connect to the shared database as its owner.
pub async fn shared() -> PgConnectOptions {
    static SHARED: OnceCell<PgConnectOptions> = OnceCell::const_new();
    SHARED.get_or_init(make_shared).await.clone()
}

/// A database of its own, empty but for the schema, for a test that needs names no other may have.
pub async fn own(name: &str) -> PgConnectOptions {
    let shared = shared().await;
    let mut admin = PgConnection::connect_with(&server()).await.unwrap();
    let name = format!("own_{name}_{}", fingerprint());
    let template = template_name();
    for statement in [
        format!("drop database if exists {name} with (force)"),
        format!("create database {name} template {template} strategy file_copy"),
    ] {
        admin.execute(AssertSqlSafe(statement)).await.unwrap();
    }
    shared.database(&name)
}

/// The server, as its superuser.
fn server() -> PgConnectOptions {
    static URL: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    URL.get_or_init(|| std::env::var("FLEXORDER_TEST_DATABASE_URL").unwrap_or_else(|_| start()))
        .parse()
        .unwrap()
}

fn start() -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/test-postgres.sh");
    let output = Command::new(script).arg("start").output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "no PostgreSQL for tests: {errors}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn template_name() -> String {
    format!("template_{}", fingerprint())
}

/// Changes with any migration.
fn fingerprint() -> String {
    let mut hash = Sha256::new();
    for migration in db::MIGRATOR.iter() {
        hash.update(&migration.checksum);
    }
    let hash: [u8; 32] = hash.finalize().into();
    let [a, b, c, d, ..] = hash;
    format!("{:08x}", u32::from_be_bytes([a, b, c, d]))
}

async fn make_shared() -> PgConnectOptions {
    let mut admin = PgConnection::connect_with(&server()).await.unwrap();
    let (template, shared) = (template_name(), format!("shared_{}", fingerprint()));
    sqlx::query("select pg_advisory_lock($1)")
        .bind(LOCK)
        .execute(&mut admin)
        .await
        .unwrap();
    let made: bool =
        sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
            .bind(&shared)
            .fetch_one(&mut admin)
            .await
            .unwrap();
    if !made {
        let drop = format!("drop database if exists {template} with (force)");
        admin.execute(AssertSqlSafe(drop)).await.unwrap();
        admin
            .execute(AssertSqlSafe(format!("create database {template}")))
            .await
            .unwrap();
        let mut fresh = PgConnection::connect_with(&server().database(&template))
            .await
            .unwrap();
        db::migrate(&mut fresh).await.unwrap();
        fresh.close().await.unwrap();
        let copy = format!("create database {shared} template {template} strategy file_copy");
        admin.execute(AssertSqlSafe(copy)).await.unwrap();
    }
    // Closing gives the lock back.
    admin.close().await.unwrap();
    server().database(&shared)
}
