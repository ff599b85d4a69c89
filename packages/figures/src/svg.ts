/** Attributes of an element; undefined leaves one out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe for XML content and attributes; characters that XML 1.0 forbids are dropped. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, (character) => entities[character]!);
}

/** An XML id from any text: what a name may not hold becomes a hyphen. */
export function safeId(text: string): string {
  const id = text.replace(/[^A-Za-z0-9_-]/g, '-');
  return /^[A-Za-z_]/.test(id) ? id : `figure-${id}`;
}

/** A coordinate with at most `digits` decimals, never "-0" and never an exponent. */
export function coordinate(value: number, digits = 1): string {
  const fixed = value.toFixed(digits);
  const text = digits > 0 ? fixed.replace(/\.?0+$/, '') : fixed;
  return text === '-0' ? '0' : text;
}

/** An element as text. Numbers are rounded to two decimals; `content` is markup already. */
export function element(name: string, attributes: Attributes, content?: string): string {
  let open = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    open += ` ${key}="${typeof value === 'number' ? coordinate(value, 2) : escapeXml(value)}"`;
  }
  return content === undefined ? `${open}/>` : `${open}>${content}</${name}>`;
}

/** Lines of text beneath each other; `y` is the first baseline. */
export function textLines(
  lines: readonly string[],
  x: number,
  y: number,
  lineHeight: number,
  attributes: Attributes = {},
): string {
  return lines
    .map((line, index) => element('text', { x, y: y + index * lineHeight, ...attributes }, escapeXml(line)))
    .join('');
}
