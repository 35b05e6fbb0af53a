//! Images of products and variants (contract 7, Products): taken in by whoever may change the catalog,
//! given to everyone who has their address, as every web page does with its images.
//!
//! An image is named by its content and its tenant, so the same bytes sent again are the same image,
//! what an address shows never changes, and no row says that it exists. Which product shows it stands in
//! the product's `images`.
mod image;
pub(crate) mod routes;
mod schema;
pub(super) mod serve;
mod upload;
