"""Runs a program on a terminal of its own and answers its question for a password.

on-a-terminal.py PASSWORD PROGRAM [ARGUMENT ...]
QUESTION in the environment is what a program of others asks with.
What the program prints is passed on; SIGTERM is too, and its exit code is returned.
"""
import os
import pty
import signal
import sys

QUESTION = os.environ.get("QUESTION", "Password of key.pem: ").encode()

child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
signal.signal(signal.SIGTERM, lambda *_: os.kill(child, signal.SIGTERM))

printed = b""
asked = False
while True:
    try:
        chunk = os.read(terminal, 4096)
    except OSError:  # the other end is closed
        break
    if not chunk:
        break
    printed += chunk
    os.write(1, chunk)
    if not asked and QUESTION in printed:
        asked = True
        os.write(terminal, sys.argv[1].encode() + b"\n")
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 0xFF)
