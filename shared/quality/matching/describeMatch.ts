import type { ProblemLanguage } from '../../problems/describeProblem.ts';
import type { MatchReason, NoMatchReason } from './matchBoxes.ts';

type Reason = MatchReason | NoMatchReason;

/** Names the cuboid or 2D box of an id to a person: `car 3`. */
export type NameOf = (id: string) => string;

/** Why a 2D box and a cuboid were matched, or why one was left over, as a sentence without a full stop. */
export function describeMatch(reason: Reason, language: ProblemLanguage, nameOf: NameOf): string {
  return language === 'en' ? english(reason, nameOf) : chinese(reason, nameOf);
}

function english(reason: Reason, nameOf: NameOf): string {
  switch (reason.kind) {
    case 'linked':
      return 'Linked before';
    case 'fits': {
      const { iou, isSameClass, depthRatio, hidden, rivals } = reason;
      return [
        `Overlap ${share(iou)}`,
        isSameClass ? 'same class' : 'other class',
        `size as at ${ratio(depthRatio)} times its distance`,
        ...(hidden > 0.01 ? [`${share(hidden)} of it behind a nearer object`] : []),
        ...(rivals > 0 ? [`better as a whole than ${rivals} other ${rivals === 1 ? 'pair' : 'pairs'}`] : []),
      ].join(', ');
    }
    case 'unseen':
      return 'The image does not show it';
    case 'alone':
      return 'Nothing overlaps with it';
    case 'overlap':
      return `Overlaps most with ${nameOf(reason.other)}, but only ${share(reason.iou)}, less than ${share(reason.limit)}`;
    case 'depth':
      return `Looks as ${nameOf(reason.other)} would at ${ratio(reason.depthRatio)} times its distance, more than ${ratio(reason.limit)} times off`;
    case 'occupied':
      return `Would fit ${nameOf(reason.other)} (overlap ${share(reason.iou)}), which has a 2D box already`;
    case 'taken':
      return `Would fit ${nameOf(reason.other)}, which fits ${nameOf(reason.rival)} better`;
  }
}

function chinese(reason: Reason, nameOf: NameOf): string {
  switch (reason.kind) {
    case 'linked':
      return '此前已关联';
    case 'fits': {
      const { iou, isSameClass, depthRatio, hidden, rivals } = reason;
      return [
        `重叠 ${share(iou)}`,
        isSameClass ? '类别相同' : '类别不同',
        `大小相当于其距离的 ${ratio(depthRatio)} 倍处`,
        ...(hidden > 0.01 ? [`${share(hidden)} 被更近的对象遮挡`] : []),
        ...(rivals > 0 ? [`整体上优于另外 ${rivals} 种配对`] : []),
      ].join('，');
    }
    case 'unseen':
      return '图像中看不到它';
    case 'alone':
      return '没有与它重叠的对象';
    case 'overlap':
      return `与 ${nameOf(reason.other)} 重叠最多，但只有 ${share(reason.iou)}，低于 ${share(reason.limit)}`;
    case 'depth':
      return `大小相当于 ${nameOf(reason.other)} 在其 ${ratio(reason.depthRatio)} 倍距离处，超出 ${ratio(reason.limit)} 倍`;
    case 'occupied':
      return `与 ${nameOf(reason.other)} 相符（重叠 ${share(reason.iou)}），但后者已有二维框`;
    case 'taken':
      return `与 ${nameOf(reason.other)} 相符，但后者与 ${nameOf(reason.rival)} 更相符`;
  }
}

function share(value: number): string {
  return `${Math.round(value * 100)} %`;
}

function ratio(value: number): string {
  return value.toFixed(2);
}
