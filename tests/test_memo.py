"""What is kept between two readings of a book, and let go of."""

from __future__ import annotations

from bankbook.memo import memo, turn


def test_the_same_work_is_done_once_until_nobody_asks_for_a_whole_turn() -> None:
    done: list[str] = []

    @memo
    def work(text: str, times: int = 1) -> str:
        done.append(text)
        return text * times

    assert [work("a"), work("a"), work("b", times=2)] == ["a", "a", "bb"]
    assert done == ["a", "b"]
    turn()
    assert work("a") == "a" and done == ["a", "b"], "asked for since the last turn"
    turn()
    turn()
    assert work("a") == "a" and done == ["a", "b", "a"]


def test_what_raises_is_not_kept() -> None:
    tries: list[int] = []

    @memo
    def work(number: int) -> int:
        tries.append(number)
        return 1 // number

    for _ in range(2):
        try:
            work(0)
        except ZeroDivisionError:
            continue
    assert tries == [0, 0]
