/**
 * Characters that do something instead of being seen, as the inside of a class of a regular expression with the flag u:
 * controls, marks that turn the direction of writing, and the separators of lines and paragraphs beyond ASCII. Line
 * feed, tabulator and carriage return are among them; who shows text of several lines leaves these out.
 */
export const unseen = String.raw`\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069`;
