# The little that a program can ask of an operating system that is not there.
import sys
import os.path as path

name = 'posix'
sep = '/'
linesep = '\n'
pathsep = ':'
curdir = '.'
pardir = '..'
devnull = '/dev/null'
extsep = '.'
environ = {'HOME': '/', 'PATH': '/usr/bin', 'USER': 'user'}


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def getpid():
    return 1


def getppid():
    return 0


def cpu_count():
    return 1


process_cpu_count = cpu_count


def sched_getaffinity(pid):
    return {0}


def getcwd():
    return '/'


def getlogin():
    return 'user'


def fspath(path):
    return path if isinstance(path, (str, bytes)) else path.__fspath__()


def strerror(code):
    return f'Error {code}'


def _exit(status):
    raise SystemExit(status)


class terminal_size(tuple):
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])


def get_terminal_size(fallback=(80, 24)):
    return terminal_size((80, 24))
