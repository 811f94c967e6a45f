"""Pictures: read whole under a limit of pixels and written anew, so that nothing but the picture is kept."""

from io import BytesIO

from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from hellowork_portal.adapters.file_checks.refused import Refused

_FORMATS = {"JPEG": "jpeg", "PNG": "png", "HEIF": "jpeg"}
"""What is read, and as what it is kept: browsers do not show HEIC."""
_LONGEST_SIDE = 4000
_QUALITY = 88


def remade(content: bytes, most_pixels: int) -> tuple[str, bytes]:
    """Return the kind and bytes of the picture alone: upright, without place, camera, comment or thumbnail.

    Of several frames the first is kept. Raises Refused.
    """
    register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = None  # said below, before anything is unpacked
    try:
        with Image.open(BytesIO(content), formats=list(_FORMATS)) as picture:
            if picture.width * picture.height > most_pixels:
                raise Refused("too_large")
            kind = _FORMATS[picture.format or ""]
            return kind, _written(_bare(picture), kind)
    except (OSError, SyntaxError, ValueError, EOFError, RuntimeError) as error:
        raise Refused("broken") from error


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


def _written(picture: Image.Image, kind: str) -> bytes:
    out = BytesIO()
    if kind == "png":
        picture.save(out, "PNG")
    else:
        picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
