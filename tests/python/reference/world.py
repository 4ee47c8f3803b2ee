"""What both references share: a virtual clock, the costs of statements, and what is written down of a run.

A program runs under this very CPython. A call is put before each of its statements that costs; that call moves the
clock. Nothing here knows of tasks: who runs is asked of the form, `written` or `blocking`.
"""

import ast
import collections.abc
import contextlib
import datetime
import gc
import io
import logging
import random
import sys
import time
import traceback
import types
import warnings

FILE = "<program>"
# More than any program that is compared executes.
STATEMENTS_MAX = 400_000


class NS(float):
    """An instant or a stretch of whole nanoseconds, of which the program sees the seconds.

    Plain numbers beside it are seconds.
    """

    __slots__ = ("ns",)

    def __new__(cls, ns):
        self = super().__new__(cls, ns / 1e9)
        self.ns = ns
        return self

    @staticmethod
    def of(other):
        return other.ns if isinstance(other, NS) else round(other * 1e9)

    def __add__(self, other):
        return NS(self.ns + NS.of(other))

    __radd__ = __add__

    def __sub__(self, other):
        return NS(self.ns - NS.of(other))

    def __rsub__(self, other):
        return NS(NS.of(other) - self.ns)

    def __eq__(self, other):
        return self.ns == NS.of(other)

    def __ne__(self, other):
        return self.ns != NS.of(other)

    def __lt__(self, other):
        return self.ns < NS.of(other)

    def __le__(self, other):
        return self.ns <= NS.of(other)

    def __gt__(self, other):
        return self.ns > NS.of(other)

    def __ge__(self, other):
        return self.ns >= NS.of(other)

    def __hash__(self):
        return hash(self.ns)


class Stop(BaseException):
    """Ends a run at once: deadlock or limit. Nothing after it counts."""


class World:
    """The clock, and what is written down. A form says who runs: `current`, `task_id`."""

    def __init__(self, cost, statements_max=STATEMENTS_MAX):
        self.cost = cost
        self.statements_max = statements_max
        self.now = 0
        self.statements = 0
        self.spans = []
        self.outputs = []
        self.notes = []
        self.first_lines = {}
        # What came out, once a run has been ended at once.
        self.final = None
        # Tasks in order of creation; the loop's own are only among `every`.
        self.every = []
        self.tasks = []
        self.names = []
        self.made = []
        self.ids = {}
        self.default_names = {}

    def current(self):
        raise NotImplementedError

    def task_id(self):
        task = self.current()
        return self.ids.get(task, 0) if task else 0

    def line(self):
        """The first line of the program's statement that is being executed."""
        frame = sys._getframe(1)
        while frame and frame.f_code.co_filename != FILE:
            frame = frame.f_back
        return self.first_lines.get(frame.f_lineno, frame.f_lineno) if frame else 0

    def default_name(self):
        return f"Task-{len(self.default_names) + 1}"

    def add_task(self, task, coro, default_name, numbered=True):
        """Numbers a task, unless the loop has made it for itself."""
        self.every.append(task)
        if default_name:
            self.default_names[task] = default_name
        name = getattr(coro, "__name__", None)
        if name and numbered:
            self.made.append([self.task_id(), self.now, self.line()])
            self.tasks.append(task)
            self.names.append(name)
            self.ids[task] = len(self.tasks)

    def span(self, state, ns, line):
        if self.final:
            raise Stop
        if not ns:
            return
        where = [self.task_id(), line, state]
        last = self.spans[-1] if self.spans else None
        if last and last[:3] == where and last[4] == self.now:
            last[4] += ns
        else:
            self.spans.append([*where, self.now, self.now + ns])
        self.now += ns

    def tick(self, line):
        """A statement that costs has been reached."""
        self.statements += 1
        if self.statements > self.statements_max:
            self.stop({"kind": "limit", "limit": "statements", "line": line})
        self.span("running", self.cost, line)

    def stop(self, outcome):
        self.final = self.final or self.result(outcome)
        raise Stop

    def result(self, outcome):
        given = [task.get_name() for task in self.tasks]
        given = [
            None if name == self.default_names.get(task) else name for name, task in zip(given, self.tasks)
        ]
        return {
            "tasks": self.names[:],
            "given": given,
            "made": self.made[:],
            "ends": [end(task) for task in self.tasks],
            "spans": [list(span) for span in self.spans],
            "output": [list(output) for output in self.outputs],
            "notes": self.notes[:],
            "outcome": outcome,
            "end_ns": self.now,
            "statements": self.statements,
        }


