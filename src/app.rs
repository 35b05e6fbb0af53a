//! What every handler may reach. Knows no feature.
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use crate::{
    db::Pool,
    kernel::{
        clock::Clock,
        id::TenantId,
        turns::{Full, Turn, Turns},
    },
    storage::Storage,
};

/// Imports at once: each holds its file, of up to 10 MB, and works through it on one connection.
const IMPORTS_MAX: usize = 8;

/// Those of one tenant, so that it cannot keep the others from theirs.
const IMPORTS_OF_TENANT_MAX: usize = 2;

/// Bounds on what one request may ask for; each is a setting (see README).
#[derive(Clone, Debug)]
pub struct Limits {
    /// Largest JSON body, in bytes.
    pub body_bytes: usize,
    /// Requests worked on at once; one more is answered 503.
    pub in_flight: usize,
    /// Longest a handler may take before its client is answered 503.
    pub handler_timeout: Duration,
    /// Longest that an API key is taken without a look into the database; zero looks each time.
    pub key_ttl: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 1024 * 1024,
            in_flight: 256,
            handler_timeout: Duration::from_secs(10),
            key_ttl: Duration::ZERO,
        }
    }
}

/// Where files are kept, and how clients reach them.
#[derive(Clone, Debug)]
pub struct FileAccess {
    /// Their bytes.
    pub storage: Storage,
    /// What links to files start with, such as `https://api.example.com`; else what each request was
    /// sent to.
    pub public_url: Option<Arc<str>>,
    /// Largest upload, in bytes.
    pub upload_bytes: usize,
}

impl Default for FileAccess {
    /// In memory, which serves tests alone.
    fn default() -> Self {
        Self {
            storage: Storage::in_memory(),
            public_url: None,
            upload_bytes: 25 * 1024 * 1024,
        }
    }
}

/// Shared by all requests; cheap to clone.
#[derive(Clone, Debug)]
pub struct App {
    pool: Pool,
    clock: Clock,
    limits: Arc<Limits>,
    files: FileAccess,
    demo: bool,
    stopping: Arc<AtomicBool>,
    key_epoch: Arc<AtomicU64>,
    imports: Turns,
}

impl App {
    /// Puts the parts together.
    pub fn new(pool: Pool, clock: Clock, limits: Limits) -> Self {
        Self {
            pool,
            clock,
            limits: Arc::new(limits),
            files: FileAccess::default(),
            demo: false,
            stopping: Arc::default(),
            key_epoch: Arc::default(),
            imports: Turns::of(IMPORTS_MAX, IMPORTS_OF_TENANT_MAX),
        }
    }

    /// The same, with files where they are to be; until then they are in memory.
    #[must_use]
    pub fn with_files(mut self, files: FileAccess) -> Self {
        self.files = files;
        self
    }

    /// The same, taking the demo's well-known key too; only for a server on a loopback address.
    #[must_use]
    pub fn with_demo(mut self) -> Self {
        self.demo = true;
        self
    }

    /// Whether the demo's well-known key is taken.
    pub const fn is_demo(&self) -> bool {
        self.demo
    }

    /// Connections, as the role `flexorder_server`.
    pub const fn pool(&self) -> &Pool {
        &self.pool
    }

    /// Time.
    pub const fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Bounds.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Leave to take in a tenant's file, until it is dropped; none while as many as may be are taken
    /// in.
    pub fn begin_import(&self, tenant: TenantId) -> Result<Turn, Full> {
        self.imports.take(tenant)
    }

    /// Files.
    pub const fn files(&self) -> &FileAccess {
        &self.files
    }

    /// Tells all requests that keys or tenants changed: what was kept of them is looked up again.
    pub fn forget_keys(&self) {
        self.key_epoch.fetch_add(1, Ordering::Release);
    }

    /// Grows when keys or tenants changed.
    pub fn key_epoch(&self) -> u64 {
        self.key_epoch.load(Ordering::Acquire)
    }

    /// Tells all requests that the server is about to stop: it is no longer ready.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    /// Whether the server is about to stop.
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }
}
