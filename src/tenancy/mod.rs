//! What stands above the tenants: organizations, their business units, their API keys.
//!
//! Runs over an administrator's connection: the server's role reads these tables and no more.
//! What the request path needs of them is in `auth`.
mod create;
mod keys;
mod model;
mod store;

pub use self::{
    create::{create_tenant, list_tenants},
    keys::{create_api_key, list_api_keys, revoke_api_key},
    model::{
        CreatedApiKey, CreatedTenant, ListedApiKey, ListedTenant, NewApiKey, NewTenant, Refused,
    },
};
