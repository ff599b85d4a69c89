// Marks of figures say what they are on hover and with the keyboard: one stop a figure, arrows from mark to mark.
const tip = document.createElement('div');
tip.className = 'tip';
tip.id = 'tip';
tip.setAttribute('role', 'tooltip');
tip.hidden = true;
document.body.append(tip);
let shown = null;
let leaving = 0;

const wordsOf = ({ dataset }) => [dataset.label, dataset.value].filter(Boolean).join(': ');

function show(mark) {
  clearTimeout(leaving);
  if (shown !== null) shown.classList.remove('current');
  shown = mark;
  mark.classList.add('current');
  tip.textContent = wordsOf(mark);
  tip.hidden = false;
  place();
}

function place() {
  if (shown === null) return;
  const at = shown.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.left + at.width / 2 - width / 2), innerWidth - width - 8);
  const above = at.top - height - 4;
  tip.style.left = `${left}px`;
  tip.style.top = `${above < 4 ? at.bottom + 4 : above}px`;
}

function hide() {
  clearTimeout(leaving);
  if (shown !== null) shown.classList.remove('current');
  shown = null;
  tip.hidden = true;
}

// The pointer has time to move onto the words, where they stay.
function hideSoon() {
  clearTimeout(leaving);
  leaving = setTimeout(hide, 300);
}

tip.addEventListener('pointerenter', () => clearTimeout(leaving));
tip.addEventListener('pointerleave', hideSoon);
addEventListener('keydown', (event) => {
  if (event.key === 'Escape') hide();
});
addEventListener('scroll', place, { passive: true, capture: true });

const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

for (const figure of document.querySelectorAll('figure svg')) {
  const marks = [...figure.querySelectorAll('[data-label]')];
  if (marks.length === 0) continue;
  // A picture hides its parts from assistive technology; a group of pictures does not.
  figure.setAttribute('role', 'group');
  let stop = marks[0];
  for (const mark of marks) {
    if (mark.localName !== 'a') mark.setAttribute('role', 'img');
    mark.setAttribute('aria-label', wordsOf(mark));
    mark.setAttribute('tabindex', mark === stop ? '0' : '-1');
  }
  const moveTo = (mark) => {
    stop.setAttribute('tabindex', '-1');
    stop = mark;
    mark.setAttribute('tabindex', '0');
    mark.focus();
  };
  figure.addEventListener('pointerover', ({ target }) => {
    const mark = target.closest('[data-label]');
    if (mark !== null) show(mark);
  });
  figure.addEventListener('pointerout', hideSoon);
  figure.addEventListener('focusin', ({ target }) => {
    const mark = target.closest('[data-label]');
    if (mark === null) return;
    mark.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    requestAnimationFrame(() => {
      if (document.activeElement === mark) show(mark);
    });
  });
  figure.addEventListener('focusout', hide);
  figure.addEventListener('keydown', (event) => {
    const at = marks.indexOf(stop);
    const step = steps[event.key];
    const next =
      event.key === 'Home' ? marks[0] : event.key === 'End' ? marks.at(-1) : step && marks[at + step];
    if (step === undefined && event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    if (next) moveTo(next);
  });
}
