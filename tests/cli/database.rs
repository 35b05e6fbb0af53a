//! A database given by URL: migrated by commands, served by a role without powers.
use std::{process::Command, time::Duration};

use flexorder::{
    config::PoolSettings,
    db::{self, MIGRATOR},
};
use sqlx::{Connection as _, PgConnection, Row as _, postgres::PgConnectOptions};

use crate::support::{Folder, Server, flexorder, text};

/// A second database in a folder's cluster, reached by URL as if it were somebody else's.
struct Given {
    _server: Server,
    folder: Folder,
}

impl Given {
    fn new() -> Self {
        let folder = Folder::new();
        Self {
            _server: folder.serve(),
            folder,
        }
    }

    fn url(&self, role: &str) -> String {
        format!(
            "postgres://{role}@localhost/postgres?host={}/run",
            self.folder.path().display()
        )
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = flexorder(arguments);
        command.env("DATABASE_URL", self.url("postgres"));
        command
    }

    fn serve_in_vain(&self) -> String {
        let output = self
            .command(&["serve", "--listen", "127.0.0.1:0"])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", text(&output.stdout));
        text(&output.stderr)
    }

    async fn execute(&self, sql: &'static str) {
        let mut connection = PgConnection::connect(&self.url("postgres")).await.unwrap();
        sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    }
}

#[test]
fn a_given_database_is_served_once_it_is_migrated() {
    let given = Given::new();
    let told = given.serve_in_vain();
    assert!(told.contains("flexorder migrate"), "{told}");

    let several: Vec<_> = (0..3)
        .map(|_| given.command(&["migrate"]).spawn().unwrap())
        .collect();
    for mut one in several {
        assert!(
            one.wait().unwrap().success(),
            "runs at the same time all succeed"
        );
    }
    let again = given.command(&["migrate"]).output().unwrap();
    assert!(
        text(&again.stdout).contains("(0 applied now)"),
        "{}",
        text(&again.stdout)
    );

    let mut server = Server::start(given.command(&["serve", "--listen", "127.0.0.1:0"]));
    assert!(server.is_ready());
    server.signal("TERM");
    assert_eq!(server.ended(), Some(0));
}

#[tokio::test]
async fn a_cluster_without_the_servers_role_is_told_to_migrate() {
    let given = Given::new();
    given
        .execute("alter role flexorder_server rename to elsewhere")
        .await;
    let told = given.serve_in_vain();
    assert!(told.contains("flexorder migrate"), "{told}");
}

#[test]
fn a_server_without_its_database_says_what_is_wrong_with_it() {
    let output = flexorder(&["serve", "--listen", "127.0.0.1:0"])
        .env("DATABASE_URL", "postgres://me@127.0.0.1:1/orders")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stderr);
    assert!(told.contains("refused"), "{told}");
    assert_eq!(told.matches("refused").count(), 1, "{told}");
}

#[test]
fn the_switch_migrates_a_given_database_at_the_start() {
    let given = Given::new();
    let server =
        Server::start(given.command(&["serve", "--migrate-on-start", "--listen", "127.0.0.1:0"]));
    assert!(server.is_ready());
}

#[tokio::test]
async fn a_role_with_powers_must_not_serve() {
    let given = Given::new();
    assert!(
        given
            .command(&["migrate"])
            .output()
            .unwrap()
            .status
            .success()
    );
    for (give, take, told) in [
        (
            "alter role flexorder_server bypassrls",
            "alter role flexorder_server nobypassrls",
            "row level security",
        ),
        (
            "alter role flexorder_server superuser",
            "alter role flexorder_server nosuperuser",
            "row level security",
        ),
        (
            "alter table orders owner to flexorder_server",
            "alter table orders owner to postgres",
            "owns tables",
        ),
    ] {
        given.execute(give).await;
        let refused = given.serve_in_vain();
        assert!(refused.contains(told), "after `{give}`: {refused}");
        given.execute(take).await;
    }
}

