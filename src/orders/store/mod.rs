//! SQL for orders.
mod insert;
mod items;
mod read;
mod references;
mod row;
mod save;
mod search;
mod unit;

pub(super) use self::{
    insert::insert,
    items::replace_items,
    read::{find, lock},
    references::{find_duplicate, find_external, find_original, find_previous, order_exists},
    save::{forget_fingerprint, save},
    search::{OrderFilter, OrderSort, page},
    unit::fulfil_unit,
};
