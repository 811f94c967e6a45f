"""Personal fields at rest: keys rotate, altered things are refused, fingerprints need the key."""

import hashlib
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import Fernet, InvalidToken

from hellowork_portal.kit import sealing
from hellowork_portal.kit.settings import settings

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
NUMBER = "13010260000001"
Use = Callable[..., None]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Iterator[Use]:
    """Set the portal's keys, newest first."""

    def set_keys(*seal: str, fingerprint: str = "aa" * 32) -> None:
        monkeypatch.setenv("PORTAL_KEYS", json.dumps({"seal": seal, "fingerprint": fingerprint}))
        forget()

    yield set_keys
    monkeypatch.undo()
    forget()


def forget() -> None:
    settings.cache_clear()
    sealing._keys.cache_clear()


def test_after_a_rotation_old_values_open_and_new_ones_need_the_new_key(use: Use) -> None:
    use(OLD)
    old = sealing.seal(NUMBER)
    use(NEW, OLD)
    new = sealing.seal(NUMBER)
    assert sealing.unseal(old) == sealing.unseal(new) == NUMBER
    use(NEW)
    assert sealing.unseal(new) == NUMBER
    with pytest.raises(InvalidToken):
        sealing.unseal(old)


def test_a_sealed_value_shows_nothing_and_is_never_the_same_twice(use: Use) -> None:
    use(NEW)
    one, other = sealing.seal(NUMBER), sealing.seal(NUMBER)
    assert one != other
    assert NUMBER not in one


def test_an_altered_value_does_not_open(use: Use) -> None:
    use(NEW)
    sealed = sealing.seal(NUMBER)
    altered = sealed[:30] + ("A" if sealed[30] != "A" else "B") + sealed[31:]
    with pytest.raises(InvalidToken):
        sealing.unseal(altered)


def test_a_fingerprint_finds_equals_and_depends_on_its_key(use: Use) -> None:
    use(NEW, fingerprint="aa" * 32)
    one = sealing.fingerprint(NUMBER)
    assert one == sealing.fingerprint(NUMBER) != sealing.fingerprint(NUMBER[:-1] + "2")
    assert one != hashlib.sha256(NUMBER.encode()).hexdigest(), "14 digits are quickly tried out without a key"
    use(OLD, fingerprint="aa" * 32)
    assert sealing.fingerprint(NUMBER) == one, "sealing keys rotate without it"
    use(NEW, fingerprint="bb" * 32)
    assert sealing.fingerprint(NUMBER) != one


@pytest.mark.parametrize(
    "spoil",
    [
        lambda signed: signed[:-1] + ("A" if signed[-1] != "A" else "B"),
        lambda signed: "x" + signed[1:],
        lambda signed: signed.split(".")[0],
        lambda signed: "",
        lambda signed: "\ud83d",
        lambda signed: "あ" * 1000,
    ],
)
def test_an_altered_token_is_nobodys(use: Use, spoil: Callable[[str], str]) -> None:
    use(NEW)
    assert sealing.unsign("register", spoil(sealing.sign("register", "TOKEN"))) is None


def test_a_token_counts_for_its_purpose_and_its_portal_alone(use: Use) -> None:
    use(NEW)
    signed = sealing.sign("register", "TOKEN")
    assert sealing.unsign("register", signed) == "TOKEN"
    assert sealing.unsign("reset", signed) is None
    use(NEW, fingerprint="bb" * 32)
    assert sealing.unsign("register", signed) is None


def test_tokens_are_long_and_kept_as_a_hash(use: Use) -> None:
    use(NEW)
    tokens = {sealing.new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {43}
    assert all(sealing.token_hash(token) == hashlib.sha256(token.encode()).hexdigest() for token in tokens)


def test_without_keys_nothing_starts_but_a_demonstration(
    monkeypatch: pytest.MonkeyPatch, use: Use, tmp_path: Path
) -> None:
    monkeypatch.setenv("PORTAL_KEYS", "")
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    for mode in ("production", "test"):
        monkeypatch.setenv("PORTAL_MODE", mode)
        forget()
        with pytest.raises(sealing.KeysMissing):
            sealing.check_keys()
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv("PORTAL_MODE", "demonstration")
    forget()
    sealing.check_keys()
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    written = file.read_text()
    sealing.make_key_file(file)
    assert file.read_text() == written, "an existing key file is never replaced"


def test_parts_that_start_at_once_make_one_key_file_that_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: sealing.make_key_file(file), range(64)))
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]
    assert set(json.loads(file.read_text())) == {"seal", "fingerprint"}
    assert file.stat().st_mode & 0o777 == 0o600
