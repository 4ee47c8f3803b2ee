"""Reference for programs: runs one under this very CPython on a virtual clock of whole nanoseconds, each costed statement
lasting COST ns, and returns what every task did when. Works in CPython 3.11+ and in Pyodide. The contract it holds the product
to is shared/design/programs.md.

usage: trace.py FILE [COST_NS]

Where CPython leaves an order open (its sets go by address) the order is that of creation or of the arguments: what `wait` returns,
what `as_completed` wraps, what a task group or the end of `asyncio.run` cancels."""

import ast, asyncio, collections.abc, datetime, functools, io, json, logging, random, sys, time, traceback, types, warnings

FILE = "<program>"
LIMIT = 200_000  # statements


@functools.total_ordering
class NS:
    """An instant or stretch of whole nanoseconds; plain numbers beside it are seconds."""

    __slots__ = ("ns",)

    def __init__(self, ns):
        self.ns = ns

    @staticmethod
    def of(o):
        return o.ns if isinstance(o, NS) else round(o * 1e9)

    def __add__(self, o):
        return NS(self.ns + NS.of(o))

    __radd__ = __add__

    def __sub__(self, o):
        return NS(self.ns - NS.of(o))

    def __rsub__(self, o):
        return NS(NS.of(o) - self.ns)

    def __eq__(self, o):
        return self.ns == NS.of(o)

    def __lt__(self, o):
        return self.ns < NS.of(o)

    def __hash__(self):
        return hash(self.ns)

    def __float__(self):
        return self.ns / 1e9

    def __format__(self, f):
        return format(self.ns / 1e9, f)

    def __repr__(self):
        return repr(self.ns / 1e9)


class Stop(BaseException):
    """Ends a run at once: deadlock, limit. Nothing after it counts."""


class World:
    def __init__(self, cost):
        self.now = 0
        self.cost = cost
        self.statements = 0
        self.spans = []
        self.out = []
        self.first = {}
        self.final = None
        self.every = []
        self.tasks = []
        self.names = []
        self.ids = {}
        self.auto = {}

    def task(self):
        try:
            t = asyncio.current_task()
        except RuntimeError:
            return 0
        return self.ids.get(t, 0) if t else 0

    def line(self):
        """The first line of the program's statement that is being executed."""
        f = sys._getframe(1)
        while f and f.f_code.co_filename != FILE:
            f = f.f_back
        return self.first.get(f.f_lineno, f.f_lineno) if f else 0

    def span(self, state, ns, line):
        if self.final:
            raise Stop()
        if not ns:
            return
        k = self.task()
        last = self.spans[-1] if self.spans else None
        if last and last[:3] == [k, line, state] and last[4] == self.now:
            last[4] += ns
        else:
            self.spans.append([k, line, state, self.now, self.now + ns])
        self.now += ns

    def tick(self, line):
        self.statements += 1
        if self.statements > LIMIT:
            self.stop({"kind": "limit", "line": line})
        self.span("running", self.cost, line)

    def stop(self, outcome):
        self.final = self.final or self.result(outcome)
        raise Stop()

    def result(self, outcome):
        def end(t):
            return (
                "unfinished"
                if not t.done()
                else "cancelled" if t.cancelled() else "raised" if t.exception() else "returned"
            )

        text = []
        for *where, s in self.out:
            if text and text[-1][:3] == where:
                text[-1][3] += s
            else:
                text.append([*where, s])
        given = [t.get_name() if t.get_name() != self.auto.get(t) else None for t in self.tasks]
        return {
            "tasks": self.names[:],
            "given": given,
            "ends": [end(t) for t in self.tasks],
            "spans": [list(s) for s in self.spans],
            "output": text,
            "outcome": outcome,
            "end_ns": self.now,
            "statements": self.statements,
        }


class Ordered(collections.abc.MutableSet):
    """asyncio's sets of tasks, in the order in which they are filled."""

    def __init__(self, items=()):
        self.items = dict.fromkeys(items)

    def __contains__(self, x):
        return x in self.items

    def __iter__(self):
        return iter(list(self.items))

    def __len__(self):
        return len(self.items)

    def __repr__(self):
        return "{" + ", ".join(map(repr, self.items)) + "}" if self.items else "set()"

    def add(self, x):
        self.items[x] = None

    def discard(self, x):
        self.items.pop(x, None)

    def copy(self):
        return Ordered(self.items)

    def update(self, *more):
        self.items.update(dict.fromkeys(x for m in more for x in m))

    def union(self, *more):
        c = self.copy()
        c.update(*more)
        return c

    def difference(self, other):
        return self - Ordered(other)


