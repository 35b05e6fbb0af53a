//! The binary itself: its commands, its embedded PostgreSQL, and how it stops.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking, as tests do"
)]
mod commands;
mod crash;
mod database;
mod embedded;
mod scheduler;
mod stopping;
mod support;
