//! Loaded databases, kept from run to run, and the copies that are measured, which are not.
use std::{
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::Path,
    time::Instant,
};

use anyhow::{Context as _, Result};
use serde::Deserialize;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use crate::{
    cluster::{Cluster, SERVER_ROLE},
    http::Caller,
    load,
    report::say,
    server::{Program, Server},
    shape::Shape,
};

/// Begins the name of every loaded database.
const LOADED: &str = "loaded_";

/// A loaded database.
#[derive(Debug, Clone)]
pub(crate) struct Loaded {
    pub(crate) name: String,
    pub(crate) shape: Shape,
    pub(crate) caller: Caller,
}

/// What `api-key create --json` prints.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Created {
    api_key: String,
}

/// A number that another schema or another way to load has not.
fn fingerprint() -> Result<u64> {
    let mut files: Vec<_> = fs::read_dir("migrations")?.collect::<Result<_, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    let mut hasher = DefaultHasher::new();
    for file in files {
        fs::read(file.path())?.hash(&mut hasher);
    }
    load::SOURCES.hash(&mut hasher);
    fs::read(load::DERIVED)?.hash(&mut hasher);
    Ok(hasher.finish() >> 32)
}

/// Runs statements on a database as superuser.
pub(crate) async fn execute(
    cluster: &Cluster,
    database: &str,
    statements: &[String],
) -> Result<()> {
    let mut db = PgConnection::connect_with(&cluster.admin(database)).await?;
    for statement in statements {
        let run = sqlx::raw_sql(AssertSqlSafe(statement.clone()))
            .execute(&mut db)
            .await;
        run.with_context(|| statement.clone())?;
    }
    Ok(db.close().await?)
}

/// Drops what other migrations, another way to load or an interrupted run have left.
pub(crate) async fn tidy(cluster: &Cluster) -> Result<()> {
    let mut db = PgConnection::connect_with(&cluster.admin("postgres")).await?;
    let mine = format!("_{:x}", fingerprint()?);
    let names: Vec<String> = sqlx::query_scalar(
        "select datname from pg_database where datname not in ('postgres', 'template0', 'template1')",
    )
    .fetch_all(&mut db)
    .await?;
    for name in names
        .iter()
        .filter(|name| !(name.starts_with(LOADED) && name.ends_with(&mine)))
    {
        sqlx::raw_sql(AssertSqlSafe(format!("drop database {name} with (force)")))
            .execute(&mut db)
            .await?;
    }
    Ok(db.close().await?)
}

/// The database of a shape, loaded now unless it was before.
pub(crate) async fn loaded(
    cluster: &Cluster,
    program: &Program,
    shape: &Shape,
    fresh: bool,
) -> Result<Loaded> {
    let name = format!(
        "{LOADED}{}_{}_{:x}",
        shape.orders,
        shape.tenants.len(),
        fingerprint()?
    );
    let found = if fresh {
        None
    } else {
        key_of(cluster, &name).await
    };
    let key = match found {
        Some(key) => key,
        None => fill(cluster, program, &name, shape).await?,
    };
    Ok(Loaded {
        name,
        shape: shape.clone(),
        caller: Caller::new(&key),
    })
}

/// The key of a database that is whole; it is written last.
async fn key_of(cluster: &Cluster, name: &str) -> Option<String> {
    let mut db = PgConnection::connect_with(&cluster.admin(name))
        .await
        .ok()?;
    let key = sqlx::query_scalar("select api_key from bench.loaded")
        .fetch_one(&mut db)
        .await
        .ok();
    db.close().await.ok();
    key
}

async fn fill(cluster: &Cluster, program: &Program, name: &str, shape: &Shape) -> Result<String> {
    let begun = Instant::now();
    say(&format!(
        "loading {} orders of {} tenants",
        shape.orders,
        shape.tenants.len()
    ));
    let make = [
        format!("drop database if exists {name} with (force)"),
        format!("create database {name}"),
    ];
    execute(cluster, "postgres", &make).await?;
    let url = cluster.url(None, name);
    program.run(&url, &["migrate"]).await?;
    execute(cluster, name, &[format!("alter role {SERVER_ROLE} login")]).await?;
    load::load(&cluster.admin(name), shape).await?;
    let organization = load::organization();
    let create = [
        "api-key",
        "create",
        "--organization",
        organization.as_str(),
        "--json",
    ];
    let created: Created = serde_json::from_str(&program.run(&url, &create).await?)?;
    let key = created.api_key;
    let done = [
        "create schema bench".to_owned(),
        format!("create table bench.loaded as select '{key}'::text as api_key"),
    ];
    execute(cluster, name, &done).await?;
    say(&format!("  took {:.1} s", begun.elapsed().as_secs_f64()));
    Ok(key)
}

/// A copy of a loaded database with a server on it. What is written here is gone at the end, so
/// that the next run finds what this one found.
pub(crate) struct Stage<'a> {
    pub(crate) cluster: &'a Cluster,
    program: &'a Program,
    pub(crate) loaded: Loaded,
    /// Name of the copy.
    pub(crate) database: String,
    pub(crate) server: Server,
}

impl<'a> Stage<'a> {
    /// Copies a loaded database and starts a server on the copy.
    pub(crate) async fn open(
        cluster: &'a Cluster,
        program: &'a Program,
        loaded: &Loaded,
    ) -> Result<Self> {
        let database = format!("stage_{}", loaded.name);
        let copy = [
            format!("drop database if exists {database} with (force)"),
            format!(
                "create database {database} template {} strategy file_copy",
                loaded.name
            ),
        ];
        execute(cluster, "postgres", &copy).await?;
        let server = Server::start(program, cluster, &database).await?;
        Ok(Self {
            cluster,
            program,
            loaded: loaded.clone(),
            database,
            server,
        })
    }

    /// The same database with another server.
    pub(crate) async fn restart(self) -> Result<Self> {
        self.server.stop().await?;
        let server = Server::start(self.program, self.cluster, &self.database).await?;
        Ok(Self { server, ..self })
    }

    /// Stops the server and removes the copy.
    pub(crate) async fn close(self) -> Result<()> {
        self.server.stop().await?;
        let drop = [format!("drop database {} with (force)", self.database)];
        execute(self.cluster, "postgres", &drop).await
    }

    /// Where its log goes.
    pub(crate) fn server_log(&self) -> &Path {
        &self.program.log
    }
}
