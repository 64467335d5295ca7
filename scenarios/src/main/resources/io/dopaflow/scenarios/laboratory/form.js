/* A form made from the JSON Schema of scenario files. It shows what a YAML text says, and edits that text at single places. */
import {button, element, shown} from '/elements.js';
import {flow, parsed, quoted} from '/yamltext.js';

const WAIT_MS = 250;
const MOST_ITEMS = 40;

const isObject = schema => schema.type === 'object' && schema.properties;
const isMapOf = schema => schema.type === 'object' && !schema.properties && schema.additionalProperties;
const isChoice = schema => isObject(schema) && schema.maxProperties === 1;
const isListOfObjects = schema => schema.type === 'array' && isObject(schema.items);
const words = schema => schema.type === 'boolean' ? ['true', 'false'] : schema.const !== undefined ? [schema.const] : schema.enum;

/** Of alternatives that are all objects the one that a value is written as; words that tell them apart are those of all. */
function variant(schema, value) {
  const all = schema.anyOf;
  if (!all || !all.every(isObject)) {
    return schema;
  }
  const told = each => Object.entries(each.properties).every(([key, sub]) =>
    value?.[key] === undefined ? !each.required?.includes(key) : !words(sub) || words(sub).includes(value[key]));
  const found = all.find(told) ?? all[0];
  const properties = Object.fromEntries(Object.entries(found.properties).map(([key, sub]) =>
    [key, words(sub) ? {...sub, const: undefined, enum: [...new Set(all.flatMap(each => each.properties[key] ? words(each.properties[key]) : []))]} : sub]));
  return {...schema, ...found, properties, required: []};
}

/** The schema of a value's family. */
function family(schema, value) {
  if (value.model === 'spiking-network' || (value.model === undefined && value.populations !== undefined)) {
    return schema.then;
  }
  const cycles = schema.else.if.anyOf[1].properties.learning.properties.rule.not.enum;
  const isPhased = value.model === 'phased-learning'
    || (value.model === undefined && value.learning?.rule !== undefined && !cycles.includes(value.learning.rule));
  return isPhased ? schema.else.then : schema.else.else;
}

export class Form {
  /**
   * @param schema of scenario files
   * @param edit takes a path and what is to stand there, as one line of YAML, or undefined where nothing is to; returns the new text
   */
  constructor(schema, edit) {
    this.schema = schema;
    this.edit = edit;
    this.element = element('div', {class: 'form', role: 'group', 'aria-label': 'The scenario as a form'});
    this.opened = new Map();
    this.wrong = [];
  }

  /** Shows what a text says. */
  show(text) {
    this.text = text;
    const focused = this.element.contains(document.activeElement) ? document.activeElement.id : '';
    if (text.errors.length) {
      this.element.replaceChildren(element('p', {class: 'soft'}, 'The text is no YAML yet; the form comes back when it is: ' + shown(text.errors[0]) + '.'));
      return;
    }
    const {value} = text;
    this.element.replaceChildren(...this.fields([], family(this.schema, value), value));
    this.mark(this.wrong);
    document.getElementById(focused)?.focus({preventScroll: true});
  }

  /** Tells at each field what is wrong with it. */
  mark(problems) {
    this.wrong = problems;
    this.element.querySelectorAll('.wrong').forEach(old => old.remove());
    this.element.querySelectorAll('[aria-invalid]').forEach(old => old.removeAttribute('aria-invalid'));
    problems.forEach(problem => {
      let key = problem.key;
      let place = null;
      while (key && !place) {
        place = document.getElementById('field-' + key);
        key = key.replace(/\.?[^.]*$/, '');
      }
      if (place) {
        place.setAttribute('aria-invalid', 'true');
        place.closest('.field-row, .group').append(
          element('small', {class: 'wrong'}, shown('found ' + problem.found + '; allowed: ' + problem.allowed)));
      }
    });
  }

  /** Puts a value at a path, and draws the form anew where other fields come or go with it. */
  put(path, typed, isStructure) {
    const text = this.edit(path, typed);
    this.text = text;
    if (isStructure) {
      this.show(text);
    }
  }

  fields(path, schema, value) {
    const known = Object.entries(schema.properties).map(([key, sub]) =>
      this.field([...path, key], sub, (schema.required ?? []).includes(key), value?.[key]));
    const unknown = Object.keys(value ?? {}).filter(key => !(key in schema.properties)).map(key =>
      this.row([...path, key], {description: 'This key is not allowed here.'}, false, value[key], key));
    return [...known, ...unknown];
  }

  field(path, written, isRequired, value) {
    const schema = variant(written, value);
    const body = isChoice(schema) ? () => this.choice(path, schema, value)
      : isObject(schema) ? () => this.fields(path, schema, value)
        : isMapOf(schema) ? () => this.entries(path, schema, value ?? {})
          : isListOfObjects(schema) ? () => this.items(path, schema, value ?? []) : null;
    return body && (value === undefined || typeof value === 'object')
      ? this.group(path, schema, isRequired, value, body) : this.row(path, schema, isRequired, value);
  }