def end(task):
    """How a task ended. Reads its error without having retrieved it."""
    if not task.done():
        return "unfinished"
    if task.cancelled():
        return "cancelled"
    return "returned" if task._exception is None else "raised"


class Ordered(collections.abc.MutableSet):
    """A set that keeps the order in which it is filled."""

    def __init__(self, items=()):
        self.items = dict.fromkeys(items)

    def __contains__(self, item):
        return item in self.items

    def __iter__(self):
        return iter(list(self.items))

    def __len__(self):
        return len(self.items)

    def __repr__(self):
        return "{" + ", ".join(map(repr, self.items)) + "}" if self.items else "set()"

    def add(self, item):
        self.items[item] = None

    def discard(self, item):
        self.items.pop(item, None)

    def copy(self):
        return Ordered(self.items)

    def update(self, *others):
        self.items.update(dict.fromkeys(item for other in others for item in other))

    def union(self, *others):
        copy = self.copy()
        copy.update(*others)
        return copy

    def difference(self, other):
        return self - Ordered(other)


class Costs:
    """Puts a call before every statement that costs, and notes the first line of each statement."""

    FREE = (
        ast.Pass,
        ast.Break,
        ast.Continue,
        ast.Import,
        ast.ImportFrom,
        ast.Global,
        ast.Nonlocal,
        ast.FunctionDef,
        ast.AsyncFunctionDef,
        ast.ClassDef,
        ast.Try,
        ast.TryStar,
    )
    # Cost once an iteration: `while` when its condition is evaluated, `for` when the item is there.
    LOOPS = (ast.While, ast.For, ast.AsyncFor)

    def __init__(self):
        self.first_lines = {}

    def module(self, source):
        tree = ast.parse(source)
        tree.body = self.body(tree.body, has_docstring=True)
        return ast.fix_missing_locations(tree)

    def tick(self, statement):
        call = ast.Call(ast.Name("__tick__", ast.Load()), [ast.Constant(statement.lineno)], [])
        return ast.copy_location(ast.Expr(call), statement)

    def body(self, statements, free=False, has_docstring=False):
        out = []
        for index, statement in enumerate(statements):
            docstring = (
                has_docstring
                and index == 0
                and isinstance(statement, ast.Expr)
                and isinstance(statement.value, ast.Constant)
                and isinstance(statement.value.value, str)
            )
            bare = isinstance(statement, ast.AnnAssign) and statement.value is None
            if not (free or docstring or bare or isinstance(statement, self.FREE + self.LOOPS)):
                out.append(self.tick(statement))
            out.append(self.statement(statement, free))
        return out

    def note_lines(self, statement):
        """The lines of a simple statement, or of a compound one's header, are those of its first."""
        cases = getattr(statement, "cases", None)
        inner = [cases[0].pattern] if cases else getattr(statement, "body", [])
        last = inner[0].lineno - 1 if inner else statement.end_lineno
        for line in range(statement.lineno, max(statement.lineno, last) + 1):
            self.first_lines[line] = statement.lineno

    def statement(self, statement, free):
        self.note_lines(statement)
        defines = isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        if defines:
            free = isinstance(statement, ast.ClassDef)
        loops = isinstance(statement, self.LOOPS) and not free
        tick = self.tick(statement) if loops else None
        for block in [statement, *getattr(statement, "handlers", []), *getattr(statement, "cases", [])]:
            for field in ("body", "orelse", "finalbody"):
                if getattr(block, field, None):
                    setattr(
                        block, field, self.body(getattr(block, field), free, defines and field == "body")
                    )
        if loops and isinstance(statement, ast.While):
            both = ast.Tuple([tick.value, statement.test], ast.Load())
            statement.test = ast.Subscript(both, ast.Constant(1), ast.Load())
        elif loops:
            statement.body.insert(0, tick)
        return statement


class Stream(io.TextIOBase):
    """What the program writes, with when, who and where."""

    def __init__(self, world, name):
        self.world = world
        self.name_of_stream = name

    def write(self, text):
        world = self.world
        world.outputs.append([world.now, world.task_id(), world.line(), self.name_of_stream, text])
        return len(text)


