import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CuboidRecord } from '#renderer/editor/document/records.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import { cuboidsOnScreen, isFiltering } from '#renderer/editor/session/viewFilter.ts';
import { parseHex } from '#renderer/scene/color/oklab.ts';
import type { CloudService } from '#renderer/workers/cloudService.ts';

/** In place of a colour: the point lies in a cuboid that is hidden. No colour of a class, which are opaque. */
export const HIDDEN_OWNER = 1;

/** Colours of the points of a frame that lie in cuboids. */
export interface OwnedColors {
  readonly frameId: string;
  /** In the cloud, ascending. */
  readonly indices: Uint32Array;
  /** Of each, as a canvas keeps it in memory. */
  readonly colors: Uint32Array;
}

export interface OwnedPointsOptions {
  readonly session: Pick<EditorSession, 'state' | 'document'>;
  readonly clouds: Pick<CloudService, 'pointOwners'>;
  /** Of a class by its name, `#RRGGBB`. */
  classColor(className: string): string;
}

/**
 * Which points lie in the cuboids on screen, in the colours of their classes. Asked of the worker after an edit, not
 * during a drag, whose points the 3D view shows: one question at a time, the newest next.
 */
export class OwnedPoints {
  readonly store: StoreApi<OwnedColors | undefined> = createStore<OwnedColors | undefined>(() => undefined);
  readonly #options: OwnedPointsOptions;
  #stops: (() => void)[] = [];
  #isAsking = false;
  #isStale = false;

  constructor(options: OwnedPointsOptions) {
    this.#options = options;
  }

  set isOn(isOn: boolean) {
    if (isOn === this.#stops.length > 0) return;
    for (const stop of this.#stops.splice(0)) stop();
    if (isOn) this.#follow();
    else this.store.setState(undefined, true);
  }

  #follow(): void {
    const { state, document } = this.#options.session;
    this.#stops = [
      document.subscribe(({ cause, frames }) => {
        const { frameId } = state.getState();
        if (cause !== 'preview' && frameId !== undefined && frames.has(frameId)) this.#ask();
      }),
      state.subscribe((now, before) => {
        const isSame =
          now.frameId === before.frameId &&
          now.trackView === before.trackView &&
          now.filter === before.filter &&
          // What is selected is shown in spite of a filter.
          (now.selection === before.selection || !isFiltering(now.filter));
        if (!isSame) this.#ask();
      }),
    ];
    this.#ask();
  }

  #ask(): void {
    this.#isStale = true;
    if (!this.#isAsking) void this.#askUntilFresh();
  }

  async #askUntilFresh(): Promise<void> {
    this.#isAsking = true;
    while (this.#isStale) {
      this.#isStale = false;
      const owned = await this.#owned();
      // Switched off meanwhile.
      if (this.#stops.length > 0 && !this.#isStale) this.store.setState(owned, true);
    }
    this.#isAsking = false;
  }

  async #owned(): Promise<OwnedColors | undefined> {
    const { session, clouds } = this.#options;
    const { frameId } = session.state.getState();
    if (frameId === undefined) return undefined;
    const records = session.document.cuboidsIn(frameId);
    const shown = new Set(cuboidsOnScreen(session.document, session.state.getState()));
    const found = await clouds
      .pointOwners(
        frameId,
        records.map(({ cuboid }) => cuboid),
      )
      .catch(() => undefined);
    if (found === undefined) return undefined;
    const colors = records.map((record) => (shown.has(record) ? this.#colorOf(record) : HIDDEN_OWNER));
    return {
      frameId,
      indices: found.indices,
      colors: Uint32Array.from(found.owners, (owner) => colors[owner]!),
    };
  }

  #colorOf({ trackId }: CuboidRecord): number {
    const track = this.#options.session.document.get(trackId);
    const color = parseHex(this.#options.classColor(track?.class ?? ''));
    const [red, green, blue] = color.map((share) => Math.round(share * 255)) as [number, number, number];
    return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  }
}

/** The colours that some points of the cloud (ascending indices) have from their cuboids, or {@link HIDDEN_OWNER}; 0: none. */
export function ownColors(indices: Uint32Array, owned: OwnedColors): Uint32Array {
  const own = new Uint32Array(indices.length);
  let at = 0;
  indices.forEach((index, i) => {
    while (at < owned.indices.length && owned.indices[at]! < index) at += 1;
    if (owned.indices[at] === index) own[i] = owned.colors[at]!;
  });
  return own;
}
