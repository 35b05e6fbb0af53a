//! SQL for orders.
mod derived;
mod extension;
mod insert;
mod items;
mod list;
mod read;
mod references;
mod row;
mod save;
mod search;
mod unit;
mod ways;

pub use self::read::find;
pub(super) use self::{
    derived::record_edited,
    extension::{fulfil_extension, type_and_customer},
    insert::{NewOrder, insert},
    items::replace_items,
    list::{OrderFilter, OrderSort, page},
    read::{Links, lock},
    references::{find_duplicate, find_external, find_original, find_previous, order_exists},
    save::{forget_fingerprint, save},
    unit::fulfil_unit,
};
