//! What requests about files say (contract 3.8).
use utoipa::ToSchema;

use super::model::FileType;
use crate::{
    error::Code,
    http::json::{Input, NAME_MAX, Read, Value},
    kernel::{id::OrderId, word::words},
    storage::FileKind,
};

/// Longest that a link may live, in minutes: a day.
const MINUTES_MAX: i64 = 24 * 60;

/// How long a link lives that nobody chose a time for, in minutes.
pub(super) const MINUTES: i64 = 60;

/// Largest size that may be announced, in bytes; the server's own limit is the setting.
const SIZE_MAX: i64 = 1 << 40;

words! {
    /// What a link is for.
    #[derive(Default)]
    pub(super) enum LinkAction {
        /// Show the file in a browser, where it can be shown.
        #[default]
        View = "view",
        /// Save the file.
        Download = "download",
        /// Send a new file's bytes.
        Upload = "upload",
    }
}

/// A link that is asked for.
#[derive(Debug)]
pub(crate) struct FileUrlBody {
    pub(super) asked: Asked,
    pub(super) minutes: i64,
}

/// To what it shall lead.
#[derive(Debug)]
pub(super) enum Asked {
    /// To a file's bytes. An id that does not parse is an unknown one.
    Read { file: String, saved: bool },
    /// To the place of a new one.
    Upload(NewUpload),
}

/// A file that a client will send.
#[derive(Debug)]
pub(super) struct NewUpload {
    pub(super) filename: String,
    pub(super) kind: FileKind,
    pub(super) file_type: FileType,
    pub(super) order: Option<OrderId>,
    pub(super) size: Option<i64>,
}

impl Read for FileUrlBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let action: Option<LinkAction> = match object.field(&["action"]) {
            None => Some(LinkAction::default()),
            Some(input) if *input.value() == Value::Null => Some(LinkAction::default()),
            Some(input) => input.word(),
        };
        let minutes = object.maybe(&["expiresInMinutes"], |m| m.integer(1..=MINUTES_MAX));
        let asked = match action? {
            LinkAction::Upload => NewUpload::read(input).map(Asked::Upload),
            action @ (LinkAction::View | LinkAction::Download) => object
                .need(&["fileId"], Input::name)
                .map(|file| Asked::Read {
                    file,
                    saved: action == LinkAction::Download,
                }),
        };
        Some(Self {
            asked: asked?,
            minutes: minutes.unwrap_or(MINUTES),
        })
    }
}

impl Read for NewUpload {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let filename = object.need(&["fileName", "filename"], Input::name);
        let kind = object.need(&["contentType", "mimeType"], kind);
        let file_type = object.maybe(&["type", "fileType"], Input::word);
        let order = object.maybe(&["orderId"], order);
        let size = object.maybe(&["size", "fileSize"], |size| size.integer(0..=SIZE_MAX));
        Some(Self {
            filename: filename?,
            kind: kind?,
            file_type: file_type.unwrap_or_default(),
            order,
            size,
        })
    }
}

fn kind(input: &Input<'_>) -> Option<FileKind> {
    let name = input.text((1, NAME_MAX))?;
    FileKind::of(&name).or_else(|| input.fault("invalid_enum_value", FileKind::unknown(&name)))
}

fn order(input: &Input<'_>) -> Option<OrderId> {
    input.id(Code::OrderNotFound, "No such order in this tenant.")
}

/// Whether the bytes go too; the body may be left out.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "camelCase", example = json!({"deleteFromStorage": true}))]
pub(crate) struct DeleteFileBody {
    /// Without it the file is forgotten, and its bytes stay where they are, out of reach.
    #[schema(value_type = Option<bool>, default = true)]
    pub(super) delete_from_storage: bool,
}

impl Read for DeleteFileBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let said = input
            .object()?
            .maybe(&["deleteFromStorage"], Input::boolean);
        Some(Self {
            delete_from_storage: said.unwrap_or(true),
        })
    }
}

words! {
    /// What a contract is about.
    #[derive(Default)]
    pub(super) enum ContractTemplate {
        /// An order.
        #[default]
        Order = "order",
        /// The extension of contracts.
        Extension = "extension",
        /// The replacement of a device by a better one.
        Upgrade = "upgrade",
    }
}

/// The contract that is to be made.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "camelCase", example = json!({"orderId": "ord_01jvcx7r0ee8qt3ks2zbm4n6wd"}))]
pub(crate) struct GenerateContractBody {
    /// Of this order.
    #[schema(value_type = String, min_length = 1)]
    pub(super) order_id: OrderId,
    /// `order` unless told; also accepted as `templateId`.
    #[schema(value_type = Option<ContractTemplate>)]
    pub(super) contract_type: ContractTemplate,
}

impl Read for GenerateContractBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let order_id = object.need(&["orderId"], order);
        let template = object.maybe(&["contractType", "templateId"], |template| {
            template.word_else(Code::TemplateNotFound)
        });
        Some(Self {
            order_id: order_id?,
            contract_type: template.unwrap_or_default(),
        })
    }
}

/// The link that is wanted: to a file (`fileId`), or for a new one (`action: upload` with `fileName`
/// and `contentType`).
#[derive(ToSchema)]
#[schema(as = FileUrlBody, rename_all = "camelCase", example = json!({
    "fileId": "file_01jvcx7r0ee8qt3ks2zbm4n6wd",
    "action": "view",
    "expiresInMinutes": 60
}))]
#[expect(
    dead_code,
    reason = "describes the body that `FileUrlBody` is read from"
)]
pub(super) struct FileUrlSchema {
    /// Needed unless the action is `upload`.
    #[schema(min_length = 1, max_length = 255)]
    file_id: Option<String>,
    /// `view` unless told.
    action: Option<LinkAction>,
    /// How long the link lives; 60 unless told.
    #[schema(minimum = 1, maximum = 1440)]
    expires_in_minutes: Option<i64>,
    /// Of an upload: its name.
    #[schema(min_length = 1, max_length = 255)]
    file_name: Option<String>,
    /// Of an upload: its media type, also the one it is then sent with.
    content_type: Option<String>,
    /// Of an upload: `document` unless told; also accepted as `fileType`.
    r#type: Option<FileType>,
    /// Of an upload: the order it belongs to.
    order_id: Option<String>,
    /// Of an upload: how many bytes it has, where that is to be held.
    #[schema(minimum = 0)]
    size: Option<i64>,
}
