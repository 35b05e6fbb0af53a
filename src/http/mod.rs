//! axum without features: what goes in (bodies, queries, paths, preconditions), what comes out, and
//! what happens around every request (layers, health, metrics).
pub mod accept;
pub mod answer;
pub mod csv;
pub mod health;
pub mod json;
pub mod layers;
pub mod metrics;
pub mod origin;
pub mod page;
pub mod path;
pub mod peer;
pub mod precondition;
pub mod query;
pub mod upload;
pub mod whence;
