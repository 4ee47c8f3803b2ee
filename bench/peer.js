// The peers of `cargo xtask bench`: the same spans drawn as one commonly draws them with D3 and with ECharts.
// Each has four tasks: to draw all, to show another stretch of time, to move that stretch, to move a playhead.

const WIDTH = 872, HEIGHT = 600;
const COLOURS = { running: "#1d2430", blocked: "#c5372c", paused: "#2f6db5", ready: "#b7791f", queued: "#888",
  runnable: "#999", switching: "#444", waiting: "#ccc", serving: "#79c" };

/** The spans of a run's lanes, from the table that `interleave simulate --format csv` writes. */
async function read() {
  const [head, ...rows] = (await (await fetch("spans.csv")).text()).trim().split("\n").map(row => row.split(","));
  const at = name => head.indexOf(name);
  const [runtime, lane, state, start, end] = ["runtime", "lane", "state", "start_ns", "end_ns"].map(at);
  const lanes = new Map();
  const spans = rows.map(row => {
    const name = row[runtime] + row[lane];
    if (!lanes.has(name)) lanes.set(name, lanes.size);
    return [lanes.get(name), +row[start] / 1e6, +row[end] / 1e6, row[state]];
  });
  return { spans, lanes: lanes.size, end: spans.reduce((end, span) => Math.max(end, span[2]), 0) };
}

/** One rectangle a span, joined to its data; another stretch of time sets every place anew. */
function byD3({ spans, lanes, end }) {
  const svg = d3.select("#peer").append("svg").attr("width", WIDTH).attr("height", HEIGHT);
  const x = d3.scaleLinear([0, end], [0, WIDTH]);
  const y = d3.scaleBand(d3.range(lanes), [0, HEIGHT]);
  const draw = () => svg.selectAll("rect").data(spans).join("rect")
    .attr("x", span => x(span[1])).attr("width", span => x(span[2]) - x(span[1]))
    .attr("y", span => y(span[0])).attr("height", y.bandwidth()).attr("fill", span => COLOURS[span[3]]);
  draw();
  const line = svg.append("line").attr("y2", HEIGHT).attr("stroke", "black");
  return {
    stretch(from, to) { x.domain([from, to]); draw(); },
    tick(at) { line.attr("x1", x(at)).attr("x2", x(at)); },
  };
}

/** A custom series, as in ECharts' own example of a profile. */
function byECharts({ spans, lanes, end }) {
  const chart = echarts.init(document.getElementById("peer"), null, { renderer: "svg", width: WIDTH, height: HEIGHT });
  const renderItem = (_, api) => {
    const [left, top] = api.coord([api.value(1), api.value(0)]);
    const [right] = api.coord([api.value(2), api.value(0)]);
    const height = api.size([0, 1])[1];
    return { type: "rect", shape: { x: left, y: top - height / 2, width: right - left, height }, style: api.style() };
  };
  const data = spans.map(span => ({ value: span.slice(0, 3), itemStyle: { color: COLOURS[span[3]] } }));
  const line = x => ({ id: "playhead", type: "line", shape: { x1: x, x2: x, y1: 0, y2: HEIGHT }, style: { stroke: "black" } });
  chart.setOption({
    animation: false,
    xAxis: { min: 0, max: end }, yAxis: { min: -0.5, max: lanes - 0.5 },
    dataZoom: [{ type: "inside", filterMode: "weakFilter" }],
    series: [{ type: "custom", progressive: 0, renderItem, encode: { x: [1, 2], y: 0 }, data }],
    graphic: [line(0)],
  });
  return {
    stretch(from, to) { chart.dispatchAction({ type: "dataZoom", startValue: from, endValue: to }); },
    tick(at) { chart.setOption({ graphic: [line(at / end * WIDTH)] }); },
  };
}

const frame = () => new Promise(requestAnimationFrame);

window.peer = {
  async first(name) {
    this.data = await read();
    await frame();
    this.figure = name === "d3" ? byD3(this.data) : byECharts(this.data);
    await frame();
    await frame();
  },
  /** At most `count` steps within `limit` ms: how many there were. */
  async steps(what, count, limit) {
    const { end } = this.data, start = performance.now();
    for (let i = 1; i <= count; i++) {
      if (what === "zoom") this.figure.stretch(end * 0.002 * i, end * (1 - 0.002 * i));
      if (what === "pan") this.figure.stretch(end * 0.003 * i, end * (0.5 + 0.003 * i));
      if (what === "tick") this.figure.tick(end * i / count);
      await frame();
      if (performance.now() - start > limit) return i;
    }
    return count;
  },
};
