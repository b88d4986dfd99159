import type { batch as english } from '../en/batch.ts';
import type { TranslationOf } from '../translationOf.ts';

export const batch: TranslationOf<typeof english> = {
  batch: {
    title: '批量视图',
    empty: '选择一个对象，其各帧会并排显示在此',
    range: '第 {{from}}–{{to}} 帧',
    keyframe: '关键帧',
    interpolate: '插值',
    confirmNext: '确认，下一帧',
    frame: '帧 {{frame}}',
    cell: '{{row}}，帧 {{frame}}',
    image: '图像',
    top: '俯视',
    side: '侧视',
    lacks: '此帧未标注',
    points_other: '{{points}} 个点',
    delta: {
      near: '与此帧点的贴合相差 {{delta}}',
      far: '请检查：与此帧点的贴合相差 {{delta}}',
      look: '请检查',
      none: '此帧的点无法说明它在哪里',
    },
    chosen_other: '已选 {{count}} 帧',
    isChosen: '已选',
    onlyOne: '只留一帧',
    confirmChosen_other: '确认 {{count}} 帧，下一帧',
    hint: '在指针所在的帧中编辑 · Shift+点击：同时编辑多帧 · 滚轮：其他帧 · K：在缺少该对象的帧中放置',
  },
};
