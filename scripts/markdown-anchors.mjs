// The anchors that GitHub gives to the headings of a Markdown page.

/** Headings of a page, fenced code left out: level, text as written, anchor. */
export function headingsOf(markdown) {
  const anchorOf = anchors();
  let fence;
  return markdown.split(/\r?\n/).flatMap((line) => {
    const marks = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (marks?.startsWith(fence) && line.trim() === marks) fence = undefined;
      return [];
    }
    if (marks) {
      fence = marks;
      return [];
    }
    const [, hashes, text] = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(line) ?? [];
    return hashes ? [{ level: hashes.length, text, anchor: anchorOf(text) }] : [];
  });
}

/** A function that gives each heading of one page, in order, its anchor: one that is taken gets a number. */
export function anchors() {
  const taken = new Map();
  return (heading) => {
    const plain = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-');
    const times = taken.get(plain) ?? 0;
    taken.set(plain, times + 1);
    return times === 0 ? plain : `${plain}-${times}`;
  };
}
