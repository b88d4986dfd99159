import type { Sequence } from '../../dataset/dataset.ts';

/** An image of a dataset: of which camera in which frame. */
export interface ImagePlace {
  readonly sequenceId: string;
  readonly frameId: string;
  readonly camera: string;
}

export type FoundImage = ImagePlace | 'imageUnknown' | 'imageAmbiguous';

/**
 * Finds the image that a file means by a name: its path in the dataset, the end of its path from any folder on, with or
 * without its ending. A frame's own name is found as well, since label files are called so. Capital letters count only
 * where they decide.
 */
export class ImageIndex {
  /** By every name that an image goes by, in lower case. */
  readonly #byName = new Map<string, { readonly place: ImagePlace; readonly name: string }[]>();

  /** @param camera only its images; undefined: those of every camera */
  constructor(sequences: readonly Sequence[], camera?: string) {
    for (const { id: sequenceId, frames } of sequences)
      for (const { id: frameId, name, images } of frames)
        for (const { sensor, path } of images) {
          if (camera !== undefined && sensor !== camera) continue;
          const place: ImagePlace = { sequenceId, frameId, camera: sensor };
          for (const known of new Set([...namesOf(path), name])) this.#add(known, place);
        }
  }

  find(image: string): FoundImage {
    const wanted = image
      .normalize('NFC')
      .replaceAll('\\', '/')
      .replace(/^(\.?\/)+/, '');
    const candidates = endsOf(wanted);
    for (const name of [...candidates, ...candidates.map(withoutEnding)]) {
      const all = this.#byName.get(name.toLowerCase()) ?? [];
      const exact = all.filter((entry) => entry.name === name);
      const found = exact.length > 0 ? exact : all;
      const [first] = found;
      if (first !== undefined) return isOne(found.map(({ place }) => place)) ? first.place : 'imageAmbiguous';
    }
    return 'imageUnknown';
  }

  #add(name: string, place: ImagePlace): void {
    const key = name.toLowerCase();
    const known = this.#byName.get(key);
    if (known === undefined) this.#byName.set(key, [{ place, name }]);
    else known.push({ place, name });
  }
}

/** Every end of the path that begins with a name, with the file's ending and without. */
function namesOf(path: string): readonly string[] {
  const ends = endsOf(path);
  return [...ends, ...ends.map(withoutEnding)];
}

/** `a/b/c.jpg`, `b/c.jpg`, `c.jpg`: the longest first. */
function endsOf(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '');
  return parts.map((_, i) => parts.slice(i).join('/'));
}

function withoutEnding(path: string): string {
  return path.replace(/(?<=[^/])\.[A-Za-z0-9]{1,5}$/, '');
}

function isOne([first, ...others]: readonly ImagePlace[]): boolean {
  return others.every(
    ({ sequenceId, frameId, camera }) =>
      sequenceId === first?.sequenceId && frameId === first.frameId && camera === first.camera,
  );
}
