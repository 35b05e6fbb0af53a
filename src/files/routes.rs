//! Handlers of files (contract 3.8). The links they give are served by `transfer`.
use axum::extract::State;

use super::{
    body::{Asked, DeleteFileBody, FileUrlBody, FileUrlSchema, GenerateContractBody},
    delete, generate, link,
    model::FileType,
    store::{self, FileSort, Filter},
    wire::{
        ContractGeneratedBody, FileBody, FileDeletedBody, FileListBody, FileListFilters,
        FileUrlAnswer,
    },
};
use crate::{
    app::App,
    auth::{Permission, Rights, Tenant},
    change::Write,
    db::{self, Listing},
    error::{Error, Result},
    http::{answer::Answer, origin::Origin, path::Path, query::Query},
    kernel::{
        id::FileId,
        page::{Limit, SortDir},
    },
    openapi::ErrorBody,
};

/// Most files that may be passed over by `offset`: each is looked at again for every page. Whoever
/// goes further takes `startAfter`, which costs the same on every page.
const OFFSET_MAX: u16 = 1_000;

/// Files, newest first.
///
/// The one list that takes an `offset`, up to 1,000; `startAfter` goes on from there.
#[utoipa::path(
    get,
    path = "/v1/files",
    operation_id = "listFiles",
    tag = "Files",
    security(("apiKey" = ["files:read"])),
    params(
        ("limit" = Option<u16>, Query, minimum = 1, maximum = 100, description = "Most files on the page; 50 by default."),
        ("offset" = Option<u16>, Query, minimum = 0, maximum = 1000, description = "How many files to pass over; 0 by default."),
        ("startAfter" = Option<String>, Query, description = "`nextCursor` of the previous page, or a file's id."),
        ("orderId" = Option<String>, Query, description = "Only of this order."),
        ("customerId" = Option<String>, Query, description = "Only of this customer's orders."),
        ("type" = inline(Option<FileType>), Query, description = "Only of this type."),
    ),
    responses((status = 200, description = "A page of files.", body = FileListBody))
)]
pub(crate) async fn list(
    State(app): State<App>,
    tenant: Tenant,
    mut query: Query,
) -> Result<Answer> {
    let (listing, offset) = listing(&mut query);
    let limit = Limit::of(listing.limit.get() - offset);
    let (filter, filters) = filter(&mut query);
    query.finish()?;
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let mut page = store::page(&mut tx, tenant.id, &listing, &filter).await?;
    page.items
        .drain(..usize::from(offset).min(page.items.len()));
    let found = store::by_ids(&mut tx, tenant.id, &page.items).await?;
    tx.commit().await?;
    let page = page.filled(found, |file| file.id);
    Answer::ok(&FileListBody::new(page, (limit, offset), filters, &tenant))
}

/// A listing of the page and of what stands before it by `offset`; the offset.
fn listing(query: &mut Query) -> (Listing<FileSort>, u16) {
    let limit = query.limit(Limit::DEFAULT, Limit::MAX);
    let offset = match query.text("offset").map(|text| text.parse::<u16>()) {
        None => 0,
        Some(Ok(offset)) if offset <= OFFSET_MAX => offset,
        Some(_) => {
            let message = format!("Must be from 0 to {OFFSET_MAX}; go on with startAfter.");
            query.fault("offset", "invalid_number", message);
            0
        }
    };
    let listing = Listing {
        limit: Limit::of(limit.get() + offset),
        start_after: query.start_after(),
        sort: FileSort::CreatedAt,
        dir: SortDir::Desc,
    };
    (listing, offset)
}

fn filter(query: &mut Query) -> (Filter, FileListFilters) {
    let file_type = query.word("type");
    let filters = FileListFilters {
        order_id: query.text("orderId"),
        r#type: file_type,
        customer_id: query.text("customerId"),
    };
    let filter = Filter {
        order: query.id("orderId"),
        customer: query.id("customerId"),
        file_type,
    };
    (filter, filters)
}

