/* Pieces of pages. Text of others is shown as text: characters that could hide or turn it are written out. */

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      made.addEventListener(key.slice(2), value);
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(key, value === true ? '' : value);
    }
  }
  made.append(...children.filter(child => child !== null));
  return made;
}

export const shown = text => String(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
  hidden => hidden === '\n' ? hidden : '\\u' + hidden.codePointAt(0).toString(16).padStart(4, '0'));

export const count = number => Math.round(number).toLocaleString('en').replaceAll(',', '\u202f');

export const button = (text, onclick, attributes = {}) =>
  element('button', {type: 'button', class: 'button', onclick, ...attributes}, text);

export function table(caption, columns, rows) {
  return element('div', {class: 'tablebox', tabindex: '0', role: 'region', 'aria-label': caption},
    element('table', {},
      element('thead', {}, element('tr', {}, ...columns.map(name => element('th', {scope: 'col'}, shown(name))))),
      element('tbody', {}, ...rows.map(row => element('tr', {}, ...row.map(cell =>
        element('td', {}, cell instanceof Node ? cell : shown(cell ?? ''))))))));
}
