//! Assets: physical units by serial number, and where each one is.
mod assign;
mod create;
mod filter;
mod import;
mod list;
mod model;
mod release;
pub(crate) mod routes;
pub(crate) mod sheet;
mod state;
mod store;
mod update;
mod wire;

pub use self::{
    assign::{Assignment, assign, lock},
    model::{Asset, AssetStatus, SerialNumber},
    release::{Release, lock_all, release},
};
