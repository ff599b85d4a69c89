/** Text of a publisher as it may be shown on a terminal: control characters and marks of direction become "�". */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
