"""Bodies that schemathesis cannot make up by itself: images, which their first bytes tell apart."""
import schemathesis
from hypothesis import strategies as st

BEGINNINGS = {
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
    "image/webp": b"RIFF\x00\x00\x00\x00WEBP",
    "image/gif": b"GIF89a",
}

for media_type, beginning in BEGINNINGS.items():
    images = st.binary(max_size=256).map(beginning.__add__)
    schemathesis.openapi.media_type(media_type, images)