class Selector:
    def __init__(self, w):
        self.w = w

    def select(self, timeout):
        if self.w.final:
            raise Stop()
        if timeout is None:
            self.w.stop({"kind": "deadlock"})
        self.w.now += max(0, NS.of(timeout))
        return []

    def get_map(self):
        return {}

    def close(self):
        pass


class Loop(asyncio.BaseEventLoop):
    def __init__(self, w):
        super().__init__()
        self.w = w
        self._selector = Selector(w)
        self._clock_resolution = 1e-9
        self.closing = False

    def create_task(self, coro, **kw):
        w = self.w
        kw.pop("eager_start", None)
        auto = f"Task-{len(w.auto) + 1}" if kw.get("name") is None else None
        t = asyncio.Task(coro, loop=self, **(kw | {"name": auto} if auto else kw))
        w.every.append(t)
        if auto:
            w.auto[t] = auto
        name = getattr(coro, "__name__", None)  # none: the loop closes an async generator
        if name and not self.closing:
            w.tasks.append(t)
            w.names.append(name)
            w.ids[t] = len(w.tasks)
        return t

    def time(self):
        return self.w.now / 1e9 if sys._getframe(1).f_code.co_filename == FILE else NS(self.w.now)

    def call_at(self, when, callback, *args, context=None):
        return super().call_at(NS(NS.of(when)), callback, *args, context=context)

    def _process_events(self, e):
        pass

    def _write_to_self(self):
        pass

    def shutdown_asyncgens(self):
        self.closing = True
        return super().shutdown_asyncgens()


