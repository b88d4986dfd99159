/** Counts edits that are not wholly written: each touches some files, and is held until all of them are. */
export class HeldMarks<File> {
  #marks: { readonly number: number; readonly files: Set<File> }[] = [];

  get count(): number {
    return this.#marks.length;
  }

  /** @param number larger than that of every edit before */
  add(files: readonly File[], number: number): void {
    if (files.length > 0) this.#marks.push({ number, files: new Set(files) });
  }

  /** The file holds all edits up to this number. */
  settle(file: File, number: number): void {
    for (const mark of this.#marks) if (mark.number <= number) mark.files.delete(file);
    this.#marks = this.#marks.filter(({ files }) => files.size > 0);
  }
}
