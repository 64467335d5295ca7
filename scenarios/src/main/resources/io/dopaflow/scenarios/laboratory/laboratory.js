'use strict';
/* The page of the laboratory. It keeps nothing but the token: all else it asks the server for, over the API of /openapi.json. */
(() => {
  const content = document.getElementById('content');
  const connection = document.getElementById('connection');
  const TOKEN = 'dopaflow-token';

  if (/^#[0-9a-f]{32}$/.test(location.hash)) {
    localStorage.setItem(TOKEN, location.hash.slice(1));
    history.replaceState(null, '', location.pathname);
  }

  /* ---- asking the server ---- */

  class Refused extends Error {
    constructor(status, answer) {
      super(answer.message || 'the server refused');
      this.status = status;
      this.problems = answer.problems || [];
    }
  }

  async function ask(path, options = {}) {
    let response;
    try {
      response = await fetch('/api/v1/' + path, {...options,
        headers: {Authorization: 'Bearer ' + (localStorage.getItem(TOKEN) || '')}});
    } catch (gone) {
      if (gone.name === 'AbortError') {
        throw gone;
      }
      connection.textContent = 'The server does not answer. This page goes on when it does.';
      throw new Refused(0, {message: 'the server does not answer'});
    }
    connection.textContent = response.status === 401
      ? 'Open the address that dopaflow serve has printed: this page has no token, or an old one.' : '';
    if (!response.ok) {
      throw new Refused(response.status, await response.json().catch(() => ({})));
    }
    return response;
  }

  const get = async path => (await ask(path)).json();
  const post = async (path, body = '') => (await ask(path, {method: 'POST', body})).json();

  /* ---- elements ---- */

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith('on')) {
        made.addEventListener(key.slice(2), value);
      } else if (value !== false && value !== null) {
        made.setAttribute(key, value === true ? '' : value);
      }
    }
    made.append(...children.filter(child => child !== null));
    return made;
  }

  const shown = text => String(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    hidden => hidden === '\n' ? hidden : '\\u' + hidden.codePointAt(0).toString(16).padStart(4, '0'));
  const count = number => Math.round(number).toLocaleString('en').replaceAll(',', '\u202f');
  const status = run => element('span', {class: 'status ' + run.status}, run.isLive ? 'going on' : run.status);

  function table(caption, columns, rows) {
    return element('div', {class: 'tablebox', tabindex: '0', role: 'region', 'aria-label': caption},
      element('table', {},
        element('thead', {}, element('tr', {}, ...columns.map(name => element('th', {scope: 'col'}, shown(name))))),
        element('tbody', {}, ...rows.map(row => element('tr', {}, ...row.map(cell =>
          element('td', {}, cell instanceof Node ? cell : shown(cell ?? ''))))))));
  }

  /* ---- pages ---- */

  let leave = () => {};
  let visit = 0;

  async function show() {
    leave();
    leave = () => {};
    const own = ++visit;
    const [page, name] = location.hash.slice(1).split('/').map(decodeURIComponent);
    const pages = {scenarios, scenario, runs, run, sql};
    document.querySelectorAll('.bar nav a').forEach(link => {
      const isHere = link.hash === '#' + page || (page === 'scenario' && link.hash === '#scenarios')
        || (page === 'run' && link.hash === '#runs') || (!page && link.hash === '#scenarios');
      link.toggleAttribute('aria-current', isHere);
    });
    try {
      const made = await (pages[page] || scenarios)(name);
      if (own === visit) {
        content.replaceChildren(...made);
        content.focus({preventScroll: true});
        scrollTo(0, 0);
      }
    } catch (refused) {
      if (own === visit) {
        content.replaceChildren(element('h1', {}, 'Not now'), element('p', {}, shown(refused.message)));
        const again = setTimeout(show, 2000);
        leave = () => clearTimeout(again);
      }
    }
  }

  async function scenarios() {
    const all = await get('scenarios');
    return [element('h1', {}, 'Scenarios'),
      element('p', {class: 'soft'}, 'Networks that learn from spikes and reward, then networks that spike freely. Choose one to read, change and run it.'),
      element('ul', {class: 'catalogue'}, ...all.map(each => element('li', {},
        element('a', {href: '#scenario/' + encodeURIComponent(each.name)},
          element('strong', {}, each.name), element('span', {}, each.summary)))))];
  }

  async function scenario(name) {
    const {yaml} = name && name.startsWith('run:') ? await get('runs/' + encodeURIComponent(name.slice(4)) + '/scenario')
      : await get('scenarios/' + encodeURIComponent(name));
    const text = element('textarea', {class: 'yaml', spellcheck: 'false', 'aria-label': 'The scenario as YAML', 'aria-describedby': 'verdict'});
    text.value = yaml;
    const verdict = element('p', {id: 'verdict', role: 'status'}, '');
    const problems = element('ul', {class: 'problems'});
    const resolved = element('pre', {tabindex: '0', 'aria-label': 'With every default'}, '');
    const start = element('button', {type: 'button', class: 'button main', disabled: true, onclick: begin}, 'Run');
    let waiting = 0;
    let asked = 0;

    function goTo(line, column) {
      const lines = text.value.split('\n');
      const place = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
      text.focus();
      text.setSelectionRange(place, place);
      text.scrollTop = (line - 4) * text.scrollHeight / lines.length;
    }

    function list(found) {
      problems.replaceChildren(...found.map(each => element('li', {},
        element('button', {type: 'button', onclick: () => goTo(each.line, each.column)}, 'line ' + each.line),
        shown(' ' + (each.key ? each.key + ': ' : '') + 'found ' + each.found + '; allowed: ' + each.allowed))));
    }

    async function check() {
      const own = ++asked;
      try {
        const answer = await post('validate', text.value);
        if (own !== asked) {
          return;
        }
        start.disabled = !answer.valid;
        list(answer.valid ? [] : answer.problems);
        verdict.textContent = answer.valid ? 'This can run.' + (answer.warnings.length ? ' Note: ' + answer.warnings.map(shown).join(' ') : '')
          : answer.problems.length + (answer.problems.length === 1 ? ' thing is' : ' things are') + ' wrong:';
        resolved.textContent = answer.valid ? shown(answer.resolved) : '';
      } catch (refused) {
        verdict.textContent = shown(refused.message);
      }
    }

    async function begin() {
      start.disabled = true;
      try {
        const {id} = await post('runs', text.value);
        location.hash = '#run/' + encodeURIComponent(id);
      } catch (refused) {
        verdict.textContent = shown(refused.message);
        list(refused.problems);
        start.disabled = false;
      }
    }

    text.addEventListener('input', () => {
      start.disabled = true;
      clearTimeout(waiting);
      waiting = setTimeout(check, 250);
    });
    check();
    return [element('h1', {}, shown(name.replace(/^run:/, 'Scenario of '))),
      element('div', {class: 'beside'},
        element('section', {class: 'card'}, text, element('div', {class: 'row'}, start, verdict), problems),
        element('section', {class: 'card'}, element('h2', {}, 'With every default'), resolved))];
  }

  async function runs() {
    const all = await get('runs');
    const again = setTimeout(() => location.hash === '#runs' && document.activeElement === content && show(), 5000);
    leave = () => clearTimeout(again);
    const chosen = new Set();
    const compare = element('button', {type: 'button', class: 'button', disabled: true,
      onclick: () => {
        location.hash = '#run/' + [...chosen].map(encodeURIComponent).join(encodeURIComponent(' '));
      }}, 'Side by side');
    const tick = id => element('input', {type: 'checkbox', 'aria-label': 'Choose ' + id, onchange: event => {
      event.target.checked ? chosen.add(id) : chosen.delete(id);
      compare.disabled = chosen.size !== 2;
    }});
    return [element('h1', {}, 'Runs'),
      all.length === 0 ? element('p', {class: 'soft'}, 'None yet: start one from a scenario.')
        : element('section', {class: 'card'},
          table('Runs', ['', 'run', 'scenario', 'status', 'engine', 'seed', 'started', 'seconds', 'spikes'],
            all.map(each => [tick(each.id), element('a', {href: '#run/' + encodeURIComponent(each.id)}, shown(each.id)), each.scenario,
              status(each), each.engine, each.seed, (each.started || '').slice(0, 19).replace('T', ' '),
              each.seconds === undefined ? '' : each.seconds.toFixed(1), each.spikes === undefined ? '' : count(each.spikes)])),
          element('div', {class: 'row'}, compare, element('span', {class: 'soft'}, 'Choose two runs.')))];
  }

  async function run(name) {
    const ids = name.split(' ');
    const each = await Promise.all(ids.map(one));
    return ids.length === 1 ? each[0] : [element('h1', {}, 'Side by side'),
      element('div', {class: 'beside'}, ...each.map(parts => element('div', {}, ...parts)))];
  }

  async function one(id) {
    const path = 'runs/' + encodeURIComponent(id);
    const found = await get(path);
    const parts = [element(location.hash.includes('%20') ? 'h2' : 'h1', {}, shown(id)),
      element('p', {}, status(found), shown(' ' + (found.message || '')))];
    const said = element('span', {role: 'status'});
    const act = action => async () => {
      try {
        await post(path + '/' + action);
        setTimeout(show, 300);
      } catch (refused) {
        said.textContent = shown(refused.message);
      }
    };
    const buttons = element('div', {class: 'row'},
      found.isLive ? element('button', {type: 'button', class: 'button main', onclick: act('stop')}, 'Stop') : null,
      !found.isLive && (found.status === 'cancelled' || found.resumable)
        ? element('button', {type: 'button', class: 'button main', onclick: act('resume')}, 'Resume') : null,
      element('button', {type: 'button', class: 'button', onclick: () => {
        location.hash = '#scenario/' + encodeURIComponent('run:' + id);
      }}, 'Its scenario'),
      found.isLive ? null : element('button', {type: 'button', class: 'button', onclick: report}, 'Report'), said);
    parts.push(buttons);

    async function report() {
      said.textContent = 'The report is being written; a comparison with gradient flow may take as long as the run.';
      try {
        const html = await (await ask(path + '/report')).text();
        const link = element('a', {download: id + '.html'});
        link.href = URL.createObjectURL(new Blob([html], {type: 'text/html'}));
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10000);
        said.textContent = 'Saved as ' + id + '.html.';
      } catch (refused) {
        said.textContent = shown(refused.message);
      }
    }

    parts.push(...(found.isLive ? live(path) : await figures(path)));
    return parts;
  }

  async function figures(path) {
    const kinds = await get(path + '/figures');
    const place = element('div', {});
    const choice = element('select', {class: 'button', 'aria-label': 'Figure', onchange: draw},
      ...kinds.map(each => element('option', {value: each.kind}, each.kind)));
    const caption = element('p', {class: 'soft', role: 'status'}, '');
    let drawing = null;

    async function draw() {
      caption.textContent = 'Drawing ...';
      try {
        const figure = await get(path + '/figures/' + choice.value);
        drawing?.remove();
        drawing = figure.missing ? null : Dopaflow.draw(place, figure, {dark: isDark()});
        caption.textContent = shown(figure.missing || [kinds.find(each => each.kind === choice.value).shows + '.', ...figure.notes].join(' '));
      } catch (refused) {
        caption.textContent = shown(refused.message);
      }
    }

    setTimeout(draw, 0);
    const before = leave;
    leave = () => {
      before();
      drawing?.remove();
    };
    return [element('section', {class: 'card'}, element('div', {class: 'row'}, choice), caption, place)];
  }

  /* ---- a run that goes on ---- */

  function live(path) {
    const bar = element('progress', {'aria-label': 'Progress', max: '1', value: '0'});
    const said = element('p', {class: 'soft', 'aria-live': 'off'}, 'Waiting for the first frame.');
    const place = element('div', {});
    const stop = new AbortController();
    const seen = {frames: [], dropped: 0, about: null, drawing: null, drawn: 0};
    const before = leave;
    leave = () => {
      before();
      stop.abort();
      seen.drawing?.remove();
    };

    function take(event, data) {
      if (event === 'about') {
        Object.assign(seen, {about: data, frames: []});
      } else if (event === 'dropped') {
        seen.dropped += data;
      } else if (event === 'end') {
        setTimeout(show, 500);
      } else {
        seen.frames.push({...data, at: performance.now()});
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
      if (last.score) {
        words.push(...Object.entries(last.score).map(([key, value]) => key.replaceAll('_', ' ') + ' ' + Number(value.toPrecision(4))));
      }
      if (seen.dropped > 0) {
        words.push(count(seen.dropped) + ' frames were dropped, as this page was slow');
      }
      said.textContent = shown(words.join(', ') + '.');
      const figure = seen.about.family === 'spiking-network' ? networkFigure(seen) : cycleFigure(seen);
      if (figure && performance.now() - seen.drawn > 400) {
        seen.drawn = performance.now();
        if (seen.drawing) {
          seen.drawing.windows.clear();
          seen.drawing.update(figure);
        } else {
          seen.drawing = Dopaflow.draw(place, figure, {dark: isDark()});
        }
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
            setTimeout(show, 1000);
            return;
          }
          await new Promise(again => setTimeout(again, 1000));
        }
      }
    }

    watch();
    return [element('section', {class: 'card'}, bar, said, place)];
  }

  const INKS = ['BLUE', 'VERMILLION', 'GREEN', 'PURPLE', 'ORANGE', 'SKY', 'TEXT', 'GREY'];
  const axis = (name, unit, from, to) => ({name, unit, from, to: to > from ? to : from + 1, log: false, rows: []});
  const line = (name, ink, x, y, stroke = 'NORMAL') => ({kind: 'line', name, ink, stroke, held: false, x, y});

  function networkFigure({about, frames}) {
    const last = frames[frames.length - 1];
    const from = Math.max(0, last.done - Math.max(200, (last.done - frames[0].from) / 4));
    const recent = frames.filter(frame => frame.done >= from);
    const x = axis('time', 'ms', from, last.done);
    const t = [];
    const rows = [];
    recent.forEach(frame => frame.t.forEach((time, i) => {
      if (time >= from && t.length < 20000) {
        t.push(time);
        rows.push(frame.row[i]);
      }
    }));
    const rates = about.populations.map((population, i) => line(population.name, INKS[i % INKS.length],
      recent.map(frame => (frame.from + frame.done) / 2), recent.map(frame => frame.rates[i])));
    const most = Math.max(1, ...rates.flatMap(each => each.y));
    return {title: 'live', columns: 1, notes: [], panels: [
      {title: '', height: 1.6, x, y: axis('neuron (' + about.rows.length + ' of ' + about.cells + ')', '', -0.5, about.rows.length - 0.5),
        marks: [{kind: 'points', name: '', ink: 'TEXT', shape: 'DOT', x: t, y: rows}]},
      {title: '', height: 0.9, x, y: axis('rate', 'Hz', 0, 1.05 * most), marks: rates}]};
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
          line('flow of ' + name, INKS[i % INKS.length], frames.map(frame => frame.flow.at), frames.map(frame => frame.flow.theta[i]), 'THICK'),
          line(name, INKS[i % INKS.length], withWeights.map(frame => frame.weights.at), withWeights.map(frame => frame.weights.theta[i]), 'THIN')])});
    }
    return {title: 'live', columns: 1, notes: [], panels};
  }

  async function sql() {
    const [all, views] = await Promise.all([get('runs'), get('views')]);
    const choice = element('select', {multiple: true, class: 'field', size: '6', 'aria-label': 'Runs'},
      ...all.map((each, i) => element('option', {value: each.id, selected: i === 0}, shown(each.id))));
    const text = element('textarea', {rows: '5', spellcheck: 'false', 'aria-label': 'Query'});
    text.value = 'select run, count(*) as spikes, min(time_ms) as first_ms\nfrom spikes group by run';
    const said = element('p', {role: 'status'}, '');
    const result = element('div', {});
    const asking = element('button', {type: 'button', class: 'button main', onclick: query}, 'Ask');

    async function query() {
      asking.disabled = true;
      said.textContent = 'Asking ...';
      try {
        const body = JSON.stringify({runs: [...choice.selectedOptions].map(option => option.value), sql: text.value});
        const answer = await post('sql', body);
        said.textContent = answer.rows.length + (answer.rows.length === 1 ? ' row' : ' rows') + (answer.isCut ? ', the first of more' : '');
        result.replaceChildren(table('Answer', answer.columns, answer.rows));
      } catch (refused) {
        said.textContent = shown(refused.message);
        result.replaceChildren();
      }
      asking.disabled = false;
    }

    text.addEventListener('keydown', event => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        query();
      }
    });
    return [element('h1', {}, 'SQL'),
      element('div', {class: 'beside'},
        element('section', {class: 'card'}, choice, element('div', {class: 'row'}, text),
          element('div', {class: 'row'}, asking, element('span', {class: 'soft'}, 'or Ctrl-Enter'), said), result),
        element('section', {class: 'card'}, element('h2', {}, 'Views'), ...views.map(view => element('details', {},
          element('summary', {}, view.name + ': ' + view.meaning),
          element('ul', {}, ...view.columns.map(column => element('li', {}, element('code', {}, column.name), ' ' + column.meaning)))))))];
  }

  /* ---- colours ---- */

  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => document.documentElement.dataset.theme ? document.documentElement.dataset.theme === 'dark' : system.matches;
  const theme = document.getElementById('theme');

  function showTheme() {
    theme.setAttribute('aria-pressed', String(isDark()));
    Dopaflow.drawings().forEach(drawing => drawing.dark(isDark()));
  }

  theme.addEventListener('click', () => {
    document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
    showTheme();
  });
  system.addEventListener('change', showTheme);
  addEventListener('hashchange', show);
  showTheme();
  show();
})();
