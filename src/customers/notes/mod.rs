//! Notes on customers: what was said in a mail, a call or a meeting, and when to come back to it
//! (contract 7, Customers).
mod model;
pub(crate) mod routes;
mod store;
mod wire;
mod write;