#[tokio::test]
async fn a_role_under_row_level_security_must_not_migrate() {
    let given = Given::new();
    given
        .execute("create role bound login createrole; grant all on database postgres to bound")
        .await;
    let output = flexorder(&["migrate"])
        .env("DATABASE_URL", given.url("bound"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stderr);
    assert!(told.contains("alter role bound bypassrls"), "{told}");
}

fn pool_settings() -> PoolSettings {
    PoolSettings {
        pool_size: 1,
        acquire_timeout: Duration::from_secs(2),
        statement_timeout: Duration::from_millis(300),
        lock_timeout: Duration::from_secs(2),
        idle_in_transaction_timeout: Duration::from_secs(10),
        statement_cache: 0,
    }
}

#[tokio::test]
async fn a_connection_left_in_a_transaction_is_not_given_out_again() {
    let given = Given::new();
    assert!(
        given
            .command(&["migrate"])
            .output()
            .unwrap()
            .status
            .success()
    );
    let options: PgConnectOptions = given.url("postgres").parse().unwrap();
    let pool = db::Pool::open(options, &pool_settings()).await.unwrap();
    let backend = async || -> i32 {
        let mut connection = pool.acquire().await.unwrap();
        let pid = sqlx::query_scalar("select pg_backend_pid()");
        let pid = pid.fetch_one(&mut *connection).await.unwrap();
        connection.finish();
        pid
    };
    let first = backend().await;
    assert_eq!(backend().await, first, "a sound connection is");
    for n in 0..20_i32 {
        let mut connection = pool.acquire().await.unwrap();
        let query = sqlx::query_scalar::<_, i32>("select $1::int").bind(n);
        assert_eq!(query.fetch_one(&mut *connection).await.unwrap(), n);
        connection.finish();
    }
    let mut connection = pool.acquire().await.unwrap();
    let prepared = sqlx::query_scalar::<_, i64>("select count(*) from pg_prepared_statements");
    assert_eq!(
        prepared.fetch_one(&mut *connection).await.unwrap(),
        1,
        "without a cache none pile up"
    );
    connection.finish();
    for left in ["begin", "begin; select 1"] {
        let mut connection = pool.acquire().await.unwrap();
        sqlx::raw_sql(left).execute(&mut *connection).await.unwrap();
        drop(connection);
        let mut next = pool.acquire().await.unwrap();
        let idle = sqlx::raw_sql("select (now() = statement_timestamp())::text as idle");
        let idle = idle.fetch_one(&mut *next).await.unwrap();
        let idle: &str = idle.get("idle");
        assert_eq!(idle, "true", "after `{left}`");
        next.finish();
        // Who says that nothing is under way, and is wrong, is caught by the guard.
        let before = backend().await;
        let mut connection = pool.acquire().await.unwrap();
        sqlx::raw_sql(left).execute(&mut *connection).await.unwrap();
        connection.finish();
        assert_ne!(backend().await, before, "after `{left}` and a false word");
    }
}

#[tokio::test]
async fn the_servers_connections_have_deadlines_and_no_powers() {
    let given = Given::new();
    assert!(
        given
            .command(&["migrate"])
            .output()
            .unwrap()
            .status
            .success()
    );
    let options: PgConnectOptions = given.url("postgres").parse().unwrap();
    let pool = db::Pool::open(options, &pool_settings()).await.unwrap();
    let mut connection = pool.acquire().await.unwrap();
    let (role, statement, lock, idle): (String, String, String, String) = sqlx::query_as(
        "select current_user::text, current_setting('statement_timeout'),
            current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout')",
    )
    .fetch_one(&mut *connection)
    .await
    .unwrap();
    assert_eq!(
        (role.as_str(), &*statement, &*lock, &*idle),
        (db::SERVER_ROLE, "300ms", "2s", "10s")
    );
    let slow = sqlx::query("select pg_sleep(5)")
        .execute(&mut *connection)
        .await
        .unwrap_err();
    assert_eq!(
        slow.as_database_error().unwrap().code().as_deref(),
        Some("57014")
    );
    assert!(
        sqlx::query("create table t ()")
            .execute(&mut *connection)
            .await
            .is_err()
    );

    assert!(db::is_migrated(&mut connection).await.unwrap());
    given
        .execute("update _sqlx_migrations set checksum = '\\x00' where version = 1")
        .await;
    assert!(
        !db::is_migrated(&mut connection).await.unwrap(),
        "another content is another schema"
    );
    assert!(MIGRATOR.iter().count() >= 2);
}
