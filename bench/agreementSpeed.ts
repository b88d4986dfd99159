import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import { seededRandom } from '#shared/pointcloud/random.ts';
import { AGREEMENT_RULES } from '#shared/quality/agreement/agreementRules.ts';
import type { QualityCamera, QualityFrame } from '#shared/quality/qualityFrame.ts';
import type { SequenceCheck } from '#shared/quality/rule.ts';
import { DEFAULT_ONTOLOGY } from '#shared/dataset/defaultOntology.ts';
import { checkFrame, contextFor } from '../testing/agreement/checkFrame.ts';
import { humanBoxes } from '../testing/agreement/humanBoxes.ts';
import { IMAGE_SIZE, labelledCars, LENS, levelCamera } from './ringScene.ts';

/** 1,000 frames of 40 objects on a ring of six cameras, a tenth of the cuboids wrong: 60 s on two processors is the bar. */
const FRAMES = 1000;
const OBJECTS = 40;
const BAR_SECONDS = 60;

export function agreementSpeed(): unknown {
  const cameras = ringCameras();
  const random = seededRandom(7);
  const rules = AGREEMENT_RULES;
  const context = { tracks: new Map(), ontology: DEFAULT_ONTOLOGY };
  const checks: SequenceCheck[] = rules.flatMap((rule) =>
    rule.scope === 'sequence' ? [rule.start(contextFor(rule, context))] : [],
  );
  let pairs = 0;
  let findings = 0;
  let seconds = 0;
  for (let index = 0; index < FRAMES; index++) {
    const frame = ringFrame(`frame ${index}`, index, cameras, random);
    pairs += frame.boxes2d.length;
    const started = process.cpuUsage();
    findings += checkFrame(rules, frame, context).length;
    for (const check of checks) check.add(frame);
    seconds += cpuSeconds(started);
  }
  const started = process.cpuUsage();
  for (const check of checks) findings += check.finish().findings.length;
  seconds += cpuSeconds(started);
  const heap = process.memoryUsage().heapUsed / 2 ** 20;
  process.stdout.write(
    `\nspeed: ${FRAMES} frames, ${pairs} 2D boxes, ${findings} findings in ${seconds.toFixed(1)} s of one processor (at most ${BAR_SECONDS} s on two: ${seconds <= BAR_SECONDS ? 'met' : 'MISSED'}), ${((seconds * 1e6) / pairs).toFixed(0)} µs per 2D box, ${heap.toFixed(0)} MB\n`,
  );
  return { frames: FRAMES, boxes: pairs, findings, seconds, heapMegabytes: Math.round(heap) };
}

/** Of this process: what others on the machine take is not ours. */
function cpuSeconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

/** Six that look all round. */
export function ringCameras(): readonly QualityCamera[] {
  return Array.from({ length: 6 }, (_, i) => ringCamera(`ring ${i}`, (i * Math.PI) / 3));
}

/** A lens with distortion, as most have. */
function ringCamera(id: string, headingRad: number): QualityCamera {
  const view = { model: createCameraModel(LENS), cameraFromLabel: levelCamera(headingRad), ...IMAGE_SIZE };
  return { id, view, offsetSeconds: 0.02 };
}

/** 40 cars on rings, with 2D boxes as people draw them; every tenth cuboid is off. */
export function ringFrame(
  id: string,
  index: number,
  cameras: readonly QualityCamera[],
  random: () => number,
): QualityFrame {
  const places = Array.from({ length: OBJECTS }, (_, i) => {
    const angleRad = i * 2.4 + 0.01 * index;
    return { angleRad, rangeMetres: 6 + i, yawRad: angleRad / 2 };
  });
  const objects = labelledCars(id, places);
  const base: QualityFrame = {
    id,
    index,
    objects,
    boxes2d: [],
    review: [],
    cameras,
    timeSeconds: index / 10,
    sensor: [0, 0, 0],
    velocities: new Map(objects.map(({ trackId }) => [trackId, [-8, 1, 0]])),
  };
  const boxes2d = humanBoxes(base, random);
  const wrong = objects.map((object, i) => {
    if ((i + index) % 10 !== 0) return object;
    const [x, y, z] = object.cuboid.centre;
    return Object.assign({}, object, { cuboid: { ...object.cuboid, centre: [x + 0.8, y - 0.6, z] } });
  });
  return { ...base, boxes2d, objects: wrong };
}
