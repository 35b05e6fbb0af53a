//! An image: what it may be, and what it is called.
use std::{fmt, str::FromStr};

use axum::body::Bytes;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::{
    kernel::id::{ImageId, TenantId},
    storage::FileKind,
};

/// Largest image, in bytes.
pub(super) const BYTES_MAX: usize = 5 * 1024 * 1024;

/// What an image may be, with the ending of its address. No SVG: it is a document with scripts.
const KINDS: [(&str, &str); 4] = [
    ("image/png", "png"),
    ("image/jpeg", "jpg"),
    ("image/webp", "webp"),
    ("image/gif", "gif"),
];

/// An image that was sent.
#[derive(Debug, Clone)]
pub(super) struct Image {
    pub(super) bytes: Bytes,
    pub(super) name: ImageName,
}

/// What an image is called, in its address and where it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::files) struct ImageName {
    pub(super) tenant: TenantId,
    pub(super) id: ImageId,
    /// One of `KINDS`.
    ending: &'static str,
    pub(super) content_type: &'static str,
}

impl Image {
    /// The image of bytes that were announced as `content_type`; none if they are no such image, or
    /// that is none we take.
    pub(super) fn of(tenant: TenantId, content_type: &str, bytes: Bytes) -> Option<Self> {
        let kind = FileKind::of(content_type).filter(|kind| kind.agrees_with(&bytes))?;
        let (content_type, ending) = KINDS
            .into_iter()
            .find(|(content_type, _)| *content_type == kind.content_type)?;
        let name = ImageName {
            tenant,
            id: id_of(tenant, &bytes),
            ending,
            content_type,
        };
        Some(Self { bytes, name })
    }
}

impl ImageName {
    /// Below its tenant's folder.
    pub(super) fn file(&self) -> String {
        format!("{}.{}", self.id, self.ending)
    }

    fn parse(path: &str) -> Option<Self> {
        let (tenant, file) = path.split_once('/')?;
        let (id, ending) = file.split_once('.')?;
        let (content_type, ending) = KINDS.into_iter().find(|(_, known)| *known == ending)?;
        Some(Self {
            tenant: tenant.parse().ok()?,
            id: id.parse().ok()?,
            ending,
            content_type,
        })
    }
}

/// As in an address: `<tenant>/<id>.<ending>`.
impl fmt::Display for ImageName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.tenant, self.file())
    }
}

/// No image can be called so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a tenant and an image, such as `bu_…/img_….png`")]
pub(in crate::files) struct NoImageName;

impl FromStr for ImageName {
    type Err = NoImageName;

    fn from_str(path: &str) -> Result<Self, NoImageName> {
        Self::parse(path).ok_or(NoImageName)
    }
}

/// 128 bits that only whoever has the bytes can tell, and the tenant's own.
fn id_of(tenant: TenantId, bytes: &[u8]) -> ImageId {
    let mut hash = Sha256::new();
    hash.update(tenant.as_uuid().as_bytes());
    hash.update(bytes);
    let hash: [u8; 32] = hash.finalize().into();
    let mut id = [0; 16];
    for (to, from) in id.iter_mut().zip(hash) {
        *to = from;
    }
    ImageId::from_uuid(Uuid::from_bytes(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and more";

    fn tenant(number: u128) -> TenantId {
        TenantId::from_uuid(Uuid::from_u128(number))
    }

    #[test]
    fn an_image_is_what_its_bytes_say() {
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg'/>";
        let table: [(&str, &[u8], bool); 8] = [
            ("image/png", PNG, true),
            ("IMAGE/PNG; x=y", PNG, true),
            ("image/jpeg", b"\xff\xd8\xff\xe0", true),
            ("image/gif", b"GIF89a", true),
            ("image/webp", b"RIFF\0\0\0\0WEBPVP8 ", true),
            ("image/jpeg", PNG, false),
            ("image/svg+xml", svg, false),
            ("application/pdf", b"%PDF-1.7", false),
        ];
        for (content_type, bytes, taken) in table {
            let image = Image::of(tenant(1), content_type, Bytes::copy_from_slice(bytes));
            assert_eq!(image.is_some(), taken, "{content_type}");
        }
    }

    #[test]
    fn a_name_is_read_as_it_is_written_and_differs_by_tenant_and_bytes() {
        let of = |number, bytes: &[u8]| {
            let bytes = Bytes::copy_from_slice(bytes);
            Image::of(tenant(number), "image/png", bytes).unwrap().name
        };
        let name = of(1, PNG);
        assert_eq!(name.to_string().parse(), Ok(name));
        assert_eq!(name, of(1, PNG));
        assert_ne!(name.id, of(2, PNG).id);
        assert_ne!(name.id, of(1, b"\x89PNG\r\n\x1a\n and less").id);
        let image = "img_00000000000000000000000000";
        for file in ["", "x.png", "../x.png", image, &format!("{image}.svg")] {
            let path = format!("{}/{file}", name.tenant);
            assert_eq!(path.parse::<ImageName>(), Err(NoImageName), "{path}");
        }
    }
}
