//! Who asks, for which tenant, and what they may do.
//!
//! [`guard`] stands in front of every operation: it authenticates, finds the tenant and holds the
//! permission that the operation's own `OpenAPI` entry names. What passes has a [`Tenant`].
pub mod api_key;
pub mod business_unit;
mod caller;
mod credential;
mod guard;
mod keys;
pub mod permission;
mod secret_hash;
pub mod session_token;
pub mod settings;
mod store;
mod system;
mod tenant;

pub use self::{
    business_unit::BusinessUnit,
    caller::Caller,
    credential::Head,
    guard::{Guard, Rights, guard},
    permission::{Permission, PermissionSet},
    secret_hash::SecretHash,
    settings::Settings,
    system::act_as_system,
    tenant::{Actor, Tenant},
};
