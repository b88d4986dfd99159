import type { HeightSlab } from '#shared/pointcloud/heightSlab.ts';
import type { ShownPoints } from '#shared/pointcloud/shownPoints.ts';
import type { DocumentChange } from '#renderer/editor/document/labelDocument.ts';
import type { CuboidId, FrameId } from '#renderer/editor/document/records.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import type { EditorState } from '#renderer/editor/session/editorState.ts';
import { pointsLeft, type ViewFilter } from '#renderer/editor/session/viewFilter.ts';
import type { CloudService } from '#renderer/workers/cloudService.ts';
import type { LoadedCloud } from '#renderer/workers/protocol.ts';
import { CloudColors, type PaintCloud } from './cloudColors.ts';
import { parseHex } from './color/oklab.ts';
import type { Dirt } from './frameLoop.ts';
import {
  proposedCuboids,
  shownCuboids,
  suggestedCuboids,
  type ClassColor,
  type ShownCuboid,
} from './layers/drawnCuboids.ts';
import type { SceneLayers } from './layers/sceneLayers.ts';

export interface SceneContentOptions {
  readonly session: EditorSession;
  readonly clouds: Pick<CloudService, 'load' | 'showPoints'>;
  readonly layers: SceneLayers;
  readonly classColor: ClassColor;
  readonly paint: PaintCloud;
  onChange(dirt: Exclude<Dirt, 'nothing'>): void;
  onCloud(cloud: LoadedCloud): void;
  /** Another proposal is looked at, or none. */
  onProposal(): void;
  /** Other cuboids are selected; `before`: in the frame before, when another came on screen. */
  onSelect(before: readonly CuboidId[] | undefined): void;
}

/** Keeps the layers showing what the session has: the cloud of its frame, and its cuboids. */
export class SceneContent {
  readonly #options: SceneContentOptions;
  readonly #colors: CloudColors;
  #classColor: ClassColor;
  #cloud: LoadedCloud | undefined;
  #wanted: FrameId | undefined;
  #cuboids: readonly ShownCuboid[] = [];
  #areCuboidsStale = true;
  #areTrajectoriesStale = true;
  /** Frame of the cloud that is drawn. */
  #shown: FrameId | undefined;
  #areOthersStale = true;
  #slab: HeightSlab | undefined;

