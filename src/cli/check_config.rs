//! `flexorder check-config`.
use anyhow::Result;
use clap::{Arg, ArgMatches, Args, Command, parser::ValueSource};

use super::{Usage, output};
use crate::config::{DatabaseUrl, ServeSettings};

/// Settings that print masked.
const SECRETS: [&str; 2] = ["database_url", "migration_database_url"];

/// Check the settings and print them as they take effect.
#[derive(Args, Debug)]
pub(super) struct CheckConfig {
    #[command(flatten)]
    settings: ServeSettings,
}

impl CheckConfig {
    /// Prints one line a setting, as `VARIABLE=value  # --flag, where it is from`, for a shell to
    /// read: what is not set, or masked, is commented out.
    pub(super) fn run(self, matches: &ArgMatches) -> Result<()> {
        let mut command = <super::Cli as clap::CommandFactory>::command();
        command.build();
        let (Some(inside), Some(matches)) = (
            command.find_subcommand("check-config"),
            matches.subcommand_matches("check-config"),
        ) else {
            return Ok(());
        };
        for line in lines(inside, matches) {
            output::line(&line)?;
        }
        self.settings
            .validate()
            .map_err(|cause| Usage(cause).into())
    }
}

fn lines(command: &Command, matches: &ArgMatches) -> Vec<String> {
    let settings = command
        .get_arguments()
        .filter(|arg| arg.get_env().is_some());
    settings.map(|arg| line(arg, matches)).collect()
}

fn line(arg: &Arg, matches: &ArgMatches) -> String {
    let id = arg.get_id().as_str();
    let variable = arg.get_env().unwrap_or_default().to_string_lossy();
    let flag = arg.get_long().unwrap_or_default();
    let mut from = match matches.value_source(id) {
        Some(ValueSource::CommandLine) => "given by flag",
        Some(ValueSource::EnvVariable) => "given by variable",
        _ => "default",
    };
    let value = matches
        .get_raw(id)
        .map(|raw| {
            raw.map(|part| part.to_string_lossy())
                .collect::<Vec<_>>()
                .join(",")
        })
        .unwrap_or_default();
    let is_masked = SECRETS.contains(&id);
    let value = match value {
        unset if unset.is_empty() => {
            from = "not set";
            unset
        }
        secret if is_masked => DatabaseUrl::from(secret).to_string(),
        plain => quoted(plain),
    };
    let comment = if is_masked || value.is_empty() {
        "# "
    } else {
        ""
    };
    format!("{comment}{variable}={value}  # --{flag}, {from}")
}

/// A value as a shell reads it.
fn quoted(value: String) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-./:,@%+=[]".contains(c);
    if value.chars().all(is_plain) {
        value
    } else {
        format!("'{}'", value.replace('\'', r"'\''"))
    }
}
