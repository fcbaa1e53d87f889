"""The command line: parse, call, print. The only room that reads the environment and prints."""
