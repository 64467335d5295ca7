/* A YAML text that is edited at single places, so that comments, order and layout stay as their author wrote them. */
import {YAML} from '/yaml/index.js';

// Every scalar as text, just as it is written: 0.10 stays 0.10, and a seed keeps all of its digits.
const OPTIONS = {schema: 'failsafe', prettyErrors: true};
YAML.scalarOptions.str.fold.lineWidth = 0;

const isMap = node => node && (node.type === 'MAP' || node.type === 'FLOW_MAP');
const isList = node => node && (node.type === 'SEQ' || node.type === 'FLOW_SEQ');
const isFlow = node => node.type === 'FLOW_MAP' || node.type === 'FLOW_SEQ';
const isBlock = node => node.type === 'MAP' || node.type === 'SEQ';
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const plain = /^[\p{L}\p{N}_.+-](?:[\p{L}\p{N} _.+\/%-]*[\p{L}\p{N}_.+\/%-])?$/u;

/** How a text is written as one value: as it is where that can mean nothing else, else in quotes, with what cannot be seen escaped. */
export const quoted = text => plain.test(text) ? text : JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
  hidden => '\\u' + hidden.codePointAt(0).toString(16).padStart(4, '0'));

/** What somebody typed as one value or one-line collection: undefined where it is none. */
export function parsed(typed) {
  const document = YAML.parseDocument(typed, OPTIONS);
  return document.errors.length || !document.contents || isBlock(document.contents) ? undefined : document.toJSON();
}

/** A value on one line. */
export function flow(value) {
  if (Array.isArray(value)) {
    return '[' + value.map(flow).join(', ') + ']';
  }
  if (value && typeof value === 'object') {
    return '{' + Object.entries(value).map(([key, each]) => quoted(key) + ': ' + flow(each)).join(', ') + '}';
  }
  return quoted(String(value ?? ''));
}

function changed(value, path, to) {
  if (path.length === 0) {
    return to;
  }
  const copy = Array.isArray(value) ? [...value] : {...value};
  const [key, ...rest] = path;
  if (to === undefined && rest.length === 0) {
    Array.isArray(copy) ? copy.splice(key, 1) : delete copy[key];
  } else {
    copy[key] = changed(copy[key], rest, to);
  }
  return copy;
}

export class YamlText {
  constructor(text) {
    this.text = text;
    this.document = YAML.parseDocument(text, OPTIONS);
    this.errors = this.document.errors.map(error => error.message.split('\n')[0]);
    if (this.errors.length === 0 && this.document.contents && !isMap(this.document.contents)) {
      this.errors = ['the text is no mapping of keys to values'];
    }
    this.value = this.errors.length ? {} : this.document.toJSON() ?? {};
  }

  at(path) {
    return path.reduce((value, key) => value?.[key], this.value);
  }

  node(path) {
    return path.length === 0 ? this.document.contents : this.document.getIn(path, true);
  }

  /** The text with another value at a path; the value is given as one line of YAML. */
  with(path, typed) {
    const old = this.node(path);
    const parent = this.node(path.slice(0, -1));
    const key = path[path.length - 1];
    if (path.length > 1 && !isMap(parent) && !isList(parent)) {
      return this.with(path.slice(0, -1), '{' + quoted(key) + ': ' + typed + '}');
    }
    return this.edited(path, parsed(typed), () => {
      const item = isList(parent) ? typed : quoted(key) + ': ' + typed;
      if (!old) {
        return parent ? this.inserted(parent, item) : this.text + item + '\n';
      }
      if (!isBlock(old) && !old.type.startsWith('BLOCK')) {
        return this.spliced(old.range[0], this.end(old), typed);
      }
      const pair = parent.items.find(each => each.key && String(each.key) === String(key));
      return pair ? this.spliced(pair.key.range[0], this.after(old), item + '\n') : null;
    }, typed);
  }

