"""The style sheet that only numbers can write: page size, margins, bleed, running heads' places."""

from __future__ import annotations

from bankbook.design import Design, PageSize

#: How far from the trim size the paper goes, in mm: room for crop marks beyond the bleed.
SLUG = 10.0

#: How far from the trim what hangs in the outer margin ends, in mm.
EDGE = 10.0

HEAD = 'font-family: "Noto Sans SC"; font-size: 8.5pt; color: #555; vertical-align: bottom; padding-bottom: 9mm; white-space: nowrap;'
NUMBERED = "string(number) string(after-number)"
FOLIO = 'font-family: "STIX Two Text"; font-size: 10pt; vertical-align: top; padding-top: 7mm;'


def page_sheet(design: Design, page: PageSize) -> str:
    """CSS for `@page` and, as custom properties on `:root`, what styles need to know of it."""
    width, height = page.trim
    inner, outer = f"{page.inner:.3f}mm", f"{page.outer:.3f}mm"
    vertical = f"margin-top: {page.top:.3f}mm; margin-bottom: {page.bottom:.3f}mm;"
    marks = f"bleed: {SLUG}mm; marks: crop;" if design.bleed else ""
    root = f"""
:root {{
  --width: {width}mm; --height: {height}mm; --bleed: {design.bleed}mm;
  --inner: {inner}; --outer: {outer}; --top: {page.top:.3f}mm; --bottom: {page.bottom:.3f}mm;
  --measure: {page.measure}pt; --depth: {page.lines * 18}pt;
}}
@page {{ size: {width}mm {height}mm; {vertical} margin-left: {inner}; margin-right: {outer}; {marks} }}
@page cover {{ margin: 0; }}
"""
    if not design.two_sided:
        return root + (
            f"@page {{ @top-left {{ content: string(chapter, first-except); {HEAD} }}"
            f" @top-right {{ content: string(number); {HEAD} }}"
            f" @bottom-right {{ content: counter(page); {FOLIO} }} }}\n"
        )
    if not design.notes:
        return root + (
            f"@page :left {{ margin-left: {outer}; margin-right: {inner};"
            f" @top-left {{ content: {NUMBERED} string(chapter, first-except); {HEAD} }}"
            f" @bottom-left {{ content: counter(page); {FOLIO} }} }}\n"
            f"@page :right {{ @top-right {{ content: {NUMBERED} string(question); {HEAD} }}"
            f" @bottom-right {{ content: counter(page); {FOLIO} }} }}\n"
        )
    # The folio and the question's number stand at the edge of the notes, to be found by the thumb.
    hang = f"{page.outer - EDGE:.3f}mm"
    # As in a dictionary: the first on the verso, the last on the recto.
    look = f"{HEAD} font-size: 11pt; font-weight: 700; color: #1f5f7a;"
    return root + (
        f"@page :left {{ margin-left: {outer}; margin-right: {inner};"
        f" @top-left-corner {{ content: string(number); {look} text-align: left; padding-left: {EDGE}mm; }}"
        f" @top-left {{ content: string(chapter, first-except); {HEAD} }}"
        f" @bottom-left {{ content: counter(page); {FOLIO} margin-left: -{hang}; }} }}\n"
        f"@page :right {{ @top-right {{ content: string(question, last); {HEAD} }}"
        f" @top-right-corner {{ content: string(number, last); {look} text-align: right; padding-right: {EDGE}mm; }}"
        f" @bottom-right {{ content: counter(page); {FOLIO} margin-right: -{hang}; }} }}\n"
    )


def wrapper_sheet(design: Design, page: PageSize, spine: float) -> str:
    """CSS for a cover's sheet: two trim sizes and a spine of so many mm side by side."""
    width, height = page.trim
    bleed = max(design.bleed, 3.0)
    return f"""
:root {{ --width: {width}mm; --height: {height}mm; --spine: {spine:.3f}mm; --bleed: {bleed}mm; }}
@page {{ size: {2 * width + spine:.3f}mm {height}mm; margin: 0; bleed: {SLUG}mm; marks: crop; }}
"""
