import asyncio

TREE = {"root": ["a", "b"], "a": ["a1", "a2"], "b": [], "a1": [], "a2": ["x"], "x": []}


async def size(node):
    await asyncio.sleep(0.1)
    children = TREE[node]
    sizes = await asyncio.gather(*map(size, children))
    total = 1 + sum(sizes)
    print(node, total)
    return total


async def walk(node, depth=0):
    yield depth, node
    for child in TREE[node]:
        async for pair in walk(child, depth + 1):
            yield pair


async def main():
    print(await size("root"))
    async for depth, node in walk("root"):
        print("  " * depth + node)


asyncio.run(main())
