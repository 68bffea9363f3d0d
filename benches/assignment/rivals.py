"""Other solvers on a problem of `dutyline roster solve`: rivals.py highs|ortools PROBLEM.json.

Prints what they find as JSON; ends with code 3 where their library is not installed."""

import json
import sys
from collections import defaultdict
from datetime import datetime


def read(file):
    problem = json.load(open(file))
    at = lambda text: datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()
    span = lambda value: (at(value["start"]), at(value["end"]))
    slots = [(*span(slot), frozenset(slot["needs"])) for slot in problem["slots"]]
    # Slots that are alike are one group with a count.
    groups = defaultdict(int)
    for slot in slots:
        groups[slot] += 1
    staff = []
    for person in problem["staff"]:
        staff.append((set(person["has"]), [span(away) for away in person["unavailable"]], person))
    able = []
    known = {}
    for person, (has, away, _) in enumerate(staff):
        for group, (start, end, needs) in enumerate(groups):
            if needs <= has:
                key = (person, start, end)
                if key not in known:
                    known[key] = not any(a < end and start < b for a, b in away)
                if known[key]:
                    able.append((group, person))
    return problem, list(groups.items()), staff, able


def day(start):
    return int(start // 86400)


def week(start):
    # Thursday, 1 January 1970.
    return (day(start) + 3) // 7


def marginals(person, count):
    return [(2 * (person["carry"] + k) + 1) / person["weight"] for k in range(count)]


def base(staff):
    return sum(person["carry"] ** 2 / person["weight"] for _, _, person in staff)


def highs(file):
    import highspy
    import numpy as np

    problem, groups, staff, able = read(file)
    rest = problem["rules"]["min_rest_minutes"] * 60
    mine = defaultdict(list)
    cost, upper, rows, bounds = [], [], [], []
    for column, (group, person) in enumerate(able):
        mine[person].append((groups[group][0], column))
        cost.append(0.0)
        upper.append(1.0)
    cover = [[] for _ in groups]
    for column, (group, _) in enumerate(able):
        cover[group].append((column, 1.0))
    steps = {}
    for person, (_, _, data) in enumerate(staff):
        most = min(data["max_duties"] or len(mine[person]), len(mine[person]))
        steps[person] = marginals(data, most)
    penalty = 10 * max([value for all_steps in steps.values() for value in all_steps], default=1)
    for group, (_, count) in enumerate(groups):
        cover[group].append((len(cost), 1.0))
        cost.append(penalty)
        upper.append(count)
        rows.append(cover[group])
        bounds.append((count, count))
    for person, (_, _, data) in enumerate(staff):
        columns = [(column, 1.0) for _, column in mine[person]]
        parts = defaultdict(list)
        for (start, end, _), column in mine[person]:
            if problem["rules"]["max_per_day"]:
                parts["day", day(start), problem["rules"]["max_per_day"]].append((column, 1.0))
            if data["max_per_week"]:
                parts["week", week(start), data["max_per_week"]].append((column, 1.0))
        for (_, _, most), row in parts.items():
            rows.append(row)
            bounds.append((-highspy.kHighsInf, most))
        # All that would be under way, or rested from, when one starts.
        for start in {group[0] for group, _ in mine[person]}:
            row = [(column, 1.0) for (a, b, _), column in mine[person] if a <= start < b + rest]
            if len(row) > 1:
                rows.append(row)
                bounds.append((-highspy.kHighsInf, 1))
        for value in steps[person]:
            columns.append((len(cost), -1.0))
            cost.append(value)
            upper.append(1.0)
        rows.append(columns)
        bounds.append((0, 0))
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(cost), len(rows)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = np.array(cost), np.zeros(len(cost)), np.array(upper, dtype=float)
    lp.row_lower_ = np.array([low for low, _ in bounds], dtype=float)
    lp.row_upper_ = np.array([high for _, high in bounds], dtype=float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0] + [len(row) for row in rows])
    lp.a_matrix_.index_ = np.array([column for row in rows for column, _ in row])
    lp.a_matrix_.value_ = np.array([value for row in rows for _, value in row])
    lp.integrality_ = [highspy.HighsVarType.kInteger] * len(able) + [highspy.HighsVarType.kContinuous] * (len(cost) - len(able))
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", 60.0)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.passModel(lp)
    solver.run()
    values = solver.getSolution().col_value
    loads = [person["carry"] for _, _, person in staff]
    taken = 0
    for column, (_, person) in enumerate(able):
        if values and values[column] > 0.5:
            loads[person] += 1
            taken += 1
    return taken, loads, problem, staff


def ortools(file):
    from ortools.graph.python import min_cost_flow

    problem, groups, staff, able = read(file)
    flow = min_cost_flow.SimpleMinCostFlow()
    scale = 60
    nodes = iter(range(1, 10**9))
    sink = 0
    sources = [next(nodes) for _ in groups]
    tree = {}
    penalty = 0
    for person, (_, _, data) in enumerate(staff):
        tree[person] = next(nodes)
        for value in marginals(data, min(data["max_duties"] or len(groups), len(groups))):
            penalty = max(penalty, round(value * scale))
            flow.add_arc_with_capacity_and_unit_cost(tree[person], sink, 1, round(value * scale))
    total = sum(count for _, count in groups)
    # What flows along these is not covered.
    for source, (_, count) in zip(sources, groups):
        flow.add_arc_with_capacity_and_unit_cost(source, sink, count, 10 * penalty + 1)
        flow.set_node_supply(source, count)
    flow.set_node_supply(sink, -total)
    arcs = []
    for group, person in able:
        start = groups[group][0][0]
        a_day, a_week = problem["rules"]["max_per_day"], staff[person][2]["max_per_week"]
        if (person, week(start)) not in tree:
            tree[person, week(start)] = next(nodes)
            flow.add_arc_with_capacity_and_unit_cost(tree[person, week(start)], tree[person], a_week or total, 0)
        if (person, "day", day(start)) not in tree:
            tree[person, "day", day(start)] = next(nodes)
            flow.add_arc_with_capacity_and_unit_cost(
                tree[person, "day", day(start)], tree[person, week(start)], a_day or total, 0
            )
        arcs.append(flow.add_arc_with_capacity_and_unit_cost(sources[group], tree[person, "day", day(start)], 1, 0))
    assert flow.solve() == flow.OPTIMAL
    loads = [person["carry"] for _, _, person in staff]
    taken = 0
    for arc, (_, person) in zip(arcs, able):
        loads[person] += flow.flow(arc)
        taken += flow.flow(arc)
    return taken, loads, problem, staff


def main():
    name, file = sys.argv[1:]
    try:
        taken, loads, problem, staff = {"highs": highs, "ortools": ortools}[name](file)
    except ModuleNotFoundError:
        sys.exit(3)
    squares = sum(load**2 / person["weight"] for load, (_, _, person) in zip(loads, staff))
    print(json.dumps({"uncovered": len(problem["slots"]) - int(taken), "squares": float(squares)}))


main()
