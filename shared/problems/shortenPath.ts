/** Control characters and those that change the direction of text: a hostile name must not rewrite the sentence. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '�');
}

/**
 * The path with its middle replaced by “…” when it is longer than `longest` characters. The end, which holds the file's
 * name, keeps twice as much as the start.
 */
export function shortenPath(path: string, longest = 80): string {
  const characters = Array.from(path);
  if (characters.length <= longest) return path;
  const head = Math.floor((longest - 1) / 3);
  const tail = longest - 1 - head;
  return `${characters.slice(0, head).join('')}…${characters.slice(-tail).join('')}`;
}
