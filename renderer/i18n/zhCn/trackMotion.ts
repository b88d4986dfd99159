import type { trackMotion as source } from '../en/trackMotion.ts';
import type { TranslationOf } from '../translationOf.ts';

export const trackMotion: TranslationOf<typeof source> = {
  trajectories: {
    title: '跨帧路径',
    mode: { selected: '所选', all: '全部', none: '不显示' },
    note: '实线：本帧之前；虚线：本帧之后；圆点：关键帧',
    now: {
      selected: '显示所选对象的路径',
      all: '显示全部对象的路径',
      none: '不显示路径',
    },
    why: {
      'no-poses': '无法显示路径：数据集没有本车位姿',
      'no-pose-here': '无法显示路径：此帧没有本车位姿',
    },
  },
  plots: {
    title: '运动',
    names: { speed: '速度', yawRate: '横摆角速度', acceleration: '加速度' },
    relativeNames: { speed: '相对速度', yawRate: '相对横摆角速度', acceleration: '相对加速度' },
    units: { speed: 'm/s', yawRate: '°/s', acceleration: 'm/s²' },
    described: '{{what}}，帧 {{first}} 至 {{last}}，{{least}} 至 {{most}} {{unit}}；此帧 {{here}}',
    unknownHere: '未知',
    nothingFollowed: '选择一个对象，查看其运动',
    oneFrame: '在相隔不到一秒的两帧中标注此对象后，即可查看其运动',
    relative: '相对于本车：没有本车位姿',
    untimed: '无法计算速度：各帧没有时间',
    outliers: '需查看的帧',
    noOutliers: '没有异常的帧',
    more_other: '另有 {{count}} 处',
    sentence: '{{text}}。',
    lookAtIt: '查看',
    frame: '帧 {{frame}}：{{what}}',
    frames: '帧 {{frame}}–{{last}}：{{what}}',
    reason: {
      'off-path': '偏离路径 {{metres}} m',
      jump: '突然移动 {{metres}} m',
      'off-heading': '朝向与前后帧相差 {{degrees}}',
      'turn-jump': '突然转动 {{degrees}}',
      'against-motion': '朝向与运动方向相反',
      'faces-back': '朝向相反',
    },
  },
};
