"""Any bytes under any name: nothing fails, every document is a source or a reject, offsets are exact."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.extract.child import Pages
from tests import fuzz
from tests.hostile import ARTICLE, jsonl

NAMES = st.builds(str.__add__, st.sampled_from(fuzz.SUFFIXES), st.sampled_from(fuzz.PACKED)).map("a".__add__)
PIECES = st.binary(max_size=60) | st.sampled_from(fuzz.TOKENS) | st.text(max_size=30).map(str.encode)


@pytest.fixture(scope="module")
def check(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fuzz")
    with Pages(fuzz.LIMITS.page_seconds, fuzz.LIMITS.nesting) as pages:

        def run(name, raw, *, whole=False):
            return fuzz.check(name, raw, pages, folder, whole=whole)

        yield run


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(NAMES, st.lists(PIECES, max_size=9).map(b"".join), st.sampled_from([None, *fuzz.PACKERS]))
def test_any_bytes_are_read_or_refused(check, name, raw, pack):
    check(name, pack(raw) if pack else raw)


@settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
@given(NAMES, st.sampled_from(fuzz.seeds()), st.randoms(use_true_random=False))
def test_any_damage_leaves_a_shard_whole(check, name, seed, chance):
    check(name, fuzz.damaged(seed[1], chance), whole=True)


@pytest.mark.parametrize("number", range(24))
def test_inputs_of_the_fuzzer(check, number):
    assert fuzz.made(0, number) == fuzz.made(0, number)
    check(*fuzz.made(0, number), whole=number % fuzz.WHOLE == 0)


def test_what_is_wrong_is_found(check, monkeypatch):
    monkeypatch.setattr(fuzz, "NEVER", frozenset({"binary"}))
    with pytest.raises(fuzz.FindingError, match="binary"):
        check("a.txt", b"\x89PNG\r\n\x1a\n")
    monkeypatch.setattr("flows.extract.jsonl._broken_off", lambda line, *_: line)
    with pytest.raises(fuzz.FindingError, match="not what was hashed"):
        check("a.jsonl", jsonl([{"text": ARTICLE}] * 2))
