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


def lines(title):
    return page(title=title).encode()


def test_pages_asked_ahead_are_answered_in_order_whichever_is_waited_for():
    with Pages(20.0, 200) as pages:
        asked = [pages.ask(lines(f"Тақырып {number}")) for number in range(30)]
        assert pages.answer(asked[-1])["headlines"] == ["Тақырып 29"]
        assert [pages.answer(one)["headlines"] for one in asked] == [[f"Тақырып {number}"] for number in range(30)]


def test_pages_and_answers_larger_than_any_pipe_do_not_wait_for_each_other():
    long = "Ұзақ сөйлем осында тұр. " * 50_000  # over 2 MB in UTF-8, and as much to answer
    with Pages(60.0, 200) as pages:
        asked = [pages.ask(f"<p>{number} {long}</p>".encode()) for number in range(4)]
        assert [pages.answer(one)["lines"][0].split()[0] for one in asked] == ["0", "1", "2", "3"]


def test_only_the_page_that_takes_too_long_is_refused_of_those_asked_ahead():
    with Pages(0.3, 10**6) as pages:
        asked = [pages.ask(one) for one in (lines("Бір"), page(body=BODY * 30_000).encode(), lines("Екі"))]
        assert pages.answer(asked[2])["headlines"] == ["Екі"]
        assert pages.answer(asked[0])["headlines"] == ["Бір"]
        with pytest.raises(Refused) as refused:
            pages.answer(asked[1])
        assert refused.value.reason == "page_timeout"


def test_only_the_oldest_page_is_refused_when_the_child_ends_under_several():
    with Pages(60.0, 10**6) as pages:
        pages.read(page().encode())
        asked = [pages.ask(one) for one in (page(body=BODY * 30_000).encode(), lines("Бір"), lines("Екі"))]
        os.kill(pages._child.pid, signal.SIGKILL)
        with pytest.raises(Refused) as refused:
            pages.answer(asked[0])
        assert refused.value.reason == "page_crashed"
        assert [pages.answer(one)["headlines"] for one in asked[1:]] == [["Бір"], ["Екі"]]


def test_an_answer_nobody_waits_for_is_nobody_elses():
    with Pages(20.0, 200) as pages:
        pages.ask(lines("Бір"))
        assert pages.read(lines("Екі"))["headlines"] == ["Екі"]
