"""Cut the charts' Chinese letters out of Noto Sans CJK, so that they take 1.5 MB and not 19.

    python docs/fonts/cut.py NotoSansCJK-Regular.ttc

The letters of GB 2312 stay: 6 763 characters, which is what people type names with, and its signs.
The family gets a name of its own, so that it is never taken for a whole Noto on some machine.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

FULL = "Noto Sans CJK SC"
FAMILY = "ClinicPulse CJK"
KEPT = Path(__file__).parents[2] / "metrics" / "kit" / "fonts" / "clinicpulse-cjk.otf"
ROWS = range(0xA1, 0xF8)
CELLS = range(0xA1, 0xFF)
NAMES = {1: FAMILY, 3: "clinicpulse-cjk", 4: FAMILY, 6: "ClinicPulseCJK-Regular"}


def characters() -> set[int]:
    """Return the code points of GB 2312."""
    pairs = (bytes((row, cell)) for row in ROWS for cell in CELLS)
    return {ord(each) for pair in pairs for each in pair.decode("gb2312", "ignore")}


def simplified(source: Path) -> TTFont:
    """Return the font of the collection that draws as mainland China writes."""
    for font in TTCollection(source, recalcTimestamp=False).fonts:
        if font["name"].getDebugName(1) == FULL:
            return font
    raise SystemExit(f"{source} holds no {FULL}")


def cut(font: TTFont) -> None:
    """Keep the letters, without hints and without what only layout engines read."""
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True)
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    letters = subset.Subsetter(options)
    letters.populate(unicodes=characters())
    letters.subset(font)


def rename(font: TTFont) -> None:
    """Give the font the names of its own family."""
    for each in font["name"].names:
        if each.nameID in NAMES:
            each.string = NAMES[each.nameID]
    top = font["CFF "].cff
    top.fontNames = [NAMES[6]]
    top[0].FamilyName = top[0].FullName = FAMILY


def main() -> None:
    """Write the part that is kept in the tree."""
    font = simplified(Path(sys.argv[1]))
    cut(font)
    rename(font)
    font.save(KEPT, reorderTables=True)


if __name__ == "__main__":
    main()
