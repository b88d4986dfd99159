import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_ONTOLOGY } from '#shared/dataset/defaultOntology.ts';
import { objectIdOf } from '#shared/labels/ids.ts';
import { boxesOf, camera, CARS, uuid } from '#shared/quality/agreement/testing/street.ts';
import type { CheckedFinding } from '#shared/quality/findingBook.ts';
import type { CallRequest } from './calls.ts';
import type { AgreementShort, QualityCalls, SentFrame } from './qualityProtocol.ts';
import { QualityServer } from './qualityServer.ts';

const FRAMES = 6;
const CAMERAS = [camera('front', 0), camera('left', Math.PI / 2)];
const LENS = { model: 'pinhole', fx: 800, fy: 800, cx: 639.5, cy: 359.5 } as const;

/** The small street has few 2D boxes on each camera. */
const THRESHOLDS = { 'AGR015.leastObjects': 8, 'AGR016.leastObjects': 8 };

/** A server as the app talks to it: by copies. */
class Asked {
  readonly #server = new QualityServer();
  #told = new Map<string, CheckedFinding>();
  #calls = 0;

  constructor() {
    this.call('begin', { ontology: DEFAULT_ONTOLOGY, thresholds: THRESHOLDS });
    const tracks = CARS.map(({ trackId }, i) => ({
      id: trackId,
      number: i + 1,
      class: 'car',
      attributes: {},
    }));
    this.call('setTracks', tracks);
  }

  set(frame: SentFrame): readonly AgreementShort[] {
    return this.call('setFrame', frame);
  }

  findings(): ReadonlyMap<string, CheckedFinding> {
    const { set, gone } = this.call('changes', undefined);
    for (const key of gone) this.#told.delete(key);
    for (const finding of set) this.#told.set(finding.key, finding);
    return this.#told;
  }

  call<M extends keyof QualityCalls>(method: M, input: QualityCalls[M]['input']): QualityCalls[M]['output'] {
    this.#calls += 1;
    const request = { kind: 'call', id: this.#calls, method, input } as CallRequest<QualityCalls>;
    const reply = this.#server.answer(structuredClone(request) as Parameters<QualityServer['answer']>[0]);
    if (reply.kind === 'failure') throw new Error(reply.message);
    return reply.output;
  }
}

/** The street, every car a little on in each frame; the camera in front sees them `aside` pixels from where they are. */
function frameAt(index: number, aside: number): SentFrame {
  const objects = CARS.map((car) => {
    const [x, y, z] = car.cuboid.centre;
    const centre: [number, number, number] = [x - 0.3 * index, y, z];
    return Object.assign(
      {},
      car,
      { id: objectIdOf(car.trackId, `frame ${index}`) },
      {
        cuboid: { ...car.cuboid, centre },
      },
    );
  });
  const boxes2d = boxesOf(objects, CAMERAS).map((box) => {
    const { left, right, top, bottom } = box.rectangle;
    const off = box.camera === 'front' ? aside : index % 2;
    return Object.assign({}, box, { rectangle: { left: left + off, right: right + off, top, bottom } });
  });
  return {
    id: `frame ${index}`,
    index,
    objects,
    boxes2d,
    review: [],
    cameras: CAMERAS.map(({ id, view: { cameraFromLabel, width, height } }) => ({
      id,
      sight: { intrinsics: LENS, cameraFromLabel, width, height },
      offsetSeconds: 0.02,
    })),
    timeSeconds: index / 10,
    sensor: [0, 0, 0],
    velocities: new Map(objects.map(({ trackId }) => [trackId, [-3, 0, 0]])),
  };
}

type Edit = (frame: SentFrame, which: number, amount: number) => SentFrame;

const EDITS: Readonly<Record<string, Edit>> = {
  move: (frame, which, amount) => ({
    ...frame,
    objects: frame.objects.map((object, i) => {
      if (i !== which % frame.objects.length) return object;
      const [x, y, z] = object.cuboid.centre;
      return Object.assign({}, object, { cuboid: { ...object.cuboid, centre: [x + amount, y - amount, z] } });
    }),
  }),
  remove: (frame, which) => ({ ...frame, objects: frame.objects.filter((_, i) => i !== which) }),
  unbox: (frame, which) => ({ ...frame, boxes2d: frame.boxes2d.filter((_, i) => i !== which) }),
  relink: (frame, which) => ({
    ...frame,
    boxes2d: frame.boxes2d.map((box, i) => (i === which ? { ...box, trackId: uuid(1 + (which % 4)) } : box)),
  }),
  hurry: (frame, which, amount) => ({
    ...frame,
    velocities: new Map([...frame.velocities!].map(([id, v], i) => [id, i === which ? [amount, 9, 0] : v])),
  }),
  late: (frame, _, amount) => ({
    ...frame,
    cameras: frame.cameras.map((one) => ({ ...one, offsetSeconds: amount / 10 })),
  }),
  turn: (frame, which, amount) => ({
    ...frame,
    cameras: frame.cameras.map((one, i) =>
      i === which % 2
        ? { ...one, sight: { ...one.sight!, intrinsics: { ...LENS, cx: 639.5 + amount } } }
        : one,
    ),
  }),
  break: (frame, which) => ({
    ...frame,
    objects: frame.objects.map((object, i) =>
      i === which
        ? Object.assign({}, object, { cuboid: { ...object.cuboid, size: [Number.NaN, 1, 1] } })
        : object,
    ),
  }),
};

const arbitraryEdits = fc.array(
  fc.record({
    index: fc.nat(FRAMES - 1),
    kind: fc.constantFrom(...Object.keys(EDITS)),
    which: fc.nat(5),
    amount: fc.constantFrom(0, 0.05, 0.6, -2, 12),
  }),
  { minLength: 1, maxLength: 6 },
);

/** Whatever comes by chance, a single object's mistakes, links', numbers' and a camera's are among them. */
const CERTAIN: [number, { index: number; kind: string; which: number; amount: number }[]][] = [
  [0, [{ index: 2, kind: 'move', which: 0, amount: -2 }]],
  [
    0,
    [
      { index: 1, kind: 'unbox', which: 0, amount: 0 },
      { index: 3, kind: 'relink', which: 1, amount: 0 },
      { index: 3, kind: 'break', which: 3, amount: 0 },
    ],
  ],
  [14, [{ index: 5, kind: 'move', which: 2, amount: 0.6 }]],
];

test('after any edits everything is as if the frames had come as they are now', () => {
  const said = new Set<string>();
  fc.assert(
    fc.property(fc.constantFrom(0, 14), arbitraryEdits, (aside, edits) => {
      const frames = Array.from({ length: FRAMES }, (_, index) => frameAt(index, aside));
      const edited = new Asked();
      for (const frame of frames) edited.set(frame);
      edited.findings();
      let agreements: readonly AgreementShort[] = [];
      for (const { index, kind, which, amount } of edits) {
        frames[index] = EDITS[kind]!(frames[index]!, which, amount);
        agreements = edited.set(frames[index]);
        edited.findings();
      }
      const anew = new Asked();
      const others = frames.map((frame) => anew.set(frame));
      expect(agreements).toEqual(others[edits.at(-1)!.index]);
      const findings = anew.findings();
      expect(edited.findings()).toEqual(findings);
      for (const { rule } of findings.values()) said.add(rule);
    }),
    { numRuns: 12, examples: CERTAIN },
  );
  expect([...said]).toEqual(expect.arrayContaining(['AGR001', 'AGR002', 'AGR006', 'AGR015', 'DAT004']));
});
