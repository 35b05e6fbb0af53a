//! Keys that were looked up lately, so that not every request asks the database who sent it.
//!
//! The key of a session is kept like one that is shown, under the hash of the session's token. A key
//! is kept for a bounded time, and until somebody changes any key or tenant: whoever does so
//! tells all servers of the database ([`crate::db::Notice::KeysChanged`]).
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Instant,
};

use chrono::{DateTime, TimeDelta, Utc};
use quick_cache::sync::Cache;

use super::{
    business_unit::BusinessUnit,
    credential::Credential,
    permission::PermissionSet,
    store::{self, FoundKey},
    tenant::Actor,
};
use crate::{app::App, error::Result};

/// Keys, each with a tenant, that are kept at most.
const KEPT_MAX: usize = 20_000;

/// How far the recorded last use of a key may lag behind, so that not every request writes.
const LAST_USE_LAG: TimeDelta = TimeDelta::minutes(1);

/// Longest name of a tenant that is kept; no id or handle is longer.
const WANTED_MAX: usize = 64;

/// Who a key speaks for.
#[derive(Debug)]
pub(super) struct KnownKey {
    found: FoundKey,
    pub(super) actor: Arc<Actor>,
    /// Last use that was recorded, in seconds.
    last_used: AtomicI64,
}

/// A looked up key, and when that was.
#[derive(Clone, Debug)]
struct Kept {
    key: Arc<KnownKey>,
    at: Instant,
    epoch: u64,
}

/// The keys that are kept, by hash of what was shown and by what the request called its tenant.
#[derive(Debug)]
pub(super) struct Keys(Cache<([u8; 32], Box<str>), Kept>);

impl Keys {
    pub(super) fn new() -> Self {
        Self(Cache::new(KEPT_MAX))
    }

    /// The key that is shown, or that the session was opened with, alive or not; with the tenant that
    /// `wanted` names by id or handle.
    pub(super) async fn find(
        &self,
        app: &App,
        credential: &Credential,
        wanted: Option<&str>,
    ) -> Result<Option<Arc<KnownKey>>> {
        let hash = credential.hash();
        let ttl = app.limits().key_ttl;
        let keeps = !ttl.is_zero() && wanted.is_none_or(|wanted| wanted.len() <= WANTED_MAX);
        let name = (*hash.as_bytes(), Box::from(wanted.unwrap_or_default()));
        // Read before the database is: what changes meanwhile makes it an old one.
        let epoch = app.key_epoch();
        if keeps
            && let Some(kept) = self.0.get(&name)
            && kept.epoch == epoch
            && kept.at.elapsed() < ttl
        {
            return Ok(Some(kept.key));
        }
        let at = Instant::now();
        let found = store::find(app.pool(), credential, wanted).await?;
        let known = found.map(KnownKey::new).map(Arc::new);
        // One that may not work there yet is asked about again: the tenant may be made meanwhile.
        if keeps
            && let Some(key) = &known
            && key.unit().is_some()
        {
            let key = Arc::clone(key);
            self.0.insert(name, Kept { key, at, epoch });
        }
        Ok(known)
    }
}

impl KnownKey {
    fn new(found: FoundKey) -> Self {
        let last_used = found.last_used_at.map_or(i64::MIN, |at| at.timestamp());
        Self {
            actor: Arc::new(Actor::api_key(found.id, &found.name)),
            last_used: AtomicI64::new(last_used),
            found,
        }
    }

    /// Whether its last use is to be recorded again; says so to one caller.
    pub(super) fn is_stale(&self, now: DateTime<Utc>) -> bool {
        let last = self.last_used.load(Ordering::Relaxed);
        let lag = now.timestamp().saturating_sub(last);
        lag >= LAST_USE_LAG.num_seconds()
            && self
                .last_used
                .compare_exchange(last, now.timestamp(), Ordering::Relaxed, Ordering::Relaxed)
                .is_ok()
    }

    /// Neither revoked nor expired, and no demo's where there is none.
    pub(super) fn is_alive(&self, app: &App) -> bool {
        self.found.is_alive(app)
    }

    /// The tenant it asked for, if it may work there.
    pub(super) const fn unit(&self) -> Option<&Arc<BusinessUnit>> {
        self.found.unit.as_ref()
    }

    /// What it may do.
    pub(super) const fn permissions(&self) -> &PermissionSet {
        &self.found.permissions
    }

    pub(super) const fn id(&self) -> crate::kernel::id::ApiKeyId {
        self.found.id
    }
}
