"""The picture that a stored notebook keeps."""

import base64
import html


def still_html(png: bytes, size_px: tuple[int, int], alt: str) -> str:
    """Return a picture as HTML with its alternative text.

    JupyterLab drops the alternative text of an ``image/png``.

    Parameters
    ----------
    png : bytes
        The picture.
    size_px : tuple of int
        Width and height on the page, CSS pixels.
    alt : str
        What it shows, in one line.

    Returns
    -------
    str
        An ``<img>`` with the picture in it.
    """
    width, height = size_px
    data = base64.b64encode(png).decode("ascii")
    return (
        f'<img src="data:image/png;base64,{data}" alt="{html.escape(alt)}" '
        f'width="{width}" height="{height}">'
    )
