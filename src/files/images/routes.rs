//! The handler that takes images in.
use serde::Serialize;
use utoipa::ToSchema;

use super::{image::Image, schema::ImageBytes, upload::ImageUpload};
use crate::{
    error::{Error, Result},
    http::{answer::Answer, origin::Origin},
    kernel::id::ImageId,
    openapi::ErrorBody,
};

/// An image that was stored.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ImageStoredBody {
    success: bool,
    message: &'static str,
    image_id: ImageId,
    /// Where everyone may see it, for ever; for the `images` of a product or variant.
    #[schema(
        example = "https://api.example.com/images/bu_01jvcx7r0ee8qt3ks2zbm4n6wd/img_4rt0w1yqz0k3m5n7p9s2v4x6zb.png"
    )]
    url: String,
}

impl ImageStoredBody {
    fn new(image: &Image, origin: &str) -> Self {
        let name = image.name;
        Self {
            success: true,
            message: "Image stored",
            image_id: name.id,
            url: format!("{origin}/images/{name}"),
        }
    }
}

/// Upload an image
///
/// PNG, JPEG, WebP or GIF of at most 5 MB; what it is, its bytes must say too. Whoever has its address
/// sees it, without a key. The same bytes are the same image. Put the address into the `images` of a
/// product or variant.
#[utoipa::path(
    post,
    path = "/v1/images",
    operation_id = "uploadImage",
    tag = "Products",
    security(("apiKey" = ["catalog:write"])),
    request_body(content(
        (ImageBytes = "image/png"),
        (ImageBytes = "image/jpeg"),
        (ImageBytes = "image/webp"),
        (ImageBytes = "image/gif"),
    )),
    responses(
        (status = 201, description = "The image is stored.", body = ImageStoredBody),
        (status = 413, description = "PAYLOAD_TOO_LARGE: more than 5 MB.", body = ErrorBody),
        (status = 415, description = "UNSUPPORTED_MEDIA_TYPE: no such image, or its bytes are another.", body = ErrorBody)
    )
)]
pub(crate) async fn upload(Origin(origin): Origin, upload: ImageUpload) -> Result<Answer> {
    upload
        .write
        .run_around(
            |_, image| Box::pin(async move { Ok(image.clone()) }),
            |app, _, image| async move {
                let (storage, file) = (&app.files().storage, image.name.file());
                let stored = storage.put_image(image.name.tenant, &file, image.bytes);
                stored.await.map_err(Error::internal)
            },
            move |_, image| {
                let body = ImageStoredBody::new(image, &origin);
                Box::pin(async move { Answer::created(&body) })
            },
        )
        .await
}
