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
  filter: {
    place: '显示范围',
    within: '仅显示',
    withinSwitch: '仅显示本车附近',
    metres: 'm 以内',
    withinLabel: '距本车的最远距离（米）',
    drawRegion: '框选只看的区域',
    clearRegion: '恢复显示区域外的内容',
    points: '点',
    labelled: { all: '全部', outside: '未标注', inside: '已标注' },
    classes: '本帧的类别',
    noObjects: '本帧还没有对象',
    shown: {
      within: '{{metres}} m 以内',
      region: '仅区域内',
      outside: '仅未标注的点',
      inside: '仅已标注的点',
      classes_other: '已隐藏 {{count}} 个类别',
    },
  },
  imagePoints: {
    title: '相机图像',
    show: '在图像上显示激光点',
    note: '指针处的点会在所有视图中标出',
    place: 'x {{x}} · y {{y}} · z {{z}} m',
    fromCamera: '距相机 {{distance}} m',
    fromLidar: '距激光雷达 {{distance}} m',
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
