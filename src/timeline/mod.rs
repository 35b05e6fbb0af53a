//! What happened to an entity: who did it, with which key, in which request, and what changed.
mod changes;
mod model;
mod routes;
mod store;
mod wire;

pub use self::{
    changes::Changes,
    model::{EntityType, Entry},
    routes::Asked,
    store::{list, record},
    wire::{TimelineEntryBody, TimelineListBody},
};
