// A field that offers places as one types: by arrows and Enter, or by a click. What is chosen is for its page to show.
const element = (name, text, attributes = {}) => {
  const made = document.createElement(name);
  if (text !== null) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

const most = 8;

/** A name or what is typed for one, however it has its apostrophes, full stops and ampersands. */
const spelt = (text) => text.toLowerCase().replace(/['’.]/g, '').replace(/&/g, 'and');

/** The options that have every word, those first whose code or beginning it is. */
function matchesIn(options, text) {
  const words = spelt(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const hits = options.filter((one) => words.every((word) => one.text.includes(word)));
  const rank = ({ code, text: all }) =>
    code.toLowerCase() === words[0] ? 0 : all.startsWith(words[0]) ? 1 : 2;
  return hits.sort((a, b) => rank(a) - rank(b)).slice(0, most);
}

/** Binds the field of the page to its options, each with kind, code and name; `chosen` is told of one. */
function pickFrom(places, chosen) {
  const input = document.getElementById('place');
  const list = document.getElementById('place-options');
  const state = document.getElementById('place-state');
  const options = places.map((one) => ({ ...one, text: spelt(`${one.name} ${one.code}`) }));
  let shown = [];
  let active = -1;

  function close() {
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
    active = -1;
  }

  function choose(one) {
    close();
    input.value = one.name ? `${one.name} (${one.code})` : one.code;
    state.textContent = '';
    chosen(one);
  }

  function activate(index) {
    active = index;
    [...list.children].forEach((option, i) => {
      option.setAttribute('aria-selected', String(i === index));
    });
    if (index < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', list.children[index].id);
  }

  function offer() {
    shown = matchesIn(options, input.value);
    if (shown.length === 0) {
      close();
      const asked = input.value.trim();
      state.textContent =
        asked === '' ? '' : `No match for “${asked}”. Try part of a name, or a code such as U00070.`;
      return;
    }
    state.textContent = `${shown.length === most ? `The first ${most} matches` : shown.length === 1 ? 'One match' : `${shown.length} matches`} listed.`;
    list.replaceChildren(
      ...shown.map((one, i) => {
        const option = element('li', null, {
          role: 'option',
          id: `place-option-${i}`,
          'aria-selected': 'false',
        });
        option.append(element('bdi', one.name || one.code), ` (${one.kind} ${one.code})`);
        option.addEventListener('pointerdown', (event) => {
          event.preventDefault();
          choose(one);
        });
        return option;
      }),
    );
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    activate(-1);
  }

  input.addEventListener('input', offer);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) offer();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const next = active < 0 && step < 0 ? shown.length - 1 : (active + step + shown.length) % shown.length;
      if (!list.hidden) activate(next);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const one = shown[Math.max(0, active)];
      if (!list.hidden && one) choose(one);
    } else if (event.key === 'Escape') close();
  });
  return input;
}

globalThis.inverseCare = { element, pickFrom };
