"""Verifying a release: every file there, none too many, each byte as the manifest says."""

from pathlib import Path
from typing import Any

from flows.publish.manifest import CHECKSUMS, INDEX, MANIFEST, File, checksums, describe, read


def problems(release: Path) -> list[str]:
    """Check a release directory.

    Returns:
        One line per problem, naming the file; empty when all is well.

    Raises:
        UserError: when the directory holds no manifest, or a damaged one.
    """
    content = read(release / MANIFEST)
    try:
        files = [File(**entry) for entry in content["files"]]
    except (KeyError, TypeError) as error:
        return [f"{MANIFEST}: it is damaged ({error})"]
    found = _against_index(release)
    known = {file.path for file in files} | {MANIFEST}
    found += [f"{path.name}: not in the manifest" for path in sorted(release.iterdir()) if path.name not in known]
    for file in files:
        found += _against_manifest(release, file)
    sums = release / CHECKSUMS
    if sums.exists() and sums.read_bytes() != checksums([file for file in files if file.path != CHECKSUMS]).encode():
        found.append(f"{CHECKSUMS}: it does not agree with the manifest")
    return found


def _against_manifest(release: Path, expected: File) -> list[str]:
    path = release / expected.path
    if not path.is_file() or path.parent != release:
        return [f"{expected.path}: missing"]
    try:
        actual = describe(path)
    except (OSError, ValueError) as error:  # a Parquet file whose footer is damaged is an ArrowInvalid, a ValueError
        return [f"{expected.path}: it cannot be read ({error})"]
    if actual.bytes != expected.bytes:
        return [f"{expected.path}: {actual.bytes} bytes instead of {expected.bytes}"]
    if actual.sha256 != expected.sha256:
        return [f"{expected.path}: its bytes differ (SHA-256 {actual.sha256} instead of {expected.sha256})"]
    if actual.rows != expected.rows:
        return [f"{expected.path}: {actual.rows} rows instead of {expected.rows}"]
    return []


def _against_index(release: Path) -> list[str]:
    """Check the manifest itself against the index of releases, where one lies beside the release."""
    index = release.resolve().parent / INDEX
    if not index.exists():
        return []
    listed: dict[str, Any] = {entry["version"]: entry for entry in read(index)["releases"]}
    entry = listed.get(release.resolve().name)
    if entry is None:
        return [f"{INDEX}: it does not list this release"]
    if describe(release / MANIFEST).sha256 != entry["manifest_sha256"]:
        return [f"{MANIFEST}: its bytes differ from what {INDEX} says"]
    return []
