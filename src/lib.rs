//! Orders and subscriptions for many tenants, on PostgreSQL.
pub mod app;
pub mod auth;
pub mod change;
pub mod config;
pub mod db;
pub mod error;
pub mod http;
pub mod idempotency;
pub mod kernel;
pub mod openapi;
mod telemetry;
pub mod timeline;
pub mod webhooks;
