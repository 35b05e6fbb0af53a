//! What tests share: an app on a real database, clients that check each answer against the
//! contract, and the things most tests need first.
pub mod app;
pub mod client;
pub mod contract;
pub mod db;
pub mod examples;
pub mod given;
pub mod operations;
