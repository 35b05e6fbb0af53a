//! Where files are kept, and how clients reach them.
use std::path::PathBuf;

use anyhow::ensure;
use clap::Args;

use super::parse_size;

/// Where files are kept, and how clients reach them.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Files")]
pub struct FileSettings {
    /// Folder of contracts and other files [default: `files` in the data folder].
    #[arg(long, env = "FLEXORDER_FILES_DIR", value_name = "DIR")]
    pub files_dir: Option<PathBuf>,
    /// Bucket of an S3-compatible service instead, as `s3://BUCKET/PREFIX`. Key, region and endpoint come
    /// from `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT` and the like.
    #[arg(
        long,
        env = "FLEXORDER_FILES_URL",
        value_name = "URL",
        conflicts_with = "files_dir"
    )]
    pub files_url: Option<String>,
    /// What links to files start with, and what browsers call this server, such as
    /// `https://api.example.com`; set it behind a proxy
    /// [default: http:// and the host that the request names].
    #[arg(long, env = "FLEXORDER_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// Largest upload; bytes, or `512KiB`, `25MiB`.
    #[arg(long, env = "FLEXORDER_UPLOAD_LIMIT", value_name = "SIZE", default_value = "25MiB", value_parser = parse_size)]
    pub upload_limit: usize,
}

impl FileSettings {
    /// Checks what can be checked without starting.
    pub(super) fn validate(&self) -> anyhow::Result<()> {
        if let Some(url) = &self.public_url {
            let rest = ["https://", "http://"]
                .iter()
                .find_map(|scheme| url.strip_prefix(scheme));
            ensure!(
                rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(['?', '#', ' '])),
                "--public-url must look like https://api.example.com, not {url}"
            );
        }
        if let Some(url) = &self.files_url {
            ensure!(
                url.strip_prefix("s3://")
                    .is_some_and(|rest| !rest.is_empty()),
                "--files-url must look like s3://BUCKET/PREFIX, not {url}"
            );
        }
        ensure!(
            self.upload_limit > 0,
            "--upload-limit must be at least 1 byte"
        );
        Ok(())
    }
}
