"""The check as a process of its own: what a hostile file does to a library, it does not do to the portal.

Standard input: a line of JSON (`most_pages`, `most_pixels`, `most_bytes`, `memory`, `seconds`), then the
file. Standard output: a line of JSON, `refused` or `media_type` and `page_count`, then the content to keep.
The process has no keys in its surroundings, little memory and little time.
"""

import json
import resource
import sys

from hellowork_portal.adapters.file_checks.refused import Refused

_HEIF = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def _kind(content: bytes) -> str:
    """Return what a file is by its first bytes; raises Refused."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    is_heif = content[4:8] == b"ftyp" and content[8:12] in _HEIF
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or is_heif:
        return "picture"
    raise Refused("unfit")


def _checked(content: bytes, limits: dict[str, int]) -> tuple[dict[str, object], bytes]:
    if _kind(content) == "pdf":
        from hellowork_portal.adapters.file_checks.pdfs import pages_of

        pages = pages_of(content, limits["most_pages"])
        return {"media_type": "application/pdf", "page_count": pages}, content
    from hellowork_portal.adapters.file_checks.pictures import remade

    kind, made = remade(content, limits["most_pixels"], limits["most_bytes"])
    return {"media_type": f"image/{kind}", "page_count": 0}, made


def _main() -> None:
    limits = json.loads(sys.stdin.buffer.readline())
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    told, made = {}, b""
    try:
        told, made = _checked(sys.stdin.buffer.read(), limits)
    except Refused as refused:
        told = {"refused": refused.code}
    except MemoryError:
        told = {"refused": "broken"}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + made)


if __name__ == "__main__":
    _main()
