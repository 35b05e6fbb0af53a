//! Where the bytes of files lie: a local folder, or a bucket of an S3-compatible service.
//!
//! Keys are made here alone, from ids: `<tenant>/<file>/<attempt>`, and `<tenant>/images/<name>`. No text of a client is ever part
//! of one. An attempt has a name of its own, so that two uploads of one file never write one object;
//! which of them counts is decided by the file's row, after the bytes are safe. What became of no
//! row is removed with the file ([`Storage::remove_all`]) and is visible to nobody.
mod kind;
mod upload;

use std::{
    io::ErrorKind,
    path::{Path as Folder, PathBuf},
    sync::Arc,
};

use anyhow::{Context as _, Result};
use bytes::Bytes;
use futures::{StreamExt as _, TryStreamExt as _, stream::BoxStream};
use object_store::{
    ObjectStore, ObjectStoreExt as _, aws::AmazonS3Builder, local::LocalFileSystem,
    memory::InMemory, path::Path,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

pub use self::{
    kind::{FileKind, HEAD_BYTES},
    upload::{Stored, Upload, hex},
};
use crate::kernel::id::{FileId, TenantId};

/// Scheme of a bucket's URL.
const S3: &str = "s3://";

/// Folder of images, below their tenant's; no file's id reads so.
const IMAGES: &str = "images";

/// Where the bytes of files lie; cheap to clone.
#[derive(Clone, Debug)]
pub struct Storage {
    store: Arc<dyn ObjectStore>,
    /// Below which all keys lie.
    prefix: Path,
    /// Of a local folder: where it is.
    folder: Option<PathBuf>,
    sweep: Arc<Semaphore>,
}

impl Storage {
    /// In memory: gone with the process. For tests.
    pub fn in_memory() -> Self {
        Self::new(InMemory::new(), Path::default(), None)
    }

    /// A local folder, made if it is not there, that only its owner may read. What is written is
    /// synced before it counts.
    pub fn in_folder(folder: &Folder) -> Result<Self> {
        let made = std::fs::create_dir_all(folder).and_then(|()| close_to_others(folder));
        made.with_context(|| {
            format!(
                "cannot make the folder of files {}: name another one with --files-dir",
                folder.display()
            )
        })?;
        let store = LocalFileSystem::new_with_prefix(folder)?
            .with_automatic_cleanup(true)
            .with_fsync(true);
        let folder = Some(folder.to_owned());
        Ok(Self::new(store, Path::default(), folder))
    }

    /// A bucket, as `s3://BUCKET/PREFIX`. Key, region and endpoint come from the variables that AWS's
    /// own tools read (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT`…).
    pub fn in_bucket(url: &str) -> Result<Self> {
        let rest = url
            .strip_prefix(S3)
            .context("must look like s3://BUCKET/PREFIX")?;
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        anyhow::ensure!(!bucket.is_empty(), "must look like s3://BUCKET/PREFIX");
        // The client of HTTPS takes the process's provider; a second call finds the first one's.
        rustls::crypto::ring::default_provider()
            .install_default()
            .ok();
        let store = AmazonS3Builder::from_env()
            .with_bucket_name(bucket)
            .build()
            .context("cannot use the bucket: check the AWS_* variables")?;
        let prefix = Path::parse(prefix).context("the prefix is not a path")?;
        Ok(Self::new(store, prefix, None))
    }

    fn new(store: impl ObjectStore, prefix: Path, folder: Option<PathBuf>) -> Self {
        Self {
            store: Arc::new(store),
            prefix,
            folder,
            sweep: Arc::new(Semaphore::new(1)),
        }
    }

    /// Leave to clear away what nobody waits for, until it is dropped; none while somebody does so.
    pub fn begin_sweep(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.sweep).try_acquire_owned().ok()
    }

    /// Begins to write an attempt at a file's bytes. Nothing is there until it is finished.
    pub fn begin(&self, tenant: TenantId, file: FileId) -> Upload {
        let attempt = format!("{:032x}", rand::random::<u128>());
        let key = format!("{}/{attempt}", folder_of(tenant, file));
        Upload::new(Arc::clone(&self.store), self.path(&key), key)
    }

    /// The bytes under a key that [`Upload::key`] gave, as they come.
    pub async fn read(
        &self,
        key: &str,
    ) -> object_store::Result<BoxStream<'static, object_store::Result<Bytes>>> {
        Ok(self.store.get(&self.path(key)).await?.into_stream())
    }

    /// Removes what one attempt wrote; that it is gone already is fine.
    pub async fn remove(&self, key: &str) -> object_store::Result<()> {
        match self.store.delete(&self.path(key)).await {
            Err(object_store::Error::NotFound { .. }) => Ok(()),
            done => done,
        }
    }

    /// Removes everything that was ever written for a file; in a local folder also what a server that
    /// died had begun, which no list shows. In a bucket that is the lifecycle rule's.
    pub async fn remove_all(&self, tenant: TenantId, file: FileId) -> object_store::Result<()> {
        let folder = self.path(&folder_of(tenant, file));
        let found: Vec<_> = self.store.list(Some(&folder)).try_collect().await?;
        let mut found = futures::stream::iter(found);
        while let Some(object) = found.next().await {
            match self.store.delete(&object.location).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(cause) => return Err(cause),
            }
        }
        self.remove_begun(&folder_of(tenant, file)).await
    }

    async fn remove_begun(&self, folder: &str) -> object_store::Result<()> {
        let Some(root) = &self.folder else {
            return Ok(());
        };
        match tokio::fs::remove_dir_all(root.join(folder)).await {
            Err(cause) if cause.kind() != ErrorKind::NotFound => {
                Err(object_store::Error::Generic {
                    store: "folder",
                    source: cause.into(),
                })
            }
            _ => Ok(()),
        }
    }

    /// Stores an image whole, under a name that its bytes alone decide: again changes nothing.
    pub async fn put_image(
        &self,
        tenant: TenantId,
        name: &str,
        bytes: Bytes,
    ) -> object_store::Result<()> {
        let path = self.path(&format!("{tenant}/{IMAGES}/{name}"));
        self.store.put(&path, bytes.into()).await?;
        Ok(())
    }

    /// An image's size, and its bytes as they come; none that is not there.
    pub async fn read_image(
        &self,
        tenant: TenantId,
        name: &str,
    ) -> object_store::Result<Option<(u64, BoxStream<'static, object_store::Result<Bytes>>)>> {
        let path = self.path(&format!("{tenant}/{IMAGES}/{name}"));
        match self.store.get(&path).await {
            Ok(found) => Ok(Some((found.meta.size, found.into_stream()))),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(cause) => Err(cause),
        }
    }

    fn path(&self, key: &str) -> Path {
        let parts = self.prefix.parts().chain(key.split('/').map(Into::into));
        parts.collect()
    }
}

