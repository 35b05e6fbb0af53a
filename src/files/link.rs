//! Links to files: what they lead to, and what they look like.
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    body::{Asked, FileUrlBody, NewUpload},
    model::{Category, File, FileState},
    store,
    wire::FileUrlAnswer,
};
use crate::{
    app::App,
    change::Change,
    error::{Code, Error, Fault, Result},
    http::origin::Origin,
    kernel::id::{FileId, TenantId},
    signed_url::{self, Grant, Right},
};

/// Makes links as one request needs them.
#[derive(Debug, Clone)]
pub(super) struct Links {
    pub(super) app: App,
    origin: Arc<str>,
}

impl Links {
    pub(super) fn new(app: App, Origin(origin): Origin) -> Self {
        Self {
            app,
            origin: origin.into(),
        }
    }

    /// The link of a right, absolute.
    pub(super) async fn url(&self, grant: &Grant) -> Result<String> {
        let token = signed_url::sign(&self.app, grant).await?;
        Ok(format!("{}/files/{token}", self.origin))
    }
}

/// The right to a file for some minutes from now.
pub(super) fn grant(
    right: Right,
    (tenant, file): (TenantId, FileId),
    now: DateTime<Utc>,
    minutes: i64,
) -> Grant {
    Grant {
        right,
        tenant,
        file,
        expires_at: now + TimeDelta::minutes(minutes),
    }
}

/// The link that is asked for; for an upload with the row of its file, which nobody sees until its
/// bytes are there.
pub(super) async fn make(
    change: &mut Change,
    body: &FileUrlBody,
    links: &Links,
) -> Result<FileUrlAnswer> {
    let tenant = change.tenant().id;
    let (file, right) = match &body.asked {
        Asked::Read { file, saved } => {
            let right = if *saved { Right::Download } else { Right::View };
            (known(change, file).await?, right)
        }
        Asked::Upload(new) => (
            announce(change, new, body.minutes, links).await?,
            Right::Upload,
        ),
    };
    let grant = grant(right, (tenant, file.id), change.now(), body.minutes);
    Ok(FileUrlAnswer {
        success: true,
        url: links.url(&grant).await?,
        file_id: file.id,
        filename: file.filename,
        content_type: file.content_type,
        file_size: file.size_bytes.unwrap_or(0),
        expires_at: grant.expires_at.timestamp_millis(),
    })
}

async fn known(change: &mut Change, id: &str) -> Result<File> {
    let unknown = || Error::not_found("file", id);
    let tenant = change.tenant().id;
    let parsed = id.parse().map_err(|_| unknown())?;
    let file = store::stored(change.conn(), tenant, parsed).await?;
    file.ok_or_else(unknown)
}

async fn announce(
    change: &mut Change,
    new: &NewUpload,
    minutes: i64,
    links: &Links,
) -> Result<File> {
    let (tenant, now) = (change.tenant().clone(), change.now());
    let limit = links.app.files().upload_bytes;
    if new
        .size
        .is_some_and(|size| usize::try_from(size).is_ok_and(|size| size > limit))
    {
        let message = format!("Files of at most {limit} bytes are taken.");
        return Err(Error::fault(Fault::shape("size", "too_big", message)));
    }
    let customer_id = match new.order {
        None => None,
        Some(order) => {
            let customer = store::customer_of_order(change.conn(), tenant.id, order).await?;
            let message = format!("No order `{order}` in this tenant.");
            let unknown = || Error::fault(Fault::own("orderId", Code::OrderNotFound, message));
            Some(customer.ok_or_else(unknown)?)
        }
    };
    let file = File {
        id: FileId::next(now),
        order_id: new.order,
        customer_id,
        file_type: new.file_type,
        category: Category::Uploaded,
        filename: new.kind.safe_name(&new.filename),
        original_filename: new.filename.clone(),
        content_type: new.kind.content_type.to_owned(),
        size_bytes: new.size,
        sha256: None,
        storage_path: None,
        state: FileState::Pending,
        upload_expires_at: Some(now + TimeDelta::minutes(minutes)),
        uploaded_by: tenant.actor().user_id.clone(),
        metadata: serde_json::json!({}),
        version: 1,
        created_at: now,
        updated_at: now,
    };
    store::insert(change.conn(), tenant.id, &file).await?;
    Ok(file)
}
