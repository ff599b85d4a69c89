// Finds a PCN, a practice or an ICB, says where it stands, and marks it in every figure.
const source = document.getElementById('places');
const box = document.getElementById('search');
if (source !== null && box !== null) {
  const { element, pickFrom } = globalThis.inverseCare;
  const { snapshots, need, total, silent, icbs, areas, pcns, practices } = JSON.parse(source.textContent);
  const atLast = `at ${snapshots.at(-1)}`;
  const found = document.getElementById('place-found');

  const options = [
    ...icbs.map(([code, name], i) => ({ kind: 'ICB', code, name, icb: i })),
    ...areas.map(([code, name], i) => ({ kind: 'sub-ICB location', code, name, area: i })),
    ...pcns.map(([code, name], i) => ({ kind: 'PCN', code, name, pcn: i })),
    ...practices.map(([code, name, i]) => ({ kind: 'practice', code, name, pcn: i })),
  ];

  const number = (value) => (value === null ? '–' : value.toFixed(3).replace('-', '−'));
  const known = (value) => (value === 'silent' ? 'did not report' : number(value));

  function markInFigures(codes) {
    for (const one of document.querySelectorAll('svg .found')) one.classList.remove('found');
    const lines = [];
    for (const figure of document.querySelectorAll('figure')) {
      const marks = [...figure.querySelectorAll('[data-code]')].filter(({ dataset }) =>
        codes.includes(dataset.code),
      );
      for (const mark of marks) mark.classList.add('found');
      const labelled = marks.filter((mark) => mark.dataset.label && mark.closest('.narrow') === null);
      if (labelled.length === 0) continue;
      const item = element('li', null);
      const label = figure.querySelector('figcaption b').textContent.replace(/\.$/, '');
      item.append(element('a', label, { href: `#${figure.id}` }), ': ');
      item.append(labelled.map(({ dataset }) => `${dataset.label}, ${dataset.value}`).join('; '));
      lines.push(item);
    }
    return lines;
  }

  function table(rows, caption, heads) {
    const made = element('table', null);
    made.append(element('caption', caption));
    const top = element('tr', null);
    top.append(...heads.map((text) => element('th', text, { scope: 'col', class: 'n' })));
    const head = element('thead', null);
    head.append(top);
    const body = element('tbody', null);
    body.append(
      ...rows.map(([first, ...rest]) => {
        const row = element('tr', null);
        row.append(
          element('th', first, { scope: 'row' }),
          ...rest.map((text) => element('td', text, { class: 'n' })),
        );
        return row;
      }),
    );
    made.append(head, body);
    return made;
  }

  /** What a rank hangs on, so that nobody takes it for more than it is. */
  const rangeWords = (range) =>
    range === undefined
      ? ''
      : ` With half a post more or less it would be anywhere from ${range[0]} to ${range[1]}${silent > 0 ? `, and any of the ${silent} that did not report may be above it` : ''}.`;

  function aboutPcn(index, one) {
    const [code, name, area, provision, needs, rank, open, range] = pcns[index];
    const [areaCode, areaName, icb] = areas[area];
    const [icbCode, icbName] = icbs[icb];
    const areaWords = areaName.includes(areaCode) ? areaName : `${areaName} (${areaCode})`;
    const about = element('p', null);
    if (one.kind === 'practice') about.append('Belongs to ', element('bdi', name), ` (PCN ${code}). `);
    about.append('In ', element('bdi', areaWords), ', ', element('bdi', `${icbName} (${icbCode})`), '. ');
    about.append(
      !open
        ? `It was not open ${atLast}.`
        : provision.at(-1) === 'silent'
          ? `It did not report staff of any role ${atLast}, so it has no rank: what it has is not known.`
          : rank === null
            ? `Its provision ${atLast} cannot be told.`
            : `By provision ${atLast} it ranks ${rank} of the ${total} PCNs that reported, 1 being the highest.${rangeWords(range)}`,
    );
    if (need !== null && open) about.append(` ${need}: ${number(needs)}.`);
    return {
      codes: [code, areaCode, icbCode],
      nodes: [
        about,
        table(
          snapshots.map((snapshot, i) => [snapshot, known(provision[i])]),
          'FTE per 10,000 patients',
          ['Snapshot', 'This PCN'],
        ),
      ],
    };
  }

  /** How many PCNs an area has, how many of them reported, and what those have. */
  function reported(members, silent, value) {
    const pcnsThere = `${members} ${members === 1 ? 'PCN' : 'PCNs'} open ${atLast}`;
    if (members === 0) return `No PCN was open there ${atLast}.`;
    if (silent === members) return `${pcnsThere}; none of them reported.`;
    const who = silent === 0 ? 'all of them reported' : `${silent} of them did not report`;
    return `${pcnsThere}; ${who}. Those that did have ${number(value)} FTE per 10,000 patients.`;
  }

  function aboutIcb(index) {
    const [code, , ...facts] = icbs[index];
    const inside = areas.filter(([, , icb, members]) => icb === index && members > 0);
    const about = element(
      'p',
      `${reported(...facts)} It has ${inside.length} sub-ICB ${inside.length === 1 ? 'location' : 'locations'}.`,
    );
    return { codes: [code, ...inside.map(([area]) => area)], nodes: [about] };
  }

  function aboutArea(index) {
    const [code, , icb, ...facts] = areas[index];
    const [icbCode, icbName] = icbs[icb];
    const about = element('p', null);
    about.append('In ', element('bdi', `${icbName} (${icbCode})`), `. ${reported(...facts)}`);
    return { codes: [code, icbCode], nodes: [about] };
  }

  function aboutPlace(one) {
    if (one.kind === 'ICB') return aboutIcb(one.icb);
    return one.kind === 'sub-ICB location' ? aboutArea(one.area) : aboutPcn(one.pcn, one);
  }

  function choose(one) {
    const { codes, nodes } = aboutPlace(one);
    const lines = markInFigures(codes);
    const heading = element('h2', null);
    heading.append(element('bdi', one.name || one.code), ` (${one.code})`);
    const clear = element('button', 'Clear', { type: 'button' });
    clear.addEventListener('click', () => {
      found.replaceChildren();
      markInFigures([]);
      input.value = '';
      input.focus();
    });
    const items = element('ul', null);
    items.append(...lines);
    found.replaceChildren(heading, ...nodes);
    if (lines.length > 0) found.append(element('p', 'Outlined in:'), items);
    found.append(clear);
  }

  const input = pickFrom(options, choose);
  box.hidden = false;
  for (const one of document.querySelectorAll('.scripted')) one.hidden = false;
}
