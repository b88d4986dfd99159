import { compareCodePoints } from '../../dataset/naturalOrder.ts';
import type { Attributes } from '../../labels/sidecar.ts';
import { superviselyKey } from './superviselyKey.ts';

type Value = Attributes[string];
/** `none`: a tag that is there or not, and has no value. */
type ValueType = 'none' | 'any_number' | 'any_string';

/** The attributes of all objects as tags: the kind of a tag's value is the same for all objects of a project. */
export class SuperviselyTags {
  readonly #types = new Map<string, ValueType>();
  /** Object → name → frame → value. */
  readonly #values = new Map<string, Map<string, Map<number, Value>>>();

  add(object: string, frame: number, attributes: Attributes): void {
    const names = this.#values.get(object) ?? new Map<string, Map<number, Value>>();
    this.#values.set(object, names);
    for (const [name, value] of Object.entries(attributes)) {
      const type = typeOf(value);
      const known = this.#types.get(name) ?? type;
      this.#types.set(name, known === type ? type : 'any_string');
      const frames = names.get(name) ?? new Map<number, Value>();
      names.set(name, frames.set(frame, value));
    }
  }

  /** How many values that were no texts are written as texts. */
  get asText(): number {
    let count = 0;
    for (const names of this.#values.values())
      for (const [name, frames] of names)
        if (this.#types.get(name) === 'any_string')
          count += [...frames.values()].filter((value) => typeof value !== 'string').length;
    return count;
  }

  /**
   * The tags of an object. One that has the same value in all of its frames says no frames.
   *
   * @param inFrames the frames that the object is in, in order
   */
  of(object: string, inFrames: readonly number[]): object[] {
    const names = [...(this.#values.get(object) ?? [])].sort(([a], [b]) => compareCodePoints(a, b));
    return names.flatMap(([name, frames]) => {
      const runs = runsOf(inFrames, (frame) => frames.get(frame));
      const isWhole = runs.length === 1 && frames.size === inFrames.length;
      // A key that is undefined is none in JSON.
      return runs.map(({ value, from, to }, i) => ({
        name,
        value: this.#types.get(name) === 'none' ? undefined : this.#written(name, value),
        key: superviselyKey(`${object}/${name}/${i}`, 'tag', ''),
        frameRange: isWhole ? undefined : [from, to],
      }));
    });
  }

  meta(): object[] {
    return [...this.#types]
      .sort(([a], [b]) => compareCodePoints(a, b))
      .map(([name, type]) => ({ name, value_type: type, color: '#8C8C8C' }));
  }

  #written(name: string, value: Value): string | number {
    return this.#types.get(name) === 'any_number' ? Number(value) : String(value);
  }
}

function typeOf(value: Value): ValueType {
  if (typeof value === 'number') return 'any_number';
  return value === true ? 'none' : 'any_string';
}

interface Run {
  readonly value: Value;
  readonly from: number;
  to: number;
}

/** Frames one after the other, of those that the object is in, with the same value. */
function runsOf(inFrames: readonly number[], valueIn: (frame: number) => Value | undefined): readonly Run[] {
  const runs: Run[] = [];
  let open: Run | undefined;
  for (const frame of inFrames) {
    const value = valueIn(frame);
    if (value === undefined) open = undefined;
    else if (open?.value === value) open.to = frame;
    else {
      open = { value, from: frame, to: frame };
      runs.push(open);
    }
  }
  return runs;
}
