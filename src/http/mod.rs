//! axum without features: what goes in (bodies, queries, paths, preconditions), what comes out, and
//! what happens around every request (layers, health, metrics).
pub mod answer;
pub mod health;
pub mod json;
pub mod layers;
pub mod metrics;
pub mod page;
pub mod path;
pub mod precondition;
pub mod query;
