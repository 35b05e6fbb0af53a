//! Subscriptions: running contracts of one asset, one customer and one order (contract 3.0, 3.2).
//!
//! The wire says `rental` where we say subscription; `wire.rs` translates. What ends or changes a
//! contract (extend, upgrade, replace, buyout, early return, cancel) is not here yet; the stored
//! row has its place for each.
mod create;
mod decide;
mod list;
mod model;
mod notes;
mod recovery;
mod refuse;
mod rental;
pub(crate) mod routes;
mod store;
mod wire;

pub use self::model::{
    Captured, CapturedCostSource, CapturedListPriceSource, Subscription, SubscriptionStatus,
};
