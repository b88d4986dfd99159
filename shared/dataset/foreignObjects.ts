import type { Attributes } from '../labels/sidecar.ts';
import type { Problem } from '../problems/problem.ts';
import type { SchemaFault } from '../problems/schemaFault.ts';
import type { ForeignBox2d, ForeignFrameLabels, ForeignObject } from './layout.ts';

/** Gathers what one frame's labels hold: gives every object an id of its own and names those that were left out. */
export class ForeignObjects {
  readonly #path: string;
  readonly #frameName: string;
  readonly #objects: ForeignObject[] = [];
  readonly #boxes2d: ForeignBox2d[] = [];
  readonly #problems: Problem[] = [];
  readonly #taken = new Set<string>();

  /** @param path the label file, for messages */
  constructor(path: string, frameName: string) {
    this.#path = path;
    this.#frameName = frameName;
  }

  /**
   * @param id the object's name in its format; without one it gets `<frame>#<index>`, which is its own in the sequence
   * @param index its place among the frame's objects
   */
  add(id: string | undefined, index: number, object: Omit<ForeignObject, 'sourceId'>): void {
    const named = id === undefined || id === '' ? `${this.#frameName}#${index}` : id;
    const sourceId = this.#taken.has(named) ? `${named}#${index}` : named;
    if (sourceId !== named) {
      const params = { object: named, kept: sourceId };
      this.#problems.push({
        code: 'labels.duplicateId',
        severity: 'warning',
        path: this.#path,
        params,
      });
    }
    this.#taken.add(named).add(sourceId);
    this.#objects.push({ sourceId, ...object });
  }

  addBox2d(box: ForeignBox2d): void {
    this.#boxes2d.push(box);
  }

  /** An object that is broken. */
  skip(object: string, fault: SchemaFault): void {
    const params = { object, ...fault };
    this.#problems.push({ code: 'labels.objectSkipped', severity: 'error', path: this.#path, params });
  }

  /** An object that is sound, but of a kind that has no place here. */
  skipKind(object: string): void {
    const params = { object, reason: 'notCuboid' };
    this.#problems.push({ code: 'labels.objectSkipped', severity: 'warning', path: this.#path, params });
  }

  finish(): ForeignFrameLabels {
    const boxes2d = this.#boxes2d;
    return {
      objects: this.#objects,
      problems: this.#problems,
      ...(boxes2d.length === 0 ? {} : { boxes2d }),
    };
  }
}

/**
 * What else a format says of an object, so that nothing is lost on import: texts, numbers and truth values as they are,
 * lists and objects as JSON; what is empty is left out.
 */
export function plainAttributes(values: Readonly<Record<string, unknown>>): Attributes {
  const attributes: Attributes = {};
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined || value === null || value === '') continue;
    if (Array.isArray(value) && value.length === 0) continue;
    const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    attributes[key] = isPlain ? value : JSON.stringify(value);
  }
  return attributes;
}

/** How an object that could not be read is called in messages: by its id, else by its place. */
export function nameInFile(entry: unknown, key: string, index: number): string {
  const id: unknown = typeof entry === 'object' && entry !== null ? Reflect.get(entry, key) : undefined;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : `#${index}`;
}
