"""Workers: where the parts of a book are made up. Any `concurrent.futures.Executor` will do."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver
from multiprocessing.connection import wait
from typing import Any, TypeVar

from bankbook.notices import BuildError, Notice, SystemPartMissing
from bankbook.said import say

Given = TypeVar("Given")
Made = TypeVar("Made")

#: Imported once, before workers are made from the process that has it.
PRELOAD = "bankbook.press.makeup"

DASK = "dask://"
DASK_REMEDY = "pip install 'bankbook[dask]'"
DIED = say(
    "a worker was killed, and so was the one that took its place: perhaps there is not enough memory"
)
DIED_REMEDY = say("try again with `--jobs 1`, which needs the least memory")


class Workers:
    """Processes of this machine, or an engine elsewhere. Nothing is started before it is needed or
    `warm` is called; leaving the context stops everything that was started."""

    def __init__(self, jobs: int = 1, address: str = "") -> None:
        """`jobs` is how many processes may work here, 1 being this one; `address` names an engine
        (`dask://HOST:PORT`) to use instead."""
        self.jobs, self.address = jobs, address
        self._executor: Executor | None = None
        self._client: Any = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def warm(self) -> None:
        """Begin to load what workers need, while this process does something else."""
        if self.jobs > 1 and not self.address and _method() == "forkserver":
            multiprocessing.get_context("forkserver").set_forkserver_preload([PRELOAD])
            forkserver.ensure_running()

    def map(
        self, work: Callable[[Given], Made], items: Sequence[Given], size: Callable[[Given], int]
    ) -> Iterator[tuple[int, Made]]:
        """Do the work on each item, the largest first, and give each result, with its item's index,
        as it comes. Raises BuildError with what is wrong with all of them, and SystemPartMissing."""
        order = sorted(range(len(items)), key=lambda index: -size(items[index]))
        notices: list[Notice] = []
        if not self.address and (self.jobs == 1 or not items):
            for index in order:
                try:
                    yield index, work(items[index])
                except BuildError as error:
                    notices += error.notices
        else:
            for attempt in (1, 2):
                left: list[int] = []
                try:
                    for index, made in self._submitted(work, items, order, left):
                        if isinstance(made, BuildError):
                            notices += made.notices
                        else:
                            yield index, made
                    break
                except (BrokenProcessPool, EOFError, ConnectionError):
                    self.stop()
                    order = left
                    if attempt == 2:
                        raise SystemPartMissing(DIED, DIED_REMEDY) from None
        if notices:
            raise BuildError(notices)

    def _submitted(
        self,
        work: Callable[[Given], Made],
        items: Sequence[Given],
        order: list[int],
        left: list[int],
    ) -> Iterator[tuple[int, Made | BuildError]]:
        """Results as they come; `left` always holds what is not done."""
        left += order
        futures = {self._pool().submit(work, items[index]): index for index in order}
        try:
            for future in as_completed(futures):
                index = futures[future]
                try:
                    made: Made | BuildError = future.result()
                except BuildError as error:
                    made = error
                left.remove(index)
                yield index, made
        finally:
            for future in futures:
                future.cancel()

    def _pool(self) -> Executor:
        if self._executor is None:
            if self.address:
                self._client, self._executor = _dask(self.address)
            else:
                self.warm()
                context = multiprocessing.get_context(_method())
                self._executor = ProcessPoolExecutor(self.jobs, context, _begin)
        return self._executor

    def stop(self) -> None:
        """Stop what was started, whatever it is doing."""
        executor, self._executor = self._executor, None
        if isinstance(executor, ProcessPoolExecutor):
            processes = list((executor._processes or {}).values())
            executor.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                with contextlib.suppress(OSError, AttributeError):
                    process.kill()
            for process in processes:
                process.join(5)
        elif executor is not None:
            executor.shutdown(wait=False)
        if self._client is not None:
            self._client.close()
            self._client = None


def _method() -> str:
    """How processes are made: copies of one that has loaded everything, where the system can."""
    methods = multiprocessing.get_all_start_methods()
    return "forkserver" if "forkserver" in methods else "spawn"


def _begin() -> None:
    """A worker's first step: it ends when the program ends, however that ends."""
    gc.disable()  # made-up parts are searched for garbage by themselves (`makeup`)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the program is told, and stops its workers
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _dask(address: str) -> tuple[Any, Executor]:
    """The engine's own executor. Raises SystemPartMissing."""
    try:
        from distributed import Client
    except ImportError:
        raise SystemPartMissing(say("Dask is not installed"), DASK_REMEDY) from None
    place = f"tcp://{address.removeprefix(DASK)}"
    try:
        client = Client(place, timeout=10, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        message = say(
            "there is no Dask scheduler at {address}: {error}", address=address, error=error
        )
        raise SystemPartMissing(message, say("start one: `dask scheduler`, then workers")) from None
    return client, client.get_executor(pure=False, retries=2)  # type: ignore[no-untyped-call]
