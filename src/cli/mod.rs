//! The command line: one file a command.
//!
//! Results go to standard output, everything else to standard error. Exit codes: 0 done, 1 failed,
//! 2 the command line or a setting does not hold.
mod admin;
mod api_key;
mod check_config;
mod migrate;
mod openapi;
mod output;
mod serve;
mod tenant;

use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{
    Arg, ArgMatches, CommandFactory as _, FromArgMatches as _, Parser, Subcommand,
    builder::{OsStr, Resettable},
};

use crate::{
    config::{DatabaseSettings, LogSettings},
    telemetry, tenancy,
};

const EXAMPLES: &str = "\
First steps:
  flexorder serve --demo                     try it: embedded PostgreSQL, a demo tenant
  flexorder serve                            serve from the data folder (.flexorder)
  flexorder tenant create --name 'Acme NL' --currency EUR --json
                                             a tenant and its API key, also while a server runs

With a PostgreSQL of your own (15 or newer):
  export DATABASE_URL=postgres://flexorder:secret@db.example/flexorder
  flexorder migrate && flexorder serve --listen 0.0.0.0:8080

Every setting is a flag and an environment variable; `flexorder check-config` prints them as they
take effect, `flexorder serve --help` explains them.";

/// Orders and subscriptions for many tenants, on PostgreSQL.
#[derive(Parser, Debug)]
#[command(name = "flexorder", version, after_help = EXAMPLES, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    database: DatabaseSettings,
    #[command(flatten)]
    log: LogSettings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Serve the API (and, without a database URL, its own PostgreSQL).
    Serve(serve::Serve),
    /// Bring the database's schema up to date.
    Migrate(migrate::Migrate),
    /// Make and list tenants (business units).
    #[command(subcommand)]
    Tenant(tenant::Tenant),
    /// Make, list and revoke API keys.
    #[command(subcommand)]
    ApiKey(api_key::ApiKey),
    /// Print the OpenAPI document of this server, as YAML.
    #[command(name = "openapi")]
    OpenApi(openapi::OpenApi),
    /// Check the settings and print them as they take effect; secrets are masked.
    CheckConfig(check_config::CheckConfig),
}

/// The command line or a setting does not hold: exit code 2.
#[derive(Debug, thiserror::Error)]
#[error("{0:#}")]
struct Usage(anyhow::Error);

impl Usage {
    /// Tells what the caller must change from what failed.
    fn if_refused(cause: anyhow::Error) -> anyhow::Error {
        if cause.is::<tenancy::Refused>() {
            Self(cause).into()
        } else {
            cause
        }
    }
}

/// Runs the command line of this process; prints an error with its causes.
pub fn main() -> ExitCode {
    let matches = without_empty_variables(Cli::command()).get_matches();
    match run(&matches) {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            output::error(&cause);
            ExitCode::from(if cause.is::<Usage>() { 2 } else { 1 })
        }
    }
}

/// Takes the variables that are set but empty for unset.
fn without_empty_variables(command: clap::Command) -> clap::Command {
    let is_empty = |arg: &Arg| {
        arg.get_env()
            .and_then(std::env::var_os)
            .is_some_and(|value| value.is_empty())
    };
    command
        .mut_args(|arg| {
            if is_empty(&arg) {
                arg.env(Resettable::<OsStr>::Reset)
            } else {
                arg
            }
        })
        .mut_subcommands(without_empty_variables)
}

fn run(matches: &ArgMatches) -> Result<()> {
    let cli = Cli::from_arg_matches(matches)?;
    telemetry::start(&cli.log).map_err(Usage)?;
    cli.database.validate().map_err(Usage)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start the runtime")?;
    let done = runtime.block_on(async {
        match cli.command {
            Command::Serve(command) => command.run(&cli.database).await,
            Command::Migrate(command) => command.run(&cli.database).await,
            Command::Tenant(command) => command.run(&cli.database).await,
            Command::ApiKey(command) => command.run(&cli.database).await,
            Command::OpenApi(command) => command.run(),
            Command::CheckConfig(command) => command.run(matches),
        }
    });
    // A request that was cut, or a query that hangs, does not keep the process.
    runtime.shutdown_background();
    done
}
