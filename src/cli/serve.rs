//! `flexorder serve`.
use anyhow::Result;
use clap::Args;

use super::{Usage, output};
use crate::{
    config::{DatabaseSettings, ServeSettings},
    demo, serve,
};

const EXAMPLES: &str = "\
Examples:
  flexorder serve --demo
  flexorder serve --listen 127.0.0.1:0 --data-dir /tmp/try
  DATABASE_URL=postgres://… flexorder serve --migrate-on-start --log-format json

When requests are taken, standard output has the line `listening on http://ADDR:PORT`. SIGTERM and
SIGINT stop the server in order: /readyz turns 503, requests in flight finish, exit code 0.";

/// Serve the API.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Serve {
    #[command(flatten)]
    settings: ServeSettings,
}

impl Serve {
    pub(super) async fn run(self, database: &DatabaseSettings) -> Result<()> {
        self.settings.validate().map_err(Usage)?;
        let demo = self.settings.demo;
        serve::serve(database, &self.settings, |address| {
            output::line(&format!("listening on http://{address}"))?;
            if demo {
                output::line(&demo::first_steps(address))?;
            }
            Ok(())
        })
        .await
    }
}
