/* The page of a scenario: its text and its form, either of which edits the other, and what is wrong with it, as it is typed. */
import {button, element, shown} from '/elements.js';
import {Form} from '/form.js';
import {get, post} from '/server.js';
import {YamlText} from '/yamltext.js';

const WAIT_MS = 250;

export async function scenario(name) {
  const [{yaml}, schema] = await Promise.all([name.startsWith('run:')
    ? get('runs/' + encodeURIComponent(name.slice(4)) + '/scenario') : get('scenarios/' + encodeURIComponent(name)), get('schema')]);
  const text = element('textarea', {class: 'yaml', spellcheck: 'false', 'aria-label': 'The scenario as YAML', 'aria-describedby': 'verdict'});
  text.value = yaml;
  const verdict = element('p', {id: 'verdict', role: 'status'}, '');
  const problems = element('ul', {class: 'problems'});
  const resolved = element('pre', {tabindex: '0', 'aria-label': 'With every default'}, '');
  const start = button('Run', begin, {class: 'button main', disabled: true});
  const form = new Form(schema, (path, typed) => {
    const before = new YamlText(text.value);
    text.value = typed === undefined ? before.without(path) : before.with(path, typed);
    checkSoon();
    return new YamlText(text.value);
  });
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
    form.mark(found);
  }

  function checkSoon() {
    start.disabled = true;
    clearTimeout(waiting);
    waiting = setTimeout(check, WAIT_MS);
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
    form.show(new YamlText(text.value));
    checkSoon();
  });
  form.show(new YamlText(yaml));
  check();
  return [element('h1', {}, shown(name.replace(/^run:/, 'Scenario of '))),
    element('div', {class: 'row'}, start, verdict), problems,
    element('div', {class: 'beside even'},
      element('section', {class: 'card sticky', 'aria-label': 'Text'}, text,
        element('details', {}, element('summary', {}, 'With every default'), resolved)),
      element('section', {class: 'card', 'aria-label': 'Form'}, form.element))];
}
