/**
 * Takes server-sent events apart as their text arrives: hands on the JSON of each `data:` block. Comments (heartbeats)
 * and blocks that are not JSON are passed over.
 */
export class ServerSentEvents {
  readonly #onEvent: (event: unknown) => void;
  #rest = '';

  constructor(onEvent: (event: unknown) => void) {
    this.#onEvent = onEvent;
  }

  /** Takes the next piece of text; a block may be spread over any number of pieces. */
  push(text: string): void {
    const blocks = (this.#rest + text).split('\n\n');
    this.#rest = blocks.pop() ?? '';
    for (const block of blocks) this.#handle(block);
  }

  #handle(block: string): void {
    const lines = block.split('\n').filter((line) => line.startsWith('data:'));
    if (lines.length === 0) return;
    let event: unknown;
    try {
      event = JSON.parse(lines.map((line) => line.slice('data:'.length)).join('\n'));
    } catch {
      return;
    }
    this.#onEvent(event);
  }
}
