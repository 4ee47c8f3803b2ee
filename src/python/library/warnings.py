# Warnings: they are not shown, but can be recorded or made errors.
_action = 'ignore'
_caught = None


def warn(message, category=None, stacklevel=1, source=None, **kwargs):
    if category is None:
        category = message.__class__ if isinstance(message, Warning) else UserWarning
    if not isinstance(message, Warning):
        message = category(message)
    if _action == 'error':
        raise message
    if _caught is not None and _action != 'ignore':
        _caught.append(WarningMessage(message, category))


class WarningMessage:
    filename = '<program>'
    lineno = 0

    def __init__(self, message, category):
        self.message = message
        self.category = category

    def __str__(self):
        return str(self.message)


def warn_explicit(message, category, filename, lineno, **kwargs):
    warn(message, category)


def simplefilter(action, category=Warning, lineno=0, append=False):
    global _action
    _action = action


def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    if action != 'error' or not message:
        simplefilter(action)


def resetwarnings():
    simplefilter('default')


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, **kwargs):
        self._record = record
        self._wanted = action

    def __enter__(self):
        global _caught, _action
        self._before = _caught, _action
        if self._record:
            _caught = []
            _action = self._wanted or 'default'
            return _caught
        if self._wanted:
            _action = self._wanted

    def __exit__(self, *exc):
        global _caught, _action
        _caught, _action = self._before


def deprecated(message, **kwargs):
    return lambda f: f
