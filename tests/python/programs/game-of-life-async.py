import asyncio


def neighbours(cells, x, y):
    return sum((x + dx, y + dy) in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)


def step(cells):
    around = {(x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
    return {cell for cell in around if neighbours(cells, *cell) == 3 or cell in cells and neighbours(cells, *cell) == 2}


async def main():
    cells = {(1, 0), (1, 1), (1, 2)}
    for generation in range(3):
        print(f"generation {generation}")
        for y in range(3):
            print("".join("#" if (x, y) in cells else "." for x in range(3)))
        cells = step(cells)
        await asyncio.sleep(0.5)


asyncio.run(main())
