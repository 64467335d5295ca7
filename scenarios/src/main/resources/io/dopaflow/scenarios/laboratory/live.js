/* A run that goes on: its frames, as the server sends them, and the figures made of the latest. */
import {count, element, shown} from '/elements.js';
import {ask} from '/server.js';

/**
 * @param path of the run in the API
 * @param isDark whether figures are dark
 * @param over called when the run is over, or cannot be watched
 * @returns its elements, and how to leave them
 */
export function live(path, isDark, over) {
  const bar = element('progress', {'aria-label': 'Progress', max: '1', value: '0'});
  const said = element('p', {class: 'soft', 'aria-live': 'off'}, 'Waiting for the first frame.');
  const place = element('div', {});
  const stop = new AbortController();
  const seen = {frames: [], dropped: 0, about: null, drawing: null, next: 0};
  let ending = 0;
  const soonOver = milliseconds => {
    ending = setTimeout(over, milliseconds);
  };
  const leave = () => {
    clearTimeout(ending);
    stop.abort();
    seen.drawing?.remove();
  };

  function take(event, data) {
    if (event === 'about') {
      Object.assign(seen, {about: data, frames: []});
    } else if (event === 'dropped') {
      seen.dropped += data;
    } else if (event === 'end') {
      soonOver(500);
    } else {
      seen.frames.push(data);
      seen.frames.splice(0, Math.max(0, seen.frames.length - 600));
    }
  }

  function tell() {
    const last = seen.frames[seen.frames.length - 1];
    if (!last || !seen.about) {
      return;
    }
    bar.value = last.planned > 0 ? last.done / last.planned : 0;
    const words = [count(last.done) + ' of ' + count(last.planned) + ' ' + seen.about.unit];
    if (last.spikes !== undefined) {
      words.push(count(last.spikes) + ' spikes');
    }
    words.push(...throughput(seen));
    if (last.score) {
      words.push(...Object.entries(last.score).map(([key, value]) => key.replaceAll('_', ' ') + ' ' + Number(value.toPrecision(4))));
    }
    if (seen.dropped > 0) {
      words.push(count(seen.dropped) + ' frames were dropped, as this page was slow');
    }
    const isNetwork = seen.about.family === 'spiking-network';
    said.textContent = shown(words.join(', ') + '.' + (isNetwork ? '' : ' Thin: weights. Thick: their gradient flow, solved beside the run.'));
    const figure = isNetwork ? networkFigure(seen) : cycleFigure(seen);
    const began = performance.now();
    if (figure && began > seen.next) {
      if (seen.drawing) {
        seen.drawing.windows.clear();
        seen.drawing.update(figure);
      } else {
        seen.drawing = Dopaflow.draw(place, figure, {dark: isDark()});
      }
      const cost = performance.now() - began;
      seen.next = performance.now() + Math.max(LEAST_PAUSE_MS, 5 * cost);
    }
  }

  async function watch() {
    while (!stop.signal.aborted) {
      try {
        const reader = (await ask(path + '/events', {signal: stop.signal})).body.pipeThrough(new TextDecoderStream()).getReader();
        let rest = '';
        for (;;) {
          const {done, value} = await reader.read();
          if (done) {
            break;
          }
          const events = (rest + value).split('\n\n');
          rest = events.pop();
          for (const text of events) {
            const lines = text.split('\n');
            const data = lines.find(line => line.startsWith('data: '));
            if (data) {
              take((lines.find(line => line.startsWith('event: ')) || '').slice(7), JSON.parse(data.slice(6)));
            }
          }
          tell();
        }
        return;
      } catch (lost) {
        if (lost.name === 'AbortError') {
          return;
        }
        if (lost.status) {
          soonOver(1000);
          return;
        }
        await new Promise(again => setTimeout(again, 1000));
      }
    }
  }

  watch();
  return {parts: [element('section', {class: 'card'}, bar, said, place)], leave};
}

/** How fast the run is, over the last seconds. */
function throughput({about, frames}) {
  const last = frames[frames.length - 1];
  const before = frames.find(frame => frame.wall > last.wall - SPEED_SECONDS);
  const seconds = last.wall - before.wall;
  if (seconds < 0.5) {
    return [];
  }
  const speed = (last.done - before.done) / seconds;
  return about.family === 'spiking-network'
    ? [count((last.spikes - before.spikes) / seconds) + ' spikes a second', Number((speed / 1000).toPrecision(2)) + ' times real time']
    : [count(speed) + ' opportunities a second'];
}

