//! `Idempotency-Key`: the same request twice is done once (contract 10.3).
//!
//! A key's row is written in the transaction of the effect, so there is no moment at which one
//! exists without the other. Only answers of 2xx are recorded: what was refused may be sent again.
mod key;
mod store;

pub use self::{
    key::{Attempt, KEY_HEADER},
    store::{open, sweep},
};