  /** The text without the value at a path. */
  without(path) {
    if (this.at(path) === undefined) {
      return this.text;
    }
    const parent = this.node(path.slice(0, -1));
    if (parent.items.length === 1 && path.length > 1) {
      return this.with(path.slice(0, -1), isList(parent) ? '[]' : '{}');
    }
    return this.edited(path, undefined, () => {
      const key = path[path.length - 1];
      const place = isMap(parent) ? parent.items.findIndex(pair => String(pair.key) === String(key)) : Number(key);
      const item = parent.items[place];
      return isFlow(parent) ? this.cutFromFlow(parent, place) : this.cutLines(isMap(parent) ? item.key : item, item.value ?? item);
    });
  }

  /** An edit of the text where it does what it should; else the library writes the whole document anew. */
  edited(path, to, edit, typed) {
    const wanted = changed(this.value, path, to);
    try {
      const text = edit();
      if (text !== null && same(sorted(new YamlText(text).value), sorted(wanted))) {
        return text;
      }
    } catch (unforeseen) {
      // The library can do it.
    }
    const document = YAML.parseDocument(this.text, OPTIONS);
    if (to === undefined) {
      document.deleteIn(path);
    } else {
      if (!document.contents) {
        document.contents = YAML.createNode({});
      }
      document.setIn(path, YAML.parseDocument(typed, OPTIONS).contents);
    }
    return String(document);
  }

  spliced(from, to, text) {
    return this.text.slice(0, from) + text + this.text.slice(to);
  }

  lineStart(place) {
    return this.text.lastIndexOf('\n', place - 1) + 1;
  }

  lineEnd(place) {
    const end = this.text.indexOf('\n', place);
    return end < 0 ? this.text.length : end + 1;
  }

  /** Where a value on one line ends, before a comment beside it. */
  end(node) {
    const text = this.text.slice(node.range[0], node.range[1]);
    const isWhole = isFlow(node) ? /[}\]]$/.test(text) : node.type !== 'PLAIN';
    return node.range[0] + (isWhole ? text : text.replace(/\s+#[^\n]*$/, '')).trimEnd().length;
  }

  /** Where the line after a value begins. */
  after(node) {
    const end = node.range[1];
    return this.text[end - 1] === '\n' ? end : this.lineEnd(end);
  }

  inserted(parent, item) {
    if (isFlow(parent)) {
      const close = parent.range[0] + this.text.slice(parent.range[0], this.end(parent)).search(/[\s,]*[}\]]$/);
      return this.spliced(close, close, (parent.items.length ? ', ' : '') + item);
    }
    const last = parent.items[parent.items.length - 1];
    const value = last.value?.range ? last.value : last.key ?? last;
    const first = parent.items[0];
    const start = (first.key ?? first).range[0];
    const indent = isList(parent) ? this.text.slice(this.lineStart(start)).match(/^ */)[0] : ' '.repeat(start - this.lineStart(start));
    const end = this.after(value);
    const before = end > 0 && this.text[end - 1] !== '\n' ? '\n' : '';
    return this.spliced(end, end, before + indent + (isList(parent) ? '- ' : '') + item + '\n');
  }

  cutFromFlow(parent, place) {
    const from = each => (each.key ?? each).range[0];
    const to = each => (each.value?.range ? each.value : each.key ?? each).range[1];
    const items = parent.items;
    if (place + 1 < items.length) {
      return this.spliced(from(items[place]), from(items[place + 1]), '');
    }
    return this.spliced(place > 0 ? to(items[place - 1]) : from(items[place]), to(items[place]), '');
  }

  cutLines(first, last) {
    return this.spliced(this.lineStart(first.range[0]), this.after(last?.range ? last : first), '');
  }
}

/** With the keys in order, so that texts can be compared whose keys stand elsewhere. */
function sorted(value) {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return value && typeof value === 'object'
    ? Object.fromEntries(Object.keys(value).sort().map(key => [key, sorted(value[key])])) : value;
}