  /** A section that opens; what is in it is made when it first does. */
  group(path, schema, isRequired, value, body) {
    const key = path.join('.');
    const name = path[path.length - 1];
    const inside = element('div', {class: 'inside'});
    const isOpen = this.opened.get(key) ?? ((isRequired || value !== undefined) && (path.length < 2 || (path.length < 4 && !isMany(this.text.at(path.slice(0, -1))))));
    const fill = () => inside.childElementCount || inside.append(...body(),
      ...(value !== undefined && !isRequired && path.length > 0 ? [this.remover(path, 'Remove ' + name)] : []));
    const made = element('details', {class: 'group', open: isOpen, ontoggle: () => {
      this.opened.set(key, made.open);
      if (made.open) {
        fill();
      }
    }},
    element('summary', {id: 'field-' + key}, element('strong', {}, shown(name)), element('span', {class: 'soft'},
      value === undefined ? (isRequired ? ' required' : ' left out') : shown(gist(value))), element('small', {}, shown(schema.description ?? ''))), inside);
    if (isOpen) {
      fill();
    }
    return made;
  }

  remover(path, text) {
    return button(shown(text), () => this.put(path, undefined, true));
  }

  /** Exactly one of several. */
  choice(path, schema, value) {
    const chosen = Object.keys(value ?? {})[0] ?? '';
    const id = 'field-' + path.join('.') + '-choice';
    const select = element('select', {id, class: 'button', 'aria-label': path.join(' ') + ': which', onchange: () =>
      this.put(path, '{' + select.value + ': {}}', true)},
    ...(chosen ? [] : [element('option', {value: ''}, 'choose one')]),
    ...Object.keys(schema.properties).map(key => element('option', {value: key, selected: key === chosen}, key)));
    const sub = schema.properties[chosen];
    const key = [...path, chosen].join('.');
    this.opened.set(key, this.opened.get(key) ?? true);
    return [select, ...(sub ? [this.field([...path, chosen], sub, true, value[chosen])] : [])];
  }

  /** Entries by names of the user's own. */
  entries(path, schema, value) {
    const name = element('input', {type: 'text', id: 'field-' + path.join('.') + '-new', class: 'field', 'aria-label': 'Name of a new entry of ' + path.join(' '), placeholder: 'name'});
    const add = button('Add', () => {
      if (name.value.trim() && !(name.value.trim() in value)) {
        this.opened.set([...path, name.value.trim()].join('.'), true);
        this.put([...path, name.value.trim()], '{}', true);
      }
    });
    return [...Object.entries(value).map(([key, each]) => this.field([...path, key], schema.additionalProperties, false, each)),
      element('div', {class: 'row'}, name, add)];
  }

  items(path, schema, value) {
    const shownItems = value.slice(0, MOST_ITEMS).map((each, i) => this.field([...path, i], schema.items, false, each));
    return [...shownItems,
      ...(value.length > MOST_ITEMS ? [element('p', {class: 'soft'}, value.length - MOST_ITEMS + ' more are in the text.')] : []),
      button('Add one', () => {
        this.opened.set([...path, value.length].join('.'), true);
        this.put([...path, value.length], '{}', true);
      })];
  }

  /** A field for what is written on one line. */
  row(path, schema, isRequired, value, unknown) {
    const key = path.join('.');
    const id = 'field-' + key;
    const preset = schema.default === undefined ? '' : flow(schema.default);
    const choices = words(schema);
    const isTextOnly = schema.type === 'string';
    const now = value === undefined ? '' : typeof value === 'object' ? flow(value) : String(value);
    const isLong = now.includes('\n') || now.length > 2000;
    const said = {id, class: 'field', 'aria-describedby': id + '-about'};
    let input;
    if (choices && (typeof value !== 'object')) {
      input = element('select', {...said, class: 'button', onchange: () => this.put(path, input.value || undefined, true)},
        ...(isRequired && value !== undefined ? [] : [element('option', {value: ''}, preset ? preset + ' (default)' : 'left out')]),
        ...choices.map(String).map(each => element('option', {value: each, selected: each === now}, each)),
        ...(now === '' || choices.map(String).includes(now) ? [] : [element('option', {value: now, selected: true}, shown(now))]));
    } else {
      let waiting = 0;
      const commit = () => {
        clearTimeout(waiting);
        const before = this.text.at(path);
        const typed = isLong ? input.value : input.value.trim();
        const isSame = before === undefined ? typed === '' : typed === (typeof before === 'object' ? flow(before) : String(before));
        if (isSame || now.length > 2000) {
          return;
        }
        const meant = typed === '' ? undefined : isTextOnly || isLong ? (parsed(typed) === typed ? typed : quoted(typed)) : typed;
        if (meant === undefined || parsed(meant) !== undefined) {
          this.put(path, meant, false);
        } else {
          this.mark([...this.wrong.filter(each => each.key !== key), {key, found: typed, allowed: 'one value, or one line of YAML'}]);
        }
      };
      input = element(isLong ? 'textarea' : 'input', {...said, ...(isLong ? {rows: '3'} : {type: 'text', placeholder: preset || (isRequired ? 'required' : '')}),
        spellcheck: 'false', autocomplete: 'off', readonly: now.length > 2000, oninput: () => {
          clearTimeout(waiting);
          waiting = setTimeout(commit, WAIT_MS);
        }, onchange: commit});
      input.value = now;
    }
    return element('div', {class: 'field-row'},
      element('label', {for: id}, shown(path[path.length - 1])), input,
      element('small', {id: id + '-about'}, shown(schema.description ?? '')), ...(unknown ? [this.remover(path, 'Remove ' + unknown)] : []));
  }
}

const isMany = value => value && typeof value === 'object' && Object.keys(value).length > 2;

/** A few words of what is in a group. */
function gist(value) {
  if (Array.isArray(value)) {
    return ' ' + value.length;
  }
  const text = flow(value);
  return ' ' + (text.length > 60 ? text.slice(0, 57) + '...' : text);
}
