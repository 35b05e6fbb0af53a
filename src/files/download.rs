//! Giving a file's bytes, so that no browser runs them.
use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, header},
    response::Response,
};

use super::{model::File, store};
use crate::{
    app::App,
    db,
    error::{Error, Result},
    signed_url::Grant,
    storage::FileKind,
};

/// For everything but a PDF that is shown: no script, no subresource, an origin of its own.
const SANDBOX: &str = "default-src 'none'; sandbox";

/// For a PDF that is shown: browsers refuse to show one in a sandbox, and their viewers run nothing of
/// this page's anyway.
const NO_SANDBOX: &str = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'";

/// The bytes of a stored file; for the browser to save, or to show where it can.
pub(super) async fn serve(app: &App, grant: &Grant, saved: bool) -> Result<Response> {
    let mut tx = db::read(app.pool(), grant.tenant).await?;
    let file = store::stored(&mut tx, grant.tenant, grant.file).await?;
    tx.commit().await?;
    let file = file.ok_or_else(|| Error::not_found("file", grant.file))?;
    let key = file.storage_path.as_deref().unwrap_or_default();
    let bytes = app
        .files()
        .storage
        .read(key)
        .await
        .map_err(Error::internal)?;
    let mut response = Response::new(Body::from_stream(bytes));
    for (name, value) in headers(&file, saved) {
        let value = HeaderValue::try_from(value).map_err(Error::internal)?;
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}

fn headers(file: &File, saved: bool) -> Vec<(HeaderName, String)> {
    let kind = FileKind::of(&file.content_type);
    let is_shown = !saved && kind.is_some_and(FileKind::is_viewable);
    let way = if is_shown { "inline" } else { "attachment" };
    let policy = if is_shown && kind == Some(FileKind::PDF) {
        NO_SANDBOX
    } else {
        SANDBOX
    };
    // A type that is no longer taken is bytes to save, and nothing else.
    let content_type = match kind {
        None => "application/octet-stream".to_owned(),
        Some(kind) if kind.content_type.starts_with("text/") => {
            format!("{}; charset=utf-8", kind.content_type)
        }
        Some(kind) => kind.content_type.to_owned(),
    };
    let size = file.size_bytes.unwrap_or(0);
    vec![
        (header::CONTENT_TYPE, content_type),
        (header::CONTENT_LENGTH, size.to_string()),
        (
            header::CONTENT_DISPOSITION,
            disposition(way, &file.filename),
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CONTENT_SECURITY_POLICY, policy.to_owned()),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
        (header::REFERRER_POLICY, "no-referrer".to_owned()),
    ]
}

/// `Content-Disposition` with a name for old clients and the whole name for all others (RFC 6266, and
/// RFC 8187 that replaced 5987).
fn disposition(way: &str, name: &str) -> String {
    let ascii: String = name
        .chars()
        .map(|c| match c {
            '"' | '\\' | '%' => '_',
            ' '..='~' => c,
            _ => '_',
        })
        .collect();
    let encoded: String = name.bytes().map(percent_encoded).collect();
    format!("{way}; filename=\"{ascii}\"; filename*=UTF-8''{encoded}")
}

fn percent_encoded(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_cannot_leave_its_header() {
        for (name, header) in [
            (
                "contract.pdf",
                "inline; filename=\"contract.pdf\"; filename*=UTF-8''contract.pdf",
            ),
            (
                "Vertrag Müller (1).pdf",
                "inline; filename=\"Vertrag M_ller (1).pdf\"; \
                 filename*=UTF-8''Vertrag%20M%C3%BCller%20%281%29.pdf",
            ),
            (
                "a\"; b=\r\n\\.pdf",
                "inline; filename=\"a_; b=___.pdf\"; filename*=UTF-8''a%22%3B%20b%3D%0D%0A%5C.pdf",
            ),
        ] {
            assert_eq!(disposition("inline", name), header);
        }
    }
}
