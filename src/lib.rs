//! Orders and subscriptions for many tenants, on PostgreSQL.
pub mod error;
pub mod kernel;
