// Starts the worker that simulates large scenarios. The page loads it only when there is such a scenario.
import start from "./worker.js";

await start({ module_or_path: new URL("./worker_bg.wasm", import.meta.url) });
