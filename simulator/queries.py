"""Callback queries: each lives fifteen seconds and is answered once."""

from dataclasses import dataclass

from simulator.clock import Clock
from simulator.errors import bad_request
from simulator.state import State

LIFETIME = 15
_FORGET_OVER = 1_000


@dataclass(slots=True)
class Query:
    """A press that waits for its answer; its time runs by the clock that never jumps."""

    chat_id: int
    born: float

    def record(self) -> list:
        """What is saved."""
        return [self.chat_id, self.born]


class Queries:
    """The presses that can still be answered."""

    def __init__(self, state: State, clock: Clock) -> None:
        self._state = state
        self._clock = clock
        self._waiting = {key: Query(*record) for key, record in state.journal.load("query")}

    def __len__(self) -> int:
        return len(self._waiting)

    def open(self, chat_id: int) -> str:
        """The id of a new query."""
        if len(self._waiting) > _FORGET_OVER:
            self._forget_late()
        query_id = str((chat_id << 32) + self._state.next("query"))
        query = self._waiting[query_id] = Query(chat_id, self._clock.steady())
        self._state.journal.put("query", query_id, query)
        return query_id

    def answer(self, query_id: str) -> int:
        """Closes a query and names its chat; 400 when it is too late, answered or invented."""
        query = self._waiting.pop(query_id, None)
        if query is not None:
            self._state.journal.drop("query", query_id)
        if query is None or self._late(query):
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        return query.chat_id

    def waiting(self, query_id: str) -> bool:
        """Whether the button still looks pressed."""
        query = self._waiting.get(query_id)
        return query is not None and not self._late(query)

    def _late(self, query: Query) -> bool:
        return self._clock.steady() - query.born > LIFETIME

    def _forget_late(self) -> None:
        for query_id in [key for key, query in self._waiting.items() if self._late(query)]:
            del self._waiting[query_id]
            self._state.journal.drop("query", query_id)
