'use strict';
/*
 * Draws descriptions of figures, as FigureJson writes them, into elements of a page: in reports and in the laboratory.
 *
 *   const figure = Dopaflow.draw(element, description, {dark: false});
 *   figure.update(description);   new data, the same window
 *   figure.dark(true);            other colours
 *   figure.remove();
 *
 * ECharts draws axes and marks. Cursor, key and keyboard are elements of the page, so that they can be read and reached.
 * Panels with equal horizontal axes share cursor and window, in all figures of the page.
 */
const Dopaflow = (() => {
  const LIGHT = {
    BLUE: '#0072b2', VERMILLION: '#d55e00', GREEN: '#009e73', PURPLE: '#cc79a7', ORANGE: '#e69f00', SKY: '#56b4e9',
    TEXT: '#2b2b2b', GREY: '#999999', label: '#565d66', line: '#b9bfc6', grid: '#eceff2', page: '#ffffff'
  };
  const DARK = {
    BLUE: '#4aa3df', VERMILLION: '#f08035', GREEN: '#2cb98e', PURPLE: '#dc93bb', ORANGE: '#f0b22e', SKY: '#7cc8f2',
    TEXT: '#e3e6ea', GREY: '#8b929b', label: '#a5adb7', line: '#4a525c', grid: '#272d35', page: '#171b20'
  };
  const STROKES = {THIN: 0.8, NORMAL: 1.6, THICK: 3, DASHED: 1.6};
  /* From light to dark at equal steps of lightness, in hues that all eyes tell apart; for signs, white in the middle. */
  const SEQUENTIAL = [[253, 253, 217], [190, 227, 200], [93, 190, 197], [34, 131, 186], [33, 66, 139], [8, 20, 66]];
  const SIGNED = [[0, 68, 124], [67, 147, 195], [171, 210, 229], [246, 246, 246], [248, 190, 146], [224, 122, 49], [140, 55, 0]];
  const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
  const drawn = new Set();

  /* ---- numbers ---- */

  function decode(numbers) {
    if (Array.isArray(numbers)) {
      return Float64Array.from(numbers, value => value === null ? NaN : value);
    }
    if (numbers.type === 'steps') {
      return Float64Array.from({length: numbers.count}, (_, i) => numbers.from + i * numbers.step);
    }
    const bytes = Uint8Array.from(atob(numbers.data), letter => letter.charCodeAt(0));
    const type = {u8: Uint8Array, u16: Uint16Array, f32: Float32Array, f64: Float64Array}[numbers.type];
    return new type(bytes.buffer);
  }

  const RAISED = {'-': '\u207b', 0: '\u2070', 1: '\u00b9', 2: '\u00b2', 3: '\u00b3', 4: '\u2074', 5: '\u2075',
    6: '\u2076', 7: '\u2077', 8: '\u2078', 9: '\u2079'};

  function text(value, digits = 4) {
    if (!Number.isFinite(value)) {
      return 'no number';
    }
    const size = Math.abs(value);
    if (size !== 0 && (size >= 1e6 || size < 1e-4)) {
      const [factor, power] = value.toExponential(digits - 1).split('e');
      const raised = [...String(Number(power))].map(letter => RAISED[letter]).join('');
      const short = Number(factor);
      const sign = short < 0 ? '\u2212' : '';
      return Math.abs(short) === 1 ? sign + '10' + raised : sign + Math.abs(short) + '\u00b710' + raised;
    }
    return String(Number(value.toPrecision(size >= 1000 ? Math.max(digits, 7) : digits))).replace('-', '\u2212');
  }

  /* The step that ECharts chooses to divide a span into about so many parts. */
  function niceStep(span, parts) {
    const power = 10 ** Math.floor(Math.log10(span / parts));
    const factor = span / parts / power;
    return power * (factor < 1.5 ? 1 : factor < 2.5 ? 2 : factor < 4 ? 3 : factor < 7 ? 5 : 10);
  }

  const isMultiple = (value, step) => Math.abs(value / step - Math.round(value / step)) < 1e-6;

  /* The last index whose value is not above, or -1. */
  function floorIndex(sorted, value) {
    let low = -1;
    let high = sorted.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (sorted[middle] <= value) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  function nearest(sorted, value) {
    const low = Math.max(0, floorIndex(sorted, value));
    const high = Math.min(low + 1, sorted.length - 1);
    return Math.abs(sorted[high] - value) < Math.abs(sorted[low] - value) ? high : low;
  }

  function extent(matrix) {
    let low = Infinity;
    let high = -Infinity;
    for (const row of matrix) {
      for (const value of row) {
        if (Number.isFinite(value)) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
    return low > high ? [0, 1] : low === high ? [low - 0.5, high + 0.5] : [low, high];
  }

  function colour(stops, part) {
    const place = Math.max(0, Math.min(1, part)) * (stops.length - 1);
    const index = Math.min(Math.floor(place), stops.length - 2);
    return [0, 1, 2].map(i => Math.round(stops[index][i] + (place - index) * (stops[index + 1][i] - stops[index][i])));
  }

  /* ---- shapes of marks that ECharts has no series for: one element for a whole mark, in pixels ---- */

  echarts.graphic.registerShape('dopaflow-strokes', echarts.graphic.extendShape({
    shape: {ends: []},
    buildPath(context, {ends}) {
      for (let i = 0; i + 3 < ends.length; i += 4) {
        context.moveTo(ends[i], ends[i + 1]);
        context.lineTo(ends[i + 2], ends[i + 3]);
      }
    }
  }));
  echarts.graphic.registerShape('dopaflow-boxes', echarts.graphic.extendShape({
    shape: {boxes: []},
    buildPath(context, {boxes}) {
      for (let i = 0; i + 3 < boxes.length; i += 4) {
        context.rect(boxes[i], boxes[i + 1], boxes[i + 2], boxes[i + 3]);
      }
    }
  }));
  echarts.graphic.registerShape('dopaflow-areas', echarts.graphic.extendShape({
    shape: {areas: []},
    buildPath(context, {areas}) {
      for (const area of areas) {
        context.moveTo(area[0], area[1]);
        for (let i = 2; i < area.length; i += 2) {
          context.lineTo(area[i], area[i + 1]);
        }
        context.closePath();
      }
    }
  }));

  function ofShape(type, shape, style) {
    return {type, shape, style, silent: true};
  }

  /* Stretches without gaps, as pairs of first and last index. */
  function stretches(...columns) {
    const found = [];
    let from = -1;
    for (let i = 0; i <= columns[0].length; i++) {
      const isThere = i < columns[0].length && columns.every(column => Number.isFinite(column[i]));
      if (isThere && from < 0) {
        from = i;
      } else if (!isThere && from >= 0) {
        found.push([from, i - 1]);
        from = -1;
      }
    }
    return found;
  }

  const SHAPES = {
    bars(mark, at, box, ink) {
      const boxes = [];
      const floor = box.y + box.height;
      for (let i = 0; i < mark.heights.length; i++) {
        const [left, top] = at(mark.edges[i], mark.heights[i]);
        const right = at(mark.edges[i + 1], mark.heights[i])[0];
        const zero = Math.min(floor, Math.max(box.y, at(mark.edges[i], 0)[1]));
        const base = Number.isFinite(zero) ? zero : floor;
        if (Number.isFinite(top) && mark.heights[i] !== 0) {
          boxes.push(left, Math.min(top, base), Math.max(right - left - (right - left > 4 ? 0.8 : 0), 0.7), Math.abs(base - top));
        }
      }
      return ofShape('dopaflow-boxes', {boxes}, {fill: ink, opacity: 0.72});
    },
    band(mark, at, box, ink) {
      const areas = stretches(mark.x, mark.lower, mark.upper).map(([from, to]) => {
        const area = [];
        for (let i = from; i <= to; i++) {
          area.push(...at(mark.x[i], mark.upper[i]));
        }
        for (let i = to; i >= from; i--) {
          area.push(...at(mark.x[i], mark.lower[i]));
        }
        return area;
      });
      return ofShape('dopaflow-areas', {areas}, {fill: ink, opacity: 0.2});
    },
    intervals(mark, at, box, ink) {
      const ends = [];
      for (let i = 0; i < mark.x.length; i++) {
        const [x, low] = at(mark.x[i], mark.lower[i]);
        const high = at(mark.x[i], mark.upper[i])[1];
        ends.push(x, low, x, high, x - 4, low, x + 4, low, x - 4, high, x + 4, high);
      }
      return ofShape('dopaflow-strokes', {ends}, {stroke: ink, lineWidth: 1.4, fill: null});
    },
    spans(mark, at, box, ink) {
      const boxes = [];
      for (let i = 0; i < mark.row.length; i++) {
        const [left, middle] = at(mark.from[i], mark.row[i]);
        const right = at(mark.to[i], mark.row[i])[0];
        const height = Math.max(2, Math.min(16, Math.abs(at(mark.from[i], mark.row[i] + 0.6)[1] - middle)));
        boxes.push(left, middle - height / 2, Math.max(right - left, 1), height);
      }
      return ofShape('dopaflow-boxes', {boxes}, {fill: ink, opacity: 0.35});
    },
    rules(mark, at, box, ink) {
      const ends = [];
      for (const value of mark.x) {
        const x = at(value, 1)[0];
        ends.push(x, box.y, x, box.y + box.height);
      }
      return ofShape('dopaflow-strokes', {ends}, {stroke: ink, lineWidth: 1, lineDash: [5, 4], opacity: 0.85, fill: null});
    },
    /* Painted pixel by pixel at the place where it is seen: sharp at any window. */
    matrix(mark, at, box) {
      const scale = Math.min(2, window.devicePixelRatio || 1);
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(1, Math.round(box.width * scale));
      canvas.height = Math.max(1, Math.round(box.height * scale));
      const context = canvas.getContext('2d');
      const image = context.createImageData(canvas.width, canvas.height);
      const edges = (values, index, offset) => Array.from(values, value => (at(index ? 1 : value, index ? value : 1)[index] - offset) * scale);
      const places = (ends, count) => {
        const found = new Int32Array(count).fill(-1);
        for (let i = 0; i + 1 < ends.length; i++) {
          const low = Math.max(0, Math.round(Math.min(ends[i], ends[i + 1])));
          const high = Math.min(count, Math.round(Math.max(ends[i], ends[i + 1])));
          found.fill(i, Math.min(low, count), Math.max(low, high));
        }
        return found;
      };
      const columns = places(edges(mark.x, 0, box.x), canvas.width);
      const rows = places(edges(mark.y, 1, box.y), canvas.height);
      const [low, high] = range(mark);
      const stops = mark.signed ? SIGNED : SEQUENTIAL;
      for (let y = 0; y < canvas.height; y++) {
        for (let x = 0; x < canvas.width; x++) {
          const value = rows[y] < 0 || columns[x] < 0 ? NaN : mark.values[rows[y]][columns[x]];
          if (Number.isFinite(value)) {
            image.data.set([...colour(stops, (value - low) / (high - low)), 255], 4 * (y * canvas.width + x));
          }
        }
      }
      context.putImageData(image, 0, 0);
      return {type: 'image', silent: true, style: {image: canvas, x: box.x, y: box.y, width: box.width, height: box.height}};
    }
  };

  function range(mark) {
    const [low, high] = extent(mark.values);
    const largest = Math.max(Math.abs(low), Math.abs(high));
    return mark.signed ? [-largest, largest] : [low, high];
  }

  /* ---- a description with its numbers decoded ---- */

  const COLUMNS = {line: ['x', 'y'], points: ['x', 'y'], bars: ['edges', 'heights'], band: ['x', 'lower', 'upper'],
    intervals: ['x', 'lower', 'upper'], spans: ['row', 'from', 'to'], rules: ['x'], matrix: ['x', 'y']};

  function decoded(description) {
    const panels = description.panels.map(panel => ({
      ...panel,
      key: JSON.stringify([panel.x.name, panel.x.unit, panel.x.from, panel.x.to, panel.x.log, panel.x.rows.length]),
      marks: panel.marks.map(mark => {
        const whole = {...mark};
        COLUMNS[mark.kind].forEach(column => {
          whole[column] = decode(mark[column]);
        });
        if (mark.kind === 'matrix') {
          whole.values = mark.values.map(decode);
        }
        return whole;
      })
    }));
    return {...description, panels};
  }

  const label = axis => axis.unit ? axis.name + ' [' + axis.unit + ']' : axis.name;

  function shown(axis, value) {
    if (axis.rows.length > 0) {
      return axis.rows[Math.round(value)] ?? '';
    }
    return text(value, 5) + (axis.unit ? ' ' + axis.unit : '');
  }

  /* What a mark says at a place: a list of pairs of name and value. */
  const SAID = {
    line(mark, panel, x) {
      if (mark.x.length === 0) {
        return [];
      }
      const index = mark.held ? Math.max(0, floorIndex(mark.x, x)) : nearest(mark.x, x);
      const isOutside = x < mark.x[0] - tolerance(panel) || x > mark.x[mark.x.length - 1] + tolerance(panel);
      return isOutside || !Number.isFinite(mark.y[index]) ? [] : [shown(panel.y, mark.y[index])];
    },
    band(mark, panel, x) {
      if (mark.x.length === 0) {
        return [];
      }
      const index = nearest(mark.x, x);
      return Number.isFinite(mark.lower[index])
        ? [text(mark.lower[index]) + ' to ' + shown(panel.y, mark.upper[index])]
        : [];
    },
    intervals(mark, panel, x) {
      const index = closest(mark.x, x, tolerance(panel));
      return index < 0 ? [] : [text(mark.lower[index]) + ' to ' + shown(panel.y, mark.upper[index])];
    },
    bars(mark, panel, x) {
      const index = floorIndex(mark.edges, x);
      return index < 0 || index >= mark.heights.length ? [] : [shown(panel.y, mark.heights[index])];
    },
    rules(mark, panel, x) {
      const index = closest(mark.x, x, tolerance(panel));
      return index < 0 ? [] : ['at ' + shown(panel.x, mark.x[index])];
    },
    spans(mark, panel, x, y) {
      for (let i = 0; y !== null && i < mark.row.length; i++) {
        if (Math.abs(mark.row[i] - y) < 0.5 && mark.from[i] <= x && x <= mark.to[i]) {
          return [shown(panel.x, mark.from[i]) + ' to ' + shown(panel.x, mark.to[i])];
        }
      }
      return [];
    },
    points(mark, panel, x, y, near) {
      if (y === null) {
        const few = mark.x.length <= 2000 ? closest(mark.x, x, tolerance(panel)) : -1;
        return few < 0 ? [] : [shown(panel.y, mark.y[few])];
      }
      let best = -1;
      let least = 1;
      for (let i = 0; i < mark.x.length; i++) {
        const distance = ((mark.x[i] - x) / near.x) ** 2 + ((mark.y[i] - y) / near.y) ** 2;
        if (distance < least) {
          least = distance;
          best = i;
        }
      }
      return best < 0 ? [] : [shown(panel.y, mark.y[best]) + ' at ' + shown(panel.x, mark.x[best])];
    },
    matrix(mark, panel, x, y) {
      if (y === null) {
        return [];
      }
      const column = floorIndex(mark.x, x);
      const row = floorIndex(mark.y, y);
      const value = mark.values[row]?.[column];
      return value === undefined ? [] : [shown(panel.y, y) + ': ' + text(value)];
    }
  };

  const tolerance = panel => (panel.window.to - panel.window.from) / 80;

  function closest(values, x, most) {
    let best = -1;
    for (let i = 0; i < values.length; i++) {
      if (Math.abs(values[i] - x) <= most && (best < 0 || Math.abs(values[i] - x) < Math.abs(values[best] - x))) {
        best = i;
      }
    }
    return best;
  }

  /* ---- elements of the page ---- */

  function element(name, className, content, attributes = {}) {
    const made = document.createElement(name);
    made.className = className;
    if (content) {
      made.textContent = content;
    }
    for (const [key, value] of Object.entries(attributes)) {
      made.setAttribute(key, value);
    }
    return made;
  }

  function save(name, blob) {
    const link = element('a', '', '', {download: name});
    link.href = URL.createObjectURL(blob);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  const fileName = (title, end) => (title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 60) || 'figure') + end;

  /* The numbers of a figure, a line for each. */
  function table(figure) {
    const quoted = value => '"' + String(value).replaceAll('"', '""') + '"';
    const number = value => value === undefined || Number.isNaN(value) ? '' : String(value);
    const lines = ['panel,mark,kind,x,x_to,y,y_to'];
    figure.panels.forEach((panel, index) => {
      const head = quoted(panel.title || label(panel.y) || index);
      for (const mark of panel.marks) {
        const start = head + ',' + quoted(mark.name) + ',' + mark.kind;
        const add = (...values) => lines.push(start + ',' + values.map(number).join(','));
        switch (mark.kind) {
          case 'line': case 'points': mark.x.forEach((x, i) => add(x, undefined, mark.y[i], undefined)); break;
          case 'bars': mark.heights.forEach((height, i) => add(mark.edges[i], mark.edges[i + 1], height, undefined)); break;
          case 'band': case 'intervals': mark.x.forEach((x, i) => add(x, undefined, mark.lower[i], mark.upper[i])); break;
          case 'spans': mark.row.forEach((row, i) => add(mark.from[i], mark.to[i], row, undefined)); break;
          case 'rules': mark.x.forEach(x => add(x, undefined, undefined, undefined)); break;
          default: mark.values.forEach((row, r) => row.forEach((value, c) => lines.push(
            start + ',' + [mark.x[c], mark.x[c + 1], mark.y[r], mark.y[r + 1], value].map(number).join(','))));
        }
      }
    });
    return lines.join('\n') + '\n';
  }

  /* ---- a figure on a page ---- */

  class Drawing {
    constructor(root, description, options) {
      this.root = root;
      this.isDark = Boolean(options.dark);
      this.hidden = new Set();
      this.cursor = null;
      this.windows = new Map();
      root.classList.add('df-figure');
      root.replaceChildren();
      this.key = element('div', 'df-key');
      this.tools = element('div', 'df-tools', '', {role: 'group', 'aria-label': 'Window'});
      const head = element('div', 'df-head');
      head.append(this.key, this.tools);
      this.stage = element('div', 'df-stage', '', {tabindex: '0', role: 'application'});
      this.canvas = element('div', 'df-canvas');
      this.tip = element('div', 'df-tip', '', {'aria-hidden': 'true'});
      this.selection = element('div', 'df-selection');
      this.said = element('div', 'df-said', '', {'aria-live': 'polite'});
      this.stage.append(this.canvas, this.selection, this.tip);
      root.append(head, this.stage, this.said);
      this.makeTools();
      this.listen();
      this.read(description);
      this.chart = echarts.init(this.canvas, null, {renderer: 'canvas', devicePixelRatio: Math.max(2, window.devicePixelRatio || 1),
        width: this.width(), height: 100});
      this.render();
      this.observer = new ResizeObserver(() => this.resize());
      this.observer.observe(this.stage);
      drawn.add(this);
    }

    read(description) {
      this.figure = decoded(description);
      this.stage.setAttribute('aria-label', 'Figure: ' + this.figure.title
        + '. Arrow keys move the cursor, plus and minus change the window, 0 shows all.');
      for (const panel of this.figure.panels) {
        panel.window = this.windows.get(panel.key) || {from: panel.x.from, to: panel.x.to};
      }
      this.makeKey();
    }

    makeKey() {
      const entries = new Map();
      this.figure.panels.forEach(panel => panel.marks.forEach(mark => {
        if (mark.name && mark.kind !== 'matrix' && !entries.has(mark.name)) {
          entries.set(mark.name, mark);
        }
      }));
      this.key.replaceChildren();
      for (const [name, mark] of entries) {
        const entry = element('button', 'df-entry', '', {type: 'button', 'aria-pressed': String(!this.hidden.has(name)),
          title: 'Show or hide'});
        const swatch = element('span', 'df-swatch df-' + mark.kind + (mark.stroke ? ' df-' + mark.stroke.toLowerCase() : ''));
        swatch.dataset.ink = mark.ink;
        entry.append(swatch, element('span', '', name));
        entry.addEventListener('click', () => {
          if (!this.hidden.delete(name)) {
            this.hidden.add(name);
          }
          entry.setAttribute('aria-pressed', String(!this.hidden.has(name)));
          this.render();
        });
        this.key.append(entry);
      }
    }

    makeTools() {
      const add = (sign, name, action) => {
        const button = element('button', 'df-tool', sign, {type: 'button', 'aria-label': name, title: name});
        button.addEventListener('click', action);
        this.tools.append(button);
      };
      add('\u2190', 'Earlier', () => this.move(-0.25));
      add('\u2192', 'Later', () => this.move(0.25));
      add('+', 'Zoom in', () => this.zoom(0.5));
      add('\u2212', 'Zoom out', () => this.zoom(2));
      add('All', 'Show all', () => this.all());
      add('PNG', 'Save the picture', () => this.canvasOf().toBlob(blob => save(fileName(this.figure.title, '.png'), blob)));
      add('CSV', 'Save the numbers', () =>
        save(fileName(this.figure.title, '.csv'), new Blob([table(this.figure)], {type: 'text/csv'})));
    }

    canvasOf() {
      return this.chart.getRenderedCanvas({pixelRatio: 2, backgroundColor: this.colours().page});
    }

    colours() {
      return this.isDark ? DARK : LIGHT;
    }

    width() {
      return Math.max(this.stage.clientWidth, 200);
    }

    /* Where each panel stands, in points of the stage. */
    layout() {
      const width = this.width();
      const panels = this.figure.panels;
      let columns = Math.min(this.figure.columns, panels.length);
      while (columns > 1 && width / columns < 270) {
        columns--;
      }
      const isNarrow = width < 480;
      const cell = width / columns;
      const boxes = [];
      let top = 4;
      for (let start = 0; start < panels.length; start += columns) {
        const row = panels.slice(start, start + columns);
        const joined = columns === 1 && start + 1 < panels.length && panels[start + 1].key === panels[start].key;
        const above = Math.max(...row.map(panel => (panel.title ? 20 : 0) + 22));
        const below = joined ? 10 : 46;
        const height = Math.max(...row.map(panel => panel.height)) * (columns > 1 ? 190 : isNarrow ? 170 : 210);
        row.forEach((panel, i) => {
          const left = panel.y.rows.length > 0 ? Math.min(isNarrow ? 96 : 150, 18 + widest(panel.y.rows)) : 54;
          const right = panel.marks.some(mark => mark.kind === 'matrix') ? 74 : 16;
          boxes.push({x: i * cell + left, y: top + above, width: Math.max(cell - left - right, 60), height, joined,
            left: i * cell, cell, above});
        });
        top += above + height + below;
      }
      return {boxes, height: top};
    }

    render() {
      const {boxes, height} = this.layout();
      this.boxes = boxes;
      this.stage.style.height = height + 'px';
      this.chart.resize({width: this.width(), height, silent: true});
      this.chart.setOption(this.option(boxes), {notMerge: true, lazyUpdate: false, silent: true});
      this.chart.getZr().flush();
      const colours = this.colours();
      this.key.querySelectorAll('.df-swatch').forEach(swatch => swatch.style.setProperty('--ink', colours[swatch.dataset.ink]));
      this.drawnWidth = this.width();
      this.showCursor();
    }

    option(boxes) {
      const colours = this.colours();
      const series = [];
      const graphic = [];
      const titles = [];
      this.figure.panels.forEach((panel, index) => {
        const box = boxes[index];
        titles.push(...heading(panel, box, colours));
        panel.marks.forEach(mark => {
          if (!this.hidden.has(mark.name)) {
            series.push(seriesOf(mark, panel, index, box, colours[mark.ink]));
          }
          if (mark.kind === 'matrix') {
            graphic.push(...scaleOf(mark, box, colours));
          }
        });
      });
      return {
        animation: false,
        backgroundColor: 'transparent',
        textStyle: {fontFamily: FONT},
        title: titles,
        grid: boxes.map(box => ({left: box.x, top: box.y, width: box.width, height: box.height})),
        xAxis: this.figure.panels.map((panel, i) => axisOf({...panel.x, ...panel.window}, i, boxes[i], colours, true)),
        yAxis: this.figure.panels.map((panel, i) => axisOf(panel.y, i, boxes[i], colours, false)),
        series,
        graphic
      };
    }

    resize() {
      if (Math.abs(this.width() - this.drawnWidth) >= 1) {
        this.render();
      }
    }

    dark(isDark) {
      this.isDark = isDark;
      this.render();
    }

    update(description) {
      this.read(description);
      this.render();
    }

    remove() {
      drawn.delete(this);
      this.observer.disconnect();
      // ECharts paints many points a part a frame, and goes on after its canvas is gone. An empty picture ends that.
      this.chart.clear();
      this.chart.getZr().flush();
      this.chart.dispose();
      this.root.replaceChildren();
    }

    /* ---- window ---- */

    /* The panel that keys and buttons are about: that of the cursor, or the first. */
    current() {
      return this.figure.panels[this.cursor ? this.cursor.panel : 0];
    }

    setWindow(panel, from, to) {
      const {from: low, to: high, log} = panel.x;
      const span = log ? 1 : Math.min(to - from, high - low);
      const start = log ? Math.max(from, low) : Math.min(Math.max(from, low), high - span);
      const end = log ? Math.min(to, high) : start + span;
      if (end > start) {
        drawn.forEach(drawing => drawing.takeWindow(panel.key, start, end));
      }
    }

    takeWindow(key, from, to) {
      const own = this.figure.panels.filter(panel => panel.key === key);
      own.forEach(panel => {
        panel.window = {from, to};
      });
      this.windows.set(key, {from, to});
      if (own.length > 0) {
        this.render();
      }
    }

    zoom(factor) {
      const panel = this.current();
      const {from, to} = panel.window;
      const isInside = this.cursor && this.cursor.x >= from && this.cursor.x <= to;
      if (panel.x.log) {
        const middle = isInside ? this.cursor.x : Math.sqrt(from * to);
        this.setWindow(panel, middle * (from / middle) ** factor, middle * (to / middle) ** factor);
      } else {
        const middle = isInside ? this.cursor.x : (from + to) / 2;
        this.setWindow(panel, middle + (from - middle) * factor, middle + (to - middle) * factor);
      }
    }

    move(part) {
      const panel = this.current();
      const {from, to} = panel.window;
      if (panel.x.log) {
        const factor = Math.max(panel.x.from / from, Math.min(panel.x.to / to, (to / from) ** part));
        this.setWindow(panel, from * factor, to * factor);
      } else {
        this.setWindow(panel, from + (to - from) * part, to + (to - from) * part);
      }
    }

    all() {
      const panel = this.current();
      this.setWindow(panel, panel.x.from, panel.x.to);
    }

    /* ---- cursor ---- */

    toPixel(index, x, y) {
      return this.chart.convertToPixel({gridIndex: index}, [x, y]);
    }

    /* The panel at a place of the stage, with the values there. */
    at(left, top) {
      const index = this.boxes.findIndex(box => left >= box.x && left <= box.x + box.width && top >= box.y && top <= box.y + box.height);
      if (index < 0) {
        return null;
      }
      const [x, y] = this.chart.convertFromPixel({gridIndex: index}, [left, top]);
      return {panel: index, x, y};
    }

    listen() {
      const place = event => {
        const bounds = this.stage.getBoundingClientRect();
        return [event.clientX - bounds.left, event.clientY - bounds.top];
      };
      let pressed = null;
      this.stage.addEventListener('pointermove', event => {
        const [left, top] = place(event);
        if (pressed) {
          const box = this.boxes[pressed.panel];
          const end = Math.min(Math.max(left, box.x), box.x + box.width);
          Object.assign(this.selection.style, {display: 'block', left: Math.min(pressed.left, end) + 'px', top: box.y + 'px',
            width: Math.abs(end - pressed.left) + 'px', height: box.height + 'px'});
          pressed.end = end;
        }
        this.setCursor(this.at(left, top));
      });
      this.stage.addEventListener('pointerleave', () => {
        if (!pressed) {
          this.setCursor(null);
        }
      });
      this.stage.addEventListener('pointerdown', event => {
        const [left, top] = place(event);
        const found = this.at(left, top);
        this.setCursor(found);
        if (found && event.pointerType === 'mouse' && event.button === 0) {
          pressed = {panel: found.panel, left, end: left};
          this.stage.setPointerCapture(event.pointerId);
        }
      });
      this.stage.addEventListener('pointerup', () => {
        const was = pressed;
        pressed = null;
        this.selection.style.display = 'none';
        if (was && Math.abs(was.end - was.left) > 5) {
          const box = this.boxes[was.panel];
          const value = left => this.chart.convertFromPixel({gridIndex: was.panel}, [left, box.y + 1])[0];
          this.setWindow(this.figure.panels[was.panel], value(Math.min(was.left, was.end)), value(Math.max(was.left, was.end)));
        }
      });
      this.stage.addEventListener('dblclick', () => this.all());
      this.stage.addEventListener('blur', () => this.setCursor(null));
      this.stage.addEventListener('keydown', event => this.pressed(event));
    }

    pressed(event) {
      const actions = {'+': () => this.zoom(0.5), '=': () => this.zoom(0.5), '-': () => this.zoom(2), 0: () => this.all(),
        Escape: () => this.setCursor(null), ArrowLeft: () => this.step(event.shiftKey ? -10 : -1),
        ArrowRight: () => this.step(event.shiftKey ? 10 : 1), ArrowUp: () => this.step(0, -1), ArrowDown: () => this.step(0, 1)};
      const action = event.ctrlKey || event.metaKey || event.altKey ? null : actions[event.key];
      if (action) {
        event.preventDefault();
        action();
      }
    }

    /* Moves the cursor by hundredths of the window, or to another panel, and says what is there. */
    step(hundredths, panels = 0) {
      const count = this.figure.panels.length;
      const index = this.cursor ? (this.cursor.panel + panels + count) % count : 0;
      const panel = this.figure.panels[index];
      const {from, to} = panel.window;
      const isSame = this.cursor && panel.key === this.figure.panels[this.cursor.panel].key;
      const place = isSame ? (panel.x.log ? Math.log(this.cursor.x / from) / Math.log(to / from)
        : (this.cursor.x - from) / (to - from)) : 0.5;
      const part = Math.min(1, Math.max(0, place + hundredths / 100));
      this.setCursor({panel: index, x: panel.x.log ? from * (to / from) ** part : from + part * (to - from), y: null});
      this.said.textContent = this.lines().map(line => line.name ? line.name + ' ' + line.value : line.value).join(', ');
    }

    setCursor(cursor) {
      this.cursor = cursor;
      this.isOwn = true;
      this.showCursor();
      this.isOwn = false;
      const key = cursor ? this.figure.panels[cursor.panel].key : null;
      drawn.forEach(other => {
        if (other !== this) {
          const index = cursor ? other.figure.panels.findIndex(panel => panel.key === key) : -1;
          if (index >= 0 || other.cursor) {
            other.cursor = index < 0 ? null : {panel: index, x: cursor.x, y: null};
            other.showCursor();
          }
        }
      });
    }

    showCursor() {
      this.stage.querySelectorAll('.df-cursor').forEach(line => line.remove());
      if (!this.cursor || !this.boxes) {
        this.tip.style.display = 'none';
        return;
      }
      const {panel: index, x} = this.cursor;
      const key = this.figure.panels[index].key;
      this.figure.panels.forEach((panel, i) => {
        const box = this.boxes[i];
        const left = panel.key === key ? this.toPixel(i, x, panel.y.from)[0] : NaN;
        if (left >= box.x - 0.5 && left <= box.x + box.width + 0.5) {
          const line = element('div', 'df-cursor');
          Object.assign(line.style, {left: left + 'px', top: box.y + 'px', height: box.height + 'px'});
          this.stage.append(line);
        }
      });
      this.showTip();
    }

    /* What stands at the cursor, in all panels that share it. */
    lines() {
      const {panel: index, x, y} = this.cursor;
      const own = this.figure.panels[index];
      const box = this.boxes[index];
      const near = {x: Math.abs(own.window.to - own.window.from) / box.width * 8, y: Math.abs(own.y.to - own.y.from) / box.height * 8};
      const lines = [{name: own.x.name, value: shown(own.x, x)}];
      this.figure.panels.forEach((panel, i) => {
        if (panel.key !== own.key) {
          return;
        }
        for (const mark of panel.marks) {
          if (!this.hidden.has(mark.name)) {
            SAID[mark.kind](mark, panel, x, i === index ? y : null, near).forEach(value =>
              lines.push({name: mark.name || panel.y.name, value, ink: mark.ink}));
          }
        }
      });
      return lines.length > 15 ? [...lines.slice(0, 14), {name: '', value: 'and ' + (lines.length - 14) + ' more'}] : lines;
    }

    showTip() {
      const isPrinting = document.documentElement.classList.contains('df-printing');
      if (isPrinting || !(this.isOwn || this.stage.matches(':hover, :focus'))) {
        this.tip.style.display = 'none';
        return;
      }
      const colours = this.colours();
      this.tip.replaceChildren(...this.lines().map((line, i) => {
        const row = element('div', i === 0 ? 'df-row df-first' : 'df-row');
        const swatch = element('span', 'df-swatch df-dot');
        swatch.style.setProperty('--ink', line.ink ? colours[line.ink] : 'transparent');
        row.append(...(line.ink ? [swatch] : []), element('span', 'df-name', line.name), element('span', 'df-value', line.value));
        return row;
      }));
      this.tip.style.display = 'block';
      const {panel, x, y} = this.cursor;
      const box = this.boxes[panel];
      const own = this.figure.panels[panel];
      const left = this.toPixel(panel, x, own.y.from)[0];
      const top = y === null ? box.y + 8 : this.toPixel(panel, x, y)[1];
      const isRight = left + 16 + this.tip.offsetWidth > this.width();
      this.tip.style.left = Math.max(0, isRight ? left - 12 - this.tip.offsetWidth : left + 12) + 'px';
      this.tip.style.top = Math.max(0, Math.min(top + 10, this.stage.clientHeight - this.tip.offsetHeight)) + 'px';
    }
  }

  const measure = document.createElement('canvas').getContext('2d');

  function widest(names) {
    measure.font = '11px ' + FONT;
    let most = 0;
    for (const name of names.slice(0, 2000)) {
      most = Math.max(most, measure.measureText(name).width);
    }
    return most;
  }

  function heading(panel, box, colours) {
    const style = {fontSize: 12, fontWeight: 'normal', color: colours.label, width: Math.max(box.cell - 12, 60), overflow: 'truncate'};
    const titles = [{text: label(panel.y), left: box.left + 2, top: box.y - 22, padding: 0, textStyle: style}];
    if (panel.title) {
      titles.push({text: panel.title, left: box.left + 2, top: box.y - box.above + 2, padding: 0,
        textStyle: {...style, fontWeight: 600, color: colours.TEXT}});
    }
    return titles;
  }

  function axisOf(axis, index, box, colours, isHorizontal) {
    const length = isHorizontal ? box.width : box.height;
    const hasRows = axis.rows.length > 0;
    const span = axis.to - axis.from;
    const room = hasRows ? (isHorizontal ? Math.min(90, 14 + widest(axis.rows)) : 15) : isHorizontal ? 80 : 42;
    const parts = Math.max(hasRows ? 1 : 2, Math.floor(length / room));
    // The ends of an axis have a tick too, but no label, unless they are multiples of the step.
    const step = Math.max(niceStep(span, parts), axis.whole ? 1 : 0);
    const isJoined = isHorizontal && box.joined;
    const isShown = value => axis.log || isMultiple(value, step);
    return {
      gridIndex: index,
      type: axis.log ? 'log' : 'value',
      min: axis.from,
      max: axis.to,
      ...(axis.log ? {logBase: 10} : {splitNumber: parts, ...(axis.whole ? {minInterval: 1} : {})}),
      inverse: hasRows && !isHorizontal,
      name: isHorizontal && !isJoined ? label(axis) : '',
      nameLocation: 'middle',
      nameGap: 26,
      nameTextStyle: {color: colours.label, fontSize: 12, width: box.width, overflow: 'truncate'},
      axisLine: {show: true, onZero: false, lineStyle: {color: colours.line}},
      axisTick: {show: false},
      splitLine: {show: !hasRows, lineStyle: {color: colours.grid}},
      minorTick: {show: false},
      axisLabel: {
        show: !isJoined,
        color: colours.label,
        fontSize: 11,
        hideOverlap: true,
        showMinLabel: true,
        showMaxLabel: true,
        ...(hasRows ? {width: isHorizontal ? Math.max(30, length / span * step - 6) : box.x - box.left - 12, overflow: 'truncate'} : {}),
        formatter: value => !isShown(value) ? '' : hasRows ? axis.rows[Math.round(value)] ?? '' : text(value, 6)
      }
    };
  }

  const SYMBOLS = {DOT: 'rect', CIRCLE: 'circle', DIAMOND: 'diamond', TICK: 'rect'};

  function sizeOf(mark, panel, box) {
    if (mark.shape === 'TICK') {
      const row = box.height / Math.max(1, Math.abs(panel.y.to - panel.y.from));
      return [1.3, Math.max(1.6, Math.min(16, row * 0.75))];
    }
    if (mark.shape === 'DOT') {
      return mark.x.length > 20000 ? 1.2 : mark.x.length > 4000 ? 1.6 : 2.6;
    }
    return mark.shape === 'CIRCLE' ? 7 : 9;
  }

  function seriesOf(mark, panel, index, box, ink) {
    const common = {xAxisIndex: index, yAxisIndex: index, name: mark.name, silent: true, clip: true, animation: false, color: ink};
    if (mark.kind === 'line') {
      const data = new Array(mark.x.length);
      for (let i = 0; i < data.length; i++) {
        data[i] = [mark.x[i], Number.isFinite(mark.y[i]) ? mark.y[i] : '-'];
      }
      return {...common, type: 'line', data, step: mark.held ? 'end' : false, showSymbol: data.length <= 30,
        symbol: 'circle', symbolSize: data.length === 1 ? 7 : 4, showAllSymbol: true,
        lineStyle: {color: ink, width: STROKES[mark.stroke], type: mark.stroke === 'DASHED' ? [6, 4] : 'solid'},
        itemStyle: {color: ink}};
    }
    if (mark.kind === 'points') {
      const data = new Float64Array(2 * mark.x.length);
      for (let i = 0; i < mark.x.length; i++) {
        data[2 * i] = mark.x[i];
        data[2 * i + 1] = mark.y[i];
      }
      return {...common, type: 'scatter', dimensions: ['x', 'y'], data, large: mark.x.length > 1000, largeThreshold: 1000,
        symbol: SYMBOLS[mark.shape], symbolSize: sizeOf(mark, panel, box), itemStyle: {color: ink, opacity: 1}};
    }
    return {...common, type: 'custom', data: [[panel.window.from, panel.y.from]],
      renderItem: (parameters, api) => SHAPES[mark.kind](mark, (x, y) => api.coord([x, y]), parameters.coordSys, ink)};
  }

  function scaleOf(mark, box, colours) {
    const [low, high] = range(mark);
    const stops = mark.signed ? SIGNED : SEQUENTIAL;
    const left = box.x + box.width + 10;
    const style = {fill: colours.label, font: '11px ' + FONT};
    const gradient = new echarts.graphic.LinearGradient(0, 1, 0, 0,
      stops.map((stop, i) => ({offset: i / (stops.length - 1), color: 'rgb(' + stop.join(',') + ')'})));
    const made = [{type: 'rect', silent: true, shape: {x: left, y: box.y, width: 10, height: box.height}, style: {fill: gradient}}];
    [[high, 0, 'top'], [(low + high) / 2, 0.5, 'middle'], [low, 1, 'bottom']].forEach(([value, part, align]) => made.push({
      type: 'text', silent: true, x: left + 14, y: box.y + part * box.height,
      style: {...style, text: text(value, 3), verticalAlign: align}}));
    if (mark.name) {
      made.push({type: 'text', silent: true, x: box.left + box.cell - 4, y: box.y - 22,
        style: {...style, text: mark.name, align: 'right', width: box.cell / 2, overflow: 'truncate'}});
    }
    return made;
  }

  return {
    /* Draws a figure into an element, in place of what it holds. */
    draw: (root, description, options = {}) => new Drawing(root, description, options),
    /* All that are drawn on this page. */
    drawings: () => [...drawn],
    decode,
    text
  };
})();
