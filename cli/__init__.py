"""The command line: machine output on stdout, words for people on stderr."""
