import { Token, Tokenizer, TokenizerMode } from 'parse5';
import { fileNameOf, type Link } from './links.js';
import { printable } from './printable.js';

/** More links than any page of a publisher has; what comes after is not looked at. */
const mostLinks = 10_000;
const longestText = 500;
const longestAddress = 4000;

type Mode = (typeof TokenizerMode)[keyof typeof TokenizerMode];

// What stands in these is text, whatever it looks like (HTML, 13.2.6).
const modes: Record<string, Mode> = {
  title: TokenizerMode.RCDATA,
  textarea: TokenizerMode.RCDATA,
  style: TokenizerMode.RAWTEXT,
  xmp: TokenizerMode.RAWTEXT,
  iframe: TokenizerMode.RAWTEXT,
  noembed: TokenizerMode.RAWTEXT,
  noframes: TokenizerMode.RAWTEXT,
  noscript: TokenizerMode.RAWTEXT,
  script: TokenizerMode.SCRIPT_DATA,
  plaintext: TokenizerMode.PLAINTEXT,
};

const isForeign = (tag: string) => tag === 'svg' || tag === 'math';

/** Gathers links as the tags of a page come by. */
class LinkReader {
  readonly links: Link[] = [];
  private open: Link | null = null;
  private base: string;

  constructor(page: string) {
    this.base = page;
  }

  private resolved(href: string | null): URL | null {
    const trimmed = href?.trim() ?? null;
    if (trimmed === null || trimmed.length > longestAddress || !URL.canParse(trimmed, this.base)) return null;
    const url = new URL(trimmed, this.base);
    return url.href.length > longestAddress ? null : url;
  }

  begin(token: Token.TagToken): void {
    if (token.tagName !== 'a' && token.tagName !== 'base') return;
    if (token.tagName === 'a') this.close();
    const url = this.resolved(Token.getTokenAttr(token, 'href'));
    if (url === null) return;
    if (token.tagName === 'base') this.base = url.href;
    else if (/^https?:$/.test(url.protocol) && this.links.length < mostLinks) {
      url.hash = '';
      this.open = { address: url.href, name: fileNameOf(url.href), text: '' };
      this.links.push(this.open);
    }
  }

  text(chars: string): void {
    if (this.open !== null && this.open.text.length < longestText) this.open.text += chars;
  }

  close(): void {
    if (this.open !== null) {
      this.open.text = printable(this.open.text.replace(/\s+/g, ' ').trim()).slice(0, longestText);
    }
    this.open = null;
  }
}

/**
 * The links of a page to the web, in its order, at most 10,000; relative ones are resolved against the page's address
 * or its base. The page is read as a row of tags, not as a tree, in time that grows with its length alone: however
 * deep a page is nested, it costs no more than another.
 */
export function linksOf(html: string, page: string): Link[] {
  const reader = new LinkReader(page);
  /** Of drawings and formulas, in which a title or a style is a tag like any other. */
  let foreign = 0;
  const tokenizer = new Tokenizer(
    {},
    {
      onStartTag(token) {
        reader.begin(token);
        if (isForeign(token.tagName) && !token.selfClosing) foreign += 1;
        if (foreign === 0 && Object.hasOwn(modes, token.tagName)) {
          tokenizer.state = modes[token.tagName] as Mode;
        }
      },
      onEndTag({ tagName }) {
        if (tagName === 'a') reader.close();
        if (isForeign(tagName)) foreign = Math.max(0, foreign - 1);
      },
      onCharacter: ({ chars }) => reader.text(chars),
      onWhitespaceCharacter: ({ chars }) => reader.text(chars),
      onNullCharacter() {},
      onComment() {},
      onDoctype() {},
      onEof: () => reader.close(),
    },
  );
  tokenizer.write(html, true);
  return reader.links;
}
