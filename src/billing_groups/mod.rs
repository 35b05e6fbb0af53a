//! Billing groups: several subscriptions of one customer on one consolidated payment a month (contract
//! 3.7).
//!
//! A subscription is in one group at most: its row says which. Whoever changes that holds the lock on
//! the customer, so all changes of one customer's groups come one after the other.
mod create;
mod delete;
mod list;
mod members;
mod model;
pub(crate) mod routes;
pub(crate) mod sheet;
mod store;
mod update;
mod wire;

pub use self::{members::joined, store::customer_of};
