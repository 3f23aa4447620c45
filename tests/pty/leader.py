"""What a shell is to a program: leads the session, gives it the terminal, outlives it.

usage: leader.py PID_FD COMMAND...

Without it no signal from the terminal could stop the program, because its process group would be an orphan.
"""

import fcntl
import os
import signal
import sys
import termios


def main() -> int:
    report = int(sys.argv[1])
    os.setsid()
    fcntl.ioctl(2, termios.TIOCSCTTY, 0)
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        os.tcsetpgrp(2, os.getpgrp())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        os.close(report)
        os.execvp(sys.argv[2], sys.argv[2:])
    os.write(report, f"{child}\n".encode())
    os.close(report)
    signal.signal(signal.SIGHUP, lambda *_: os.kill(child, signal.SIGHUP))
    status = os.waitpid(child, 0)[1]
    code = os.waitstatus_to_exitcode(status)
    return 128 - code if code < 0 else code


sys.exit(main())
