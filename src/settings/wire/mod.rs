//! Settings on the wire: `output` is read; `input` is sent, in `groups` and `money`.
mod groups;
mod input;
mod money;
mod output;

pub(super) use self::{
    input::UpdateSettingsBody,
    output::{SettingsBody, SettingsChangedBody},
};
