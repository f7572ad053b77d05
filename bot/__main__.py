"""`python -m bot`: what it writes (the database, backups, exports) is for its own account alone."""

import os

from bot.cli import cli

if __name__ == "__main__":
    os.umask(0o077)
    cli(prog_name="python -m bot")
