//! Making the contract of an order: the bytes first, then the row that says they are there.
use serde_json::json;

use super::{
    body::{ContractTemplate, GenerateContractBody, MINUTES},
    contract,
    link::{self, Links},
    model::{Category, File, FileState, FileType},
    store,
    wire::ContractGeneratedBody,
};
use crate::{
    app::App,
    auth::Tenant,
    change::{Change, Write},
    db, documents,
    error::{Code, Error, Fault, Result},
    http::answer::Answer,
    kernel::{
        id::{FileId, OrderId, TenantId},
        word::Word as _,
    },
    orders::{self, Order},
    signed_url::Right,
    storage::{FileKind, Stored},
    timeline::{self, Changes, EntityType, Entry},
};

/// A contract whose bytes are safe, and that nobody sees yet.
#[derive(Debug, Clone)]
struct Draft {
    file: File,
    order: OrderId,
}

/// Makes the contract and files it; of a repeated request, answers with the first one's.
pub(super) async fn generate(links: Links, write: Write<GenerateContractBody>) -> Result<Answer> {
    let (app, tenant) = (links.app.clone(), write.tenant().id);
    let work = async move {
        let draft = draft(&links.app, &write).await?;
        let effect = draft.clone();
        let answer = write
            .run(move |change, _| {
                let (links, draft) = (links.clone(), effect.clone());
                Box::pin(async move { keep(change, &draft, &links).await })
            })
            .await;
        let is_kept = match &answer {
            Ok(answer) => !answer.replayed,
            Err(Error::Refused { .. } | Error::Invalid(_)) => false,
            // Its commit may have held, though nobody heard the answer.
            Err(_) => !is_absent(&app, tenant, &draft.file).await,
        };
        if !is_kept {
            let key = draft.file.storage_path.unwrap_or_default();
            if let Err(error) = app.files().storage.remove(&key).await {
                tracing::warn!(%error, "bytes of no file could not be removed");
            }
        }
        answer
    };
    // In a task of its own: a client that hangs up leaves no bytes behind.
    tokio::spawn(work).await.map_err(Error::internal)?
}

/// Whether it is certain that a file has no row and will get none. Its row is written once more and
/// taken back: that waits for a transaction that may still be about to commit it, and fails where it
/// is. Where Postgres does not say, the bytes stay.
async fn is_absent(app: &App, tenant: TenantId, file: &File) -> bool {
    let tried = async {
        let mut tx = db::begin(app.pool(), tenant).await?;
        store::insert(&mut tx, tenant, file).await?;
        tx.rollback().await?;
        Ok::<(), Error>(())
    };
    tried.await.is_ok()
}

/// Writes the contract of the order as it stands.
async fn draft(app: &App, write: &Write<GenerateContractBody>) -> Result<Draft> {
    let (tenant, now) = (write.tenant().clone(), write.now());
    let body = write.body();
    let mut conn = db::single(app.pool(), tenant.id).await?;
    let order = orders::find(&mut conn, tenant.id, body.order_id).await?;
    conn.finish();
    let order = order.ok_or_else(|| {
        let message = format!("No order `{}` in this tenant.", body.order_id);
        Error::fault(Fault::own("orderId", Code::OrderNotFound, message))
    })?;
    let template = body.contract_type;
    let id = FileId::next(now);
    let mut file = described(id, &order, template, &tenant);
    (file.created_at, file.updated_at) = (now, now);
    let order_id = order.id;
    let bytes = tokio::task::spawn_blocking(move || {
        documents::render(&contract::paper(&order, &tenant, template, now))
    });
    let bytes = bytes.await.map_err(Error::internal)?;
    let mut upload = app.files().storage.begin(write.tenant().id, id);
    let written = upload.write(bytes.map_err(Error::internal)?.into()).await;
    written.map_err(Error::internal)?;
    let stored = upload.finish().await.map_err(Error::internal)?;
    Ok(Draft {
        file: with_bytes(file, stored)?,
        order: order_id,
    })
}

fn described(id: FileId, order: &Order, template: ContractTemplate, tenant: &Tenant) -> File {
    let filename = format!("contract-{}.pdf", order.id);
    File {
        id,
        order_id: Some(order.id),
        customer_id: Some(order.customer.customer_id),
        file_type: FileType::Contract,
        category: Category::Generated,
        original_filename: filename.clone(),
        filename,
        content_type: FileKind::PDF.content_type.to_owned(),
        size_bytes: None,
        sha256: None,
        storage_path: None,
        state: FileState::Stored,
        upload_expires_at: None,
        uploaded_by: tenant.actor().user_id.clone(),
        metadata: json!({"contractType": template.word(), "orderVersion": order.version}),
        version: 1,
        created_at: order.created_at,
        updated_at: order.created_at,
    }
}

fn with_bytes(file: File, stored: Stored) -> Result<File> {
    Ok(File {
        size_bytes: Some(i64::try_from(stored.size).map_err(Error::internal)?),
        sha256: Some(stored.sha256.to_vec()),
        storage_path: Some(stored.key),
        ..file
    })
}

async fn keep(change: &mut Change, draft: &Draft, links: &Links) -> Result<Answer> {
    let tenant = change.tenant().id;
    store::insert(change.conn(), tenant, &draft.file).await?;
    let entry = Entry {
        entity_type: EntityType::Order,
        entity_id: draft.order.to_string(),
        action: "order.contract_generated",
        summary: format!("Contract {} generated", draft.file.filename),
        changes: Changes::none(),
    };
    timeline::record(change, entry);
    let file = (tenant, draft.file.id);
    let grant = link::grant(Right::Download, file, change.now(), MINUTES);
    Answer::created(&ContractGeneratedBody {
        success: true,
        message: "Contract generated",
        file_id: draft.file.id,
        order_id: draft.order,
        tenant_id: tenant,
        file_name: draft.file.filename.clone(),
        download_url: links.url(&grant).await?,
        expires_at: grant.expires_at,
    })
}
