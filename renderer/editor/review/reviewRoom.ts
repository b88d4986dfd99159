import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SendBackReason } from '#shared/labels/review.ts';
import { findingKey, type Finding } from '#shared/quality/finding.ts';
import type { CuboidId, FrameId } from '../document/records.ts';
import type { EditorSession } from '../session/editorSession.ts';
import { applyFix, type FixContext } from './applyFix.ts';
import type { Checking } from './checking.ts';
import {
  groupFindings,
  isInScope,
  passes,
  type FindingFilter,
  type FindingGroup,
  type FindingScope,
  type Grouping,
  type ListedFinding,
} from './findingGroups.ts';
import { findingStanding } from './findingStanding.ts';
import { cuboidsOfFinding, suggestedCuboid } from './findingSubject.ts';
import type { ReviewEdits } from './reviewEdits.ts';
import { verdictOf } from './reviewRecords.ts';
import {
  drawSample,
  sampledObjects,
  USUAL_PLAN,
  type Sample,
  type SampledObject,
  type SamplePlan,
} from './sample.ts';

/** What waits for words, or for a reason: its field has the focus. */
export type Asking = 'waive' | 'note' | 'sendBack';

/** What "next" goes through: what was found, or the objects of the sample, found fault with or not. */
export type ReviewList = 'findings' | 'sample';

export interface RoomState {
  readonly isOverview: boolean;
  readonly list: ReviewList;
  readonly grouping: Grouping;
  readonly filter: FindingFilter;
  readonly scope: FindingScope | undefined;
  /** As listed: what passes the filter and lies in the scope. */
  readonly groups: readonly FindingGroup[];
  /** Whatever the filter. */
  readonly open: number;
  readonly total: number;
  readonly plan: SamplePlan;
  /** Drawn by the plan once every frame was looked at. */
  readonly sample: Sample | undefined;
  /** As listed: those of the sample that pass the filter. */
  readonly sampled: readonly SampledObject[];
  /** The key of the finding, or of the object of the sample, that is looked at. */
  readonly current: string | undefined;
  readonly asking: Asking | undefined;
}

export interface ReviewRoomOptions {
  readonly session: EditorSession;
  readonly checking: Pick<Checking, 'board'>;
  readonly edits: ReviewEdits;
  authorship(): FixContext['authorship'];
  /** Resolves after so many milliseconds. */
  pause(milliseconds: number): Promise<void>;
}

/** While the sequence is gone through the list is put in order no oftener than this. */
const RELIST_EVERY = 300;

/** Going through findings or the sample: what is listed, what is looked at, and what is said of it. */
export class ReviewRoom {
  readonly store: StoreApi<RoomState> = createStore(() => ({
    isOverview: true,
    list: 'findings',
    grouping: 'kind',
    filter: 'open',
    scope: undefined,
    groups: [],
    open: 0,
    total: 0,
    plan: USUAL_PLAN,
    sample: undefined,
    sampled: [],
    current: undefined,
    asking: undefined,
  }));
  readonly #options: ReviewRoomOptions;
  #isWaiting = false;
  /** The last place that was asked for wins. */
  #turn = 0;
  #listed: readonly ListedFinding[] = [];
  #sampled: readonly SampledObject[] = [];

  constructor(options: ReviewRoomOptions) {
    this.#options = options;
  }

