"""When Python looks for garbage that reference counting leaves."""

import gc

_NEW_OBJECTS = 50_000
"""After so many more objects the collector looks at the new ones; Python's own number is 700."""


def settle() -> None:
    """Let the collector of garbage look seldom, and never at what the start has made.

    An answer makes thousands of small objects that go with it: looking among them every so often takes a sixth of its
    time and finds nothing.
    """
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])
