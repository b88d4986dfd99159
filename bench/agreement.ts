import { seededRandom } from '#shared/pointcloud/random.ts';
import { cameraTrial, type CameraError, type CameraTrial } from '../testing/agreement/cameraErrors.ts';
import { labelTrials, type LabelTrial } from '../testing/agreement/labelTrials.ts';
import { cleanTrial, shapeTrial, type ShapeTrial } from '../testing/agreement/shapeTrials.ts';
import { driveScene, labelledScene, type TruthScene } from '../testing/agreement/truthScenes.ts';
import { writeResults } from './writeResults.ts';
import { kittiAgreement } from './agreementKitti.ts';
import { agreementSpeed } from './agreementSpeed.ts';

/**
 * Do the agreement rules find what is wrong, say what kind of mistake it is, and keep silent where nothing is? Labels that
 * are right, with 2D boxes as people draw them, get one error each, of an effect that is known in standard deviations of
 * the hand. `node bench/run.mjs agreement`; with `BOXWRIGHT_REFERENCE=<folder>` on SUSTechPOINTS and KITTI too.
 * `TRIALS` (2000 each) and `SEEDS` (1,2,3) change how much is tried; `KEEP=1` keeps the result in `bench/results`.
 */

const TRIALS = Number(process.env['TRIALS'] ?? 2000);
const SEEDS = (process.env['SEEDS'] ?? '1,2,3').split(',').map(Number);
const CLEAN_ROUNDS = 6;
const MOST_EFFECT = 14;
const reference = process.env['BOXWRIGHT_REFERENCE'];
const results: unknown[] = [];

const scenes: TruthScene[] = [await driveScene(true), withoutClouds(await driveScene(false))];
if (reference !== undefined) {
  const sustech = `${reference}/data/sustechpoints/example`;
  scenes.push(await labelledScene('SUSTechPOINTS', sustech, [2048, 1536], true));
}
for (const scene of scenes) {
  print(`\n${scene.name}: ${scene.frames.length} frames, seeds ${SEEDS.join(', ')}`);
  const clean = judgeClean(scene);
  const shapes = SEEDS.flatMap((seed) => shapeTrials(scene, seed));
  const shape = judgeShapes(shapes);
  const labels = judgeLabels(SEEDS.flatMap((seed) => labelTrials(scene, seed, TRIALS / 40)));
  const cameras = judgeCameras(scene);
  results.push({ scene: scene.name, seeds: SEEDS, clean, shape, labels, cameras });
}
if (reference !== undefined) results.push({ kitti: await kittiAgreement(reference) });
results.push({ speed: agreementSpeed() });
if (process.env['KEEP'] !== undefined) writeResults('agreement', results);

function withoutClouds(scene: TruthScene): TruthScene {
  return { ...scene, name: `${scene.name} without clouds` };
}

function judgeClean(scene: TruthScene): Record<string, unknown> {
  let objects = 0;
  const byRule = new Map<string, number>();
  for (const seed of SEEDS) {
    const random = seededRandom(seed);
    for (let round = 0; round < CLEAN_ROUNDS; round++) {
      for (const truth of scene.frames) {
        const trial = cleanTrial(scene, truth, random);
        objects += trial.objects;
        for (const { rule } of trial.findings) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
      }
    }
  }
  const findings = [...byRule.values()].reduce((a, b) => a + b, 0);
  const part = findings / objects;
  print(
    `  right labels: ${findings} findings on ${objects} objects, ${percent(part)} (at most 5 %: ${met(part <= 0.05)}) ${[...byRule].join(' ')}`,
  );
  return { objects, findings, share: rounded(part), byRule: Object.fromEntries(byRule) };
}

function shapeTrials(scene: TruthScene, seed: number): ShapeTrial[] {
  const random = seededRandom(1000 + seed);
  return Array.from({ length: TRIALS }, () => shapeTrial(scene, random, [0, MOST_EFFECT])).filter(
    (trial) => trial !== undefined,
  );
}

