"""docs/quotes.md is current, and its vocabularies name what the rules and packs hold."""

import re
from pathlib import Path

from flows.packs import load
from schemas.vocabulary import CUE_CLASSES, QUOTE_METHODS, QUOTE_REJECTIONS
from tests.quotes_page import BLOCKS, MEASURED, PAGE, ROOT, render

RULES = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "flows/transform/quotes").glob("*.py")))


def test_generated_blocks_are_current() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert render(page, BLOCKS) == page, "run `make docs`"


def test_measured_blocks_are_filled() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name in MEASURED:
        block = page.partition(f"<!-- {name} -->\n")[2].partition(f"<!-- /{name} -->")[0]
        assert block.count("\n|") > 5, f"run `make docs`: {name} is empty"


def test_every_method_is_documented() -> None:
    proposed = set(re.findall(r'method="([a-z-]+)"|"([a-z-]+)", 0\.\d+\)?(?: if |$)', RULES, re.MULTILINE))
    named = {one or other for one, other in proposed}
    assert {"direct-marked", "nominalised", "that-clause"} <= named <= set(QUOTE_METHODS)


def test_every_reason_is_given_and_every_class_is_used() -> None:
    audit = Path(ROOT / "flows/transform/quotes/audit.py").read_text(encoding="utf-8")
    assert all(f'"{reason}"' in audit for reason in QUOTE_REJECTIONS)
    classes = {group["class"] for pack in load("quotes").values() for group in pack["cues"]}
    classes |= {group["class"] for pack in load("quotes").values() for group in pack["according"]}
    assert classes == set(CUE_CLASSES)
