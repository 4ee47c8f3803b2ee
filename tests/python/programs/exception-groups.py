def leaf(groups):
    try:
        raise ExceptionGroup("many", [ValueError(1), TypeError("two"), ExceptionGroup("inner", [KeyError("k"), ValueError(3)])])
    except* ValueError as caught:
        groups.append(caught)
    except* (KeyError, OSError) as caught:
        groups.append(caught)


seen = []
try:
    leaf(seen)
except ExceptionGroup as rest:
    print("left over", repr(rest))
for group in seen:
    print(repr(group))
group = ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError(2)])])
print(group.split(TypeError))
print(group.subgroup(lambda error: isinstance(error, ValueError)))
print(str(group), group.message, len(group.exceptions))
try:
    try:
        raise KeyError("bare")
    except* KeyError as caught:
        print(repr(caught))
        raise RuntimeError("from the handler")
except Exception as error:
    print(repr(error), repr(error.__context__))
