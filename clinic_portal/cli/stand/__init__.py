"""`./dev demo` and `./dev run`: the whole portal on one machine, servers included, under one roof and one Ctrl-C."""
