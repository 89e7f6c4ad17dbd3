"""Uploads are refused while they come in, not when the disk is full."""

from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

LARGEST = 256 << 20
"""Bytes of one upload. A chat of forty thousand messages has about four million."""


class BoundedUpload(TemporaryFileUploadHandler):
    """A temporary file, as long as it stays small enough."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > LARGEST:
            raise SkipFile(self.file_name)  # the rest is read past, and the form says why no file came
        super().receive_data_chunk(raw_data, start)
