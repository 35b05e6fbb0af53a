//! Files: contracts, invoices, documents and attachments; their links, their bytes, and the contract
//! of an order as a PDF (contract 3.8, docs/decisions/0019-files-and-documents.md).
//!
//! A row says that a file exists. Bytes are written before their row says `stored`, and removed after
//! it says `deleted`: at no instant is a file seen whose bytes are not whole.
mod body;
mod contract;
mod delete;
mod download;
mod generate;
pub(crate) mod images;
mod link;
mod model;
pub(crate) mod routes;
pub(crate) mod sheet;
mod store;
mod transfer;
mod upload;
mod wire;

pub use self::model::{Category, File, FileType};
pub(crate) use self::transfer::routes as transfers;
