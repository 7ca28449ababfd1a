"""The empty Word file that letters are written into: styles and numbering, and no words.

Kept apart because python-docx and lxml are heavy, and only the build needs them: what fills the
file (`decision_tree.letter.to_docx`) needs neither.
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from decision_tree.letter import BULLETS, FIRST_NUMBERED, MOST_NUMBERED, zip_bytes

_KEPT_STYLES = ("Normal", "DefaultParagraphFont", "TableNormal", "NoList")
_INK = RGBColor(0x1D, 0x24, 0x29)
_FONT = "Arial"
_LEFT_OUT = ("docProps/thumbnail.jpeg", "customXml/", "word/stylesWithEffects.xml")


@cache
def docx_skeleton() -> bytes:
    """An empty Word file, A4, in a readable font and British English, ready for `to_docx`.

    It has the styles and the numbering that `to_docx` names, and always the same bytes.
    """
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2)
    _set_styles(document)
    _set_numbering(document)
    _set_properties(document)
    stream = io.BytesIO()
    document.save(stream)
    return _same_bytes(stream.getvalue())


def _set_styles(document: Any) -> None:
    styles = document.styles.element
    for style in list(styles.findall(qn("w:style"))):
        if style.get(qn("w:styleId")) not in _KEPT_STYLES:
            styles.remove(style)
    styles.remove(styles.find(qn("w:latentStyles")))
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = _FONT, Pt(11), _INK
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.1
    fonts = normal.element.rPr.rFonts
    for script in ("w:cs", "w:eastAsia"):
        fonts.set(qn(script), _FONT)
    normal.element.rPr.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-GB"/>'))
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
        language.set(qn("w:eastAsia"), "en-GB")
    _add_style(document, "Heading 1", before=6, after=10)
    _add_style(document, "Heading 2", before=10, after=4)
    _add_style(document, "List Paragraph", before=0, after=4, bold=False, outline=False)
    _add_style(document, "Table Heading", before=2, after=2, outline=False)
    _add_style(document, "Table Text", before=2, after=2, bold=False, outline=False)
    styles.append(parse_xml(_TABLE_GRID))


def _add_style(
    document: Any, name: str, before: int, after: int, bold: bool = True, outline: bool = True
) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    style.base_style = document.styles["Normal"]
    style.font.bold = bold
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    if outline:
        style.paragraph_format.keep_with_next = True
        level = parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{int(name[-1]) - 1}"/>')
        style.element.pPr.append(level)


_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TABLE_GRID = (
    f'<w:style {nsdecls("w")} w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
    '<w:basedOn w:val="TableNormal"/><w:pPr><w:spacing w:after="0"/></w:pPr>'
    f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr></w:style>"
)


def _set_numbering(document: Any) -> None:
    """One bullet list, and MOST_NUMBERED numbered lists that each begin at 1."""
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    numbering.append(parse_xml(_abstract(0, "bullet", "\u2022")))
    numbering.append(parse_xml(_abstract(1, "decimal", "%1.")))
    numbering.append(parse_xml(_list(BULLETS, 0)))
    for number in range(FIRST_NUMBERED, FIRST_NUMBERED + MOST_NUMBERED):
        numbering.append(parse_xml(_list(number, 1, restart=True)))


def _abstract(number: int, form: str, text: str) -> str:
    return (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>'
    )


def _list(number: int, abstract: int, restart: bool = False) -> str:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    return (
        f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
        f"{override if restart else ''}</w:num>"
    )


def _set_properties(document: Any) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.title, properties.language = "Letter", "en-GB"
    element = properties._element
    for stamp in ("dcterms:created", "dcterms:modified"):
        found = element.find(qn(stamp))
        if found is not None:
            element.remove(found)


def _same_bytes(content: bytes) -> bytes:
    """The same Word file without pictures and leftovers, and without the day it was made."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = [name for name in parts.namelist() if not name.startswith(_LEFT_OUT)]
        kept = {name: parts.read(name) for name in names}
    for name in ("_rels/.rels", "word/_rels/document.xml.rels", "[Content_Types].xml"):
        kept[name] = _LEFTOVER_LINK.sub(b"", kept[name])
    return zip_bytes(kept)


_LEFTOVER_LINK = re.compile(
    rb'<(?:Relationship|Override|Default)\b[^>]*(?:thumbnail|customXml|stylesWithEffects|"jpeg")[^>]*/>'
)
