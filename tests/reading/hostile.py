"""Files that try to break the reading, made from scratch."""

from __future__ import annotations

import io
import zipfile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://x/officeDocument" Target="{target}"/></Relationships>'
)


def packed(document: bytes | str, target: str = "word/document.xml", **others: bytes) -> bytes:
    """A DOCX package with this main document; other parts by file name with `__` for `/`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", _RELATIONSHIPS.format(target=target))
        archive.writestr(target, document)
        for name, content in others.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def word_body(body: str, before: str = "") -> str:
    """A main document with this body; `before` stands before the root element."""
    return f'{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'


def paragraph(text: str) -> str:
    """A plain paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def swelling_docx(megabytes: int) -> bytes:
    """A small file that unpacks to very much."""
    return packed(word_body(paragraph("a" * (megabytes * 1_000_000))))


def laughing_docx() -> bytes:
    """A document whose entities swell a billion times."""
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(97 + n)} "{f"&{chr(96 + n)};" * 10}">' for n in range(1, 10)
    )
    return packed(word_body(paragraph("&j;"), f"<!DOCTYPE w [{entities}]>"))


def outward_docx() -> bytes:
    """A document that asks for a file of the machine."""
    return packed(word_body(paragraph("&x;"), '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'))


def deep_docx() -> bytes:
    """A document of a hundred thousand elements one inside the other."""
    depth = 100_000
    return packed(word_body("<w:sdt>" * depth + "</w:sdt>" * depth))


def pdf(*objects: str, trailer: str = "", root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1."""
    out = b"%PDF-1.7\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root {root} 0 R {trailer} >>\n".encode()
    return out + f"startxref\n{start}\n%%EOF\n".encode()


def _stream(content: str, entries: str = "") -> str:
    return f"<< /Length {len(content)} {entries} >>\nstream\n{content}\nendstream"


def one_page_pdf(content: str, trailer: str = "") -> bytes:
    """A PDF of one page with this content stream."""
    return pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F 5 0 R >> >> >>",
        _stream(content),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        trailer=trailer,
    )


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    key = "<" + "00" * 32 + ">"
    encryption = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >> /ID [<00> <00>]"
    return one_page_pdf("BT /F 12 Tf 72 700 Td (Text) Tj ET", encryption)


def picture_pdf() -> bytes:
    """A PDF of one page with a grey square and no text, as a scanner makes it."""
    return one_page_pdf("0.5 g 72 72 400 600 re f")


def unfolding_pdf(levels: int = 9) -> bytes:
    """A small PDF whose page draws a form ten times, which draws another ten times, and so on."""
    first_form = 5
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        f" /Resources << /XObject << /X {first_form} 0 R >> >> >>",
        _stream("/X Do " * 10),
    ]
    for level in range(levels):
        last = level == levels - 1
        inner = "" if last else f"/Resources << /XObject << /X {first_form + level + 1} 0 R >> >>"
        content = "BT /F 9 Tf (x) Tj ET" if last else "/X Do " * 10
        objects.append(_stream(content, f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] {inner}"))
    return pdf(*objects)
