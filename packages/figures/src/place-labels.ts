/** A box that wants its middle at `wanted`. */
export interface LabelRequest {
  wanted: number;
  height: number;
}

/**
 * Tops of boxes in one column so that none overlap, each as near its wanted place as the order allows and, where
 * there is room, within `from` to `to`.
 */
export function placeLabels(requests: readonly LabelRequest[], from: number, to: number): number[] {
  const sequence = requests
    .map((_, index) => index)
    .sort((a, b) => requests[a]!.wanted - requests[b]!.wanted || a - b);
  interface Cluster {
    members: number[];
    height: number;
    top: number;
  }
  const bounded = (top: number, height: number) => Math.max(from, Math.min(top, to - height));
  const clusters: Cluster[] = [];
  for (const index of sequence) {
    const { wanted, height } = requests[index]!;
    clusters.push({ members: [index], height, top: bounded(wanted - height / 2, height) });
    for (;;) {
      const last = clusters[clusters.length - 1]!;
      const before = clusters[clusters.length - 2];
      if (before === undefined || before.top + before.height <= last.top) break;
      clusters.pop();
      before.members.push(...last.members);
      before.height += last.height;
      let offset = 0;
      let sum = 0;
      for (const member of before.members) {
        sum += requests[member]!.wanted - requests[member]!.height / 2 - offset;
        offset += requests[member]!.height;
      }
      before.top = bounded(sum / before.members.length, before.height);
    }
  }
  const tops = new Array<number>(requests.length);
  for (const { members, top } of clusters) {
    let y = top;
    for (const member of members) {
      tops[member] = y;
      y += requests[member]!.height;
    }
  }
  return tops;
}
