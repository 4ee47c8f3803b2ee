import asyncio
import random


async def download(name: str, size: int) -> str:
    print(f"starting {name}")
    done = 0
    while done < size:
        await asyncio.sleep(0.1)
        done += random.randint(10, 40)
        print(f"{name}: {min(100, done * 100 // size)}%")
    return f"{name} ({size} KB)"


async def main() -> None:
    files = {"a.zip": 60, "b.iso": 120, "c.txt": 20}
    results = await asyncio.gather(*(download(name, size) for name, size in files.items()))
    print("done:", ", ".join(results))


if __name__ == "__main__":
    asyncio.run(main())
