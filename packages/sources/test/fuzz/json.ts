import { below, pick, type Uniform } from './uniform.js';

type Node = { parent: Record<string, unknown>; key: string };

function nodesOf(value: unknown, found: Node[] = []): Node[] {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Object.keys(value)) {
    found.push({ parent: value as Record<string, unknown>, key });
    nodesOf((value as Record<string, unknown>)[key], found);
  }
  return found;
}

/** JSON in which one value, anywhere, is of another type, elsewhere, or gone. */
export function randomJson(text: string, uniform: Uniform): string {
  const root = { root: JSON.parse(text) as unknown };
  const nodes = nodesOf(root);
  const { parent, key } = pick(uniform, nodes);
  const other = nodes[below(uniform, nodes.length)]!;
  const elsewhere = JSON.parse(JSON.stringify(other.parent[other.key] ?? null));
  if (uniform() < 0.2 && key !== 'root') delete parent[key];
  else {
    parent[key] = pick<unknown>(uniform, [
      ...[null, true, 5, -1, '', 'text', '5', [], {}, [[]], [null], [[[[]]]]],
      ...[elsewhere, [elsewhere], { [key]: elsewhere }, { type: 'Topology' }, { type: 'FeatureCollection' }],
    ]);
  }
  return JSON.stringify(root.root) ?? 'null';
}