function judgeShapes(trials: readonly ShapeTrial[]): Record<string, unknown> {
  print('  shapes:   effect       trials  found  right kind');
  const curve = Array.from({ length: MOST_EFFECT }, (_, from) => {
    const bin = trials.filter(({ effect }) => effect >= from && effect < from + 1);
    const found = bin.filter(({ isFound }) => isFound);
    const row = {
      from,
      trials: bin.length,
      found: rounded(share(bin, ({ isFound }) => isFound)),
      rightKind: rounded(share(found, ({ isRightKind }) => isRightKind)),
    };
    print(
      `     ${`${from}–${from + 1} σ`.padStart(10)} ${String(row.trials).padStart(12)} ${percent(row.found).padStart(8)} ${percent(row.rightKind).padStart(8)}`,
    );
    return row;
  });
  const plain = trials.filter(({ effect }) => effect >= 4);
  const found = plain.filter(({ isFound }) => isFound);
  const recall = share(plain, ({ isFound }) => isFound);
  const kind = share(found, ({ isRightKind }) => isRightKind);
  const fixed = plain.filter(({ isFixCloser }) => isFixCloser !== undefined);
  const closer = share(fixed, ({ isFixCloser }) => isFixCloser === true);
  const small = trials.filter(({ effect }) => effect < 2);
  const silent = share(small, ({ isFound }) => !isFound);
  print(
    `    ≥ 4 σ: recall ${percent(recall)} (${met(recall >= 0.95)}), right kind ${percent(kind)} (${met(kind >= 0.85)}), fix closer ${percent(closer)} (${met(closer >= 0.9)}); < 2 σ: silent ${percent(silent)} (${met(silent >= 0.95)})`,
  );
  const confusion: Record<string, Record<string, number>> = {};
  for (const { error, said } of plain) {
    const row = (confusion[error.name] ??= {});
    const key = said.toSorted().join('+') || 'silent';
    row[key] = (row[key] ?? 0) + 1;
  }
  for (const [name, row] of Object.entries(confusion)) {
    const sorted = Object.entries(row).sort(([, a], [, b]) => b - a);
    print(`    ${name.padEnd(22)}${sorted.map(([said, n]) => `${said} ${n}`).join(', ')}`);
  }
  return {
    recall: rounded(recall),
    rightKind: rounded(kind),
    fixCloser: rounded(closer),
    silentBelow2: rounded(silent),
    curve,
    confusion,
  };
}

function judgeLabels(trials: readonly LabelTrial[]): unknown {
  const rows = [...new Set(trials.map(({ name }) => name))].map((name) => {
    const all = trials.filter((trial) => trial.name === name);
    const plain = all.filter(({ effect }) => effect >= 4);
    const small = all.filter(({ effect }) => effect < 2);
    const recall = share(plain, ({ isFound }) => isFound);
    const kind = share(
      plain.filter(({ isFound }) => isFound),
      ({ isRightKind }) => isRightKind,
    );
    // A scene may have no such thing: still frames have no objects that move.
    if (plain.length === 0) {
      print(
        `    ${name.padEnd(20)}   none ≥ 4 σ; ${small.length} < 2 σ: silent ${percent(share(small, ({ isFound }) => !isFound))}`,
      );
      return { name, trials: 0 };
    }
    print(
      `    ${name.padEnd(20)}${String(plain.length).padStart(6)} ≥ 4 σ: recall ${percent(recall)} (${met(recall >= 0.95)}), right kind ${percent(kind)} (${met(kind >= 0.85)}); ${small.length} < 2 σ: silent ${percent(share(small, ({ isFound }) => !isFound))}`,
    );
    return { name, trials: plain.length, recall: rounded(recall), rightKind: rounded(kind) };
  });
  return rows;
}

function judgeCameras(scene: TruthScene): unknown {
  const trials: CameraTrial[] = [];
  const rounds = Math.max(1, Math.round(TRIALS / 400));
  for (const seed of SEEDS) {
    const random = seededRandom(3000 + seed);
    for (const error of ['turned', 'shifted', 'late', 'none'] as const) {
      for (const pixels of error === 'none' ? [0, 0, 0] : [0.5, 1, 2, 4, 8, 16]) {
        for (let round = 0; round < rounds; round++) {
          const trial = cameraTrial(scene, random, error, pixels);
          if (trial !== undefined && trial.boxes >= 20) trials.push(trial);
        }
      }
    }
  }
  if (trials.length === 0) {
    print('    cameras: fewer than 20 2D boxes on each');
    return [];
  }
  return (['turned', 'shifted', 'late', 'none'] satisfies CameraError[]).map((error) => {
    const all = trials.filter((trial) => trial.error === error);
    const plain = all.filter(({ pixels }) => error === 'none' || pixels >= 1);
    const found = share(plain, ({ isFound }) => isFound);
    const kind = share(
      plain.filter(({ isFound }) => isFound),
      ({ isRightKind }) => isRightKind,
    );
    const accused = share(plain, ({ isOtherAccused }) => isOtherAccused);
    const perObject = plain.reduce((sum, trial) => sum + (trial.isFound ? trial.perObject : 0), 0);
    const explained = plain.reduce((sum, trial) => sum + (trial.isFound ? trial.explained : 0), 0);
    print(
      `    camera ${error.padEnd(10)}${String(plain.length).padStart(4)} of ≥ 1 px: found ${percent(found)}, right kind ${percent(kind)}, another accused ${percent(accused)}; of ${perObject} findings on its objects ${explained} explained`,
    );
    return {
      error,
      trials: plain.length,
      found: rounded(found),
      rightKind: rounded(kind),
      otherAccused: rounded(accused),
      perObject,
      explained,
    };
  });
}

function share<T>(list: readonly T[], is: (item: T) => boolean): number {
  return list.filter(is).length / list.length;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function percent(value: number): string {
  return Number.isNaN(value) ? '–' : `${(100 * value).toFixed(1)} %`;
}

function met(isMet: boolean): string {
  return isMet ? 'met' : 'MISSED';
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
