/** A function that does one kind of task. */
export type Handler = (payload: never) => unknown;

type Module = Readonly<Record<string, Handler>>;

/** The tasks of each analysis, loaded when the first of them is done. */
const analyses: Readonly<Record<string, () => Promise<object>>> = {
  association: () => import('../analyses/association/tasks.js'),
  dependence: () => import('../analyses/dependence/tasks.js'),
  event: () => import('../analyses/event/tasks.js'),
  fifths: () => import('../analyses/fifths/tasks.js'),
  inequality: () => import('../analyses/inequality/tasks.js'),
  influence: () => import('../analyses/influence/tasks.js'),
  joint: () => import('../analyses/joint/tasks.js'),
  levels: () => import('../analyses/levels/tasks.js'),
  model: () => import('../analyses/model/tasks.js'),
  multiverse: () => import('../analyses/multiverse/tasks.js'),
  'need-error': () => import('../analyses/need-error/tasks.js'),
  'other-methods': () => import('../analyses/other-methods/tasks.js'),
  quantiles: () => import('../analyses/quantiles/tasks.js'),
  places: () => import('../analyses/places/tasks.js'),
  placebo: () => import('../analyses/placebo/tasks.js'),
  roles: () => import('../analyses/roles/tasks.js'),
  'survey-error': () => import('../analyses/survey-error/tasks.js'),
  slopes: () => import('../analyses/slopes/tasks.js'),
  trends: () => import('../analyses/trends/tasks.js'),
  unmeasured: () => import('../analyses/unmeasured/tasks.js'),
  unreported: () => import('../analyses/unreported/tasks.js'),
};

/** Loads what most runs need, so that it is there when the first task comes. */
export async function loadAhead(): Promise<void> {
  for (const name of ['association', 'joint', 'other-methods']) await analyses[name]?.();
}

const known = new Map<string, Promise<Handler>>();

async function load(kind: string): Promise<Handler> {
  const at = kind.lastIndexOf(kind.startsWith('file:') ? '#' : '/');
  const [place, name] = [kind.slice(0, at), kind.slice(at + 1)];
  const module = (await (kind.startsWith('file:') ? import(place) : analyses[place]?.())) as
    | Module
    | undefined;
  const handler = module?.[name];
  if (typeof handler !== 'function') throw new RangeError(`Nothing does tasks of the kind ${kind}`);
  return handler;
}

/** The function that does a kind of task. Throws RangeError where there is none. */
export function handlerOf(kind: string): Promise<Handler> {
  const handler = known.get(kind) ?? load(kind);
  known.set(kind, handler);
  return handler;
}
