import json
import string
import textwrap
import uuid

data = {"name": "x", "n": [1, 2.5, None, True], "nested": {"k": "v"}}
text = json.dumps(data)
print(text, json.loads(text) == data, json.dumps([1], indent=2), json.dumps({"b": 1, "a": 2}, sort_keys=True))
print(string.ascii_lowercase, string.digits)
try:
    json.loads("{bad}")
except ValueError as error:
    print(type(error).__name__)
