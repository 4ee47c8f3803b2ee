s = "  Hello, World  "
print(repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()), s.lower().strip(), s.upper().strip())
t = "the quick brown fox"
print(t.title(), t.capitalize(), t.split(), t.split("q"), t.rsplit(" ", 1), t.partition(" "), t.rpartition(" "))
print(t.find("quick"), t.find("slow"), t.index("fox"), t.count("o"), t.replace("o", "0"), t.replace("o", "0", 1))
print(t.startswith("the"), t.endswith(("x", "y")), "-".join(["a", "b", "c"]), "quick" in t)
print("abc".isalpha(), "123".isdigit(), "a1".isalnum(), " ".isspace(), "Abc".swapcase(), "ab".center(6, "."), "7".zfill(3))
print("a,b,,c".split(","), "line one\nline two\r\nthree".splitlines(), "x".ljust(3) + "|", "x".rjust(3))
print("tab\tand \\ and 'quotes'", repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("\x00\n\té"))
print("abc"[::-1], "abcdef"[1:4], "abcdef"[-2:], "abcdef"[::2], "abc" * 3, "a" < "b", ord("a"), chr(98))
print("prefix-name".removeprefix("prefix-"), "name.py".removesuffix(".py"), "aXbX".casefold(), "ß".upper())
print("äöü".encode(), b"abc".decode(), b"\x00\xff", len("äöü"), "%s" % b"x")
print(str.maketrans("abc", "xyz"), "aabbcc".translate(str.maketrans("abc", "xyz")))
print(sorted("hello"), list(reversed("abc")), max("hello"), min("hello"), set("a"))
