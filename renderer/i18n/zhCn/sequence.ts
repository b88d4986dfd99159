import type { sequence as english } from '../en/sequence.ts';
import type { TranslationOf } from '../translationOf.ts';

export const sequence: TranslationOf<typeof english> = {
  mode: {
    title: '模式',
    label: '标注',
    sequence: '序列',
  },
  timeline: {
    title: '轨迹',
    frame: '帧',
    frameOf: '第 {{n}} 帧，共 {{total}} 帧',
    camera: '图像来自',
    showAll: '显示整个序列',
    noTimes: '没有时间戳，按每秒十帧播放',
    empty: '序列中的每个对象在此各占一行，从首次出现处到最后出现处',
    emptyHelp: '画出第一个立体框',
    static: '静止',
    frames_other: '{{count}} 帧',
    life: '第 {{first}}–{{last}} 帧，关键帧 {{keyframes}} 个，已确认 {{confirmed}} 帧',
    nowhere: '可读取的帧中都没有',
    here: {
      keyframe: '{{frame}}，关键帧',
      interpolated: '{{frame}}，插值生成',
      other: '{{frame}}，延续或导入',
      absent: '{{frame}}，此处未标注',
    },
  },
};
