import { joinPlaces } from './joinPlaces.ts';
import { skipString } from './skipJson.ts';
import { textPosition } from './textPosition.ts';

export interface RepeatedKey {
  /** `objects[3].cuboid.size` */
  readonly where: string;
  /** Of the second one's opening quote, 1-based. */
  readonly line: number;
  readonly column: number;
}

/** An object or list that the scan is inside of. */
type Level = { readonly keys: Set<string>; key: string; isAtKey: boolean } | { index: number };

/**
 * The first key that stands twice in one object of a JSON text. `JSON.parse` keeps the last value and says nothing: half
 * of what was written would be lost at the next save. This scan looks at each character, so it runs only once the number
 * of colons has told that there is one (`lostKey.ts`).
 *
 * @param text valid JSON
 */
export function findRepeatedKey(text: string): RepeatedKey | undefined {
  const levels: Level[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const level = levels.at(-1);
    switch (text.charAt(at)) {
      case '"': {
        const end = skipString(text, at);
        if (level !== undefined && 'keys' in level && level.isAtKey) {
          level.key = JSON.parse(text.slice(at, end)) as string;
          level.isAtKey = false;
          if (level.keys.has(level.key)) return { where: placeOf(levels), ...textPosition(text, at) };
          level.keys.add(level.key);
        }
        at = end - 1;
        break;
      }
      case '{':
        levels.push({ keys: new Set(), key: '', isAtKey: true });
        break;
      case '[':
        levels.push({ index: 0 });
        break;
      case '}':
      case ']':
        levels.pop();
        break;
      case ',':
        if (level === undefined) break;
        if ('keys' in level) level.isAtKey = true;
        else level.index += 1;
        break;
    }
  }
  return undefined;
}

function placeOf(levels: readonly Level[]): string {
  return levels.reduceRight(
    (inner, level) => joinPlaces('keys' in level ? level.key : `[${level.index}]`, inner),
    '',
  );
}
