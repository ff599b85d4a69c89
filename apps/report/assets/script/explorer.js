// Sets out one specification of the multiverse by its choices: marks it on its curve, says what it found, and how it is run alone.
const panel = document.getElementById('explorer');
if (panel !== null) {
  const { choices, start, command, level, more, figures, rules, lacking, rows } = JSON.parse(
    document.getElementById('explorer-data').textContent,
  );
  const told = document.getElementById('explorer-told');
  const near = document.getElementById('explorer-near');
  const code = document.querySelector('#explorer-command code');
  const copied = document.getElementById('explorer-copied');
  const places = choices.map(({ options }) => new Map(options.map(({ id }, i) => [id, i])));
  const fieldsets = new Map(
    [...panel.querySelectorAll('fieldset')].map((one) => [
      one.dataset.choice,
      { inputs: [...one.querySelectorAll('input')], why: one.querySelector('.why') },
    ]),
  );

  const bytes = (text) => new DataView(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
  const column = (text, width, read) => {
    const view = bytes(text);
    return Array.from({ length: view.byteLength / width }, (_, i) => view[read](i * width, true));
  };
  const keys = column(rows.keys, 4, 'getUint32');
  const n = column(rows.n, 2, 'getUint16');
  const lost = column(rows.lost, 2, 'getUint16');
  const estimate = column(rows.estimate, 8, 'getFloat64');
  const low = column(rows.low, 8, 'getFloat64');
  const high = column(rows.high, 8, 'getFloat64');
  const p = column(rows.p, 2, 'getUint16');
  const context = column(rows.context, 2, 'getUint16');
  const rowOf = new Map(keys.map((key, row) => [key, row]));

  const keyOf = (ids) => ids.reduce((key, id, i) => key * places[i].size + places[i].get(id), 0);
  const idsOf = (row) => {
    let key = keys[row];
    const ids = [];
    for (let i = choices.length - 1; i >= 0; i -= 1) {
      const { options } = choices[i];
      ids[i] = options[key % options.length].id;
      key = Math.floor(key / options.length);
    }
    return ids;
  };

  const atOf = (name) => choices.findIndex(({ id }) => id === name);
  const breaks = ({ first, firstOptions, second, secondOptions }, ids) =>
    firstOptions.includes(ids[atOf(first)]) && secondOptions.includes(ids[atOf(second)]);

  const needAt = atOf('need');

  /** The effect on the curve; NaN where there is none. */
  const effectOf = (row, value = estimate[row]) => {
    const [needSd, outcomeSd] = rows.contexts[context[row]];
    return outcomeSd > 0 ? (value * needSd) / outcomeSd : Number.NaN;
  };
  const boundOf = (row, value) => {
    const [needSd, outcomeSd] = rows.contexts[context[row]];
    return outcomeSd > 0 ? value * (needSd / outcomeSd) : Number.NaN;
  };

  // Rows of each need in the order of its curve: by effect, equal ones by name, which is the order of the rows.
  const curves = new Map();
  keys.forEach((_, row) => {
    if (Number.isNaN(effectOf(row))) return;
    const need = idsOf(row)[needAt];
    if (!curves.has(need)) curves.set(need, []);
    curves.get(need).push(row);
  });
  for (const curve of curves.values()) curve.sort((a, b) => effectOf(a) - effectOf(b) || a - b);

  const decimal = (value, digits) => {
    const [whole, fraction] = Math.abs(value).toFixed(digits).split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
    const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
    return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
  };
  // As many decimals as leave neither bound at zero.
  const interval = (from, to, digits) => {
    const vanishes = (value, at) => value !== 0 && Number(value.toFixed(at)) === 0;
    let enough = digits;
    while (enough < 6 && (vanishes(from, enough) || vanishes(to, enough))) enough += 1;
    return `${decimal(from, enough)} to ${decimal(to, enough)}`;
  };
  const pWords = (value) => (value === 0 ? '<0.001' : value === 1000 ? '>0.999' : (value / 1000).toFixed(3));
  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    made.append(...[text].flat());
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const optionLabel = (at, id) => choices[at].options[places[at].get(id)].label;
  const inside = (text) =>
    /^\p{Lu}[\p{Ll}-]/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

  const lacks = (ids) => lacking.find(({ choice, option }) => ids[atOf(choice)] === option)?.why;

  /** Why options were not run together. */
  function reasonOf(ids) {
    const rule = rules.find((one) => breaks(one, ids));
    return rule?.why ?? lacks(ids) ?? 'The data do not allow it.';
  }

  /** Why an option does not go with the other choices as they stand; null where it does. */
  function apart(ids, at, wasRun) {
    const involved = rules.find(
      (one) => breaks(one, ids) && (atOf(one.first) === at || atOf(one.second) === at),
    );
    if (involved !== undefined) return involved.why;
    const lacked = lacking.find(({ choice, option }) => atOf(choice) === at && option === ids[at]);
    if (lacked !== undefined && !rowOf.has(keyOf(ids))) return lacked.why;
    // What two other choices do to one another is said of those.
    return wasRun && !rowOf.has(keyOf(ids)) ? reasonOf(ids) : null;
  }

  /** The options as they are checked; those of a choice with one option are that. */
  const current = () =>
    choices.map(
      ({ id, options }) => fieldsets.get(id)?.inputs.find(({ checked }) => checked)?.value ?? options[0].id,
    );

  /** Greys what does not go with the other choices, and says why. */
  function grey(ids) {
    const wasRun = rowOf.has(keyOf(ids));
    choices.forEach(({ id: name }, at) => {
      const fieldset = fieldsets.get(name);
      if (fieldset === undefined) return;
      const byReason = new Map();
      for (const input of fieldset.inputs) {
        const reason = apart(
          ids.map((id, i) => (i === at ? input.value : id)),
          at,
          wasRun,
        );
        input.parentElement.classList.toggle('apart', reason !== null);
        if (reason === null) input.removeAttribute('aria-describedby');
        else {
          input.setAttribute('aria-describedby', fieldset.why.id);
          byReason.set(reason, [...(byReason.get(reason) ?? []), optionLabel(at, input.value)]);
        }
      }
      fieldset.why.hidden = byReason.size === 0;
      fieldset.why.replaceChildren(
        ...[...byReason].map(([reason, labels]) =>
          element('span', [element('b', labels.join(', ')), `: ${reason}`]),
        ),
      );
    });
  }

  /** The specification with fewest other options that has one of them; of equals one with the same need, then the first. */
  function nearest(ids, kept) {
    let found = null;
    let fewest = Number.POSITIVE_INFINITY;
    keys.forEach((_, row) => {
      const other = idsOf(row);
      if (kept !== null && other[kept] !== ids[kept]) return;
      const changes = other.reduce((sum, id, i) => sum + (id === ids[i] ? 0 : i === needAt ? 1.5 : 1), 0);
      if (changes < fewest) [found, fewest] = [other, changes];
    });
    return found;
  }

  const svgNames = 'http://www.w3.org/2000/svg';
  const draw = (group, name, attributes) => {
    const made = document.createElementNS(svgNames, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    group.append(made);
  };

  /** Marks a row on the drawings of its curve, and its options beneath. */
  function mark(figure, row, ids) {
    for (const one of document.querySelectorAll('svg .chosen')) one.remove();
    for (const one of document.querySelectorAll('svg .picked')) one.classList.remove('picked');
    if (figure === null || row === undefined || Number.isNaN(effectOf(row))) return;
    const curve = curves.get(ids[needAt]);
    const rank = curve.indexOf(row);
    const picked = new Set(
      choices.map(({ label }, i) => `${label}: ${optionLabel(i, ids[i])}`.toLowerCase()),
    );
    for (const plot of figure.querySelectorAll('[data-columns]')) {
      const { columns, left, right, top, bottom, zero, unit } = Object.fromEntries(
        Object.entries(plot.dataset).map(([key, value]) => [key, Number(value)]),
      );
      const at = Math.ceil(((rank + 1) * columns) / curve.length) - 1;
      const x = (left + ((right - left) * (at + 0.5)) / columns).toFixed(1);
      const y = (value) => (zero - value * unit).toFixed(1);
      const group = document.createElementNS(svgNames, 'g');
      group.setAttribute('class', 'chosen');
      group.setAttribute('aria-hidden', 'true');
      draw(group, 'path', { d: `M${x},${top}V${bottom}` });
      if (!Number.isNaN(low[row]))
        draw(group, 'path', {
          class: 'interval',
          d: `M${x},${y(boundOf(row, low[row]))}V${y(boundOf(row, high[row]))}`,
        });
      draw(group, 'circle', { cx: x, cy: y(effectOf(row)), r: 6 });
      plot.append(group);
      for (const option of plot.querySelectorAll('[data-code]'))
        if (picked.has(option.dataset.code.toLowerCase())) option.classList.add('picked');
    }
  }

  /** What a specification that was run has found. */
  function findings(row, ids, figure) {
    const [needSd, , unit, note] = rows.contexts[context[row]];
    const used = `${decimal(n[row], 0)} PCNs, ${decimal(lost[row], 0)} of the snapshot not used.`;
    if (Number.isNaN(estimate[row])) return [element('p', `No estimate. ${note} ${used}`)];
    const bounded = !Number.isNaN(low[row]);
    const greater = more[places[needAt].get(ids[needAt])];
    const inUnits = decimal(estimate[row] * needSd, 4);
    const units = bounded ? `${inUnits} (${interval(low[row] * needSd, high[row] * needSd, 4)})` : inUnits;
    const lines = [];
    const effect = effectOf(row);
    if (!Number.isNaN(effect)) {
      const bounds = bounded
        ? ` (${level} interval ${interval(boundOf(row, low[row]), boundOf(row, high[row]), 3)})`
        : ' (no interval)';
      lines.push(
        element(
          'p',
          [
            element('b', decimal(effect, 3)),
            `${bounds} standard deviations of the outcome for one standard deviation ${greater}.`,
          ],
          { class: 'effect' },
        ),
      );
    }
    const where = element(
      'p',
      `In units ${units} ${unit}.${bounded ? ` p ${pWords(p[row])}.` : ` ${note}`} ${used}`,
    );
    const curve = curves.get(ids[needAt]);
    if (figure !== null && !Number.isNaN(effect)) {
      const label = figure.querySelector('figcaption b').textContent.replace(/\.$/, '');
      where.append(
        ` From the lowest it is number ${decimal(curve.indexOf(row) + 1, 0)} of ${decimal(curve.length, 0)} in `,
        element('a', label, { href: `#${figure.id}` }),
        '.',
      );
    }
    return [...lines, where];
  }

  let lastChanged = null;

  /** Shows the options that are checked. */
  function show() {
    const ids = current();
    const need = ids[needAt];
    const row = rowOf.get(keyOf(ids));
    const own = figures[need] === undefined ? null : document.getElementById(figures[need]);
    for (const id of Object.values(figures)) {
      const figure = document.getElementById(id);
      if (id === (figures[need] ?? Object.values(figures)[0])) figure.removeAttribute('hidden');
      else figure.setAttribute('hidden', 'until-found');
    }
    grey(ids);
    mark(own, row, ids);
    const set = choices.map(({ id }, i) => ` --set ${id}=${ids[i]}`).join('');
    code.textContent = row === undefined ? 'None: this combination was not run.' : `${command}${set}`;
    document.getElementById('explorer-copy').hidden = row === undefined;
    copied.textContent = '';
    near.hidden = row !== undefined;
    if (row !== undefined) {
      told.replaceChildren(...findings(row, ids, own));
      return;
    }
    told.replaceChildren(element('p', `This combination was not run. ${reasonOf(ids)}`));
    const other = nearest(ids, lastChanged) ?? nearest(ids, null);
    const changes = choices.flatMap(({ label }, i) =>
      other[i] === ids[i] ? [] : [`${inside(label)}: ${inside(optionLabel(i, other[i]))}`],
    );
    near.textContent = `Change to the nearest that was run (${changes.join('; ')})`;
    near.onclick = () => {
      check(other);
      panel.querySelector('input:checked').focus();
    };
  }

  /** Checks options and shows them. */
  function check(ids) {
    choices.forEach(({ id }, i) => {
      for (const input of fieldsets.get(id)?.inputs ?? []) input.checked = input.value === ids[i];
    });
    show();
  }

  for (const [name, { inputs }] of fieldsets)
    for (const input of inputs)
      input.addEventListener('change', () => {
        lastChanged = atOf(name);
        show();
      });
  document.getElementById('explorer-own').addEventListener('click', () => {
    lastChanged = null;
    check(start);
  });
  document.getElementById('explorer-copy').addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      copied.textContent = 'The command is copied.';
    } catch {
      getSelection().selectAllChildren(code);
      copied.textContent = 'The command is selected: copy it with the keyboard.';
    }
  });

  // A link to the curve of another need, or a word found in it, chooses that need.
  function toNeedOf(id) {
    const need = Object.keys(figures).find((one) => figures[one] === id);
    if (need === undefined) return;
    check(current().map((one, i) => (i === needAt ? need : one)));
  }
  for (const id of Object.values(figures))
    document.getElementById(id).addEventListener('beforematch', () => toNeedOf(id));
  addEventListener('hashchange', () => {
    toNeedOf(location.hash.slice(1));
    if (Object.values(figures).includes(location.hash.slice(1)))
      document.getElementById(location.hash.slice(1)).scrollIntoView();
  });

  panel.hidden = false;
  show();
  toNeedOf(location.hash.slice(1));
}
