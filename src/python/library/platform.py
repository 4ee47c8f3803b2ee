# The machine that there is not.
def system():
    return 'Linux'


def python_version():
    return '3.14.0'


def python_version_tuple():
    return '3', '14', '0'


def python_implementation():
    return 'CPython'


def node():
    return 'localhost'


def machine():
    return 'x86_64'


def processor():
    return ''


def release():
    return ''


def platform():
    return 'Linux'
