"""Pictures: read whole under a limit of pixels and written anew, so that nothing but the picture is kept."""

from io import BytesIO

from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from hellowork_portal.adapters.file_checks.refused import Refused

_READ = ("JPEG", "PNG", "HEIF")
_KEPT = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "HEIF": "jpeg"}
"""As what a picture is kept: browsers do not show HEIC; MPO is a JPEG with more pictures behind it."""
_LONGEST_SIDE = 4000
_MOST_PNG_PIXELS = 8_000_000
"""A larger PNG is kept as JPEG: it is a photograph or a scan, and would become many times what was sent."""
_QUALITIES = (88, 60)
"""How finely a JPEG is written, and how where that is too long."""


def remade(content: bytes, most_pixels: int, most_bytes: int) -> tuple[str, bytes]:
    """Return the kind and bytes of the picture alone: upright, without place, camera, comment or thumbnail.

    Of several frames the first is kept, and never more than `most_bytes`. Raises Refused.
    """
    register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = None  # said below, before anything is unpacked
    try:
        with Image.open(BytesIO(content), formats=_READ) as picture:
            if picture.width * picture.height > most_pixels:
                raise Refused("too_large")
            return _fitting(_bare(picture), _KEPT[picture.format or ""], most_bytes)
    except (OSError, SyntaxError, ValueError, EOFError, RuntimeError, LookupError) as error:
        raise Refused("broken") from error


def _fitting(picture: Image.Image, kind: str, most_bytes: int) -> tuple[str, bytes]:
    """Return the picture as it is kept: a PNG that would become too long is kept as JPEG."""
    if kind == "png" and picture.width * picture.height <= _MOST_PNG_PIXELS:
        made = _written(picture, "PNG")
        if len(made) <= most_bytes:
            return "png", made
    for quality in _QUALITIES:
        made = _written(picture, "JPEG", quality=quality)
        if len(made) <= most_bytes:
            return "jpeg", made
    raise Refused("too_big")


def _bare(picture: Image.Image) -> Image.Image:
    """Return the upright picture on white, in a new image that carries nothing else."""
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("I", "I;16", "I;16B", "F"):
        upright = upright.point(lambda value: value / 256).convert("L")
    clear = upright.convert("RGBA") if upright.has_transparency_data else upright.convert("RGB")
    bare = Image.new("RGB", clear.size, "white")
    bare.paste(clear, mask=clear.getchannel("A") if clear.mode == "RGBA" else None)
    bare.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return bare


def _written(picture: Image.Image, kind: str, **how: int) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()
