import type { importBoxes as english } from '../en/importBoxes.ts';
import type { TranslationOf } from '../translationOf.ts';

export const importBoxes: TranslationOf<typeof english> = {
  importBoxes: {
    title: '导入二维框',
    explain:
      '支持 COCO、KITTI label_2、YOLO 或标注文件。人工绘制或修改过的框保持不变；再次导入同一文件会替换上次导入的框。',
    file: '选择文件…',
    folder: '选择文件夹…',
    nothing: '尚未选择',
    camera: '图像所属相机',
    everyCamera: '所有相机，按名称匹配',
    ofFormat: '{{format}}，按相机',
    boxes: '二维框',
    frames: '帧',
    none: '没有框落在此序列的图像上',
    looking: '正在查看各帧的标注…',
    counts: {
      added: '新增 {{boxes}}',
      replaced: '替换 {{boxes}}',
      same: '已存在 {{boxes}}',
      removed: '移除 {{boxes}}',
      kept: '保留人工结果 {{boxes}}',
      none: '没有可导入的框',
    },
    matched_other: '{{matched}} 个与立体框匹配，{{count}} 帧会改变',
    matches: {
      title: '各属于哪个立体框及原因',
      matched: '已匹配 {{boxes}}',
      left: '未匹配 {{boxes}}',
      sameClass: '类别相同',
      otherClass: '类别不同',
      depth: '距离 × {{ratio}}',
    },
    unread_other: '{{count}} 帧的标注无法读取，保持原样',
    run: '导入',
    done_other:
      '在 {{count}} 帧中新增 {{added}} 个二维框，替换 {{replaced}}，移除 {{removed}}，匹配 {{matched}}',
  },
};
