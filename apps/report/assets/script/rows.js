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
panel.append(heading, content, closer);
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
  const nodes = [];
  const place = made('p', null);
  if (file === 'manifest.json') {
    place.append('Declared for this run: ', made('code', column), ' in ', made('code', file), '.');
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
  nodes.push(table);
  return nodes;
}

function open(number) {
  asked = number;
  for (const one of document.querySelectorAll('data[aria-expanded]')) one.removeAttribute('aria-expanded');
  number.setAttribute('aria-expanded', 'true');
  const { cell, per } = number.dataset;
  heading.textContent = `Where ${number.textContent} comes from`;
  content.replaceChildren(...shown(cell));
  if (per)
    content.append(made('p', 'It is told in units of this one, by which it is divided:'), ...shown(per));
  if (!panel.open) panel.show();
  panel.scrollTop = 0;
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

// One stop of the keyboard a section; arrows go from number to number.
const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
for (const part of document.querySelectorAll('main > section, header.title')) {
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
