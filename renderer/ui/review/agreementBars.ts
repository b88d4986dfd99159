import { StatisticsGroup } from '#shared/quality/review/statisticsGroup.ts';
import type { FindingScope } from '#renderer/editor/review/findingGroups.ts';
import type { FindingsState } from '#renderer/editor/review/findingsBoard.ts';

/** How well the 2D boxes of a class, or of a camera, agree with their cuboids. */
export interface AgreementBar {
  readonly scope: FindingScope;
  /** How many have an IoU of 0 to 0.1, 0.1 to 0.2, … */
  readonly histogram: readonly number[];
  readonly compared: number;
  readonly medianIou: number;
  /** Those whose difference is more than explainable. */
  readonly disagreeing: number;
}

export interface AgreementBars {
  readonly class: readonly AgreementBar[];
  readonly camera: readonly AgreementBar[];
}

/** The worst first, by the median. */
export function agreementBars({ agreements }: Pick<FindingsState, 'agreements'>): AgreementBars {
  const groups = {
    class: new Map<string, StatisticsGroup>(),
    camera: new Map<string, StatisticsGroup>(),
  };
  for (const ofFrame of agreements.values())
    for (const agreement of ofFrame)
      for (const kind of ['class', 'camera'] as const) {
        const name = agreement[kind];
        const group = groups[kind].get(name) ?? new StatisticsGroup();
        groups[kind].set(name, group);
        group.addAgreement(agreement.iou, agreement.verdict !== 'agrees');
      }
  return { class: barsOf('class', groups.class), camera: barsOf('camera', groups.camera) };
}

function barsOf(
  kind: 'class' | 'camera',
  groups: ReadonlyMap<string, StatisticsGroup>,
): readonly AgreementBar[] {
  return [...groups]
    .flatMap(([value, group]): AgreementBar[] => {
      const { iouHistogram, iou, compared, disagreeing } = group.statistics(undefined);
      if (iou === undefined) return [];
      const medianIou = iou.median;
      return [{ scope: { kind, value }, histogram: iouHistogram, compared, medianIou, disagreeing }];
    })
    .toSorted((a, b) => a.medianIou - b.medianIou || (a.scope.value < b.scope.value ? -1 : 1));
}
