"""`./dev bench`: measure the workloads beside their floors, print a table, write JSON."""

import argparse
import logging
import sys
from pathlib import Path
from typing import Any

import httpx
from flask import Flask

from benchmarks import catalogs, frames, measure, prepare, race, report, sameness
from benchmarks.bench import Bench
from benchmarks.floor.plan import VARIABLE
from benchmarks.stand import FLOOR, WSGI, Ground, Web, ground, web
from benchmarks.studies import STUDIES
from benchmarks.visitor import Visitor, hire
from benchmarks.workloads import WORKLOADS, Scene

ALL = (*WORKLOADS, *STUDIES)


def main(arguments: list[str]) -> int:
    asked = _parser().parse_args(arguments)
    only = asked.only.split(",") if asked.only else [*ALL]
    if unknown := set(only) - set(ALL):
        print(f"There is no workload {', '.join(sorted(unknown))}; there are {', '.join(ALL)}.")
        return 2
    logging.getLogger("httpx").setLevel(logging.WARNING)
    print(f"Preparing servers and data ({asked.size}) …", flush=True)
    with ground(asked.size) as stood, web("portal", WSGI, stood.environment.for_web(), stood.home / "logs") as portal:
        results = _run(stood, portal, only, asked)
    if asked.json:
        report.write(Path(asked.json), results)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("--only", help="workloads, such as B1,B3")
    parser.add_argument("--size", choices=("small", "full"), default="small")
    parser.add_argument("--json", help="write the results to this file")
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each side (7)")
    parser.add_argument("--seconds", type=float, default=3.0, help="length of a round (3)")
    return parser


def _run(stood: Ground, portal: Web, only: list[str], asked: argparse.Namespace) -> dict[str, dict[str, Any]]:
    app = prepare.app_of(stood)
    plan = prepare.plan_of(stood, app)
    hire(stood, plan.slug)
    chosen, visitor = prepare.choose(plan), Visitor(portal.port)
    visitor.renew_token(frames.day_address(plan, chosen.days[0]))
    frames.capture(plan, chosen, visitor, only)
    plan.write(stood.home / "floor.json")
    env = stood.environment.for_web() | {VARIABLE: str(stood.home / "floor.json")}
    with web("floor", FLOOR, env, stood.home / "logs") as floor:
        scene = Scene(plan, chosen, visitor, portal, floor)
        _compare_pages(scene, only)
        return _measure(stood, scene, app, only, asked)


def _compare_pages(scene: Scene, only: list[str]) -> None:
    plan, chosen = scene.plan, scene.chosen
    by_workload = {
        "B1": [(frames.day_address(plan, day), {}) for day in chosen.days],
        "B2": [(f"/c/{plan.slug}/agenda/appointments/{one}", frames.HTMX) for one in chosen.appointments],
        "B3": [(f"/c/{plan.slug}/patients/search?link=1&q={typed}", frames.HTMX) for typed in prepare.SEARCHES],
        "B5": [(f"/c/{plan.slug}/catalogs/{frames.CATALOG}", frames.HTMX)],
    }
    pages = [page for number, asked in by_workload.items() if number in only for page in asked]
    with httpx.Client(base_url=scene.floor.address, timeout=30, trust_env=False) as browser:
        for path, headers in pages:
            sameness.assert_same(path, scene.visitor.page(path, **headers).text, browser.get(path).text)
    print(f"Portal and floor give the same HTML on {len(pages)} pages.", flush=True)


def _measure(
    stood: Ground, scene: Scene, app: Flask, only: list[str], asked: argparse.Namespace
) -> dict[str, dict[str, Any]]:
    results: dict[str, dict[str, Any]] = {}
    print(report.head(), flush=True)
    for number, (name, sides) in WORKLOADS.items():
        if number not in only:
            continue
        ours, theirs = sides(scene)
        results[number] = measure.compare(stood, ours, theirs, asked.rounds, asked.seconds).as_dict()
        print(report.line(number, name, results[number]), flush=True)
        if number == "B4":
            results[number]["race"] = race.race(stood, scene, 100)
            print(f"    64 bookers of one slot: {results[number]['race']}", flush=True)
        if number == "B5":
            results[number]["search"] = catalogs.search(app, stood, scene.plan.clinic_id, asked.rounds)
            results[number]["change"] = catalogs.change_among_readers(app)
            print(f"    search among all diseases: {results[number]['search']}", flush=True)
            print(f"    one clinic's change while all read: {results[number]['change']}", flush=True)
    bench = Bench(stood, app, scene, asked.rounds, asked.seconds)
    for number, (name, study) in STUDIES.items():
        if number in only:
            results[number] = study(bench)
            print(report.told(number, name, results[number]), flush=True)
    return results


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
