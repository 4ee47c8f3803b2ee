import asyncio

PAGES = {
    "/": ["/about", "/blog", "/contact"],
    "/about": ["/", "/team"],
    "/blog": ["/blog/1", "/blog/2", "/about"],
    "/blog/1": ["/blog"],
    "/blog/2": ["/blog", "/missing"],
    "/contact": [],
    "/team": ["/about"],
}


class NotFound(Exception):
    pass


async def fetch(url):
    await asyncio.sleep(0.01 * len(url))
    if url not in PAGES:
        raise NotFound(url)
    return PAGES[url]


async def crawl(start, workers=3):
    queue: asyncio.Queue[str] = asyncio.Queue()
    seen = {start}
    errors = []
    await queue.put(start)

    async def worker(n):
        while True:
            url = await queue.get()
            try:
                links = await fetch(url)
                print(f"worker {n}: {url} has {len(links)} links")
                for link in links:
                    if link not in seen:
                        seen.add(link)
                        queue.put_nowait(link)
            except NotFound as error:
                errors.append(str(error))
            finally:
                queue.task_done()

    tasks = [asyncio.create_task(worker(n)) for n in range(workers)]
    await queue.join()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return sorted(seen), errors


print(asyncio.run(crawl("/")))
