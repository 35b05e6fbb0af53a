//! Deleting: first nobody sees the file, then its bytes go, then its row.
use chrono::{DateTime, TimeDelta, Utc};

use super::{
    body::DeleteFileBody,
    model::{File, FileState},
    store,
};
use crate::{
    app::App,
    change::Change,
    db,
    error::{Code, Error, Result},
    kernel::id::{FileId, TenantId},
    timeline::{self, Changes, EntityType, Entry},
};

/// How long ago it must have been left, so that nobody can still be at it: longer than a transfer
/// may take.
const LEFT_FOR: TimeDelta = TimeDelta::hours(1);

/// Hides a file whose bytes are to be removed, or forgets one whose bytes stay.
pub(super) async fn delete(change: &mut Change, id: FileId, body: &DeleteFileBody) -> Result<()> {
    let (tenant, now) = (change.tenant().id, change.now());
    let file = store::lock(change.conn(), tenant, id).await?;
    let unknown = || Error::not_found("file", id);
    let file = file.ok_or_else(unknown)?;
    match file.state {
        FileState::Pending => return Err(unknown()),
        // An earlier request could not remove its bytes; this one tries again.
        FileState::Deleted => return Ok(()),
        FileState::Stored => change.expect_version(file.version)?,
    }
    if body.delete_from_storage {
        store::set_deleted(change.conn(), tenant, id, now).await?;
    } else {
        store::remove(change.conn(), tenant, id, true).await?;
    }
    tell(change, &file);
    Ok(())
}

fn tell(change: &mut Change, file: &File) {
    if let Some(order) = file.order_id {
        timeline::record(
            change,
            Entry {
                entity_type: EntityType::Order,
                entity_id: order.to_string(),
                action: "order.file_deleted",
                summary: format!("File {} deleted", file.filename),
                changes: Changes::none(),
            },
        );
    }
}

/// Removes the bytes of a hidden file, then its row; of any other, nothing. In a task of its own: a
/// client that hangs up cannot cut it.
pub(super) async fn purge(app: &App, tenant: TenantId, id: FileId) -> Result<()> {
    let app = app.clone();
    tokio::spawn(async move { purge_now(&app, tenant, id).await })
        .await
        .map_err(Error::internal)?
}

async fn purge_now(app: &App, tenant: TenantId, id: FileId) -> Result<()> {
    let mut tx = db::read(app.pool(), tenant).await?;
    let file = store::by_ids(&mut tx, tenant, &[id]).await?.pop();
    tx.commit().await?;
    if file.is_none_or(|file| file.state != FileState::Deleted) {
        return Ok(());
    }
    if let Err(cause) = app.files().storage.remove_all(tenant, id).await {
        tracing::error!(file.id = %id, error = %cause, "the bytes of a file could not be removed");
        return Err(Error::refused(
            Code::DeleteFailed,
            "The file is no longer listed, but the storage could not remove its bytes. Send the \
             same request again.",
        ));
    }
    let mut tx = db::begin(app.pool(), tenant).await?;
    store::remove(&mut tx, tenant, id, false).await?;
    tx.commit().await?;
    Ok(())
}

/// Removes, behind the request, what was announced and never sent, and what a server that died had
/// still to remove: who announces files clears away after those who did. One at a time; while one
/// runs, others leave it to the next upload.
pub(super) fn sweep_behind(app: &App, tenant: TenantId) {
    let Some(permit) = app.files().storage.begin_sweep() else {
        return;
    };
    let (app, now) = (app.clone(), app.clock().now());
    tokio::spawn(async move {
        let _permit = permit;
        if let Err(error) = sweep(&app, tenant, now).await {
            tracing::warn!(%error, "files that nobody waits for could not be removed");
        }
    });
}

async fn sweep(app: &App, tenant: TenantId, now: DateTime<Utc>) -> Result<()> {
    let mut tx = db::begin(app.pool(), tenant).await?;
    let left = store::unsettled(&mut tx, tenant, now - LEFT_FOR).await?;
    for id in &left {
        // Locked: an upload that ends just now either was first, or finds its row hidden.
        let file = store::lock(&mut tx, tenant, *id).await?;
        if file.is_some_and(|file| file.state == FileState::Pending) {
            store::set_deleted(&mut tx, tenant, *id, now).await?;
        }
    }
    tx.commit().await?;
    for id in left {
        purge_now(app, tenant, id).await?;
    }
    Ok(())
}
