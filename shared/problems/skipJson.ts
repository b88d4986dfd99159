/** Steps through a text that is known to be JSON. Offsets are those of its characters; each answers where it comes to. */

/** From anywhere to the next character that is no white space. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (' \t\r\n'.includes(text[at] ?? '.')) at += 1;
  return at;
}

/** From an opening quote past the closing one. */
export function skipString(text: string, from: number): number {
  let at = from + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** From a value's first character past its last. */
export function skipValue(text: string, from: number): number {
  let at = from;
  let depth = 0;
  do {
    const character = text[at]!;
    if (character === '"') at = skipString(text, at);
    else if (character === '{' || character === '[') {
      depth += 1;
      at += 1;
    } else if (character === '}' || character === ']') {
      depth -= 1;
      at += 1;
    } else if (depth > 0) at += 1;
    else {
      while (!',}] \t\r\n'.includes(text[at] ?? ',')) at += 1;
    }
  } while (depth > 0);
  return at;
}
