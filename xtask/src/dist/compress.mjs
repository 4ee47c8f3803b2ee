// Writes FILE.gz and FILE.br beside every file named, where that makes it smaller, and prints both sizes.
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

for (const name of process.argv.slice(2)) {
  const bytes = readFileSync(name);
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length, [constants.BROTLI_PARAM_LGWIN]: 22 };
  const ways = [
    [".gz", gzipSync(bytes, { level: 9 })],
    [".br", brotliCompressSync(bytes, { params })],
  ];
  const sizes = ways.map(([ending, small]) => {
    if (small.length >= bytes.length) return bytes.length;
    writeFileSync(name + ending, small);
    return small.length;
  });
  console.log(`${sizes.join(" ")} ${name}`);
}
