import type { images as english } from '../en/images.ts';
import type { TranslationOf } from '../translationOf.ts';

export const images: TranslationOf<typeof english> = {
  images: {
    none: '此帧没有图像',
    notProjected: '未投影：缺少标定',
    notUndistorted: '无法去畸变，显示原始图像',
    truncated: '截断 {{percent}} %',
    all: '所有相机',
    back: '返回三维视图 (Esc)',
    follows: '跟随所选',
    pinned: '已固定',
    followsNothing: '选择一个对象，此处会显示最清楚地看到它的相机',
    unseen: '没有相机能看到此对象',
    pin: '固定显示此对象',
    unpin: '重新跟随所选对象',
    brightness: '亮度',
    contrast: '对比度',
    gamma: '伽马',
    reset: '重置',
  },
};
