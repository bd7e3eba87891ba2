"""Alignments found slowly and obviously, to hold the fast ones against."""

import heapq
from itertools import product


def cheapest(map_, sequence):
    """Give the cost of the cheapest alignment: a shortest path, by Dijkstra.

    A node is how many touches were looked at and where the map stands: a stage, and
    what happened in it so far.
    """
    stages = [_planned(stage) for stage in map_.stages]
    names = [touchpoint.id for touchpoint in map_.touchpoints]
    touches = [
        names[no - 1]
        for no in sequence
        if any(names[no - 1] == t.id for _, here in stages for t in here)
    ]
    queue, seen = [(0, 0, 0, _nothing(stages, 0))], set()
    while queue:
        cost, looked_at, at, done = heapq.heappop(queue)
        if (looked_at, at, done) in seen:
            continue
        seen.add((looked_at, at, done))
        if looked_at == len(touches) and at == len(stages):
            return cost
        if looked_at < len(touches):
            heapq.heappush(queue, (cost + 1, looked_at + 1, at, done))
        if at == len(stages):
            continue
        for price, touch, then in _moves(*stages[at], done):
            if touch is None:
                heapq.heappush(queue, (cost + price, looked_at, at, then))
            elif looked_at < len(touches) and touches[looked_at] == touch:
                heapq.heappush(queue, (cost + price, looked_at + 1, at, then))
        price = _leaving(*stages[at], done)
        if price is not None:
            following = _nothing(stages, at + 1)
            heapq.heappush(queue, (cost + price, looked_at, at + 1, following))
    raise AssertionError


def _planned(stage):
    return stage.order, [t for t in stage.touchpoints if t.matches and t.kind != "wait"]


def _nothing(stages, at):
    """Where a stage begins: how many are passed and whether the next was met; else
    those met."""
    in_sequence = at < len(stages) and stages[at][0] == "sequence"
    return (0, False) if in_sequence else ()


def _moves(order, here, done):
    """List what can happen in a stage: its price, the touch it takes, what is then."""
    if order == "sequence":
        passed, is_met = done
        if passed == len(here):
            return []
        touchpoint = here[passed]
        free = is_met or touchpoint.optional
        moves = [(0 if free else 1, None, (passed + 1, False))]
        if not is_met or touchpoint.repeats:
            moves.append((0, touchpoint.id, (passed, True)))
        return moves
    moves = []
    for touchpoint in here:
        is_met = touchpoint.id in done
        if (not is_met and (order == "any" or not done)) or (
            is_met and touchpoint.repeats
        ):
            then = tuple(sorted({*done, touchpoint.id}))
            moves.append((0, touchpoint.id, then))
    return moves


def _leaving(order, here, done):
    """Give the price of going on to the next stage; None if it is not yet at its end."""
    if order == "sequence":
        return 0 if done[0] == len(here) else None
    if order == "any":
        return sum(not t.optional and t.id not in done for t in here)
    return int(not done and not all(t.optional for t in here))


def earliest(map_, sequence):
    """Give which touches the alignment that is asked for keeps, by trying them all.

    Of the choices of touches that follow the map but for places left empty, it is one
    of the cheapest; of these, the one that keeps the earliest touches.
    """
    lowest = cheapest(map_, sequence)
    for flags in product([True, False], repeat=len(sequence)):
        kept = [no for no, flag in zip(sequence, flags, strict=True) if flag]
        # What is kept follows the map if aligning it alone leaves nothing over.
        left_over = len(sequence) - len(kept)
        if _only_skips(map_, kept) == lowest - left_over:
            return list(flags)
    raise AssertionError


def _only_skips(map_, kept):
    """Give the price of a sequence in which every touch is in step; None if none is."""
    stages = [_planned(stage) for stage in map_.stages]
    names = [touchpoint.id for touchpoint in map_.touchpoints]
    states = {(0, _nothing(stages, 0)): 0}
    for no in [*kept, None]:
        states = _reachable(stages, states)
        if no is None:
            return states.get((len(stages), ()))
        found = {}
        for (at, done), cost in states.items():
            for price, touch, then in (
                _moves(*stages[at], done) if at < len(stages) else []
            ):
                if touch == names[no - 1]:
                    key = (at, then)
                    found[key] = min(found.get(key, 99), cost + price)
        states = found
    raise AssertionError


def _reachable(stages, states):
    """Add all states that are reached without a touch."""
    found, queue = {}, [(cost, at, done) for (at, done), cost in states.items()]
    heapq.heapify(queue)
    while queue:
        cost, at, done = heapq.heappop(queue)
        if (at, done) in found:
            continue
        found[at, done] = cost
        if at == len(stages):
            continue
        for price, touch, then in _moves(*stages[at], done):
            if touch is None:
                heapq.heappush(queue, (cost + price, at, then))
        price = _leaving(*stages[at], done)
        if price is not None:
            heapq.heappush(queue, (cost + price, at + 1, _nothing(stages, at + 1)))
    return found
