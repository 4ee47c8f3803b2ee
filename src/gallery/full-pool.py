import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def read(name):
    time.sleep(0.04)  # stands for a slow disk
    return name


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=2) as pool:
        jobs = [loop.run_in_executor(pool, read, name) for name in "abcdef"]
        print("read", await asyncio.gather(*jobs))


asyncio.run(main())