/// Folder of all attempts at a file, below its tenant's.
fn folder_of(tenant: TenantId, file: FileId) -> String {
    format!("{tenant}/{file}")
}

/// Lets nobody but the owner in.
fn close_to_others(folder: &Folder) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    #[tokio::test]
    async fn nothing_of_a_file_stays_in_a_folder() {
        let root = tempfile::tempdir().unwrap();
        let storage = Storage::in_folder(root.path()).unwrap();
        let tenant = TenantId::generate(DateTime::UNIX_EPOCH);
        let (file, other) = (
            FileId::next(DateTime::UNIX_EPOCH),
            FileId::next(DateTime::UNIX_EPOCH),
        );
        for file in [file, other] {
            let mut upload = storage.begin(tenant, file);
            upload.write(Bytes::from_static(b"bytes")).await.unwrap();
            upload.finish().await.unwrap();
        }
        let own = |file| root.path().join(folder_of(tenant, file));
        // What a server that died in an upload leaves, under a name that no list shows.
        std::fs::write(own(file).join("0123#1"), b"half").unwrap();
        storage.remove_all(tenant, file).await.unwrap();
        assert!(!own(file).exists() && own(other).exists());
        storage.remove_all(tenant, file).await.unwrap();
    }

    #[test]
    fn one_sweeps_at_a_time() {
        let storage = Storage::in_memory();
        let sweep = storage.begin_sweep();
        assert!(sweep.is_some() && storage.clone().begin_sweep().is_none());
        drop(sweep);
        assert!(storage.begin_sweep().is_some());
    }
}
