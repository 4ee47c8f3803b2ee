from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Generic, NamedTuple, Optional, Protocol, TypedDict, TypeVar, Union

T = TypeVar("T")


class Pair(NamedTuple):
    first: int
    second: str = "two"


class Movie(TypedDict):
    title: str
    year: int


class Box(Generic[T]):
    def __init__(self, item: T) -> None:
        self.item: T = item

    def get(self) -> T:
        return self.item


class Speaker(Protocol):
    def speak(self) -> str: ...


def f(x: Optional[int], y: Union[int, str], *rest: Any, g: Callable[[int], int] | None = None) -> list[dict[str, int]]:
    return [{"x": x or 0}]


def first[S](items: list[S]) -> S:
    return items[0]


type Names = list[str]
movie: Movie = {"title": "M", "year": 1931}
print(f(None, 1), Pair(1), Pair(1, "b").second, movie["title"], Box(5).get(), Box[int](7).get(), first([1, 2]))
