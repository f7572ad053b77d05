"""PDFs written byte by byte."""


def sheet(content: bytes, box: str, resources: str, *more: bytes) -> bytes:
    """Return a PDF of one page."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox {box}/Contents 4 0 R/Resources {resources}>>".encode(),
        stream(content),
        *more,
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF"


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (more, len(data), data)


def nested_forms(depth: int = 9, times: int = 8) -> bytes:
    """Return a page of forms, each of which draws the next one some times: 8^9 letters in two kilobytes."""
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%s>>"
    forms = [stream(b"/X Do " * times, form % b"/XObject<</X %d 0 R>>" % (6 + at)) for at in range(depth)]
    font = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    last = stream(b"BT /F 12 Tf (x) Tj ET", form % font)
    return sheet(b"/X Do", "[0 0 595 842]", "<</XObject<</X 5 0 R>>>>", *forms, last)
