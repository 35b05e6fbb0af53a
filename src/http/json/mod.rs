//! JSON bodies: strict text to a tree ([`Value`]), the tree to a body with all its faults
//! ([`Read`]).
mod body;
mod read;
mod scalar;
mod value;

pub use self::{
    body::{Untenanted, collect, parse},
    read::{Input, Locale, NoBody, Object, Read, read_body},
    scalar::{NAME_MAX, TEXT_MAX},
    value::{Malformed, Value},
};
