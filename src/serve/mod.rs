//! A server's life: database, migration, listening, graceful stop.
mod connections;
mod signals;

use std::{net::SocketAddr, path::Path, time::Duration};

use anyhow::{Context as _, Result};
use axum::Router;
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};

pub(crate) use self::signals::listen;

use crate::{
    app::{App, FileAccess, Limits},
    config::{ClockSettings, DatabaseSettings, FileSettings, ServeSettings},
    db::{self, Database, Notice, Pool, Purpose},
    demo,
    error::Error,
    http::{health, layers, metrics},
    kernel::clock::Clock,
    router::router,
    scheduler,
    storage::Storage,
};

/// Folder of files in the data folder, unless the settings name another place.
const FILES_DIR: &str = "files";

/// Serves until SIGTERM or SIGINT. `ready` is told the address once requests are taken.
pub(crate) async fn serve(
    database: &DatabaseSettings,
    settings: &ServeSettings,
    ready: impl FnOnce(SocketAddr) -> Result<()>,
) -> Result<()> {
    // From here on a signal ends the server in order, also while it starts.
    let stop = listen()?;
    let listener = TcpListener::bind(settings.listen).await.with_context(|| {
        format!(
            "cannot listen on {}: choose another address, such as --listen 127.0.0.1:8081 (make \
             run ARGS='--listen 127.0.0.1:8081')",
            settings.listen
        )
    })?;
    let folder = match &settings.files.files_dir {
        Some(folder) => folder.clone(),
        None => database.data_dir.join(FILES_DIR),
    };
    let Some(database) = Database::open(database, Purpose::Serve, &stop).await? else {
        return Ok(());
    };
    let served = serve_on((&database, &folder), settings, listener, ready, stop).await;
    let closed = database
        .close()
        .await
        .context("cannot stop the embedded PostgreSQL");
    served.and(closed)
}

async fn serve_on(
    (database, folder): (&Database, &Path),
    settings: &ServeSettings,
    listener: TcpListener,
    ready: impl FnOnce(SocketAddr) -> Result<()>,
    stop: watch::Receiver<bool>,
) -> Result<()> {
    let (pool, app) = tokio::select! {
        () = db::told(&stop) => return Ok(()),
        prepared = prepare(database, folder, settings) => prepared?,
    };
    let upkeep = tokio::spawn(metrics::upkeep());
    let keeper = app.clone();
    let hearing = database.listen(Notice::KeysChanged, move || keeper.forget_keys());
    let hearing = tokio::spawn(hearing);
    let pause = settings.scheduler_interval;
    let scheduler =
        (!pause.is_zero()).then(|| tokio::spawn(scheduler::work(app.clone(), pause, stop.clone())));
    ready(listener.local_addr()?)?;
    let stopping = app.clone();
    let stop = async move {
        db::told(&stop).await;
        stopping.stop();
    };
    let closing = closing(app.clone());
    connections::run(listener, router(app), closing, &settings.requests, stop).await;
    upkeep.abort();
    hearing.abort();
    if let Some(scheduler) = scheduler {
        end(scheduler, settings.requests.shutdown_timeout).await;
    }
    // Connections that a cut request still holds do not keep us.
    pool.close().await;
    Ok(())
}

/// Waits for the scheduler to end the piece of work it is at; one that does not is left to whoever
/// finds it.
async fn end(mut scheduler: JoinHandle<()>, most: Duration) {
    if tokio::time::timeout(most, &mut scheduler).await.is_err() {
        tracing::warn!("the scheduler was cut");
        scheduler.abort();
    }
}

/// Migrates, connects and lays the demo, as the settings say.
async fn prepare(
    database: &Database,
    folder: &Path,
    settings: &ServeSettings,
) -> Result<(Pool, App)> {
    if database.is_embedded() || settings.migrate_on_start {
        let migrated = database.migrate().await?;
        tracing::info!(
            applied = migrated.applied,
            version = migrated.version,
            "schema is current"
        );
    }
    let pool = database.pool(&settings.pool).await?;
    let mut conn = pool.acquire().await?;
    db::require_migrated(&mut conn).await?;
    conn.finish();
    let mut app = App::new(pool.clone(), clock(&settings.clock), limits(settings))
        .with_files(files(&settings.files, folder)?);
    if settings.demo {
        app = app.with_demo();
        // After the migration, before anyone can ask.
        demo::seed(database.admin().await?, &app)
            .await
            .context("cannot lay the demo tenant")?;
    }
    Ok((pool, app))
}

/// What newcomers meet while the server stops: probes are answered, all else is put off.
fn closing(app: App) -> Router {
    let put_off = || async {
        Error::Unavailable("The server is stopping. Send the same request again.".into())
    };
    let routes = health::routes().merge(metrics::routes()).fallback(put_off);
    layers::around_all(routes).with_state(app)
}

fn limits(settings: &ServeSettings) -> Limits {
    Limits {
        body_bytes: settings.requests.body_limit,
        in_flight: settings.requests.in_flight,
        handler_timeout: settings.requests.handler_timeout,
        key_ttl: settings.requests.key_ttl,
    }
}

fn files(settings: &FileSettings, folder: &Path) -> Result<FileAccess> {
    let storage = match &settings.files_url {
        Some(url) => Storage::in_bucket(url).context("--files-url")?,
        None => Storage::in_folder(folder)?,
    };
    Ok(FileAccess {
        storage,
        public_url: settings.public_url.as_deref().map(Into::into),
        upload_bytes: settings.upload_limit,
    })
}

fn clock(settings: &ClockSettings) -> Clock {
    settings
        .clock_file
        .clone()
        .map_or(Clock::System, Clock::file)
}
