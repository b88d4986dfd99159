import type { RuleWords } from '../rule.ts';

/** What the agreement rules say, by rule id. */
export const AGREEMENT_WORDS_ZH_CN: Readonly<Record<string, RuleWords>> = {
  AGR001: {
    title: '缺少二维框',
    sentence:
      '{class} {number} 在 {camera} 上没有二维框；它在那里为 {widthPixels} × {heightPixels} 像素，距离 {depthMetres} 米',
  },
  AGR002: {
    title: '缺少立体框',
    sentence:
      '{camera} 上的二维框（{class}[ {number}]，{widthPixels} × {heightPixels} 像素）在本帧没有立体框',
  },
  AGR003: {
    title: 'ID 错误',
    sentence:
      '{camera} 上的二维框与 {otherClass} {other} 吻合（重叠 {iouAfter}）[，却关联到 {class} {number}（重叠 {iou}）][，却{reason}]',
  },
  AGR004: {
    title: 'ID 互换',
    sentence:
      '{class} {number} 与 {otherClass} {other} 的二维框关联反了：对调后 {camera} 上的重叠由 {iou} 升至 {iouAfter}',
  },
  AGR005: {
    title: '类别错误',
    sentence: '{class} {number} 在 {camera} 的二维框中是“{other}”',
  },
  AGR006: {
    title: '位置错误',
    sentence:
      '{class} {number} 在 {camera} 上偏差 {sigma} σ。移动 {metres} 米（从该相机看：向右 {rightMetres}，向上 {upMetres}，向远 {awayMetres}）即可吻合：重叠 {iou} → {iouAfter}',
  },
  AGR007: {
    title: '尺寸错误',
    sentence:
      '{class} {number} 在 {camera} 上偏差 {sigma} σ。尺寸由 {lengthMetres} × {widthMetres} × {heightMetres} 米改为 {toLengthMetres} × {toWidthMetres} × {toHeightMetres} 米即可吻合：重叠 {iou} → {iouAfter}',
  },
  AGR008: {
    title: '朝向错误',
    sentence:
      '{class} {number} 在 {camera} 上偏差 {sigma} σ。旋转 {degrees}° 即可吻合：重叠 {iou} → {iouAfter}',
  },
  AGR009: {
    title: '幽灵框',
    sentence: '{class} {number} 内没有点，也没有二维框，而 {camera} 在 {depthMetres} 米处应能看见它',
  },
  AGR010: {
    title: '时间不一致',
    sentence:
      '{camera} 的图像中有 {count} 个运动物体，位于其立体框 {milliseconds} 毫秒之后的位置（{sigma} σ）',
  },
  AGR011: {
    title: '截断标记错误',
    sentence: '{class} {number} 在 {camera} 上标为截断 {statedPercent} %，按立体框应为 {percent} %',
  },
  AGR012: {
    title: '前后顺序与遮挡矛盾',
    sentence:
      '{class} {number}（{depthMetres} 米）在 {camera} 上标为无遮挡，但有 {percent} % 位于 {otherClass} {other}（{otherDepthMetres} 米）之后',
  },
  AGR013: {
    title: '3D 与 2D 不一致',
    sentence:
      '{class} {number} 与其在 {camera} 上的二维框不一致[（重叠 {iou}；左 {leftPixels}、上 {topPixels}、右 {rightPixels}、下 {bottomPixels} 像素），单独修正立体框的任何一项都无法吻合][：立体框在该相机的{reason}]',
  },
  AGR014: {
    title: '二维框无效',
    sentence:
      '{camera} 上的一个二维框（{class}）无法比较：左 {left}、上 {top}、右 {right}、下 {bottom} 不是本帧图像内的矩形',
  },
  AGR015: {
    title: '相机偏差：标定',
    sentence:
      '{camera} 上全部 {count} 个二维框有相同偏差，通常向右 {rightPixels}、向下 {downPixels} 像素（{sigma} σ）：其标定旋转偏差 {degrees}°，平移偏差 {centimetres} 厘米',
  },
  AGR016: {
    title: '相机偏差：时间',
    sentence:
      '{camera} 上 {count} 个二维框的偏差与其运动成比例：图像比帧所示晚 {milliseconds} 毫秒（{sigma} σ）',
  },
  AGR017: {
    title: '缺少图像',
    sentence: '{count} 个二维框位于本帧没有的图像上（{camera}），无法比较',
  },
};
