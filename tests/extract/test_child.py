"""The child process that reads pages: it may hang, crash or be killed, and the next page is read all the same."""

import os
import signal
import time

import pytest

from flows.extract.child import Pages
from flows.extract.refused import Refused
from tests.hostile import BODY, TITLE, page


def test_a_page_is_read_and_the_child_ends_with_its_owner():
    with Pages(20.0, 200) as pages:
        assert pages.read(page().encode())["lines"][-3:] == list(BODY)
        child = pages._child
        assert child.poll() is None
    assert child.poll() is not None


def test_a_page_that_takes_too_long_is_refused_and_the_next_is_read():
    with Pages(0.3, 10**6) as pages:
        slow = page(body=BODY * 30_000).encode()
        with pytest.raises(Refused) as refused:
            pages.read(slow)
        assert refused.value.reason == "page_timeout"
        assert TITLE in pages.read(page().encode())["headlines"]


def test_a_child_that_was_killed_costs_no_more_than_its_page():
    with Pages(20.0, 200) as pages:
        pages.read(page().encode())
        os.kill(pages._child.pid, signal.SIGKILL)
        time.sleep(0.2)
        with pytest.raises(Refused) as refused:
            pages.read(page().encode())
        assert refused.value.reason == "page_crashed"
        assert pages.read(page().encode())["lines"]


def test_nesting_beyond_the_limit_takes_the_whole_page():
    deep = b"<html><body>" + b"<div>" * 300 + page().encode() + b"</body></html>"
    with Pages(20.0, 200) as pages:
        found = pages.read(deep)
    assert found["whole"]
    assert BODY[0] in found["lines"]
