import { describe, expect, test } from 'vitest';
import { FINDING_KINDS } from '#shared/camera/doctor/finding.ts';
import { calibrationCorrectionSchema } from '#shared/dataset/calibrationCorrection.ts';
import { describeProblem, describeReason } from '#shared/problems/describeProblem.ts';
import { frontCamera } from '#renderer/editor/testing/smallDataset.ts';
import { LANGUAGES } from '#renderer/i18n/language.ts';
import { translator } from '#renderer/i18n/testing/translator.ts';
import { describeCorrection } from './describeCorrection.ts';
import { describeEvidence } from './describeEvidence.ts';
import { findingProblem } from './findingProblem.ts';

const rear = { ...frontCamera, id: 'rear', name: 'Rear' };

function problemOf(kind: (typeof FINDING_KINDS)[number]) {
  const finding = { kind, sequence: 'drive', camera: 'front', certainty: 'likely', evidence: {} } as const;
  return findingProblem({ ...finding, otherCamera: 'rear' }, [frontCamera, rear]);
}

describe.each(LANGUAGES)('in %s', (language) => {
  test('every kind of finding has a sentence of its own', () => {
    const sentences = FINDING_KINDS.map((kind) => describeReason(problemOf(kind), language));
    expect(new Set(sentences).size).toBe(FINDING_KINDS.length);
    expect(describeReason(problemOf('swapped-cameras'), language)).toContain('Rear');
    expect(describeProblem(problemOf('degrees'), language)).toContain('Front');
  });

  test('every correction says what it would do', async () => {
    const t = await translator(language);
    const { intrinsics, cameraFromLabel } = frontCamera.calibration!;
    const values = {
      from: 'opengl',
      written: 'wxyz',
      factor: 0.001,
      axis: 'x',
      x: 0.5,
      y: 0.25,
      left: 10,
      top: -4,
    };
    const sentences = calibrationCorrectionSchema.options.map(({ shape }) => {
      const kind = shape.kind.value;
      const correction = { ...values, kind, camera: 'rear', intrinsics, cameraFromLabel };
      return describeCorrection(calibrationCorrectionSchema.parse(correction), [frontCamera, rear], t);
    });
    expect(new Set(sentences).size).toBe(sentences.length);
    expect(sentences.join()).toContain('0.001');
    expect(sentences.join()).toContain('−10');
    expect(sentences.join()).toContain('Rear');
    expect(sentences.join()).not.toMatch(/\{\{|calibration\./);
  });
});

describe('the evidence of a finding', () => {
  const finding = {
    kind: 'inverted-extrinsic',
    sequence: 'drive',
    camera: 'front',
    certainty: 'likely',
  } as const;

  test('says what its correction changes, and leaves out what stays', async () => {
    const evidence = {
      inFront: 50,
      inFrontAfter: 53,
      inImage: 0.4,
      inImageAfter: 21.35,
      tilt: 174,
      tiltAfter: 2,
      edges: 1234,
    };
    const said = async (language: string) =>
      describeEvidence({ ...finding, evidence }, await translator(language));
    expect(await said('en')).toBe(
      'Points in the image 0.4 % → 21.4 %, camera tilted 174° → 2°, 1,234 edges compared',
    );
    expect(await said('zh-CN')).toBe(
      '落在图像内的点 0.4 % → 21.4 %，相机倾斜 174° → 2°，对照了 1,234 处边缘',
    );
  });

  test('names what the file says, and is nothing where there is none', async () => {
    const t = await translator('en');
    const evidence = { where: 'intrinsic[0]', fx: -700.25, fy: 0.5 };
    expect(describeEvidence({ ...finding, evidence }, t)).toBe(
      'Found at intrinsic[0], focal lengths −700.3 and 0.500',
    );
    expect(describeEvidence({ ...finding, evidence: {} }, t)).toBe('');
  });
});
