"""What stands in the town's files."""

import gzip
import zipfile

from merhav.core.periods import Month
from merhav.demo.manifest import ExportFile, Manifest

LAST = Month(2026, 10)


def text(file: ExportFile) -> str:
    content = file.path.read_bytes()
    if file.path.suffix == ".gz":
        content = gzip.decompress(content)
    if file.connector == "hotline_table":
        return content.decode("cp1255")
    if file.path.suffix == ".zip":
        with zipfile.ZipFile(file.path) as archive:
            content = archive.read("_chat.txt")
    return content.decode("utf-8-sig")


def chats(manifest: Manifest) -> list[ExportFile]:
    return [file for file in manifest.files if file.connector == "whatsapp_export"]
