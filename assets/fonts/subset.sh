#!/bin/sh
# Makes the bundled faces and the test-only Han and kana face out of Debian's font packages.
# Needs: fonts-inter, fonts-noto-core, fonts-noto-cjk (versions in ../SOURCES.md), Python with fonttools.
# Run from the project's root: sh assets/fonts/subset.sh
set -eu
out=assets/fonts
inter=/usr/share/fonts/opentype/inter
noto=/usr/share/fonts/truetype/noto
# Latin, Greek, Cyrillic, punctuation, currency, arrows, mathematics, shapes, keyboard signs.
ranges='U+0000-052F,U+1AB0-1AFF,U+1C80-1C8F,U+1D00-1DBF,U+1E00-1FFF,U+2000-206F,U+2070-20CF,U+2100-22FF,U+2300-23FF,U+2460-24FF,U+2500-27BF,U+A640-A69F,U+FB00-FB06,U+FEFF,U+FFFC-FFFD'
# No calt and no ligatures: "->" in an article must not turn into an arrow, and a hit may end inside "fi".
features='kern,mark,mkmk,ccmp,locl,tnum,lnum,pnum,case,sups,subs,frac'
subset() { pyftsubset "$1" --unicodes="$ranges" --layout-features="$features" --no-hinting \
  --name-IDs='*' --notdef-outline --glyph-names --output-file="$2"; }
subset $inter/Inter-Regular.otf $out/Inter-Regular.otf
subset $inter/Inter-SemiBold.otf $out/Inter-SemiBold.otf
subset $inter/Inter-Bold.otf $out/Inter-Bold.otf
subset $noto/NotoSerif-Regular.ttf $out/NotoSerif-Regular.ttf
subset $noto/NotoSerif-Bold.ttf $out/NotoSerif-Bold.ttf
subset $noto/NotoSerif-Italic.ttf $out/NotoSerif-Italic.ttf
# Digits of one width for columns of numbers: a face of few glyphs, to be put before Inter.
python3 $out/tabular.py $inter/Inter-Regular.otf $out/InterTabular-Regular.otf
python3 $out/tabular.py $inter/Inter-SemiBold.otf $out/InterTabular-SemiBold.otf
# Tests only: kana and the Han characters that Japanese and Chinese both use most, plus those of the sample.
python3 $out/han.py > han.tmp
for weight in Regular Bold; do
  pyftsubset /usr/share/fonts/opentype/noto/NotoSansCJK-$weight.ttc --font-number=0 --text-file=han.tmp \
    --layout-features='' --no-hinting --desubroutinize --output-file=tests/data/fonts/NotoSansCJKjp-$weight-subset.otf
done
rm han.tmp
