//! `flexorder openapi`.
use anyhow::Result;
use clap::Args;

use super::output;
use crate::router;

/// Print the OpenAPI document of this server, as YAML.
#[derive(Args, Debug)]
pub(super) struct OpenApi;

impl OpenApi {
    #[expect(clippy::unused_self, reason = "every command runs the same way")]
    pub(super) fn run(self) -> Result<()> {
        output::text(&router::openapi_yaml()?)
    }
}
