import asyncio
import aiohttp
import requests

URLS = ["https://a.example", "https://b.example", "https://c.example"]


async def with_requests(url):
    requests.get(url)  # no await: it keeps the thread


async def with_aiohttp(session, url):
    async with session.get(url) as response:
        await response.text()


async def main():
    await asyncio.gather(*(with_requests(url) for url in URLS))
    print("requests is done")
    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(with_aiohttp(session, url) for url in URLS))
    print("aiohttp is done")


asyncio.run(main())
