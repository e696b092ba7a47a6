"""Writes a face holding only the signs of numbers, with the tabular figures as their default shapes.

usage: tabular.py FROM TO
"""
import sys
from fontTools import subset, ttLib

SIGNS = "0123456789 .,:+-\u2212\u2013%\u00a0\u2009\u202f/()×±<>≤≥=−–"
source, target = sys.argv[1:]
font = ttLib.TTFont(source, recalcTimestamp=False)  # the same bytes each time
tabular = {}
for record in font["GSUB"].table.FeatureList.FeatureRecord:
    if record.FeatureTag == "tnum":
        for index in record.Feature.LookupListIndex:
            for table in font["GSUB"].table.LookupList.Lookup[index].SubTable:
                table = getattr(table, "ExtSubTable", table)
                tabular.update(table.mapping)
for table in font["cmap"].tables:
    for code, glyph in table.cmap.items():
        table.cmap[code] = tabular.get(glyph, glyph)
# The 4 of SemiBold is three units of 2816 narrower than the other digits; here all are alike to the unit.
digits = [font.getBestCmap()[ord(digit)] for digit in "0123456789"]
widest = max(font["hmtx"][glyph][0] for glyph in digits)
for glyph in digits:
    font["hmtx"][glyph] = (widest, font["hmtx"][glyph][1])
# A family of its own, so that naming it gets the tabular digits and naming Inter does not.
for record in font["name"].names:
    if record.nameID in (1, 3, 4, 6, 16):
        text = record.toUnicode()
        joined = "InterTabular" if record.nameID == 6 else "Inter Tabular"
        record.string = text.replace("Inter", joined, 1)
if "CFF " in font:
    cff = font["CFF "].cff
    cff.fontNames[0] = cff.fontNames[0].replace("Inter", "InterTabular", 1)
    top = cff.topDictIndex[0]
    top.FamilyName = "Inter Tabular"
options = subset.Options(layout_features=[], hinting=False, name_IDs=["*"], notdef_outline=True)
worker = subset.Subsetter(options)
worker.populate(text=SIGNS)
worker.subset(font)
font.save(target)
