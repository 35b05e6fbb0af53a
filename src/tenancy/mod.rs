//! What stands above the tenants: organizations, their business units, their API keys.
//!
//! The commands run over an administrator's connection. Over the API a key may make and revoke keys
//! of its own organization (docs/decisions/0022-api-keys-over-the-api.md); the server's role may do no
//! more than that. What the request path needs of these tables is in `auth`.
mod asker;
mod create;
mod issue;
mod keys;
mod model;
mod revoke;
pub(crate) mod routes;
mod store;
mod wire;

pub use self::{
    create::{create_tenant, list_tenants},
    keys::{create_api_key, list_api_keys, revoke_api_key},
    model::{
        CreatedApiKey, CreatedTenant, ListedApiKey, ListedTenant, NewApiKey, NewTenant, Refused,
    },
};
