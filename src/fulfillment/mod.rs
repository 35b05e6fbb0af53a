//! Fulfilling orders: many units in one call (contract 10.21), and the queue of what waits.
//!
//! What one unit does to its asset, order, customer and payments is the contract's, in
//! `subscriptions`; here is which asset goes to which item.
mod assign;
mod fulfil;
mod queue;
pub(crate) mod routes;
pub(crate) mod sheet;
mod store;
mod wire;
