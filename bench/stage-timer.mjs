/**
 * Seconds by the labels of progress. What passes from one label to the next is the former's, so work that does not
 * tell of itself counts to the stage before it; before the first label of a part it is that part's "start". What is
 * done snapshot by snapshot is one stage.
 */
export function stageTimer(now = () => performance.now()) {
  const stages = new Map();
  let part = '';
  let label = '';
  let since = now();
  const turn = (nextPart, nextLabel) => {
    const at = now();
    if (part !== '') {
      const key = `${part}\n${label}`;
      const stage = stages.get(key) ?? { part, label, seconds: 0 };
      stages.set(key, { ...stage, seconds: stage.seconds + (at - since) / 1000 });
    }
    [part, label, since] = [nextPart, nextLabel, at];
  };
  return {
    /** Begins a part of the run, such as "reading". */
    begin: (name) => turn(name, 'start'),
    onProgress({ label: told }) {
      const next = told.replace(/ of \d{4}-\d\d-\d\d$/, ', each snapshot');
      if (next !== label) turn(part, next);
    },
    /** Ends the last part. @returns stages in the order in which they first came. */
    end() {
      turn('', '');
      return [...stages.values()];
    },
  };
}
