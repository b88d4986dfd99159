import type { CommandId } from './commandTable.ts';

/** Why a command about an object in a frame can do nothing at present; the UI says it in the person's language. */
export type WhyDisabled =
  /** The frame on screen lacks the object. */
  | 'not-here'
  | 'select-one'
  | 'select-two'
  | 'no-other-track'
  | 'no-keyframe-here'
  | 'sequence-ends'
  /** In that direction the object is nowhere, or has no keyframe. */
  | 'nothing-further';

export interface CommandHandler {
  run(): void | Promise<void>;
  /** Default: always. */
  isEnabled?(): boolean;
  /** Why it is not enabled, where that is worth a sentence. */
  whyDisabled?(): WhyDisabled | undefined;
}

/** Who does what: each room registers handlers for its commands; menus, buttons and keys run them by name. */
export class CommandRegistry {
  readonly #handlers = new Map<CommandId, CommandHandler>();
  readonly #listeners = new Set<() => void>();

  /** Registers the one handler of a command until the returned function is called; throws when it has one. */
  register(id: CommandId, handler: CommandHandler): () => void {
    if (this.#handlers.has(id)) throw new Error(`the command ${id} has a handler already`);
    this.#handlers.set(id, handler);
    this.#notify();
    return () => {
      if (this.#handlers.get(id) !== handler) return;
      this.#handlers.delete(id);
      this.#notify();
    };
  }

  /** Runs a command; false when nobody handles it or it is disabled at present. */
  run(id: CommandId): boolean {
    const handler = this.#handlers.get(id);
    if (handler === undefined || !this.isEnabled(id)) return false;
    void handler.run();
    return true;
  }

  /** Does anybody handle it here, be it disabled at present? */
  isHandled(id: CommandId): boolean {
    return this.#handlers.has(id);
  }

  isEnabled(id: CommandId): boolean {
    const handler = this.#handlers.get(id);
    return handler !== undefined && (handler.isEnabled?.() ?? true);
  }

  /** Why a command that is not enabled is not, as far as its handler says. */
  whyDisabled(id: CommandId): WhyDisabled | undefined {
    return this.isEnabled(id) ? undefined : this.#handlers.get(id)?.whyDisabled?.();
  }

  /** Calls the listener when handlers come or go; whether one is enabled follows the editor's state. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
