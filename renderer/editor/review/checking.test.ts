import { beforeEach, describe, expect, test } from 'vitest';
import type { CallRequest } from '#renderer/workers/calls.ts';
import { QualityServer } from '#renderer/workers/qualityServer.ts';
import type { QualityCalls } from '#renderer/workers/qualityProtocol.ts';
import { findingKey, type Finding } from '#shared/quality/finding.ts';
import type { FrameId } from '../document/records.ts';
import { settled } from '../testing/settled.ts';
import { carAt, label, moveTo, openTrackScene, trackOf, type TrackScene } from '../testing/trackScene.ts';
import { Checking, type QualityChecks } from './checking.ts';
import { ReviewEdits } from './reviewEdits.ts';
import { ReviewRoom } from './reviewRoom.ts';

/** The worker's server in the same thread. */
class DirectChecks implements QualityChecks {
  readonly server = new QualityServer();
  #id = 0;

  constructor(book: QualityCalls['begin']['input']) {
    this.#call('begin', book);
  }

  setTracks = (tracks: QualityCalls['setTracks']['input']) =>
    Promise.resolve(this.#call('setTracks', tracks));
  setFrame = (frame: QualityCalls['setFrame']['input']) => {
    taken.push(frame.id);
    return Promise.resolve(this.#call('setFrame', frame));
  };
  changes = () => Promise.resolve(this.#call('changes', undefined));
  /** No cloud is at hand. */
  checkPoints = () => Promise.resolve(undefined);

  #call<M extends keyof QualityCalls>(method: M, input: QualityCalls[M]['input']): QualityCalls[M]['output'] {
    this.#id += 1;
    const request = { kind: 'call', id: this.#id, method, input } as CallRequest<QualityCalls>;
    const reply = this.server.answer(structuredClone(request) as Parameters<QualityServer['answer']>[0]);
    if (reply.kind === 'failure') throw new Error(reply.message);
    return reply.output;
  }
}

/** Frames that the worker was sent. */
const taken: string[] = [];
let scene: TrackScene;
let checking: Checking;
let room: ReviewRoom;
let edits: ReviewEdits;

beforeEach(async () => {
  const first = await openTrackScene({ frames: 5 });
  await first.session.tracks.ensure([0, 1, 2].map(first.frameAt));
  for (const index of [0, 1, 2]) {
    label(first, 1, index, carAt(10 + index));
    label(first, 2, index, carAt(30 + index, -4));
  }
  // Two cars in one place.
  label(first, 3, 2, carAt(12.2));
  scene = await first.reopen();
  openRoom();
});

function pause(): Promise<void> {
  return Promise.resolve();
}

function openRoom(): void {
  const { session, world } = scene;
  const { document, state } = session;
  const { dataset, sequence } = state.getState();
  const checks = new DirectChecks({ ontology: dataset.ontology, thresholds: {} });
  checking = new Checking({
    session,
    checks,
    imageSize: undefined,
    loadLabels: (frameId) =>
      world.host.call('labels.load', { datasetId: 'd', sequenceId: sequence.id, frameId }),
    pause,
  });
  const { environment } = world;
  edits = new ReviewEdits({ document, state, environment, author: 'Lin', interrupt: () => undefined });
  room = new ReviewRoom({
    session,
    checking,
    edits,
    authorship: () => ({ author: 'Lin', nowMs: environment.now() }),
    pause,
  });
  checking.start();
  room.start();
}

function found(): readonly Finding[] {
  return checking.board.store.getState().findings;
}

function rules(): readonly string[] {
  return [...new Set(found().map(({ rule }) => rule))].toSorted();
}

describe('findings', () => {
  test('of every frame are there once the sequence was gone through, loaded or not', async () => {
    expect(found()).toEqual([]);
    await checking.goThrough();
    await settled();
    expect(rules()).toEqual(['GEO002']);
    expect(found()[0]?.frameId).toBe(scene.frameAt(2));
    expect(checking.board.store.getState().progress).toEqual({ kind: 'done', unread: 0 });
    expect(checking.board.store.getState().frames.size).toBe(5);
  });

  test('go with an edit that puts them right, and come back with its undo', async () => {
    await checking.goThrough();
    await scene.session.goToFrame(scene.frameAt(2));
    await settled();
    const before = found().map(findingKey);
    expect(before).toHaveLength(1);
    moveTo(scene, scene.cuboid(3, 2), 50);
    await settled();
    expect(found().filter(({ rule }) => rule === 'GEO002')).toEqual([]);
    await scene.session.undo();
    await settled();
    expect(found().map(findingKey)).toEqual(before);
  });

  test('an edit of a track is seen in frames that are not in memory', async () => {
    const long = await openTrackScene({ frames: 60 });
    await long.session.tracks.ensure([0, 50].map(long.frameAt));
    for (const index of [0, 50]) label(long, 2, index, carAt(30));
    scene = await long.reopen();
    openRoom();
    await checking.goThrough();
    await settled();
    const { document } = scene.session;
    expect([0, 50].map((index) => document.isLoaded(scene.frameAt(index)))).toEqual([true, false]);
    document.transact('edit', (tx) => tx.update(trackOf(2), { class: 'pedestrian' }));
    await settled();
    await settled();
    const oversized = found().filter(({ rule }) => rule === 'GEO001');
    expect(oversized.map(({ frameId }) => frameId)).toEqual([0, 50].map(scene.frameAt));
  });

  test('an edit is seen in the frames on both sides of it', async () => {
    await checking.goThrough();
    await scene.session.goToFrame(scene.frameAt(1));
    await settled();
    taken.length = 0;
    moveTo(scene, scene.cuboid(2, 1), 33);
    await settled();
    await settled();
    expect(taken).toEqual([1, 0, 2].map(scene.frameAt));
  });

  test('a pass that is ended keeps what it found and begins anew', async () => {
    const pass = checking.goThrough();
    checking.stop();
    await pass;
    expect(checking.board.store.getState().progress).toMatchObject({ kind: 'stopped', total: 5 });
    await checking.goThrough();
    await settled();
    expect(found()).toHaveLength(1);
  });

  test('a frame that cannot be read is counted, the others are looked at', async () => {
    scene.world.host.failure = (method, frameId) =>
      method === 'labels.load' && frameId === scene.frameAt(3) ? 'internal' : undefined;
    await checking.goThrough();
    await settled();
    expect(checking.board.store.getState().progress).toEqual({ kind: 'done', unread: 1 });
    expect(rules()).toContain('GEO002');
  });
});

describe('the room', () => {
  beforeEach(async () => {
    await checking.goThrough();
    await settled();
  });

  test('looking at a finding brings its frame on screen and selects its object', async () => {
    await room.step(1);
    const { state } = scene.session;
    expect(state.getState().frameId).toBe(scene.frameAt(2));
    expect(state.getState().selection).toHaveLength(1);
    expect(room.current?.standing).toBe('open');
    expect(room.store.getState().isOverview).toBe(false);
  });

  test('what is waived is listed no more, until that is taken back', async () => {
    await room.step(1);
    const key = room.current!.key;
    expect(await room.waive(' ')).toBe(false);
    expect(await room.waive('they are on a transporter')).toBe(true);
    await settled();
    expect([room.store.getState().open, room.listed]).toEqual([0, []]);
    room.show({ filter: 'decided' });
    await room.lookAt(key);
    expect(room.current?.standing).toBe('waived');
    room.unwaive();
    await settled();
    expect(room.store.getState().open).toBe(1);
  });

  test('an object is sent back for reasons, and open again once somebody has changed it', async () => {
    room.show({ filter: 'all' });
    await room.step(1);
    await room.sendBack('position');
    await room.sendBack('size');
    await settled();
    expect(room.listed[0]?.standing).toBe('sentBack');
    scene.world.environment.time += 1000;
    const { objectId } = room.listed[0]!.finding;
    const record = scene.session.document.get(objectId as Parameters<typeof scene.session.select>[0][0]);
    moveTo(scene, record, record!.cuboid.centre[0] + 0.05);
    await settled();
    expect(room.listed.map(({ standing }) => standing)).toEqual(['open']);
  });

  test('without a finding the frame is judged, and an accepted one has none that are open', async () => {
    await scene.session.goToFrame(scene.frameAt(2));
    await room.accept();
    await settled();
    const facts = checking.board.store.getState().frames.get(scene.frameAt(2));
    expect(facts?.standing).toBe('accepted');
    expect(room.store.getState().open).toBe(0);
    room.reopen();
    await settled();
    expect(room.store.getState().open).toBe(1);
  });

  test('a list of nothing is walked without harm, and leaving lets go of the finding', async () => {
    await room.step(1);
    room.leave();
    expect(room.current).toBeUndefined();
    room.show({ scope: { kind: 'camera', value: 'nowhere' } });
    await room.step(-1);
    await room.fixNext();
    expect(room.current).toBeUndefined();
    expect(scene.session.document.get(trackOf(1))).toBeDefined();
    expect(scene.session.state.getState().frameId).toBe(scene.frameAt(2) satisfies FrameId);
  });
});
