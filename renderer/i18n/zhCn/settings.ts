import type { settings as english } from '../en/settings.ts';
import type { TranslationOf } from '../translationOf.ts';

export const settings: TranslationOf<typeof english> = {
  settings: {
    sections: '设置分类',
    general: '常规',
    keys: '快捷键',
    views: '视图',
    saving: '保存',
    undo: '撤销上一项更改',
    system: '跟随系统',
    theme: '主题',
    uiSize: '界面大小',
    percent: '{{percent}}%',
    pointSize: '点的大小',
    pointPixels: '{{size}} 像素',
    colors: '点云着色',
    color: { height: '离地高度', intensity: '强度', distance: '距离', single: '单色', camera: '相机图像' },
    budget: '移动时绘制的点数',
    budgetPoints: '{{points}} 百万',
    budgetHelp: '点数越少，低配电脑上移动越流畅。静止时绘制全部点',
    author: '姓名',
    authorHelp: '写入由此人修改的标注。留空则不写入',
    labelsHelp: '打开文件夹后，可选择标注的保存位置',
  },
};
