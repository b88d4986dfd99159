import type { TranslationOf } from '../translationOf.ts';
import type { viewTools as source } from '../en/viewTools.ts';

export const viewTools: TranslationOf<typeof source> = {
  focus: {
    move: '移动',
    keysIn: '按键所在视图：{{view}}',
  },
  measure: {
    readout: '{{distance}} m · 水平 {{level}} m · 高差 {{up}} m',
  },
  slab: {
    layers: '图层',
    title: '离地高度范围',
    only: '隐藏此高度范围外的点',
    low: '最低离地高度（米）',
    high: '最高离地高度（米）',
    from: '从',
    to: '到',
    shown: '仅 {{low}}–{{high}} m',
    note: '隐藏的点仍参与计数和贴合',
  },
  savedViews: {
    title: '已存视角',
    restore: '回到视角 {{n}}',
    empty: '视角 {{n}}：尚未保存',
    save: '保存为视角 {{n}}',
    follow: '跟随所选',
    saved: '已保存为视角 {{n}}',
  },
};
