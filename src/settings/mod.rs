//! The settings of a tenant over the API: what its owner may choose, read and changed in one place.
//!
//! The settings themselves are [`crate::auth::Settings`]; each rule that reads one stands where the
//! rule is. Not here: making tenants, which is the command line's.
mod check;
pub(crate) mod routes;
mod store;
mod update;
mod wire;
