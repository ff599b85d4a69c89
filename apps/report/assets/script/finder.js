// Finds a place in the index of a site, which a script of its own has brought, and goes to its page.
const box = document.getElementById('search');
const { kinds, places } = globalThis.inverseCarePlaces ?? { kinds: [], places: [] };
if (box !== null && places.length > 0) {
  const options = places.map(([kind, code, name, href]) => ({
    kind: kinds[kind].word,
    code,
    name,
    href: kinds[kind].folder + href,
  }));
  globalThis.inverseCare.pickFrom(options, ({ href }) => location.assign(href));
  box.hidden = false;
}
