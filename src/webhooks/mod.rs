//! Events on their way out. Written here, in the transaction of what they tell of (the outbox);
//! what delivers them reads `platform.outbox`.
mod event;
mod record;

pub use self::{
    event::{Event, EventType},
    record::record,
};
