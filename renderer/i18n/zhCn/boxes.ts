import type { boxes as english } from '../en/boxes.ts';
import type { TranslationOf } from '../translationOf.ts';

export const boxes: TranslationOf<typeof english> = {
  boxes: {
    title: '二维框',
    onlyIn2d: '仅有二维框',
    nextBox: '下一个二维框',
    camera: '相机',
    edges: '边界',
    left: '左',
    top: '上',
    right: '右',
    bottom: '下',
    pixels: '像素',
    size: '尺寸',
    sizeOf: '{{width}} × {{height}} 像素',
    track: '对象',
    noTrack: '无',
    link: '关联',
    linkNew: '新建',
    unlink: '取消关联',
    linkedBy: { person: '人工关联', matched: '自动匹配', imported: '随导入关联' },
    extent: '范围',
    extents: { visible: '可见部分', amodal: '完整物体' },
    score: '置信度',
    origin: '来源',
    sources: { manual: '手动绘制', imported: '导入', model: '检测器' },
    copyNext: '复制到下一帧',
    row: '二维框，{{name}}，{{camera}}',
    unlinked: '{{class}}，未关联',
  },
};