class Cost:
    """Puts a call before every statement that costs; notes the first line of each statement."""

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
    LATER = (ast.While, ast.For, ast.AsyncFor)

    def __init__(self):
        self.first = {}

    def tick(self, s):
        return ast.copy_location(
            ast.Expr(ast.Call(ast.Name("__tick__", ast.Load()), [ast.Constant(s.lineno)], [])), s
        )

    def body(self, stmts, free=False, doc=False):
        out = []
        for i, s in enumerate(stmts):
            text = (
                doc
                and i == 0
                and isinstance(s, ast.Expr)
                and isinstance(s.value, ast.Constant)
                and isinstance(s.value.value, str)
            )
            if not (
                free
                or text
                or isinstance(s, self.FREE + self.LATER)
                or isinstance(s, ast.AnnAssign)
                and s.value is None
            ):
                out.append(self.tick(s))
            out.append(self.stmt(s, free))
        return out

    def stmt(self, s, free):
        parts = getattr(s, "cases", None) and [s.cases[0].pattern] or getattr(s, "body", [])
        for line in range(s.lineno, max(s.lineno, parts[0].lineno - 1 if parts else s.end_lineno) + 1):
            self.first[line] = s.lineno
        own = isinstance(s, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        if own:
            free = isinstance(s, ast.ClassDef)
        head = [] if free or not isinstance(s, self.LATER) else [self.tick(s)]
        for b in [s] + getattr(s, "handlers", []) + getattr(s, "cases", []):
            for f in ("body", "orelse", "finalbody"):
                if getattr(b, f, None):
                    setattr(b, f, self.body(getattr(b, f), free, own and f == "body"))
        if head and isinstance(s, ast.While):
            s.test = ast.Subscript(
                ast.Tuple([head[0].value, s.test], ast.Load()), ast.Constant(1), ast.Load()
            )
        elif head:
            s.body = head + s.body
        return s


class Written(io.TextIOBase):
    def __init__(self, w, stream):
        self.w = w
        self.stream = stream

    def write(self, s):
        self.w.out.append([self.w.now, self.w.task(), self.stream, s])
        return len(s)


def clock(w):
    """The modules `time` and `datetime` of the program, both at 1970-01-01 00:00:00 UTC when it begins."""

    def sleep(s):
        if s < 0:
            raise ValueError("sleep length must be non-negative")
        w.span("blocked", round(s * 1e9), w.line())

    t = types.ModuleType("time")
    t.__dict__.update({k: v for k, v in time.__dict__.items() if not k.startswith("__")})
    t.sleep = sleep
    for k in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
        setattr(t, k, lambda: w.now / 1e9)
        setattr(t, k + "_ns", lambda: w.now)
    t.gmtime = t.localtime = lambda s=None: time.gmtime(w.now / 1e9 if s is None else s)
    t.strftime = lambda f, at=None: time.strftime(f, t.gmtime() if at is None else at)
    t.ctime = lambda s=None: time.asctime(t.gmtime(s))
    t.asctime = lambda at=None: time.asctime(t.gmtime() if at is None else at)
    d = types.ModuleType("datetime")
    d.__dict__.update({k: v for k, v in datetime.__dict__.items() if not k.startswith("__")})

    def moment(tz):
        return datetime.datetime(
            1970, 1, 1, tzinfo=datetime.timezone.utc if tz else None
        ) + datetime.timedelta(microseconds=w.now // 1000)

    class Date(datetime.date):
        today = classmethod(lambda c: c(*moment(None).timetuple()[:3]))

    class DateTime(datetime.datetime):
        def now(c, tz=None):
            m = moment(tz)
            m = m.astimezone(tz) if tz else m
            return c(*m.timetuple()[:6], m.microsecond, m.tzinfo)

        now = classmethod(now)
        today = classmethod(lambda c: c.now())
        utcnow = classmethod(lambda c: c.now())

    d.date, d.datetime = Date, DateTime
    return t, d


def run(source, cost_ns=1_000_000, seed=0):
    w = World(cost_ns)
    cost = Cost()
    tree = ast.parse(source)
    tree.body = cost.body(tree.body, doc=True)
    ast.fix_missing_locations(tree)
    w.first = cost.first
    code = compile(tree, FILE, "exec", dont_inherit=True)
    undo = []

    def put(owner, name, value):
        undo.append((owner, name, vars(owner).get(name, undo)))
        setattr(owner, name, value)

    def asyncio_run(main, *, debug=None, loop_factory=None):
        if asyncio._get_running_loop():
            raise RuntimeError("asyncio.run() cannot be called from a running event loop")
        with asyncio.Runner(debug=debug, loop_factory=lambda: Loop(w)) as runner:
            return runner.run(main)

    def all_tasks(loop=None):
        loop = loop or asyncio.get_running_loop()
        return Ordered(t for t in w.every if t.get_loop() is loop and not t.done())

    fake_time, fake_datetime = clock(w)
    main = types.ModuleType("__main__")
    main.__tick__ = w.tick

    def put_print(*args, file=None, flush=False, **kw):  # one call, one output, when it ends
        b = io.StringIO()
        print(*args, file=b, **kw)
        (file or sys.stdout).write(b.getvalue())

    main.print = put_print
    il = types.ModuleType("interleave")
    il.compute = lambda s: w.span("running", round(s * 1e9), w.line())
    own = {"time": fake_time, "datetime": fake_datetime, "interleave": il, "__main__": main}
    saved = {k: sys.modules.get(k) for k in own}
    outer = asyncio._get_running_loop()
    outcome = {"kind": "returned"}
    try:
        asyncio._set_running_loop(None)
        sys.modules.update(own)
        random.seed(seed)
        warnings.simplefilter("ignore")
        for m in (asyncio, asyncio.tasks):
            put(m, "all_tasks", all_tasks)
        for m in (asyncio, asyncio.events):
            put(m, "new_event_loop", lambda: Loop(w))
        for m in (asyncio.tasks, asyncio.taskgroups):
            put(m, "set", Ordered)
        put(asyncio, "run", asyncio_run)
        put(asyncio.base_events, "MAXIMUM_SELECT_TIMEOUT", 10**9)
        put(logging, "time", fake_time)
        put(logging.root, "handlers", [])
        logging.root.setLevel("WARNING")
        logging.root.manager.loggerDict.clear()
        asyncio.log.logger.disabled = True
        put(sys, "stdout", Written(w, "out"))
        put(sys, "stderr", Written(w, "err"))
        sys.unraisablehook = lambda *a: None
        exec(code, main.__dict__)
    except SystemExit as e:
        outcome = {"kind": "exit", "message": str(e)}
    except BaseException as e:
        lines = [f.lineno for f in traceback.extract_tb(e.__traceback__) if f.filename == FILE]
        outcome = {
            "kind": "raised",
            "type": type(e).__name__,
            "message": str(e),
            "line": w.first.get(lines[-1], lines[-1]) if lines else None,
        }
    finally:
        for owner, name, value in reversed(undo):
            if value is undo:
                delattr(owner, name)
            else:
                setattr(owner, name, value)
        for k, m in saved.items():
            if m is None:
                sys.modules.pop(k, None)
            else:
                sys.modules[k] = m
        asyncio._set_running_loop(outer)
    return w.final or w.result(outcome)


if __name__ == "__main__":
    print(json.dumps(run(open(sys.argv[1]).read(), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000)))