def clock_modules(world):
    """The modules `time` and `datetime` of the program, both at 1970-01-01 00:00:00 UTC when it begins."""

    def public(module):
        copy = types.ModuleType(module.__name__)
        copy.__dict__.update({k: v for k, v in vars(module).items() if not k.startswith("__")})
        return copy

    def sleep(seconds):
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        world.span("blocked", round(seconds * 1e9), world.line())

    clock = public(time)
    clock.sleep = sleep
    for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
        setattr(clock, name, lambda: world.now / 1e9)
        setattr(clock, name + "_ns", lambda: world.now)
    clock.gmtime = clock.localtime = lambda s=None: time.gmtime(world.now / 1e9 if s is None else s)
    clock.strftime = lambda form, at=None: time.strftime(form, clock.gmtime() if at is None else at)
    clock.asctime = lambda at=None: time.asctime(clock.gmtime() if at is None else at)
    clock.ctime = lambda s=None: time.asctime(clock.gmtime(s))

    def moment(tz):
        start = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc if tz else None)
        return start + datetime.timedelta(microseconds=world.now // 1000)

    class Date(datetime.date):
        @classmethod
        def today(cls):
            return cls(*moment(None).timetuple()[:3])

    class DateTime(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            at = moment(tz).astimezone(tz) if tz else moment(tz)
            return cls(*at.timetuple()[:6], at.microsecond, at.tzinfo)

        @classmethod
        def today(cls):
            return cls.now()

        @classmethod
        def utcnow(cls):
            return cls.now()

    for own, real in ((Date, "date"), (DateTime, "datetime")):
        own.__name__ = own.__qualname__ = real
    calendar = public(datetime)
    calendar.date, calendar.datetime = Date, DateTime
    return {"time": clock, "datetime": calendar}


def interleave_module(world):
    module = types.ModuleType("interleave")
    module.compute = lambda seconds: world.span("running", round(seconds * 1e9), world.line())
    return module


def put_print(*args, file=None, flush=False, **more):
    """One call, one output, when it ends."""
    text = io.StringIO()
    print(*args, file=text, **more)
    (file or sys.stdout).write(text.getvalue())


class Replaced:
    """Attributes that are other ones while a program runs."""

    ABSENT = object()

    def __init__(self):
        self.before = []

    def put(self, owner, name, value):
        self.before.append((owner, name, vars(owner).get(name, self.ABSENT)))
        setattr(owner, name, value)

    def restore(self):
        for owner, name, value in reversed(self.before):
            if value is self.ABSENT:
                delattr(owner, name)
            else:
                setattr(owner, name, value)


@contextlib.contextmanager
def modules_in_place(own):
    saved = {name: sys.modules.get(name) for name in own}
    sys.modules.update(own)
    try:
        yield
    finally:
        for name, module in saved.items():
            if module is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = module


def raised(world, error):
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == FILE]
    line = world.first_lines.get(lines[-1], lines[-1]) if lines else None
    return {"kind": "raised", "type": type(error).__name__, "message": str(error), "line": line}


def play(world, source, seed, modules, prepare):
    """Runs a program, with `modules` in the place of the real ones. `prepare` replaces what else there is."""
    costs = Costs()
    tree = costs.module(source)
    world.first_lines = costs.first_lines
    code = compile(tree, FILE, "exec", dont_inherit=True)
    main = types.ModuleType("__main__")
    main.__tick__ = world.tick
    main.print = put_print
    clock = clock_modules(world)
    own = {**clock, "interleave": interleave_module(world), "__main__": main, **modules}
    replaced = Replaced()

    def warned(message, category, *rest, **more):
        text = str(message).replace("library.<locals>.", "")
        if "was never awaited" in text and "BaseEventLoop." not in text:
            world.notes.append(["never-awaited", text])

    outcome = {"kind": "returned"}
    with modules_in_place(own), warnings.catch_warnings():
        try:
            random.seed(seed)
            warnings.simplefilter("always")
            warnings.showwarning = warned
            replaced.put(logging, "time", clock["time"])
            replaced.put(logging.root, "handlers", [])
            logging.root.setLevel("WARNING")
            logging.disable(logging.NOTSET)
            logging.root.manager.loggerDict.clear()
            replaced.put(sys, "stdout", Stream(world, "out"))
            replaced.put(sys, "stderr", Stream(world, "err"))
            replaced.put(sys, "unraisablehook", lambda *_: None)
            prepare(replaced)
            exec(code, main.__dict__)
        except SystemExit as error:
            outcome = {"kind": "exit", "message": str(error)}
        except BaseException as error:
            outcome = raised(world, error)
        finally:
            result = world.final or world.result(outcome)
            # What is said only when something is forgotten.
            gc.collect()
            replaced.restore()
    return result if world.final else result | {"notes": world.notes}
