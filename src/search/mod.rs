//! Search by dimension: which customers and products were ever called something that contains a
//! text (docs/decisions/0013-search-by-dimension.md). Whose feature finds its rows by them tests
//! each row itself: a name that was found may have changed since.
mod phone;
mod store;

pub use self::{
    phone::{dialled, digits},
    store::{Ask, Found, Kind, find, forget, record},
};
