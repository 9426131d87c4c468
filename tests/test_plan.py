"""What inputs there are, and what each is called."""

import os
from pathlib import Path

import pytest

from flows.plan import find_inputs, require
from flows.settings import UserError


@pytest.fixture(autouse=True)
def news(tmp_path, monkeypatch):
    """Two folders of one name with a file of one name each, and the way to write more."""
    monkeypatch.chdir(tmp_path)

    def write(name, text="Мәтін."):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    write("x/news/a.txt", "Бірінші.")
    write("y/news/a.txt", "Екінші.")
    return write


def names(*roots):
    return [entry.raw_path for entry in find_inputs([Path(root) for root in roots], Path("data"))]


def test_one_root_gives_names_under_it_and_several_give_theirs(news):
    news("z/b.txt")
    assert names("x") == ["news/a.txt"]
    assert names("x/news/a.txt") == ["a.txt"]
    assert names("x", "z/b.txt") == ["b.txt", "x/news/a.txt"]


@pytest.mark.parametrize("roots", [("x/news", "y/news"), ("y/news", "x/news"), ("x/news/../news", "y/news/")])
def test_folders_of_one_name_are_told_apart_by_the_folders_they_are_in(roots):
    assert names(*roots) == ["x/news/a.txt", "y/news/a.txt"]


def test_files_of_one_name_are_told_apart_by_the_folders_they_are_in(news):
    news("x/news/b.txt")
    assert names("x/news/a.txt", "y/news/a.txt", "x/news/b.txt") == ["b.txt", "x/news/a.txt", "y/news/a.txt"]


def test_an_input_named_twice_is_one_input():
    assert names("x/news", "./x/news", Path("x/news").absolute()) == ["a.txt"]
    assert names("x/news/a.txt", "x/../x/news/a.txt") == ["a.txt"]


def test_a_folder_and_a_file_of_it_are_told_apart():
    assert names("x/news", "x/news/a.txt") == ["a.txt", "news/a.txt"]


def test_names_that_are_shown_alike_are_told_apart(news):
    raw = os.fsencode("x/news/") + b"\xff.txt"
    news("x/news/\\xff.txt", "Үшінші.")
    try:
        Path(os.fsdecode(raw)).write_text("Төртінші.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such names")
    found = find_inputs([Path("x/news")], Path("data"))
    assert [entry.raw_path for entry in found] == ["\\xff.txt", "\\xff~2.txt", "a.txt"]
    assert len({entry.sha256 for entry in found}) == 3


def test_a_link_that_is_named_is_followed_and_one_that_is_found_is_not():
    Path("z").mkdir()
    Path("z/link.txt").symlink_to(Path("x/news/a.txt").absolute())
    (named,) = find_inputs([Path("z/link.txt")], Path("data"))
    assert (named.raw_path, named.problem) == ("link.txt", None)
    assert named.sha256 == find_inputs([Path("x/news/a.txt")], Path("data"))[0].sha256
    (found,) = find_inputs([Path("z")], Path("data"))
    assert found.problem == "outside_input"
    Path("all").symlink_to(Path("x").absolute())
    assert [(entry.raw_path, entry.problem) for entry in find_inputs([Path("all")], Path("data"))] == [
        ("news/a.txt", None)
    ]


def test_what_is_no_regular_file_is_told():
    os.mkfifo("pipe")
    (found,) = find_inputs([Path("pipe")], Path("data"))
    assert (found.raw_path, found.problem, found.detail) == ("pipe", "unreadable", "it is not a regular file")


def test_a_path_that_is_not_there_is_named():
    with pytest.raises(UserError, match="x/none: no such file"):
        require(["x", "x/none"])
