import { imageRectangle } from '#shared/camera/cameraView.ts';
import { projectVisible, type VisibleCuboid } from '#shared/camera/projectVisible.ts';
import type { Frame, Sequence } from '#shared/dataset/dataset.ts';
import type { Rectangle } from '#shared/geometry/rectangle.ts';
import type { ProjectingCamera } from '#shared/labels/projectionsOf.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { Box2dId, Box2dRecord, CuboidRecord, FrameId, TrackId } from '../document/records.ts';
import { BoxImport } from '../edits/box2d/boxImport.ts';
import type { LoadsFrames } from '../edits/loadsFrames.ts';
import { Box2dEdits, type Box2dEditsOptions } from '../edits/box2d/box2dEdits.ts';
import { bestCamera } from './bestCamera.ts';
import { boxesOnScreen, boxesWithoutCuboid, inReadingOrder } from './boxesOnScreen.ts';
import type { EditorState } from './editorState.ts';
import { projectingCameras, type CalibrationOf, type ImageSize } from './projections.ts';

export interface Boxes2dOptions extends Box2dEditsOptions, Pick<LoadsFrames, 'withFrames'> {
  readonly sequence: Sequence;
  readonly calibrationOf: CalibrationOf;
  readonly imageSize: ImageSize | undefined;
  loadFrame(frameId: FrameId): Promise<unknown>;
  goToFrame(frameId: FrameId): Promise<void>;
  /** Ends a running gesture: one edit at a time. */
  interrupt(): void;
}

/**
 * The 2D boxes of the frame on screen: which one is selected, and what is done with it. A box is selected beside the
 * cuboids: that of its object with it; and where it has none yet, what was selected stays, to be linked with.
 */
export class Boxes2d {
  readonly edits: Box2dEdits;
  readonly imports: BoxImport;
  readonly #options: Boxes2dOptions;

