//! Assets: physical units by serial number, and where each one is.
mod assign;
mod create;
mod filter;
mod history;
mod import;
mod list;
mod model;
mod pick;
mod recount;
mod release;
pub(crate) mod routes;
pub(crate) mod sheet;
mod state;
mod store;
mod update;
mod wire;

pub(crate) use self::store::{push_serial_like, serials_like};
pub use self::{
    assign::{Assignment, assign, change_over, lock},
    model::{Asset, AssetStatus, SerialNumber},
    pick::{lock_all, pick_oldest},
    recount::recount,
    release::{Release, release},
};
