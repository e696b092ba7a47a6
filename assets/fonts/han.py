"""Prints the characters of the test-only Han and kana face.

Kana, punctuation, full-width forms, what the sample's articles use, and the Han characters
that stand in the first level both of JIS X 0208 and of GB 2312, most frequent simplified ones added.
"""
import pathlib


def level(encoding, first, last):
    found = set()
    for row in range(first, last + 1):
        for cell in range(1, 95):
            try:
                found.add(bytes([row + 0xA0, cell + 0xA0]).decode(encoding))
            except UnicodeDecodeError:
                pass
    return found


# Forms that only one of the two languages uses, in the words of news.
OWN = (
    "这说们对会来为时国过还后发现没从动两长问关开样种进点实经军间电战机难产业东车书马门见听语请谁话让给应该将联总统议选举"
    "报导记导际访谈华美俄乌罗欧亚岛边领权争议约签协议务员会党众认证据称评论观点击视频网络环球时报观察导读图片责编辑来源链接"
    "発対戦争島領諸国際関係協議議員首相外務省会談声明条約漁業経済産業新聞社説読売朝日毎日産経共同通信時事記者写真配信国連安保"
    "単帰還択捉後志歯舞色丹露両政府側強調検討懸念伝報道応営労働豊続覚験騒黙権価値圧縮図広囲増減変様気仮実効支配"
)
text = level("euc_jp", 16, 47) & level("gb2312", 16, 55)
text |= {chr(c) for c in range(0x3000, 0x3100)} | {chr(c) for c in range(0xFF01, 0xFF5F)}
text |= {chr(c) for c in range(0x20, 0x7F)} | set("–—‘’“”…·") | set(OWN)
sample = pathlib.Path("assets/sample")
for path in sorted(sample.rglob("*")) if sample.is_dir() else []:
    if path.is_file():
        # The pages of the foreign desks keep the encodings of their countries.
        encoding = "shift_jis" if "-ja-" in path.name else "gb18030" if "-zh-" in path.name else "utf-8"
        text |= {c for c in path.read_text(encoding=encoding, errors="ignore") if ord(c) > 0x2E00}
print("".join(sorted(c for c in text if c.isprintable())))