  constructor(options: SceneContentOptions) {
    this.#options = options;
    this.#classColor = options.classColor;
    this.#colors = new CloudColors({
      paint: options.paint,
      onColors: (colors) => {
        options.layers.setPaint(colors);
        options.onChange('scene');
      },
    });
  }

  get cloud(): LoadedCloud | undefined {
    return this.#cloud;
  }

  /** As of the last {@link update}. */
  get cuboids(): readonly ShownCuboid[] {
    return this.#cuboids;
  }

  /** Brings the layers up to date, before they are drawn: a drag changes cuboids more often than there are frames. */
  update(): void {
    this.#updateTrajectories();
    this.#updateOthers();
    if (!this.#areCuboidsStale) return;
    this.#areCuboidsStale = false;
    this.#cuboids = shownCuboids(this.#options.session, this.#classColor);
    const { session, layers, clouds } = this.#options;
    const { filter } = session.state.getState();
    const shown = this.#shownPoints(filter);
    const lifted = this.#cuboids.filter(({ isSelected }) => isSelected).map(({ cuboid }) => cuboid);
    const others = (shown.labelled?.cuboids ?? []).filter((cuboid) => !lifted.includes(cuboid));
    layers.setCuboids(
      [
        ...proposedCuboids(session, this.#classColor),
        ...this.#cuboids,
        ...suggestedCuboids(session, layers.suggestion),
      ],
      // Where too many share a place, those that come first are found.
      [
        ...lifted.map((cuboid) => ({ cuboid, isLifted: true })),
        ...others.map((cuboid) => ({ cuboid, isLifted: false })),
      ],
    );
    layers.setShown(shown);
    clouds.showPoints(shown);
  }

  /** Only points between these heights above the ground are shown, beside what the session's filter asks for. */
  set slab(slab: HeightSlab | undefined) {
    this.#slab = slab;
    this.#touchCuboids();
  }

  /** The cloud is to have the colours of the images. */
  set isPainted(isPainted: boolean) {
    this.#colors.isWanted = isPainted;
  }

  set classColor(classColor: ClassColor) {
    this.#classColor = classColor;
    this.#touchTrajectories();
    this.#touchCuboids();
  }

  /** Follows the session until the returned function is called. */
  connect(): () => void {
    const { session } = this.#options;
    const stops = [
      session.state.subscribe((state, before) => this.#follow(state, before)),
      session.document.subscribe((change) => this.#followDocument(change)),
      session.tools.focus.store.subscribe(() => this.#options.onChange('overlay')),
      session.proposals.store.subscribe((now, before) => {
        // A search tells how far it is; there is nothing else to draw until it has found something.
        if (now.kind !== 'found' && before.kind !== 'found') return;
        this.#touchCuboids();
        this.#options.onProposal();
      }),
      session.tracks.trajectories.subscribe(() => this.#touchTrajectories()),
      session.aggregate.store.subscribe(() => this.#touchOthers()),
      session.calibrations.state.subscribe(() => this.#colors.repaint()),
      session.tools.overlay.subscribe(() => this.#options.onChange('overlay')),
    ];
    this.#showFrame(session.state.getState().frameId);
    return () => {
      this.#wanted = undefined;
      this.#colors.dispose();
      for (const stop of stops) stop();
    };
  }

  #follow(state: EditorState, before: EditorState): void {
    if (state.frameId !== before.frameId) this.#showFrame(state.frameId);
    else if (
      state.selection !== before.selection ||
      state.hovered !== before.hovered ||
      state.suggested !== before.suggested ||
      state.trackView !== before.trackView ||
      state.filter !== before.filter
    )
      this.#touchCuboids();
    else if (state.tool !== before.tool || state.readOnly !== before.readOnly || state.pins !== before.pins)
      this.#options.onChange('overlay');
    if (state.selection === before.selection) return;
    this.#options.onSelect(state.frameId === before.frameId ? undefined : before.selection);
  }

  #shownPoints(filter: ViewFilter): ShownPoints {
    const { document, state } = this.#options.session;
    const { frameId } = state.getState();
    // Those that are hidden, too: what they hold is labelled.
    const records = frameId === undefined ? [] : document.cuboidsIn(frameId);
    const labelled = filter.labelled && {
      keeps: filter.labelled,
      cuboids: records.map(({ cuboid }) => cuboid),
    };
    return { ...pointsLeft(filter), slab: this.#slab, labelled };
  }

  #followDocument({ frames }: DocumentChange): void {
    const { frameId } = this.#options.session.state.getState();
    if (frameId !== undefined && frames.has(frameId)) this.#touchCuboids();
  }

  #showFrame(frameId: FrameId | undefined): void {
    this.#wanted = frameId;
    this.#touchCuboids();
    if (frameId === undefined) return;
    // Without a signal it cannot reject: whatever is wrong with the file is told beside an empty cloud.
    void this.#options.clouds.load(frameId).then((cloud) => {
      if (this.#wanted === frameId) this.#showCloud(frameId, cloud);
    });
  }

  #showCloud(frameId: FrameId, cloud: LoadedCloud): void {
    if (cloud === this.#cloud) return;
    this.#cloud = cloud;
    this.#shown = frameId;
    this.#options.layers.showCloud(cloud);
    this.#colors.show(frameId);
    this.#options.onCloud(cloud);
    // The new cloud has another origin, which everything else is drawn relative to.
    this.#touchCuboids();
    this.#touchTrajectories();
    this.#touchOthers();
  }

  #updateTrajectories(): void {
    if (!this.#areTrajectoriesStale) return;
    this.#areTrajectoriesStale = false;
    const { shown } = this.#options.session.tracks.trajectories;
    this.#options.layers.setTrajectories(
      shown.map((trajectory) => ({ trajectory, color: parseHex(this.#classColor(trajectory.className)) })),
    );
  }

  #touchTrajectories(): void {
    this.#areTrajectoriesStale = true;
    this.#options.onChange('scene');
  }

  #updateOthers(): void {
    if (!this.#areOthersStale) return;
    this.#areOthersStale = false;
    const { layers, session } = this.#options;
    layers.setOthers(this.#shown === undefined ? [] : session.aggregate.placedIn(this.#shown));
  }

  #touchOthers(): void {
    this.#areOthersStale = true;
    this.#options.onChange('scene');
  }

  #touchCuboids(): void {
    this.#areCuboidsStale = true;
    this.#options.onChange('scene');
  }
}