  constructor(options: Boxes2dOptions) {
    this.#options = options;
    this.edits = new Box2dEdits(options);
    this.imports = new BoxImport({
      ...options,
      sizeOf: ({ frameId, camera }) => this.#sizeOf(frameId, camera),
      viewsIn: (frame) => new Map(this.#camerasIn(frame).map(({ id, view }) => [id, view])),
    });
  }

  /** Returns the function that ends it. */
  start(): () => void {
    const { document, state } = this.#options;
    const stops = [
      state.subscribe((now, before) => {
        if (now.selectedBox === undefined) return;
        if (now.frameId !== before.frameId) this.#goAlong(before);
        // Who selects a cuboid is done with the box.
        else if (now.selection !== before.selection && now.selectedBox === before.selectedBox)
          state.setState({ selectedBox: undefined });
      }),
      document.subscribe(({ cause, ids }) => {
        if (cause === 'preview') return;
        const { selectedBox, hoveredBox } = state.getState();
        const isGone = (id: Box2dId | undefined): boolean =>
          id !== undefined && ids.has(id) && document.get(id) === undefined;
        if (isGone(selectedBox)) state.setState({ selectedBox: undefined });
        if (isGone(hoveredBox)) state.setState({ hoveredBox: undefined });
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** `keepsCuboids`: those that are selected stay so, whatever the box is of. */
  select(id: Box2dId | undefined, { keepsCuboids = false } = {}): void {
    const { document, state, interrupt } = this.#options;
    interrupt();
    const box = id === undefined ? undefined : document.get(id);
    const { selection } = state.getState();
    const own = box?.trackId === undefined ? undefined : this.#cuboidOf(box.trackId, box.frameId);
    const keeps = keepsCuboids || box?.trackId === undefined;
    const next = keeps ? selection : own === undefined ? [] : [own.id];
    const isSame = next.length === selection.length && next.every((other, i) => other === selection[i]);
    // In this order: who selects cuboids lets go of the box.
    if (!isSame) state.setState({ selection: next });
    state.setState({ selectedBox: box?.id });
    if (!keeps && box.trackId !== undefined && document.get(box.trackId) !== undefined)
      state.setState({ followed: box.trackId });
  }

  hover(id: Box2dId | undefined): void {
    const { state } = this.#options;
    if (state.getState().hoveredBox !== id) state.setState({ hoveredBox: id });
  }

  /** The selected one, as it stands; a running preview included. */
  get selected(): Box2dRecord | undefined {
    const { document, state } = this.#options;
    const { selectedBox, frameId } = state.getState();
    const box = selectedBox === undefined ? undefined : document.get(selectedBox);
    return box?.frameId === frameId ? box : undefined;
  }

  /** All that are drawn, in reading order. */
  get shown(): readonly Box2dRecord[] {
    const { document, state } = this.#options;
    return inReadingOrder(boxesOnScreen(document, state.getState()), state.getState());
  }

  /** Those of objects that have no cuboid in the frame, in reading order. */
  get withoutCuboid(): readonly Box2dRecord[] {
    const { document, state } = this.#options;
    return inReadingOrder(boxesWithoutCuboid(document, state.getState()), state.getState());
  }

  /** Selects the next one on any image, or the one before. */
  step(by: 1 | -1): void {
    const boxes = this.shown;
    const at = boxes.findIndex(({ id }) => id === this.#options.state.getState().selectedBox);
    const from = at < 0 && by < 0 ? 0 : at;
    this.select(boxes[(from + by + boxes.length) % boxes.length]?.id);
  }

  /** The one object that a box drawn now is of: the selected one, unless it has a box on that image already. */
  linkOfNew(camera: string): CuboidRecord | undefined {
    const { document, state } = this.#options;
    const { selection, frameId } = state.getState();
    const [id, ...others] = selection;
    const record = id === undefined || others.length > 0 ? undefined : document.get(id);
    if (record === undefined || frameId === undefined) return undefined;
    return this.#boxOf(record.trackId, frameId, camera) === undefined ? record : undefined;
  }

  /** The object that the selected box may be linked with: the one selected cuboid's, if it is another than its own. */
  get linkTarget(): TrackId | undefined {
    const { document, state } = this.#options;
    const [id, ...others] = state.getState().selection;
    const trackId = id === undefined || others.length > 0 ? undefined : document.get(id)?.trackId;
    return trackId !== this.selected?.trackId ? trackId : undefined;
  }

  /** What an image shows of its border, pixels; undefined while its size is not known. */
  borderOf(camera: string): Rectangle | undefined {
    const { frameId } = this.#options.state.getState();
    const size = frameId === undefined ? undefined : this.#sizeOf(frameId, camera);
    return size && imageRectangle(size.width, size.height);
  }

  /** Undefined where the camera sees nothing of it, or nothing tells how it looks. */
  projectionOf(record: CuboidRecord, camera: string): VisibleCuboid | undefined {
    const view = this.#cameras.find(({ id }) => id === camera)?.view;
    return view && projectVisible(record.cuboid, view);
  }

  /** The camera that shows the cuboid best. */
  bestCameraFor(record: CuboidRecord): string | undefined {
    return bestCamera(record.cuboid, this.#cameras);
  }

  /**
   * Makes a 2D box of what the cuboid looks like on an image, for a person to put right: from then on it is theirs. Where
   * the object has a box there already, that one stays and is selected.
   */
  makeFromProjection(record: CuboidRecord, camera: string): void {
    const { document, state } = this.#options;
    const existing = this.#boxOf(record.trackId, record.frameId, camera);
    if (existing !== undefined) {
      this.select(existing.id);
      state.setState({ prompt: { kind: 'box2d', reason: 'has-box' } });
      return;
    }
    const projected = this.projectionOf(record, camera);
    if (projected === undefined) {
      state.setState({ prompt: { kind: 'box2d', reason: 'no-projection' } });
      return;
    }
    const id = this.edits.create({
      frameId: record.frameId,
      camera,
      rectangle: projected.clipped,
      class: document.get(record.trackId)?.class ?? '',
      trackId: record.trackId,
      // A cuboid does not know what hides it, only where the image ends.
      extent: projected.truncation === 0 ? 'amodal' : 'visible',
    });
    if (id !== undefined) this.select(id);
  }

  /** Puts the selected box on the same image of a frame beside this one as well, and goes there. */
  async copyAlong(by: 1 | -1): Promise<void> {
    const { document, state, loadFrame, goToFrame, interrupt } = this.#options;
    const box = this.selected;
    const target = box && this.#frameBeside(by);
    if (box === undefined || target === undefined || !this.edits.mayEdit([box.id])) return;
    if (!target.images.some(({ sensor }) => sensor === box.camera)) {
      state.setState({ prompt: { kind: 'box2d', reason: 'no-image' } });
      return;
    }
    const frameId = target.id as FrameId;
    const isThere = await loadFrame(frameId).then(
      () => document.isLoaded(frameId),
      () => false,
    );
    interrupt();
    const { trackId } = box;
    const existing = trackId && isThere ? this.#boxOf(trackId, frameId, box.camera) : undefined;
    const { id: _id, frameId: _frame, ...same } = box;
    const copy = { ...this.edits.draft({ ...same, frameId }), ...pick(same) };
    if (isThere && existing === undefined) document.transact('box2d', (tx) => tx.create(copy));
    await goToFrame(frameId);
    if (state.getState().frameId !== frameId) return;
    this.select(existing?.id ?? copy.id);
    if (existing !== undefined) state.setState({ prompt: { kind: 'box2d', reason: 'has-box' } });
  }

  canCopyAlong(by: 1 | -1): boolean {
    return this.selected !== undefined && this.#frameBeside(by) !== undefined;
  }

  get #frame(): Frame | undefined {
    const { frameId } = this.#options.state.getState();
    return this.#options.sequence.frames.find(({ id }) => id === frameId);
  }

  get #cameras(): readonly ProjectingCamera[] {
    const frame = this.#frame;
    return frame === undefined ? [] : this.#camerasIn(frame);
  }

  #camerasIn(frame: Frame): readonly ProjectingCamera[] {
    const { sequence, calibrationOf, imageSize } = this.#options;
    return projectingCameras(sequence, frame, calibrationOf, imageSize);
  }

  /** Of an image, pixels: its own, where it was decoded, before what the dataset states. */
  #sizeOf(frameId: string, camera: string): { width: number; height: number } | undefined {
    const { sequence, imageSize } = this.#options;
    const frame = sequence.frames.find(({ id }) => id === frameId);
    const { width, height } =
      (frame && imageSize?.(camera, frame)) ?? sequence.cameras.find(({ id }) => id === camera) ?? {};
    return width === undefined || height === undefined ? undefined : { width, height };
  }

  #frameBeside(by: 1 | -1): Frame | undefined {
    const { state, sequence } = this.#options;
    const index = sequence.frames.findIndex(({ id }) => id === state.getState().frameId);
    return index < 0 ? undefined : sequence.frames[index + by];
  }

  #cuboidOf(trackId: TrackId, frameId: FrameId): CuboidRecord | undefined {
    return this.#options.document.cuboidsIn(frameId).find((record) => record.trackId === trackId);
  }

  #boxOf(trackId: TrackId, frameId: FrameId, camera: string): Box2dRecord | undefined {
    return boxOf(this.#options.document, trackId, frameId, camera);
  }

  /** In another frame: the box of the same object on the same image. */
  #goAlong({ selectedBox }: EditorState): void {
    const { document, state } = this.#options;
    const before = selectedBox === undefined ? undefined : document.get(selectedBox);
    const { frameId } = state.getState();
    const next =
      before?.trackId === undefined || frameId === undefined
        ? undefined
        : this.#boxOf(before.trackId, frameId, before.camera);
    state.setState({ selectedBox: next?.id, hoveredBox: undefined });
  }
}

function boxOf(
  document: LabelDocument,
  trackId: TrackId,
  frameId: FrameId,
  camera: string,
): Box2dRecord | undefined {
  return document.recordsIn(frameId).boxes2d.find((box) => box.trackId === trackId && box.camera === camera);
}

/** What is said of a box that holds in the frame beside as well. */
function pick({ extent, attributes }: Pick<Box2dRecord, 'extent' | 'attributes'>): Partial<Box2dRecord> {
  return { ...(extent === undefined ? {} : { extent }), ...(attributes === undefined ? {} : { attributes }) };
}
