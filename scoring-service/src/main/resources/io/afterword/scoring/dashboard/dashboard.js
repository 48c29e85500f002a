// Draws the charts of the page and keeps it up to date: an event stream tells when to look again,
// and only what differs is exchanged, so that nothing flickers, no focus is lost and no table that
// somebody opened closes. Without this script the page is complete, only still.
(() => {
  "use strict";
  const live = document.getElementById("live");
  if (!live) {
    return;
  }

  // Charts ---------------------------------------------------------------------------------------

  const drawn = new Map();
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const palette = () => ({
    ink: colour("--ink"),
    soft: colour("--soft-ink"),
    line: colour("--line"),
    surface: colour("--surface"),
    score: colour("--chart-line"),
    band: colour("--chart-band"),
    limit: colour("--chart-limit"),
    signal: colour("--chart-signal"),
    mark: colour("--chart-mark"),
    good: colour("--good"),
    bad: colour("--bad"),
  });

  const numbers = (data) => {
    const format = new Intl.NumberFormat(data.locale, {
      minimumFractionDigits: data.decimals,
      maximumFractionDigits: data.decimals,
    });
    return (value) => (value === null || value === undefined ? "–" : format.format(value) + data.sign);
  };

  const axis = (p, more) => ({
    axisLine: { lineStyle: { color: p.soft } },
    axisTick: { lineStyle: { color: p.soft } },
    axisLabel: { color: p.soft, fontSize: 13, hideOverlap: true },
    nameTextStyle: { color: p.soft, fontSize: 13 },
    splitLine: { lineStyle: { color: p.line } },
    ...more,
  });

  const base = (p) => ({
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: p.ink },
    grid: { left: 12, right: 24, top: 44, bottom: 12, containLabel: true },
    legend: { top: 0, left: 0, textStyle: { color: p.ink, fontSize: 13 }, inactiveColor: p.soft, itemWidth: 22 },
  });

  // Text only: names of people and changes can never become markup here.
  const tip = (p, formatter, trigger) => ({
    trigger,
    renderMode: "richText",
    confine: true,
    backgroundColor: p.surface,
    borderColor: p.line,
    textStyle: { color: p.ink, fontSize: 13 },
    formatter,
  });

  // A little room around what is shown, within what the score can be.
  const extent = (data, values) => {
    const known = values.filter((value) => value !== null && value !== undefined);
    const low = Math.min(...known);
    const high = Math.max(...known);
    const room = Math.max((high - low) * 0.1, (data.most - data.least) * 0.02);
    const step = (data.most - data.least) / 20;
    const min = Math.max(data.least, Math.floor((low - room) / step) * step);
    const max = Math.min(data.most, Math.ceil((high + room) / step) * step);
    return { min, max, interval: step * Math.ceil((max - min) / step / 5) };
  };

  const trend = (data, p) => {
    const say = numbers(data);
    const signals = new Set(data.signals);
    const everything = [...data.scores, ...data.lower, ...data.upper, ...data.limitLower, ...data.limitUpper];
    const limit = (name, values) => ({
      name,
      type: "line",
      data: values,
      step: "middle",
      symbol: "none",
      silent: true,
      lineStyle: { color: p.limit, type: "dashed", width: 1.5 },
      itemStyle: { color: p.limit },
    });
    const band = (values, below, shown) => ({
      name: data.words.range,
      type: "line",
      stack: "range",
      stackStrategy: "all",
      data: values.map((value, at) => (value === null ? null : below ? value - below[at] : value)),
      symbol: "none",
      silent: true,
      lineStyle: { opacity: 0 },
      areaStyle: { color: p.band, opacity: shown ? 0.16 : 0 },
      itemStyle: { color: p.band },
    });
    const marks = data.marks.map((mark) => ({
      xAxis: mark.at,
      label: {
        formatter: mark.name.length > 24 ? mark.name.slice(0, 23) + "…" : mark.name,
        color: p.mark,
        fontSize: 12,
        position: "insideEndTop",
        backgroundColor: p.surface,
        padding: [1, 3],
      },
      lineStyle: { color: p.mark, type: mark.isBreak ? [8, 4, 2, 4] : "solid", width: 1.5 },
    }));
    const described = (points) => {
      const at = points[0].dataIndex;
      const lines = [
        data.labels[at],
        `${data.words.score}: ${say(data.scores[at])}`,
        `${data.words.range}: ${say(data.lower[at])} – ${say(data.upper[at])}`,
        `${data.words.answers}: ${data.n[at].toLocaleString(data.locale)}`,
      ];
      if (data.limitLower[at] !== null) {
        lines.push(`${data.words.limits}: ${say(data.limitLower[at])} – ${say(data.limitUpper[at])}`);
      }
      data.marks.filter((mark) => mark.at === at).forEach((mark) => lines.push(mark.name));
      return lines.join("\n");
    };
    return {
      ...base(p),
      legend: {
        ...base(p).legend,
        data: [data.words.score, data.words.range, ...(data.centre === null ? [] : [data.words.limits])],
      },
      tooltip: tip(p, described, "axis"),
      xAxis: axis(p, { type: "category", data: data.labels, splitLine: { show: false } }),
      yAxis: axis(p, { type: "value", ...extent(data, everything), axisLabel: { color: p.soft, fontSize: 13, formatter: say } }),
      series: [
        band(data.lower, null, false),
        band(data.upper, data.lower, true),
        limit(data.words.limits, data.limitLower),
        limit(data.words.limits, data.limitUpper),
        {
          name: data.words.score,
          type: "line",
          z: 3,
          connectNulls: false,
          data: data.scores.map((value, at) =>
            signals.has(at)
              ? { value, symbol: "diamond", symbolSize: 15, itemStyle: { color: p.signal } }
              : { value, symbol: "circle", symbolSize: 7 },
          ),
          lineStyle: { color: p.score, width: 2.5 },
          itemStyle: { color: p.score },
          markLine: {
            symbol: "none",
            silent: true,
            data: [
              ...(data.centre === null
                ? []
                : [{ yAxis: data.centre, label: { show: false }, lineStyle: { color: p.limit, type: "solid", width: 1 } }]),
              ...marks,
            ],
          },
        },
      ],
    };
  };

  const funnel = (data, p) => {
    const say = numbers(data);
    const kinds = {
      INSIDE: { symbol: "circle", color: p.score },
      FEW: { symbol: "emptyCircle", color: p.soft },
      ABOVE: { symbol: "triangle", color: p.good },
      FAR_ABOVE: { symbol: "triangle", color: p.good },
      BELOW: { symbol: "path://M0,0 L10,0 L5,9 Z", color: p.signal },
      FAR_BELOW: { symbol: "path://M0,0 L10,0 L5,9 Z", color: p.signal },
    };
    const limit = (name, column, type) => ({
      name,
      type: "line",
      data: data.curve.map((row) => [row[0], row[column]]),
      symbol: "none",
      silent: true,
      lineStyle: { color: p.limit, type, width: 1.5 },
      itemStyle: { color: p.limit },
    });
    const values = [...data.points.map((point) => point.score), ...data.curve.flatMap((row) => row.slice(1, 3))];
    // Of hundreds that stand out, the names of those that stray most; all are in the table.
    const strays = (point) => Math.abs(point.score - data.centre) * Math.sqrt(point.n);
    const named = new Set(
      data.points
        .filter((point) => !["INSIDE", "FEW"].includes(point.place))
        .sort((one, other) => strays(other) - strays(one))
        .slice(0, 20),
    );
    return {
      ...base(p),
      grid: { ...base(p).grid, bottom: 34 },
      legend: { ...base(p).legend, data: [data.words.alert, data.words.alarm] },
      tooltip: tip(
        p,
        (point) => {
          const of = data.points[point.dataIndex];
          return [of.name, `${data.words.score}: ${say(of.score)}`, `${data.words.answers}: ${of.n.toLocaleString(data.locale)}`, of.says].join("\n");
        },
        "item",
      ),
      xAxis: axis(p, { type: "value", name: data.words.answers, nameLocation: "middle", nameGap: 30, min: 0 }),
      yAxis: axis(p, { type: "value", ...extent(data, values), axisLabel: { color: p.soft, fontSize: 13, formatter: say } }),
      series: [
        limit(data.words.alert, 1, "dashed"),
        limit(data.words.alert, 2, "dashed"),
        limit(data.words.alarm, 3, "solid"),
        limit(data.words.alarm, 4, "solid"),
        {
          type: "scatter",
          z: 3,
          data: data.points.map((point) => ({
            value: [point.n, point.score],
            symbol: kinds[point.place].symbol,
            symbolSize: point.place.startsWith("FAR_") ? 17 : 12,
            itemStyle: { color: kinds[point.place].color },
            label: {
              show: named.has(point),
              formatter: point.name,
              position: "right",
              color: p.ink,
              fontSize: 13,
            },
          })),
          markLine: {
            symbol: "none",
            silent: true,
            data: [{ yAxis: data.centre, label: { show: false }, lineStyle: { color: p.limit, type: "solid", width: 1 } }],
          },
        },
      ],
    };
  };

  const kinds = { trend, funnel };

  const draw = (place) => {
    if (typeof echarts === "undefined") {
      place.setAttribute("data-failed", "");
      return;
    }
    const data = JSON.parse(place.dataset.chart);
    let chart = drawn.get(place);
    if (!chart) {
      chart = echarts.init(place, null, { renderer: "svg" });
      drawn.set(place, chart);
    }
    chart.setOption(kinds[data.kind](data, palette()), { notMerge: true });
  };

  const drawAll = () => {
    for (const [place, chart] of drawn) {
      if (!place.isConnected) {
        chart.dispose();
        drawn.delete(place);
      }
    }
    live.querySelectorAll(".chart").forEach(draw);
  };

  drawAll();
  addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  // Paper is white and has another width; folded tables are wanted there too.
  const unfolded = new Set();
  addEventListener("beforeprint", () => {
    live.querySelectorAll("details:not([open])").forEach((each) => {
      each.open = true;
      unfolded.add(each);
    });
    document.documentElement.classList.add("on-paper");
    drawAll();
    drawn.forEach((chart) => chart.resize());
  });
  addEventListener("afterprint", () => {
    document.documentElement.classList.remove("on-paper");
    unfolded.forEach((each) => {
      each.open = false;
    });
    unfolded.clear();
    drawAll();
    drawn.forEach((chart) => chart.resize());
  });

  // Live -----------------------------------------------------------------------------------------

  // Makes the old tree like the new one and touches only what differs.
  const become = (old, wanted) => {
    if (old.nodeType !== wanted.nodeType || old.nodeName !== wanted.nodeName) {
      old.replaceWith(wanted);
      return;
    }
    if (old.nodeType === Node.TEXT_NODE) {
      if (old.data !== wanted.data) {
        old.data = wanted.data;
      }
      return;
    }
    if (old.nodeType !== Node.ELEMENT_NODE) {
      return;
    }
    for (const { name, value } of [...wanted.attributes]) {
      if (old.getAttribute(name) !== value && name !== "open") {
        old.setAttribute(name, value);
      }
    }
    for (const { name } of [...old.attributes]) {
      // Whether a table is open is the reader's, what a chart is made of the library's.
      if (!wanted.hasAttribute(name) && name !== "open" && !old.matches(".chart")) {
        old.removeAttribute(name);
      }
    }
    if (old.matches(".chart")) {
      return;
    }
    const before = [...old.childNodes];
    const after = [...wanted.childNodes];
    after.forEach((node, at) => {
      if (at < before.length) {
        become(before[at], node);
      } else {
        old.append(node);
      }
    });
    before.slice(after.length).forEach((node) => node.remove());
  };

  const said = document.getElementById("said");
  const offline = document.getElementById("offline");
  const AT_MOST_EVERY = 1000;
  let tag = null;
  let wanted = false;
  let busy = false;

  const headline = () => document.getElementById("score")?.querySelector(".stats")?.innerText ?? "";

  const show = (html) => {
    const before = headline();
    const next = document.createElement("div");
    next.innerHTML = html;
    const charts = new Map([...live.querySelectorAll(".chart")].map((place) => [place, place.dataset.chart]));
    const parts = [...next.children];
    const ids = parts.map((part) => part.id).join();
    if ([...live.children].map((part) => part.id).join() === ids) {
      parts.forEach((part, at) => become(live.children[at], part));
    } else {
      live.replaceChildren(...parts);
    }
    live.querySelectorAll(".chart").forEach((place) => {
      if (charts.get(place) !== place.dataset.chart) {
        draw(place);
      }
    });
    const now = headline();
    if (now !== before) {
      // Read out what changed, and only that.
      said.textContent = now.split("\n").slice(0, 3).join(" ");
    }
  };

  const look = async () => {
    if (busy || document.hidden) {
      wanted = true;
      return;
    }
    busy = true;
    wanted = false;
    try {
      const answer = await fetch("/scores/live?" + live.dataset.query, {
        headers: tag ? { "If-None-Match": tag } : {},
        cache: "no-store",
        redirect: "manual",
      });
      if (answer.status === 200) {
        tag = answer.headers.get("ETag");
        show(await answer.text());
      }
    } catch {
      // The stream tells about a server that is away.
    }
    setTimeout(() => {
      busy = false;
      if (wanted) {
        look();
      }
    }, AT_MOST_EVERY);
  };

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && wanted) {
      look();
    }
  });

  const AGAIN = 10000;
  const listen = () => {
    const events = new EventSource("/scores/events");
    events.addEventListener("message", look);
    events.addEventListener("open", () => {
      offline.hidden = true;
    });
    events.addEventListener("error", () => {
      // A broken stream comes again by itself; one that was refused does not.
      offline.hidden = events.readyState !== EventSource.CLOSED && navigator.onLine;
      if (events.readyState === EventSource.CLOSED) {
        setTimeout(listen, AGAIN);
      }
    });
  };
  listen();
})();