  /** Follows what is found and said. Returns how to end it. */
  start(): () => void {
    const { checking, session } = this.#options;
    const stops = [
      checking.board.store.subscribe(({ findings, frames, progress }, before) => {
        if (
          findings === before.findings &&
          frames === before.frames &&
          progress.kind === before.progress.kind
        )
          return;
        if (progress.kind === 'running') void this.#relistSoon();
        else this.#relist();
        // What was found last is told of in the same turn of the loop, and makes the risk.
        if (progress.kind === 'done' && before.progress.kind !== 'done')
          void Promise.resolve().then(() => this.#draw());
      }),
      session.state.subscribe(({ frameId }, before) => {
        // Another frame is on screen than that of what was looked at: nobody looks at that any more.
        const { about } = this;
        if (frameId !== before.frameId && about !== undefined && about.frameId !== frameId)
          this.#look(undefined);
      }),
    ];
    this.#relist();
    return () => stops.forEach((stop) => stop());
  }

  /** The finding that is looked at. It may be decided by now. */
  get current(): ListedFinding | undefined {
    const { current } = this.store.getState();
    return current === undefined ? undefined : this.#listed.find(({ key }) => key === current);
  }

  /** The object of the sample that is looked at. */
  get object(): SampledObject | undefined {
    const { current } = this.store.getState();
    return current === undefined ? undefined : this.#sampled.find(({ key }) => key === current);
  }

  /** What a verdict would be about: what is looked at, and in it an object or a 2D box, if it is about one. */
  get about():
    | { readonly key: string; readonly frameId: FrameId; readonly id: string | undefined }
    | undefined {
    const { current, object } = this;
    if (object !== undefined) return { key: object.key, frameId: object.frameId, id: object.key };
    if (current === undefined) return undefined;
    const { frameId, objectId, box2dId } = current.finding;
    return { key: current.key, frameId: frameId as FrameId, id: objectId ?? box2dId };
  }

  /** In the order of the list. */
  get listed(): readonly ListedFinding[] {
    return this.store.getState().groups.flatMap(({ findings }) => findings);
  }

  /** What has been found of an object, whatever was decided. */
  findingsOf(objectId: string): readonly ListedFinding[] {
    return this.#listed.filter(({ finding }) => finding.objectId?.toLowerCase() === objectId);
  }

  show(
    choice: Partial<Pick<RoomState, 'list' | 'grouping' | 'filter' | 'scope' | 'isOverview' | 'asking'>>,
  ): void {
    this.store.setState(choice);
    this.#relist();
  }

  /**
   * Looks at a finding, or at an object of the sample: its frame comes on screen, the object is selected, and every view
   * goes there.
   */
  async lookAt(key: string): Promise<void> {
    const finding = this.#listed.find((one) => one.key === key)?.finding;
    const object = this.#sampled.find((one) => one.key === key);
    const frameId = (finding?.frameId as FrameId | undefined) ?? object?.frameId;
    if (frameId === undefined) return;
    const { session } = this.#options;
    const turn = ++this.#turn;
    this.store.setState({ isOverview: false, asking: undefined });
    if (session.state.getState().frameId !== frameId) await session.goToFrame(frameId);
    if (turn !== this.#turn || session.state.getState().frameId !== frameId) return;
    this.#look(key);
    const ids = finding === undefined ? [key as CuboidId] : cuboidsOfFinding(session.document, finding);
    session.select(ids);
    if (ids.length === 0 && finding?.place !== undefined)
      session.state.setState({ goTo: { point: finding.place } });
    else session.commands.run('view.flyToSelection');
  }

  /** Draws anew, from all that is labelled by now. */
  drawSample(plan: SamplePlan): void {
    this.store.setState({ plan, sample: drawSample(this.#options.checking.board.store.getState(), plan) });
    this.#relist();
  }

  /** The next of the list, or the one before; round its ends. */
  async step(by: 1 | -1): Promise<void> {
    const keys = this.#keys;
    const at = this.#placeOf(this.store.getState().current);
    const from = at < 0 && by < 0 ? 0 : at;
    const next = keys[(from + by + keys.length) % keys.length];
    if (next === undefined) this.#look(undefined);
    else await this.lookAt(next);
  }

  /**
   * Does what the finding suggests, and goes on; where it suggests nothing, only goes on. An object of the sample is
   * accepted; one whose finding was put right is yet to be judged.
   */
  async fixNext(): Promise<void> {
    const { session, authorship } = this.#options;
    const { current, object } = this;
    const { frameId } = session.state.getState();
    if (object?.standing === 'open' && !session.document.isFrozen(object.frameId)) return this.accept();
    const fix = current?.finding.fix;
    if (fix === undefined || frameId === undefined || current?.standing !== 'open') return this.step(1);
    const sampled = this.#keys[this.#placeOf(current.key)];
    const next = this.store.getState().list === 'sample' ? sampled : this.#after(current.key);
    session.tools.interrupt('command');
    if (session.document.isFrozen(frameId)) return this.sayFrozen(frameId);
    this.#suggest(undefined);
    if (await applyFix({ session, authorship: authorship() }, frameId, fix)) return this.#goOn(next);
    this.#suggest(current.finding);
  }

  /** The object is right as it is; where nothing is looked at, or no object, the frame is. */
  async accept(): Promise<void> {
    const { about } = this;
    if (about === undefined) return this.acceptFrame();
    const next = this.#after(about.key);
    if (about.id === undefined) return this.show({ asking: 'waive' });
    if (this.#options.edits.setVerdict(about.frameId, about.id, 'accepted')) await this.#goOn(next);
  }

  /** Sends the object that is looked at back, else the frame. Another reason for the same is one more. */
  async sendBack(reason: SendBackReason): Promise<void> {
    const { session, edits } = this.#options;
    const { about } = this;
    const { frameId } = session.state.getState();
    if (frameId === undefined) return;
    const next = about && this.#after(about.key);
    const wasOpen = (this.object ?? this.current)?.standing === 'open';
    const before = verdictOf(session.document.recordsIn(frameId), frameId, about?.id);
    const reasons = [...new Set([...(before?.verdict === 'rejected' ? (before.reasons ?? []) : []), reason])];
    const isSaid = edits.setVerdict(frameId, about?.id, 'rejected', reasons);
    this.store.setState({ asking: undefined });
    if (isSaid && wasOpen) await this.#goOn(next);
  }

  async waive(reason: string): Promise<boolean> {
    const { current } = this;
    if (current === undefined) return false;
    const next = this.#after(current.key);
    if (!this.#options.edits.waive(current.finding.frameId as FrameId, current.key, reason)) return false;
    this.store.setState({ asking: undefined });
    await this.#goOn(next);
    return true;
  }

  unwaive(): void {
    const { current } = this;
    if (current !== undefined) this.#options.edits.unwaive(current.finding.frameId as FrameId, current.key);
  }

  acceptFrame(): void {
    const { frameId } = this.#options.session.state.getState();
    if (frameId !== undefined) this.#options.edits.setVerdict(frameId, undefined, 'accepted');
  }

  /** Takes the frame's verdict away. */
  reopen(): void {
    const { frameId } = this.#options.session.state.getState();
    if (frameId !== undefined) this.#options.edits.setVerdict(frameId, undefined, undefined);
  }

  begin(): void {
    const { frameId } = this.#options.session.state.getState();
    if (frameId !== undefined) this.#options.edits.setVerdict(frameId, undefined, 'inReview');
  }

  /** Says that the frame is accepted. */
  sayFrozen(frameId: FrameId): void {
    this.#options.session.state.setState({ prompt: { kind: 'frozen', frames: [frameId] } });
  }

  /** Nothing is looked at, and no fix is drawn. */
  leave(): void {
    this.#turn++;
    this.#look(undefined);
    this.store.setState({ asking: undefined });
  }

  async #goOn(next: string | undefined): Promise<void> {
    // What was said has been put in order by then.
    await Promise.resolve();
    this.#relist();
    if (next === undefined) this.#look(undefined);
    else await this.lookAt(next);
  }

  /** What "next" goes through, in its order. */
  get #keys(): readonly string[] {
    const { list, sampled } = this.store.getState();
    return (list === 'sample' ? sampled : this.listed).map(({ key }) => key);
  }

  /** Where it is in the list, −1: nowhere. A finding that was met in the sample is where its object is. */
  #placeOf(key: string | undefined): number {
    const keys = this.#keys;
    const at = key === undefined ? -1 : keys.indexOf(key);
    const object = this.#listed.find((one) => one.key === key)?.finding.objectId?.toLowerCase();
    return at >= 0 || object === undefined ? at : keys.indexOf(object);
  }

  /** What comes after this one, as the list is now; undefined: there is nothing else. */
  #after(key: string): string | undefined {
    const keys = this.#keys;
    const at = this.#placeOf(key);
    const next = keys[(at + 1) % Math.max(1, keys.length)];
    return next === keys[at] ? undefined : next;
  }

  #look(key: string | undefined): void {
    this.store.setState({ current: key });
    this.#suggest(this.current?.finding);
  }

  #suggest(finding: Finding | undefined): void {
    const { state, document } = this.#options.session;
    const suggested = finding && suggestedCuboid(document, finding);
    if (state.getState().suggested !== suggested) state.setState({ suggested });
  }

  async #relistSoon(): Promise<void> {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    await this.#options.pause(RELIST_EVERY);
    this.#isWaiting = false;
    this.#relist();
  }

  /** Not anew with every edit: what is to be looked at stays what it was. */
  #draw(): void {
    const { sample, plan } = this.store.getState();
    if (sample === undefined || sample.items.length === 0) this.drawSample(plan);
  }

  #relist(): void {
    const board = this.#options.checking.board.store.getState();
    const { findings, frames } = board;
    const { grouping, filter, scope, current, sample } = this.store.getState();
    this.#listed = findings.map((finding) => ({
      key: findingKey(finding),
      finding,
      standing: findingStanding(finding, frames.get(finding.frameId as FrameId)),
    }));
    this.#sampled = sample === undefined ? [] : sampledObjects(sample, board);
    const shown = this.#listed.filter((one) => passes(one, filter) && isInScope(scope, one.finding, frames));
    this.store.setState({
      groups: groupFindings(shown, grouping),
      open: this.#listed.filter(({ standing }) => standing === 'open').length,
      total: this.#listed.length,
      sampled: this.#sampled.filter((one) => passes(one, filter)),
    });
    // Put right by an edit, or deleted: there is nothing left to look at.
    if (current !== undefined && this.about === undefined) this.#look(undefined);
  }
}
