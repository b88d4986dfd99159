import { printable } from '../../problems/shortenPath.ts';

/** HTML or SVG that is safe to put into a page. Only the functions here make it. */
export interface Markup {
  readonly html: string;
}

type Part = Markup | string | number | readonly Part[] | undefined;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  // A half of a character is none.
  return printable(text)
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/**
 * A template whose values are escaped, as text and in quoted attributes, unless they are markup themselves. Names come
 * out of files and may be anything.
 */
export function markup(texts: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return { html: texts.map((text, i) => (i === 0 ? text : flat(values[i - 1]) + text)).join('') };
}

function flat(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escapeText(part);
  if (typeof part === 'number') return String(part);
  return 'html' in part ? part.html : part.map(flat).join('');
}
