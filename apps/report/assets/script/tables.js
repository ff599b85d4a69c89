// Tables that sort by a column and are copied as tab-separated values.
const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const announcer = document.getElementById('announcer');

/** Header cells by column, the lowest that spans one column. */
function columnHeads(table) {
  const rows = [...table.tHead.rows];
  const grid = rows.map(() => []);
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of row.cells) {
      while (grid[y][x] !== undefined) x += 1;
      for (let down = 0; down < cell.rowSpan; down += 1)
        for (let right = 0; right < cell.colSpan; right += 1)
          if (grid[y + down]) grid[y + down][x + right] = cell;
      x += cell.colSpan;
    }
  });
  return { grid, lowest: grid.at(-1) ?? [] };
}

/** The main text of a cell and the smaller text under it. */
function parts(cell) {
  const copy = cell.cloneNode(true);
  const sub = [...copy.querySelectorAll('.sub')].map((one) => {
    one.remove();
    return one.textContent.trim();
  });
  for (const stars of copy.querySelectorAll('.stars')) stars.remove();
  return { main: copy.textContent.trim().replace(/\s+/g, ' '), sub: sub.join(' ') };
}

/** A number without separators and with a plain minus sign; other text as it is. */
function plain(text) {
  const number = text.replace(/−/g, '-');
  return /^[+-]?\d[\d,]*(\.\d+)?%?$/.test(number) ? number.replace(/,/g, '').replace(/^\+/, '') : number;
}

/** What a cell is sorted by: a number, or a text; null is last. */
function sortKey(cell) {
  const text = cell === undefined ? '' : parts(cell).main;
  if (text === '' || text === '–') return null;
  const date = /^(\d{1,2}) (\p{Lu}\p{Ll}+) (\d{4})/u.exec(text);
  if (date !== null && months.includes(date[2]))
    return Number(date[3]) * 10_000 + months.indexOf(date[2]) * 100 + Number(date[1]);
  const number = Number.parseFloat(plain(text).replace(/,/g, '').replace(/^[<>]/, ''));
  return /^[<>+−-]?\d/.test(text) && !Number.isNaN(number) ? number : text.toLowerCase();
}

function compareKeys(a, b, sign) {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return sign * (a < b ? -1 : a > b ? 1 : 0);
}

function makeSortable(table) {
  const body = table.tBodies[0];
  const original = [...body.rows];
  if (original.length < 3) return;
  const { lowest } = columnHeads(table);
  const heads = [...new Set(lowest)].filter((head) => head.colSpan === 1 && head.textContent.trim() !== '');
  for (const head of heads) {
    const column = lowest.indexOf(head);
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const next = { ascending: 'descending', descending: null }[head.getAttribute('aria-sort')];
      const order = next === undefined ? 'ascending' : next;
      for (const other of heads) other.removeAttribute('aria-sort');
      if (order !== null) head.setAttribute('aria-sort', order);
      const sign = order === 'descending' ? -1 : 1;
      const keyed = original.map((row, index) => ({ row, index, key: sortKey(row.cells[column]) }));
      if (order !== null) keyed.sort((a, b) => compareKeys(a.key, b.key, sign) || a.index - b.index);
      body.append(...keyed.map(({ row }) => row));
      const name = parts(head).main;
      announcer.textContent =
        order === null ? 'The table is in its own order.' : `Sorted by ${name}, ${order}.`;
    });
  }
}

/** The table as tab-separated values; small texts become columns of their own. */
function asText(table) {
  const { grid, lowest } = columnHeads(table);
  const rows = [...table.tBodies[0].rows].map((row) => [...row.cells].map(parts));
  const width = lowest.length;
  const doubled = Array.from({ length: width }, (_, column) => rows.some((row) => row[column]?.sub));
  const heads = Array.from({ length: width }, (_, column) => {
    const cells = [...new Set(grid.map((row) => row[column]))].filter((one) => one !== undefined).map(parts);
    const main = cells.map((one) => one.main).join(': ');
    const sub = cells
      .map((one) => one.sub)
      .filter(Boolean)
      .join(', ');
    return doubled[column] ? [main, `${main}: ${sub || 'note'}`] : [sub ? `${main} (${sub})` : main];
  });
  const lines = rows.map((row) =>
    doubled.flatMap((two, column) => {
      const cell = row[column] ?? { main: '', sub: '' };
      const main = cell.main === '–' ? '' : plain(cell.main);
      return two ? [main, cell.sub.replace(/−/g, '-')] : [main];
    }),
  );
  return [heads.flat(), ...lines].map((line) => line.join('\t')).join('\n');
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.setAttribute('readonly', '');
    area.className = 'unseen';
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}

for (const block of document.querySelectorAll('.table')) {
  const table = block.querySelector('table');
  const label = block.querySelector('caption b')?.textContent.replace(/\.$/, '') ?? 'the table';
  makeSortable(table);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = `Copy ${label}`;
  button.addEventListener('click', async () => {
    const done = await copyText(asText(table));
    announcer.textContent = done
      ? `${label} is copied, ready to paste into a spreadsheet.`
      : 'The browser does not allow copying.';
    button.focus();
  });
  block.append(button);
}
