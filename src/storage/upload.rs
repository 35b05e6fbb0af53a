//! Writing bytes as they come, without holding them all.
use std::{fmt::Write as _, sync::Arc};

use bytes::Bytes;
use object_store::{ObjectStore, buffered::BufWriter, path::Path};
use sha2::{Digest as _, Sha256};
use tokio::io::AsyncWriteExt as _;

/// Bytes held before they are sent on: the least that S3 takes as a part.
const PART_BYTES: usize = 5 * 1024 * 1024;

/// Parts on their way at once.
const PARTS: usize = 2;

/// An attempt at writing a file's bytes. Unless it is finished, nothing is there.
pub struct Upload {
    writer: BufWriter,
    key: String,
    size: u64,
    digest: Sha256,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Where it lies.
    pub key: String,
    /// How many bytes.
    pub size: u64,
    /// SHA-256 of them.
    pub sha256: [u8; 32],
}

impl Upload {
    pub(super) fn new(store: Arc<dyn ObjectStore>, path: Path, key: String) -> Self {
        Self {
            writer: BufWriter::with_capacity(store, path, PART_BYTES).with_max_concurrency(PARTS),
            key,
            size: 0,
            digest: Sha256::new(),
        }
    }

    /// Where it will lie.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Bytes so far.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Writes some more.
    pub async fn write(&mut self, bytes: Bytes) -> object_store::Result<()> {
        self.size = self.size.saturating_add(bytes.len() as u64);
        self.digest.update(&bytes);
        self.writer.put(bytes).await
    }

    /// Makes it whole; from here on it can be read.
    pub async fn finish(mut self) -> std::io::Result<Stored> {
        self.writer.shutdown().await?;
        Ok(Stored {
            key: self.key,
            size: self.size,
            sha256: self.digest.finalize().into(),
        })
    }

    /// Throws it away.
    pub async fn abort(mut self) {
        if let Err(error) = self.writer.abort().await {
            tracing::warn!(%error, "an upload that was given up could not be removed");
        }
    }
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        write!(text, "{byte:02x}").ok();
        text
    })
}
