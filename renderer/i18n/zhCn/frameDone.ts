import type { frameDone as english } from '../en/frameDone.ts';
import type { TranslationOf } from '../translationOf.ts';

export const frameDone: TranslationOf<typeof english> = {
  done: {
    button: '完成，下一个',
    count: '已完成 {{done}}/{{total}}',
    tick: '已完成',
    allDone: '已是最后一帧，所有帧均已完成',
    left_other: '已是最后一帧，还有 {{count}} 帧未完成',
    goThere: '前往',
  },
  visibility: {
    occlusion: '遮挡',
    short: { none: '无', partly: '部分', largely: '大部分', unknown: '?' },
    occlusions: { none: '无遮挡', partly: '部分遮挡', largely: '大部分遮挡', unknown: '遮挡情况未知' },
    truncation: '截断',
    truncations: { no: '否', yes: '是' },
    percent: '{{percent}} %',
  },
  strip: { title: '所选对象的属性', close: '关闭', truncated: '是否截断' },
  status: {
    today: '今日',
    todayHelp:
      '今天在此电脑上（不论哪个文件夹）画的立体框，以及首次手动修改的沿用框。撤销会相应扣减，午夜后重新计数',
    memory: '{{megabytes}} MB',
    memoryHelp: '点云占用内存 {{workers}} MB，显存 {{graphics}} MB',
  },
  scrub: { help: '左右拖动 · Shift：粗调 · Alt：微调 · Esc：还原' },
};
