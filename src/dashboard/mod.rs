//! Serves the web app: its page at `/` and at every address of the app's own, and its files.
//!
//! The app is built by Node into `dashboard/dist` and lies in the binary; without it the page says how
//! to build it. It is a client of the API like any other, and nothing here knows what it does.
mod embedded;
mod encoding;
mod file;
mod page;
mod routes;

pub use self::{
    file::{Content, Files},
    page::confine_docs,
    routes::Dashboard,
};
