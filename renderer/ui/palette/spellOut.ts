export interface Spelling {
  /** The title as it is typed: `zuo yi 5 li mi`. */
  readonly text: string;
  /** For each letter of the text, the index in the title of what it stands for. */
  readonly places: readonly number[];
}

const HAN = /\p{Script=Han}/u;

/** Puts syllables in the place of a title's Chinese characters; all else stays as it is. */
export function spellOut(title: string, syllables: readonly string[]): Spelling {
  let text = '';
  const places: number[] = [];
  let next = 0;
  const add = (letters: string, place: number): void => {
    text += letters;
    for (let i = 0; i < letters.length; i++) places.push(place);
  };
  for (let place = 0; place < title.length; place++) {
    const char = title[place]!;
    if (!HAN.test(char)) {
      add(char, place);
      continue;
    }
    if (text !== '' && !text.endsWith(' ')) add(' ', place);
    add(syllables[next] ?? char, place);
    next += 1;
  }
  return { text, places };
}
