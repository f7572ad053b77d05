"""The top floor: the running program."""

import os

os.environ.setdefault("PTB_TIMEDELTA", "true")  # python-telegram-bot then gives spans of time as timedelta
