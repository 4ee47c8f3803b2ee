# Context variables.
from _contextvars import Context, ContextVar, Token, copy_context
