# Text and bytes kept in memory.
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 131072


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    closed = False

    def close(self):
        self.closed = True

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def flush(self):
        pass

    def isatty(self):
        return False

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def writelines(self, lines):
        for line in lines:
            self.write(line)


class TextIOBase(IOBase):
    pass


class _Memory:
    def __init__(self, value):
        self._value = value
        self._at = 0

    def getvalue(self):
        self._check()
        return self._value

    def read(self, size=-1):
        self._check()
        end = len(self._value) if size is None or size < 0 else self._at + size
        data = self._value[self._at:end]
        self._at += len(data)
        return data

    def write(self, data):
        self._check()
        if self._at >= len(self._value):
            self._value += self._fill * (self._at - len(self._value)) + data
        else:
            self._value = self._value[:self._at] + data + self._value[self._at + len(data):]
        self._at += len(data)
        return len(data)

    def readline(self, size=-1):
        self._check()
        i = self._value.find(self._newline, self._at)
        end = len(self._value) if i < 0 else i + 1
        if size is not None and size >= 0:
            end = min(end, self._at + size)
        line = self._value[self._at:end]
        self._at = end
        return line

    def readlines(self, hint=-1):
        return list(self)

    def seek(self, pos, whence=0):
        self._at = pos + (0 if whence == 0 else self._at if whence == 1 else len(self._value))
        return self._at

    def tell(self):
        return self._at

    def truncate(self, size=None):
        size = self._at if size is None else size
        self._value = self._value[:size]
        return size


class StringIO(_Memory, TextIOBase):
    _fill, _newline = '\0', '\n'

    def __init__(self, initial_value='', newline='\n'):
        super().__init__(initial_value or '')

    def write(self, data):
        if not isinstance(data, str):
            raise TypeError(f"string argument expected, got {type(data).__name__!r}")
        return super().write(data)


class BytesIO(_Memory, IOBase):
    _fill, _newline = b'\0', b'\n'

    def __init__(self, initial_bytes=b''):
        super().__init__(bytes(initial_bytes))

    def write(self, data):
        return super().write(bytes(data))
