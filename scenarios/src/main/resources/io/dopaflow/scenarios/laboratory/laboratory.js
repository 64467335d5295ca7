/* The page of the laboratory. It keeps nothing but the token: all else it asks the server for. */
import {button, count, element, shown, table} from '/elements.js';
import {live} from '/live.js';
import {scenario} from '/scenario.js';
import {ask, get, post} from '/server.js';

const content = document.getElementById('content');
const status = run => element('span', {class: 'status ' + run.status}, run.isLive ? 'going on' : run.status);

/* ---- pages ---- */

let leave = () => {};
let visit = 0;

/** What is done, besides, when the page is left. */
function leaving(also) {
  const before = leave;
  leave = () => {
    before();
    also();
  };
}

async function show() {
  leave();
  leave = () => {};
  const own = ++visit;
  const [page, name] = location.hash.slice(1).split('/').map(decodeURIComponent);
  const pages = {scenarios, scenario, runs, run, sql};
  document.querySelectorAll('.bar nav a').forEach(link => {
    const isHere = link.hash === '#' + page || (page === 'scenario' && link.hash === '#scenarios')
      || (page === 'run' && link.hash === '#runs') || (!page && link.hash === '#scenarios');
    isHere ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
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

async function runs() {
  const all = await get('runs');
  const again = setTimeout(() => location.hash === '#runs' && document.activeElement === content && show(), 5000);
  leaving(() => clearTimeout(again));
  const chosen = new Set();
  const compare = button('Side by side', () => {
    location.hash = '#run/' + [...chosen].map(encodeURIComponent).join(encodeURIComponent(' '));
  }, {disabled: true});
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
    element('div', {class: 'beside even'}, ...each.map(parts => element('div', {}, ...parts)))];
}

/** What a run was, in a line. */
function facts(run) {
  return shown([run.scenario, run.engine + ' engine', 'seed ' + run.seed, count(run.spikes) + ' spikes', run.seconds.toFixed(1) + ' s',
    (run.digest || '').slice(0, 23)].filter(Boolean).join(' \u00b7 '));
}

async function one(id) {
  const path = 'runs/' + encodeURIComponent(id);
  const found = await get(path);
  const parts = [element(location.hash.includes('%20') ? 'h2' : 'h1', {}, shown(id)),
    element('p', {}, status(found), shown(' ' + (found.message || ''))),
    ...(found.isLive || found.status === 'unreadable' ? [] : [element('p', {class: 'soft'}, facts(found))])];
  const said = element('span', {role: 'status'});
  const act = action => async () => {
    try {
      await post(path + '/' + action);
      const again = setTimeout(show, 300);
      leaving(() => clearTimeout(again));
    } catch (refused) {
      said.textContent = shown(refused.message);
    }
  };
  const buttons = element('div', {class: 'row'},
    found.isLive ? button('Stop', act('stop'), {class: 'button main'}) : null,
    !found.isLive && (found.status === 'cancelled' || found.resumable)
      ? button('Resume', act('resume'), {class: 'button main'}) : null,
    button('Its scenario', () => {
      location.hash = '#scenario/' + encodeURIComponent('run:' + id);
    }),
    found.isLive ? null : button('Report', report), said);
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

  if (found.isLive) {
    const watched = live(path, isDark, show);
    leaving(watched.leave);
    parts.push(...watched.parts);
  } else {
    parts.push(...await figures(path));
  }
  return parts;
}

const sentence = text => text[0].toUpperCase() + text.slice(1) + '.';

async function figures(path) {
  const kinds = await get(path + '/figures');
  const place = element('div', {});
  const choice = element('select', {class: 'button', 'aria-label': 'Figure', onchange: draw},
    ...kinds.map(each => element('option', {value: each.kind}, each.kind)));
  const caption = element('p', {class: 'soft', role: 'status'}, '');
  const own = visit;
  let drawing = null;

  async function draw() {
    caption.textContent = 'Drawing ...';
    try {
      const figure = await get(path + '/figures/' + choice.value);
      if (own !== visit) {
        return;
      }
      drawing?.remove();
      drawing = figure.missing ? null : Dopaflow.draw(place, figure, {dark: isDark()});
      caption.textContent = shown(figure.missing || [sentence(kinds.find(each => each.kind === choice.value).shows), ...figure.notes].join(' '));
    } catch (refused) {
      caption.textContent = shown(refused.message);
    }
  }

  setTimeout(draw, 0);
  leaving(() => drawing?.remove());
  return [element('section', {class: 'card'}, element('div', {class: 'row'}, choice), caption, place)];
}

async function sql() {
  const [all, views] = await Promise.all([get('runs'), get('views')]);
  const choice = element('select', {multiple: true, class: 'field', size: '6', 'aria-label': 'Runs'},
    ...all.map((each, i) => element('option', {value: each.id, selected: i === 0}, shown(each.id))));
  const text = element('textarea', {rows: '5', spellcheck: 'false', 'aria-label': 'Query'});
  text.value = 'select run, count(*) as spikes, min(time_ms) as first_ms\nfrom spikes group by run';
  const said = element('p', {role: 'status'}, '');
  const result = element('div', {});
  const asking = button('Ask', query, {class: 'button main'});

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
        element('summary', {}, view.name + ': each row is ' + view.meaning),
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
