//! Everything a client can see, one file a feature: the router in process, a real Postgres.
#![expect(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code: a failure is a panic"
)]
mod access;
mod api_keys;
mod assets;
mod billing_groups;
mod catalog;
mod catalogue;
mod conventions;
mod customer_details;
mod customer_notes;
mod customers;
mod dashboard;
mod demo;
mod disconnects;
mod exports;
mod files;
mod fulfillment;
mod idempotency;
mod images;
mod imports;
mod invoices;
mod isolation;
mod life;
mod model;
mod official;
mod orders;
mod payment_terms;
mod payments;
mod plans;
mod races;
mod scheduler;
mod searches;
mod sessions;
mod settings;
mod snapshots;
mod streams;
mod subscriptions;
mod support;
mod timelines;
