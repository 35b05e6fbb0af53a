//! Orders and subscriptions for many tenants, on PostgreSQL.
pub mod app;
pub mod config;
pub mod db;
pub mod error;
pub mod kernel;
mod telemetry;
