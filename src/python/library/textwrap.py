# Lines of text: broken, indented, without their common indent.
def dedent(text):
    lines = text.split('\n')
    margin = None
    for line in lines:
        if line.strip():
            indent = line[:len(line) - len(line.lstrip())]
            if margin is None:
                margin = indent
            else:
                n = 0
                while n < len(margin) and n < len(indent) and margin[n] == indent[n]:
                    n += 1
                margin = margin[:n]
    n = len(margin or '')
    return '\n'.join([line[n:] if line.strip() else '' for line in lines])


def indent(text, prefix, predicate=None):
    return ''.join([prefix + line if (line.strip() if predicate is None else predicate(line)) else line for line in text.splitlines(True)])


def wrap(text, width=70, *, initial_indent='', subsequent_indent='', **kwargs):
    lines = []
    line = initial_indent
    empty = True
    for word in text.split():
        while word:
            room = width - len(line) - (0 if empty else 1)
            if len(word) <= room:
                line += ('' if empty else ' ') + word
                empty = False
                word = ''
            elif empty:
                line += word[:max(1, room)]
                word = word[max(1, room):]
                lines.append(line)
                line = subsequent_indent
            else:
                lines.append(line)
                line = subsequent_indent
                empty = True
    if not empty:
        lines.append(line)
    return lines


def fill(text, width=70, **kwargs):
    return '\n'.join(wrap(text, width, **kwargs))


def shorten(text, width, *, placeholder=' [...]', **kwargs):
    words = text.split()
    text = ' '.join(words)
    if len(text) <= width:
        return text
    while words and len(' '.join(words)) + len(placeholder) > width:
        words.pop()
    return ' '.join(words) + placeholder if words else placeholder.strip()
