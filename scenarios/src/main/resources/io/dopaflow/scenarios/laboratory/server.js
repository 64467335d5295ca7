/* Asking the server, over the API of /openapi.json, with the token that came with the address. */

const TOKEN = 'dopaflow-token';
const connection = document.getElementById('connection');

if (/^#[0-9a-f]{32}$/.test(location.hash)) {
  localStorage.setItem(TOKEN, location.hash.slice(1));
  history.replaceState(null, '', location.pathname);
}

export class Refused extends Error {
  constructor(status, answer) {
    super(answer.message || 'the server refused');
    this.status = status;
    this.problems = answer.problems || [];
  }
}

export async function ask(path, options = {}) {
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

export const get = async path => (await ask(path)).json();
export const post = async (path, body = '') => (await ask(path, {method: 'POST', body})).json();
