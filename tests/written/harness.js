// Runs generated programs on a clock of its own and prints what they did: a line of JSON a program.
"use strict";
const vm = require("node:vm");

function world(program) {
  const clock = { now: 0, log: [], measuring: null, timers: [], turns: 0 };
  const spend = (name, ms) => {
    if (clock.measuring) {
      clock.measuring.push([name, ms]);
      return;
    }
    clock.log.push([name, clock.now, clock.now + ms]);
    clock.now += ms;
  };
  const wait = (name, ms) => {
    const start = clock.now;
    return new Promise((done) => clock.timers.push({ at: start + ms, done })).then(() => {
      clock.log.push([name, start, clock.now]);
    });
  };
  const cpu = [...program.cpu];
  const names = {
    parse: () => spend("cpu", cpu.shift()),
    setImmediate: (turn) => {
      clock.turns += 1;
      setImmediate(() => {
        clock.turns -= 1;
        turn();
      });
    },
    pool: {
      run: (work) => {
        clock.measuring = [];
        work.split(".").reduce((found, name) => found[name], names)();
        const [[name, ms]] = clock.measuring;
        clock.measuring = null;
        return wait(name, ms);
      },
    },
  };
  names.compute = names.render = names.parse;
  for (const [name, all] of Object.entries(program.services)) {
    const latencies = [...all];
    const service = {};
    for (const verb of ["query", "read", "get", "call"]) {
      service[verb] = () => wait(name, latencies.shift());
      service[`${verb}Sync`] = () => spend(name, latencies.shift());
    }
    names[`${name}_`] = service;
    names[name] ??= service;
  }
  return { clock, names };
}

async function run(program, style) {
  const { clock, names } = world(program);
  const code = program[style];
  vm.runInNewContext(code, Object.assign(names, { Promise, Array }));
  let over = false;
  const result = names[/function (\w+)/.exec(code)[1]]();
  const end = Promise.resolve(result).then(() => (over = true));
  for (;;) {
    // Until nothing goes on by itself.
    do await new Promise(setImmediate);
    while (clock.turns > 0);
    await new Promise(setImmediate);
    if (over) break;
    clock.timers.sort((a, b) => a.at - b.at);
    const next = clock.timers.shift();
    if (!next) throw new Error(`the program waits for something that never comes:\n${code}`);
    clock.now = Math.max(clock.now, next.at);
    next.done();
  }
  await end;
  return { log: clock.log, end: clock.now };
}

async function main() {
  const lines = require("node:fs").readFileSync(0, "utf8").split("\n").filter(Boolean);
  for (const line of lines) {
    const program = JSON.parse(line);
    console.log(JSON.stringify({ sync: await run(program, "sync"), async: await run(program, "async") }));
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
