import { describe, expect, test } from 'vitest';
import type { CalibrationFinding } from '#shared/camera/doctor/finding.ts';
import type { StoredCorrection } from '#shared/dataset/acceptedCorrection.ts';
import { frontCamera } from '#renderer/editor/testing/smallDataset.ts';
import type { MadeFinding } from '#renderer/state/calibrationCheck.ts';
import { calibrationKey, changesOf, dismissalOf, openFindings } from './findings.ts';

const rear = { ...frontCamera, id: 'rear', name: 'Rear' };
const cameras = [frontCamera, rear];

function made(finding: Partial<CalibrationFinding> = {}): MadeFinding {
  const whole: CalibrationFinding = {
    kind: 'inverted-extrinsic',
    sequence: 'drive',
    camera: 'front',
    certainty: 'likely',
    evidence: {},
    correction: { kind: 'invert' },
    ...finding,
  };
  const camera = cameras.find(({ id }) => id === whole.camera)!;
  return { finding: whole, about: calibrationKey(camera, 'drive', []) };
}

function accepted(isApplied: boolean): StoredCorrection {
  const correction = { kind: 'invert' } as const;
  return { accepted: { camera: 'front', correction, replaces: null }, isApplied };
}

describe('open findings', () => {
  test('come the surest first', () => {
    const all = [
      made({ certainty: 'suspicion' }),
      made({ certainty: 'likely' }),
      made({ certainty: 'certain' }),
    ];
    const open = openFindings({ made: all, cameras, corrections: [] }, []);
    expect(open.map(({ finding }) => finding.certainty)).toEqual(['certain', 'likely', 'suspicion']);
  });

  test('are those about calibrations in use: accepting settles one, withdrawing brings it back', () => {
    const both = [made(), made({ camera: 'rear' })];
    const { calibration } = frontCamera;
    const corrected = [{ ...frontCamera, calibration: { ...calibration!, hash: 'other' } }, rear];
    expect(openFindings({ made: both, cameras: corrected, corrections: [] }, [])).toEqual([both[1]]);
    expect(openFindings({ made: both, cameras, corrections: [] }, [])).toEqual(both);
  });

  test('are settled by a correction of a camera that has calibrations in single images only', () => {
    expect(openFindings({ made: [made()], cameras, corrections: [accepted(true)] }, [])).toEqual([]);
    expect(openFindings({ made: [made()], cameras, corrections: [accepted(false)] }, [])).toHaveLength(1);
  });

  test('do not show what was dismissed, as long as the calibration is the same', () => {
    const dismissed = [dismissalOf(made())];
    expect(openFindings({ made: [made()], cameras, corrections: [] }, dismissed)).toEqual([]);
    expect(
      openFindings({ made: [made({ kind: 'millimetres' })], cameras, corrections: [] }, dismissed),
    ).toHaveLength(1);
    const later: MadeFinding = { ...made(), about: 'front other' };
    expect(dismissed).not.toContain(dismissalOf(later));
  });
});

describe('what accepting a finding changes', () => {
  test('is its camera', () => {
    expect(changesOf(made().finding)).toEqual([{ camera: 'front', correction: { kind: 'invert' } }]);
  });

  test('is both cameras where they have each other’s calibration', () => {
    const swapped = made({ otherCamera: 'rear', correction: { kind: 'swap', camera: 'rear' } });
    expect(changesOf(swapped.finding)).toEqual([
      { camera: 'front', correction: { kind: 'swap', camera: 'rear' } },
      { camera: 'rear', correction: { kind: 'swap', camera: 'front' } },
    ]);
  });

  test('is nothing where there is nothing to propose', () => {
    expect(changesOf(made({ correction: undefined }).finding)).toEqual([]);
  });
});