/// What is known of a file.
#[utoipa::path(
    get,
    path = "/v1/files/{fileId}",
    operation_id = "getFile",
    tag = "Files",
    security(("apiKey" = ["files:read"])),
    params(("fileId" = String, Path, description = "Id of the file.")),
    responses(
        (status = 200, description = "The file, without its bytes.", body = FileBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn get(
    State(app): State<App>,
    tenant: Tenant,
    Path(id): Path<FileId>,
) -> Result<Answer> {
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let file = store::stored(&mut tx, tenant.id, id)
        .await?
        .ok_or_else(|| Error::not_found("file", id))?;
    tx.commit().await?;
    let version = file.version;
    Ok(Answer::ok(&FileBody::new(file, &tenant))?.of_version(version))
}

/// A link to a file, or for a new one, that ends by itself.
///
/// The link is a right of its own: whoever has it needs no key. GET it to view or download; for
/// `upload` PUT the bytes to it, once, with exactly the content type. A file is seen once its bytes
/// are whole. Taken are PDF, PNG, JPEG, WebP, GIF, plain text, CSV, ZIP, DOCX and XLSX whose bytes are
/// what they say. To upload takes the permission `files:write`.
#[utoipa::path(
    post,
    path = "/v1/files/url",
    operation_id = "getFileUrl",
    tag = "Files",
    security(("apiKey" = ["files:read"])),
    request_body = FileUrlSchema,
    responses(
        (status = 200, description = "The link.", body = FileUrlAnswer),
        (status = 400, description = "VALIDATION_ERROR, ORDER_NOT_FOUND", body = ErrorBody),
        (status = 404, description = "NOT_FOUND: no such file.", body = ErrorBody)
    )
)]
pub(crate) async fn url(
    State(app): State<App>,
    origin: Origin,
    rights: Rights,
    write: Write<FileUrlBody>,
) -> Result<Answer> {
    let is_upload = matches!(write.body().asked, Asked::Upload(_));
    if is_upload {
        rights.require(Permission::FilesWrite)?;
    }
    let tenant = write.tenant().id;
    let links = link::Links::new(app.clone(), origin);
    let effect = write.run(move |change, body| {
        let links = links.clone();
        Box::pin(async move { Answer::ok(&link::make(change, body, &links).await?) })
    });
    let answer = effect.await?;
    if is_upload && !answer.replayed {
        delete::sweep_behind(&app, tenant);
    }
    Ok(answer)
}

/// Deletes a file for good.
#[utoipa::path(
    delete,
    path = "/v1/files/{fileId}",
    operation_id = "deleteFile",
    tag = "Files",
    security(("apiKey" = ["files:write"])),
    params(("fileId" = String, Path, description = "Id of the file.")),
    request_body = Option<DeleteFileBody>,
    responses(
        (status = 200, description = "Deleted.", body = FileDeletedBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
        (status = 500, description = "DELETE_FAILED: it is gone from the lists, but its bytes could not be removed. Send the same request again.", body = ErrorBody)
    )
)]
pub(crate) async fn delete(
    State(app): State<App>,
    Path(id): Path<FileId>,
    write: Write<DeleteFileBody>,
) -> Result<Answer> {
    let tenant = write.tenant().id;
    let effect = write.run(move |change, body| {
        Box::pin(async move {
            delete::delete(change, id, body).await?;
            Answer::ok(&FileDeletedBody {
                success: true,
                message: "File deleted",
                file_id: id,
            })
        })
    });
    let answer = effect.await?;
    // Also of an answer over again: the first time it may have failed.
    delete::purge(&app, tenant, id).await?;
    Ok(answer)
}

/// Makes the contract of an order as a PDF, and files it with the order.
///
/// It says who lets what to whom, for how long and for how much; each call makes a new one, of the
/// order as it stands.
#[utoipa::path(
    post,
    path = "/v1/files/contracts/generate",
    operation_id = "generateContract",
    tag = "Files",
    security(("apiKey" = ["files:write"])),
    request_body = GenerateContractBody,
    responses(
        (status = 201, description = "The contract's file.", body = ContractGeneratedBody),
        (status = 400, description = "VALIDATION_ERROR, ORDER_NOT_FOUND, TEMPLATE_NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn generate_contract(
    State(app): State<App>,
    origin: Origin,
    write: Write<GenerateContractBody>,
) -> Result<Answer> {
    generate::generate(link::Links::new(app, origin), write).await
}
