"""Sends many generated requests to every operation of the REST interface and checks each answer against its
OpenAPI description.

Knows schemathesis; does not know any route. The answers come from an archive of the sample articles or from
one that is given; nothing is sent over a network. Half of the examples that name a record name one that is
there. tests/test_web_api.py does the same with a few examples each.

    python benchmarks/api_fuzz.py                          500 examples an operation, some minutes
    python benchmarks/api_fuzz.py --wrong                  requests that break the description: none may be
                                                           answered as if it were right
    python benchmarks/api_fuzz.py --examples 50 --archive my.db --only /api/v1/events --seed 7
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings, strategies
from hypothesis import seed as seeded
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from starlette.testclient import TestClient

from communique.archive import Query, open_archive
from communique.web import app, demonstration
from communique.web.security import Limits

EXAMPLES = 500
HOME = "http://127.0.0.1"
FORMS = {
    "party": ("CHN", "China", "nato", "Norwegian", "UNO"), "dyad": ("CHN-JPN", "Norway–Chile", "NATO-RUS"),
    # values of the formats of our parameters
    "day": ("2024", "2024-05", "2024-05-27"), "whole-day": ("2024-05-27", "2024-07-01"),
}


@dataclass(slots=True)
class Result:
    """What an operation answered: how often which status, the slowest answer in seconds,
    and its first failure."""

    statuses: Counter[int] = field(default_factory=Counter)
    slowest: float = 0.0
    failure: str | None = None


def main() -> int:
    """Ask, print what each operation answered, and give 1 where one failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--examples", type=int, default=EXAMPLES, help=f"of each operation (default {EXAMPLES})"
    )
    parser.add_argument(
        "--archive", type=Path,
        help="an archive; by default the sample articles are read into one that goes afterwards",
    )
    parser.add_argument("--only", metavar="PATH", help="operations whose path begins so")
    parser.add_argument("--wrong", action="store_true", help="send requests that break the description")
    parser.add_argument("--seed", type=int, default=1, help="where the examples begin (default 1)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = args.archive or Path(folder) / "demo.db"
        if args.archive is None:
            demonstration.build(where)
        failed = ask(
            where, args.examples, args.only or "", args.seed,
            GenerationMode.NEGATIVE if args.wrong else GenerationMode.POSITIVE,
        )
    if failed:
        print(f"error: {failed} operations failed", file=sys.stderr)
    return int(failed > 0)


def ask(where: Path, examples: int, only: str, seed: int, mode: GenerationMode) -> int:
    """Ask every operation; gives how many failed."""
    with open_archive(where) as archive:
        there = {"/articles/": [row.article.id for row in archive.articles(Query(limit=50))],
                 "/occurrences/": [row.id for row in archive.occurrences(Query(limit=50))]}  # fmt: skip
    for form, values in FORMS.items():
        schemathesis.openapi.format(form, strategies.sampled_from(values))
    made = app.create(where, limits=Limits(rate=1e9, burst=10**9))
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(made.openapi())))
    schema.app = made
    failed = asked = 0
    with TestClient(made, base_url=HOME) as browser:
        for operation in operations(schema, only):
            start = time.perf_counter()
            ids = next(
                (
                    ids for part, ids in there.items()
                    if part in operation.path and mode is GenerationMode.POSITIVE
                ),
                [],
            )
            result = checked(operation.as_strategy(generation_mode=mode), ids, browser, examples, seed)
            failed += result.failure is not None
            asked += result.statuses.total()
            told = ", ".join(f"{status}: {n}" for status, n in sorted(result.statuses.items()))
            print(
                f"{'FAILED' if result.failure else 'ok':7}{operation.method.upper():5}{operation.path:32}"
                f"{told}; "
                f"{time.perf_counter() - start:.0f} s, slowest {result.slowest:.2f} s", flush=True,
            )  # fmt: skip
            if result.failure:
                print("    " + result.failure.replace("\n", "\n    "), flush=True)
    print(f"{asked} requests, {failed} operations failed")
    return failed


def operations(schema: Any, only: str) -> Iterable[Any]:
    """The operations whose path begins so."""
    for result in schema.get_all_operations():
        operation = result.ok()
        if operation.path.startswith(only):
            yield operation


def checked(cases: Any, ids: Sequence[str], browser: TestClient, examples: int, seed: int) -> Result:
    """Send the examples of one operation until one fails; half of them name one of the ids."""
    result = Result()

    @seeded(seed)
    @given(case=cases, id=strategies.none() | strategies.sampled_from(ids) if ids else strategies.none())
    @settings(
        max_examples=examples, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck), database=None,
    )
    def check(case: Any, id: str | None) -> None:
        if id is not None:
            case.path_parameters["id"] = id
        start = time.perf_counter()
        answer = case.call(base_url=HOME, session=browser)
        result.slowest = max(result.slowest, time.perf_counter() - start)
        result.statuses[answer.status_code] += 1
        case.validate_response(answer)

    try:
        # there is no such request: nothing can be wrong in one without parameters
        with suppress(Unsatisfiable):
            check()
    except (Exception, ExceptionGroup) as error:
        # whatever a check says: it is printed, and the next operation is asked
        result.failure = str(error) or repr(error)
    return result


if __name__ == "__main__":
    sys.exit(main())
