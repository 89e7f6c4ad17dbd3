"""Uploads are refused while they come in, not when the disk is full."""

from typing import Any

from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

LARGEST = 256 << 20
"""Bytes of one file. A chat of forty thousand messages has about four million."""
LARGEST_TOGETHER = 1 << 30
"""Bytes of all files of one request."""


class BoundedUpload(TemporaryFileUploadHandler):
    """A temporary file, as long as it stays small enough."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._together = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._together += len(raw_data)
        if start + len(raw_data) > LARGEST or self._together > LARGEST_TOGETHER:
            self._leave_out()
        super().receive_data_chunk(raw_data, start)

    def _leave_out(self) -> None:
        """The rest of the file is read past; the page says why it did not come."""
        names = left_out(self.request)
        names.append(self.file_name or "")
        self.request.__dict__["left_out"] = names
        raise SkipFile(self.file_name)


def left_out(request: Any) -> list[str]:
    """Names of the files of a request that were too large."""
    names: list[str] = request.__dict__.get("left_out", [])
    return names
