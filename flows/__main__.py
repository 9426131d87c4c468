"""`python -m flows` is `dedi`."""

from flows.cli import main

main()
