// A doc comment in its parts.

/** The description, and the text of each tag by its name, in their order. */
export function partsOf(comment) {
  const parts = { description: '', param: [], returns: [], throws: [], example: [], deprecated: [] };
  let current;
  let fenced = false;
  for (const line of comment.split('\n')) {
    const [, tag, rest] = (!fenced && /^@(\w+)\s*(.*)$/.exec(line)) || [];
    if (line.startsWith('```')) fenced = !fenced;
    if (tag === undefined) {
      if (current) current.text += `\n${line}`;
      else parts.description += `\n${line}`;
      continue;
    }
    if (!(tag in parts) || tag === 'description') throw new Error(`@${tag} has no place in an API page.`);
    current = { text: rest };
    parts[tag].push(current);
  }
  const texts = (list) => list.map(({ text }) => text.trim());
  return {
    description: parts.description.trim(),
    parameters: texts(parts.param),
    returns: texts(parts.returns),
    throws: texts(parts.throws),
    examples: texts(parts.example),
    deprecated: texts(parts.deprecated),
  };
}

/** The first sentence of a description, on one line. */
export function firstSentence(description) {
  const [paragraph] = description.split(/\n\s*\n/);
  const line = paragraph.replaceAll('\n', ' ');
  return /^.*?[.](?= +[A-Z`]|$)/.exec(line)?.[0] ?? line;
}

/**
 * Text of a comment as Markdown: what would be taken for marks is escaped outside code, and a name in backticks that
 * has a heading on the page links to it.
 */
export function asMarkdown(text, anchorOf) {
  return text
    .replace(/\{@link\s+([^}\s]+)[^}]*\}/g, '`$1`')
    .split(/(`[^`]*`)/)
    .map((piece) => {
      if (!piece.startsWith('`')) return piece.replaceAll('*', '\\*').replace(/<(?=[a-z/!])/gi, '&lt;');
      const anchor = anchorOf(piece.slice(1, -1));
      return anchor === undefined ? piece : `[${piece}](#${anchor})`;
    })
    .join('');
}
