import type { RuleWords } from '../rule.ts';

/** The same placeholders as in `en.ts`; a test compares them. */
export const RULE_WORDS_ZH_CN: Readonly<Record<string, RuleWords>> = {
  DAT001: {
    title: '同一帧中 ID 重复',
    sentence: '[{class} {number} ][{camera} 上的二维框]的 ID 与本帧另一条记录相同',
  },
  DAT002: {
    title: '未知轨迹',
    sentence: '[{class} {number} ][{camera} 上的二维框]所属的轨迹 {track} 不在 tracks.json 中',
  },
  DAT003: {
    title: '未知类别',
    sentence: '[对象 {number} ][{camera} 上的二维框]的类别 {class} 不在类别表中',
  },
  DAT004: {
    title: '数值无法计算',
    sentence: '{class} {number} 的{what}无效：{numbers}',
  },
  DAT005: {
    title: '四元数长度不为 1',
    sentence: '{class} {number} 的旋转四元数长度为 {norm}，应为 1',
  },
  DAT006: {
    title: '航向角与旋转不一致',
    sentence: '{class} {number} 记录的航向角为 {yawDegrees}°，而旋转给出 {rotationDegrees}°',
  },
  DAT007: {
    title: 'ID 与轨迹和帧不对应',
    sentence: '{class} {number} 的 ID 不是由轨迹和帧得出的，合并时无法识别',
  },
  DAT008: {
    title: '投影来自旧标定',
    sentence: '{class} {number} 在 {cameras} 个相机（含 {camera}）上的投影是用旧标定计算的',
  },
  DAT009: {
    title: '源文件已改变',
    sentence: '{files} 个文件与标注时不同：{what} {path}',
  },
  GEO001: {
    title: '尺寸超出类别范围',
    sentence: '{class} {number} 的{side}为 {valueMetres} 米；该类别应在 {leastMetres} 至 {mostMetres} 米之间',
  },
  GEO002: {
    title: '立体框重叠',
    sentence: '{class} {number} 与 {otherClass} {otherNumber} 重叠，深 {depthMetres} 米',
  },
  GEO003: {
    title: '悬空或陷入地面',
    sentence: '{class} {number} 的底面在地面{direction} {heightMetres} 米',
  },
  GEO004: {
    title: '不水平',
    sentence: '{class} {number} 倾斜 {angleDegrees}°',
  },
  TRK001: {
    title: '同一轨迹的尺寸不一致',
    sentence:
      '{class} {number} 在此帧的{side}为 {valueMetres} 米，通常为 {usualMetres} 米；共 {frames} 帧尺寸不同',
  },
  TRK002: {
    title: '尺寸与轨迹不同',
    sentence: '{class} {number} 与其轨迹的固定尺寸相差 {differenceMetres} 米',
  },
  TRK003: {
    title: '速度超出类别上限',
    sentence:
      '{class} {number} 的速度达 {speedMetresPerSecond} 米/秒；该类别最高 {mostMetresPerSecond} 米/秒',
  },
  TRK004: {
    title: '加速度超出类别上限',
    sentence:
      '{class} {number} 的加速度达 {accelerationMetresPerSecond2} 米/秒²；该类别最高 {mostMetresPerSecond2} 米/秒²',
  },
  TRK005: {
    title: '转向过快',
    sentence:
      '{class} {number} 的转向速度达 {rateDegreesPerSecond}°/秒；该类别最高 {mostDegreesPerSecond}°/秒',
  },
  TRK006: {
    title: '航向跳变',
    sentence: '{class} {number} 的航向与前后帧相差 {angleDegrees}°',
  },
  TRK007: {
    title: '位置跳变',
    sentence: '{class} {number} 的位置与前后帧推算相差 {distanceMetres} 米',
  },
  TRK008: {
    title: '航向与运动方向相反',
    sentence: '{class} {number} 的车头与运动方向相差 {angleDegrees}°，共 {frames} 帧',
  },
  TRK009: {
    title: '中间缺失',
    sentence: '{class} {number} 在此前 {frames} 个已标注帧中缺失，距离不超过 {rangeMetres} 米',
  },
  TRK010: {
    title: '同一轨迹在一帧中出现两次',
    sentence: '{class} {number} 出现两次，相距 {distanceMetres} 米',
  },
  TRK011: {
    title: '类别与轨迹不同',
    sentence: '对象 {number} 记为 {otherClass}，其轨迹为 {class}',
  },
  TRK012: {
    title: '标为静止却在移动',
    sentence: '{class} {number} 与其他帧中的位置相差 {distanceMetres} 米',
  },
  PTS001: {
    title: '框内没有点',
    sentence: '{class} {number} 内没有点，距离 {rangeMetres} 米',
  },
  PTS002: {
    title: '点数偏少',
    sentence: '{class} {number} 内有 {points} 个点；在 {rangeMetres} 米处应不少于 {leastPoints} 个',
  },
  PTS003: {
    title: '框外紧邻处有点',
    sentence: '{class} {number} 的{face}外 {layerMetres} 米内有 {points} 个点，相当于框内的 {percent}%',
  },
  REC001: {
    title: '疑似漏标对象',
    sentence: '{rangeMetres} 米处有 {points} 个点形似 {class}，但不在任何立体框内，把握 {percent}%',
  },
};

export const PARAM_WORDS_ZH_CN: Readonly<Record<string, string>> = {
  length: '长',
  width: '宽',
  height: '高',
  centre: '中心',
  size: '尺寸',
  rotation: '旋转',
  cloud: '点云',
  image: '图像',
  calibration: '标定',
  above: '上方',
  below: '下方',
  front: '前面',
  rear: '后面',
  left: '左侧',
  right: '右侧',
  top: '顶面',
  outOfView: '视野之外',
  unlinked: '未关联任何对象',
};
