//! The one door by which the server acts for a tenant of its own accord.
//!
//! Not for requests: they prove who asks. `tests/architecture.rs` holds who may come through here.
use super::{store, tenant::Tenant};
use crate::{app::App, error::Result, kernel::id::TenantId};

/// The tenant with that id, for the system to act for it; as its settings are now. None for one that
/// does not exist.
pub async fn act_as_system(app: &App, id: TenantId) -> Result<Option<Tenant>> {
    let unit = store::business_unit(app.pool(), id).await?;
    Ok(unit.map(Tenant::of_system))
}
