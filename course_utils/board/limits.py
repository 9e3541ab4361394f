"""How often somebody may ask: a bucket each, which fills again with time."""

import time
from collections import OrderedDict


class Limit:
    """At most `burst` at once and `rate` per second from each key, over all keys known here.

    Only the `keys` that asked last are remembered, so that inventing keys fills no memory.
    """

    def __init__(self, burst, rate, keys=10_000, clock=time.monotonic):
        self._burst, self._rate, self._keys, self._clock = burst, rate, keys, clock
        self._buckets = OrderedDict()  # {key: (what is left, when)}

    def left(self, key):
        """How much the key may still take at this moment."""
        left, when = self._buckets.get(key, (self._burst, 0.0))
        return min(self._burst, left + self._rate * (self._clock() - when))

    def take(self, key):
        """Whether the key may; if so, it has one less."""
        left = self.left(key)
        allowed = left >= 1
        self._buckets[key] = (left - allowed, self._clock())
        self._buckets.move_to_end(key)
        if len(self._buckets) > self._keys:
            self._buckets.popitem(last=False)
        return allowed

    def __len__(self):
        return len(self._buckets)
