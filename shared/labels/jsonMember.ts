import { skipSpace, skipString, skipValue } from '../problems/skipJson.ts';
import { canonicalJson } from './canonicalJson.ts';
import type { KeyOrder } from './keyOrder.ts';

interface Member {
  readonly key: string;
  /** Of the key's opening quote. */
  readonly start: number;
  readonly valueStart: number;
  /** Of the character after the value. */
  readonly end: number;
}

/**
 * The text of a JSON object with one member set, or taken out where `value` is undefined; every other byte stays. For
 * files that people write by hand: their numbers and their indentation are theirs.
 *
 * @param text a valid JSON object that has a member
 */
export function withMember(text: string, key: string, value: unknown, order: KeyOrder = {}): string {
  const members = membersOf(text);
  const present = members.findLast((member) => member.key === key);
  if (value === undefined) return present === undefined ? text : without(text, members, present);
  // What stands before the first key: a new line and its indentation, or nothing where all is on one line.
  const gap = text.slice(text.indexOf('{') + 1, members[0]!.start);
  const isOnLines = gap.includes('\n');
  const written = isOnLines
    ? canonicalJson(value, order).trimEnd().replaceAll('\n', gap)
    : JSON.stringify(value);
  if (present !== undefined) return text.slice(0, present.valueStart) + written + text.slice(present.end);
  const { end } = members.at(-1)!;
  const added = `${JSON.stringify(key)}:${isOnLines ? ' ' : ''}${written}`;
  return `${text.slice(0, end)},${gap}${added}${text.slice(end)}`;
}

/** Takes a member out with the comma that sets it off from the one before, or else from the one after. */
function without(text: string, members: readonly Member[], member: Member): string {
  const at = members.indexOf(member);
  const previous = members[at - 1];
  const next = members[at + 1];
  if (previous !== undefined) return text.slice(0, previous.end) + text.slice(member.end);
  return text.slice(0, member.start) + text.slice(next?.start ?? member.end);
}

function membersOf(text: string): Member[] {
  const members: Member[] = [];
  let at = skipSpace(text, text.indexOf('{') + 1);
  while (text[at] === '"') {
    const start = at;
    const keyEnd = skipString(text, start);
    const valueStart = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = skipValue(text, valueStart);
    members.push({ key: JSON.parse(text.slice(start, keyEnd)) as string, start, valueStart, end });
    at = skipSpace(text, end);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return members;
}
