"""An address as a picture that a telephone reads."""

import io

import segno
from django.utils.safestring import SafeString


def drawn(address: str) -> SafeString:
    """The picture as SVG to stand in a page; what it says stands beside it in words."""
    out = io.BytesIO()
    segno.make(address, error="m").save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=True,
        scale=4,
        border=2,
        dark="#22262b",
        svgclass="qr",
        lineclass=None,
    )
    # Made here of an address of our own: nothing of it comes from outside.
    return SafeString(out.getvalue().decode())
