/** A decoded picture; size in pixels. */
export interface CachedBitmap {
  readonly bitmap: Pick<ImageBitmap, 'close'>;
  readonly width: number;
  readonly height: number;
}

/** Decoded pictures by name: the least recently wanted are closed when the budget is passed. */
export class BitmapCache<Picture extends CachedBitmap> {
  readonly #budgetBytes: number;
  readonly #pictures = new Map<string, Picture>();
  #kept: ReadonlySet<string> = new Set();
  #bytes = 0;

  /** @param budgetBytes decoded pixels kept, 4 bytes each; pictures on screen count but are never dropped */
  constructor(budgetBytes: number) {
    this.#budgetBytes = budgetBytes;
  }

  get bytesHeld(): number {
    return this.#bytes;
  }

  peek(name: string): Picture | undefined {
    return this.#pictures.get(name);
  }

  /** As {@link peek}, and it counts as wanted. */
  get(name: string): Picture | undefined {
    const held = this.#pictures.get(name);
    if (held === undefined) return undefined;
    this.#pictures.delete(name);
    this.#pictures.set(name, held);
    return held;
  }

  /** The cache closes it from now on, as it does the one that had the name. */
  put(name: string, picture: Picture): void {
    this.#drop(name);
    this.#pictures.set(name, picture);
    this.#bytes += bytesOf(picture);
    this.#evict();
  }

  /** These are being shown: they stay whatever the budget says. */
  keep(names: Iterable<string>): void {
    this.#kept = new Set(names);
    this.#evict();
  }

  clear(): void {
    for (const name of this.#pictures.keys()) this.#drop(name);
  }

  #evict(): void {
    for (const name of this.#pictures.keys()) {
      if (this.#bytes <= this.#budgetBytes) return;
      if (!this.#kept.has(name)) this.#drop(name);
    }
  }

  #drop(name: string): void {
    const picture = this.#pictures.get(name);
    if (picture === undefined) return;
    this.#pictures.delete(name);
    this.#bytes -= bytesOf(picture);
    picture.bitmap.close();
  }
}

function bytesOf({ width, height }: CachedBitmap): number {
  return width * height * 4;
}
