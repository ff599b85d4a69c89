// A number of the text shows the row of the table that it was taken from.
const cited = JSON.parse(document.getElementById('cited').textContent);

const made = (name, text, attributes = {}) => {
  const element = document.createElement(name);
  if (text !== null) element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

const panel = made('dialog', null, { id: 'row', 'aria-labelledby': 'row-heading' });
const heading = made('h2', null, { id: 'row-heading', tabindex: '-1' });
const content = made('div', null);
const closer = made('button', 'Close', { type: 'button' });
panel.append(closer, heading, content);
document.body.append(panel);
let asked = null;

/** The row or rows that an address names, and its column. */
function parts(address) {
  const hash = address.indexOf('#');
  const at = Math.max(address.lastIndexOf(';'), hash) + 1;
  const keys = address
    .slice(hash + 1, at)
    .split(';')
    .filter(Boolean);
  return {
    file: address.slice(0, hash),
    row: address.slice(0, at),
    keys: keys.map((one) => one.split('=').map(decodeURIComponent)),
    column: address.slice(at),
  };
}

/** What stands in the panel for one address. */
function shown(address) {
  const { file, row, keys, column } = parts(address);
  const place = made('p', null);
  if (file === 'manifest.json') {
    place.append('It stands in ', made('code', file), ' of this run at ', made('code', column), '.');
    return [place];
  }
  if (!file.endsWith('.csv')) {
    place.append('The paper prints it (Wilding and others, 2024).');
    return [place];
  }
  const { title, columns } = cited.tables[file] ?? { title: '', columns: {} };
  const where = keys.map(([name, value]) => `${name} ${value}`).join(', ');
  if (column === '*') {
    place.append(
      'How many rows ',
      made('code', `results/${file}`),
      ` has${where === '' ? '' : ` with ${where}`}.`,
    );
    return [place];
  }
  const cells = cited.rows[row] ?? [];
  const table = made('table', null);
  table.append(made('caption', `${title}: one row of results/${file}`));
  const body = made('tbody', null);
  Object.entries(columns).forEach(([name, words], i) => {
    const line = made('tr', null);
    const head = made('th', words, { scope: 'row' });
    head.append(' ', made('code', name));
    line.append(head, made('td', cells[i] === '' ? '–' : cells[i]));
    if (name === column) line.setAttribute('aria-current', 'true');
    body.append(line);
  });
  table.append(body);
  return [table];
}

/** What the words do with a number beside printing it. */
const turns = {
  '|': 'The words tell its sign.',
  '~': 'The text has what it leaves of one.',
  '2~': 'The text has twice what it leaves of one.',
  '-': 'The text has it without those that are named.',
};
const turnOf = (as) => turns[/^(2?~|[|-])/.exec(as)?.[0]];

/** Keeps the number in sight beside the panel. */
function uncover(number) {
  const [at, over] = [number.getBoundingClientRect(), panel.getBoundingClientRect()];
  if (at.bottom > over.top && at.right > over.left) scrollBy(0, at.bottom - over.top + 24);
}

function open(number) {
  asked = number;
  for (const one of document.querySelectorAll('data[aria-expanded]')) one.removeAttribute('aria-expanded');
  number.setAttribute('aria-expanded', 'true');
  const { cell, per, as } = number.dataset;
  heading.textContent = `Where ${number.textContent} comes from`;
  content.replaceChildren(...shown(cell));
  if (per)
    content.append(made('p', 'It is told in units of this one, by which it is divided:'), ...shown(per));
  if (turnOf(as)) content.append(made('p', turnOf(as)));
  if (!panel.open) panel.show();
  panel.scrollTop = 0;
  uncover(number);
  heading.focus({ preventScroll: true });
}

function close() {
  panel.close();
  if (asked === null) return;
  asked.removeAttribute('aria-expanded');
  asked.focus({ preventScroll: true });
  asked = null;
}

closer.addEventListener('click', close);
addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && panel.open) close();
});

if (document.querySelector('data[data-cell]') !== null) {
  const hint =
    'A number with dots beneath it shows the row of the table that it comes from: click it, or press Enter on it; arrow keys go from one to the next.';
  document.querySelector('header.title').append(made('p', hint, { class: 'rows-hint' }));
}

// One stop of the keyboard a section; arrows go from number to number.
const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
for (const part of document.querySelectorAll('main section, header.title')) {
  const numbers = [...part.querySelectorAll('data[data-cell]')];
  let stop = numbers[0];
  for (const number of numbers) {
    number.setAttribute('role', 'button');
    number.setAttribute('aria-haspopup', 'dialog');
    number.setAttribute('tabindex', number === stop ? '0' : '-1');
  }
  const stopAt = (number) => {
    stop.setAttribute('tabindex', '-1');
    stop = number;
    stop.setAttribute('tabindex', '0');
  };
  part.addEventListener('click', ({ target }) => {
    const number = target.closest('data[data-cell]');
    if (number === null) return;
    stopAt(number);
    open(number);
  });
  part.addEventListener('keydown', (event) => {
    const number = event.target.closest('data[data-cell]');
    if (number === null) return;
    const next = numbers[numbers.indexOf(number) + (steps[event.key] ?? 0)];
    if (event.key === 'Enter' || event.key === ' ') open(number);
    else if (steps[event.key] !== undefined) {
      if (next) {
        stopAt(next);
        next.focus();
      }
    } else return;
    event.preventDefault();
  });
}
