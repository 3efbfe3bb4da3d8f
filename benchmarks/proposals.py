"""What is read off scans that are not ours: precision and recall of every proposed field, by text layer and, with tesseract, by image.

    python benchmarks/proposals.py [--smoke] [--wrong]

Precision: of what was proposed, the share that is right. Recall: of what stands on the page, the share proposed rightly. "80+" is the
precision of what was said with a confidence of 80 or more. `--wrong` lists the mistakes.
"""

from __future__ import annotations

import random
import sys
import unicodedata
from datetime import date

from _bench import SMOKE, verdict
from _scans import Score, scans

from tinhso.documents.incoming.proposals import Page, Word, propose
from tinhso.documents.incoming.proposals.reading import answer_pages, has_ocr

MISREAD = 0.02
COUNT = 22 if SMOKE else 242
TODAY = date(2020, 3, 9)
LIMIT = 0.03
"""What a clerk would not forgive: a wrong number or day taken with one key."""


def misread(page: Page, dice: random.Random) -> Page:
    """A page as a recognising machine might give it: no fonts, boxes as high as their letters, some signs taken for others."""
    words = []
    for w in page.words:
        text = "".join(_other(c, dice) if dice.random() < MISREAD else c for c in w.text)
        low = 0.22 if not set("gpqyạậặẹệịọộợụựỵ,;") & set(w.text) else 0.05
        high = w.bottom - w.top
        shift = dice.uniform(-0.4, 0.4)
        words.append(
            Word(text, w.left, w.top + 0.15 * high + shift, w.right, w.bottom - low * high + shift, False, dice.uniform(0.86, 0.97))
        )
    return Page(page.width, page.height, tuple(words), True)


def _other(sign: str, dice: random.Random) -> str:
    if sign.isdigit() or not sign.isalpha():
        return sign  # a wrong digit is not seen by any rule: what is measured here is what the rules make of words
    bare = unicodedata.normalize("NFD", sign)[0]
    return {"o": "0", "O": "Ô", "l": "1", "I": "l", "Đ": "D"}.get(bare, bare) if dice.random() < 0.8 else dice.choice("aeinot")


def main() -> int:
    made = list(scans(COUNT))
    score = Score()
    for scan in made:
        score.add(scan, propose(answer_pages(scan.pdf)[0], TODAY))
    score.show(f"text layer, {COUNT} scans in {len({s.layout for s in made})} layouts")
    if "--wrong" in sys.argv[1:]:
        print("\n".join(score.wrong))
    rough = Score()
    dice = random.Random(7)
    for scan in made:
        rough.add(scan, propose([misread(p, dice) for p in answer_pages(scan.pdf)[0]], TODAY))
    rough.show(f"the same, misread on purpose: {MISREAD:.0%} of the letters lose or change an accent or are taken for another, boxes tight")
    if has_ocr():
        seen = Score()
        for scan in made[: COUNT // 2]:
            seen.add(scan, propose(answer_pages(scan.picture)[0], TODAY))
        seen.show(f"image only, {COUNT // 2} scans, tesseract")
    else:
        print("image only: not measured, tesseract with vie is not installed")
    wrong = 1 - min(score.precision("notation"), score.precision("document_date"))
    print(f"numbers or days proposed wrongly, to all proposed: ratio {wrong:.3f} (limit {LIMIT})")
    return verdict(wrong, LIMIT)


if __name__ == "__main__":
    raise SystemExit(main())