const SPEED_SECONDS = 5;
const LEAST_PAUSE_MS = 400;
const LEAST_BIN_MS = 5;
const MOST_BINS = 100;
const MOST_POINTS = 15000;
const MOST_MS = 1000;
const INKS = ['BLUE', 'VERMILLION', 'GREEN', 'PURPLE', 'ORANGE', 'SKY', 'TEXT', 'GREY'];
const axis = (name, unit, from, to) => ({name, unit, from, to: to > from ? to : from + 1, log: false, rows: []});
const line = (name, ink, x, y, stroke = 'NORMAL') => ({kind: 'line', name, ink, stroke, held: false, x, y});

/** Rates over times that are long enough to tell something: frames of a slow network are short. */
function binned(frames, width) {
  const bins = [];
  let bin = null;
  frames.filter(frame => frame.done > frame.from).forEach(frame => {
    bin ??= {from: frame.from, sums: frame.rates.map(() => 0)};
    frame.rates.forEach((rate, i) => {
      bin.sums[i] += rate * (frame.done - frame.from);
    });
    if (frame.done - bin.from >= width) {
      bins.push({...bin, to: frame.done});
      bin = null;
    }
  });
  return bins;
}

function networkFigure({about, frames}) {
  const last = frames[frames.length - 1];
  const t = [];
  const rows = [];
  let since = last.done;
  for (let i = frames.length - 1; i >= 0 && t.length < MOST_POINTS && since > last.done - MOST_MS; i--) {
    t.push(...frames[i].t);
    rows.push(...frames[i].row);
    since = frames[i].since;
    if (since > frames[i].from) {
      break;
    }
  }
  const bins = binned(frames, Math.max(LEAST_BIN_MS, (last.done - frames[0].from) / MOST_BINS));
  const rates = about.populations.map((population, i) => line(population.name, INKS[i % INKS.length],
    bins.map(bin => (bin.from + bin.to) / 2), bins.map(bin => bin.sums[i] / (bin.to - bin.from))));
  const most = Math.max(1, ...rates.flatMap(each => each.y));
  return {title: 'live', columns: 1, notes: [], panels: [
    {title: '', height: 1.6, x: axis('time', 'ms', since, last.done), y: axis('neuron (' + about.rows.length + ' of ' + about.cells + ')', '', -0.5, about.rows.length - 0.5),
      marks: [{kind: 'points', name: '', ink: 'TEXT', shape: 'DOT', x: t, y: rows}]},
    {title: '', height: 0.9, x: axis('time', 'ms', frames[0].from, last.done), y: axis('rate', 'Hz', 0, 1.05 * most), marks: rates}]};
}

function cycleFigure({about, frames}) {
  const last = frames[frames.length - 1];
  const whole = axis(about.unit, '', 0, last.planned);
  const withLoss = frames.filter(frame => frame.loss !== undefined);
  const withWeights = frames.filter(frame => frame.weights);
  const losses = withLoss.map(frame => frame.loss);
  const panels = [{title: '', height: 0.9, x: whole, y: axis('loss', '', 0, 1.05 * Math.max(0.01, ...losses)),
    marks: [line('loss', 'BLUE', withLoss.map(frame => frame.done), losses)]}];
  const values = [...withWeights.flatMap(frame => frame.weights.theta), ...frames.flatMap(frame => frame.flow.theta)].filter(Number.isFinite);
  if (withWeights.length > 0) {
    const low = Math.min(...values);
    const high = Math.max(...values);
    panels.push({title: '', height: 1.6, x: whole, y: axis('log-weight', '', low - 0.05, high + 0.05),
      marks: about.synapses.flatMap((name, i) => [
        line('', INKS[i % INKS.length], frames.map(frame => frame.flow.at), frames.map(frame => frame.flow.theta[i]), 'THICK'),
        line(name, INKS[i % INKS.length], withWeights.map(frame => frame.weights.at), withWeights.map(frame => frame.weights.theta[i]), 'THIN')])});
  }
  return {title: 'live', columns: 1, notes: [], panels};
}
