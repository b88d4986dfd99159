import type { tour as english } from '../en/tour.ts';
import type { TranslationOf } from '../translationOf.ts';

export const tour: TranslationOf<typeof english> = {
  tour: {
    name: '入门引导',
    position: '第 {{n}} 步，共 {{total}} 步',
    back: '上一步',
    skip: '跳过',
    goOn: '下一步',
    end: '结束引导',
    notNow: '以后再说',
    done: '完成',
    offer: {
      title: '初次使用？',
      text: '用这段示例数据走五小步，两分钟学会画框。',
      take: '开始引导',
    },
    elsewhere: {
      title: '引导需要示例数据',
      text: '打开示例数据之前，这里的标注会先保存。',
    },
    look: {
      title: '四处看看',
      text: '拖动点云可旋转视角，滚轮可拉近，按住中键拖动可平移。也可用键盘：{{top}} 俯视，{{all}} 显示全部。',
    },
    draw: {
      title: '画一个立体框',
      text: '选择“{{draw}}”，然后点击一辆车的点，或在车的周围拖出矩形。立体框会自动贴合点云。',
    },
    check: {
      title: '在图像上核对',
      text: '凡是看得到物体的相机，都会显示同一个立体框。把指针移到图像中的立体框上，或按 {{closeUp}} 放大图像，看边线是否与物体吻合。',
    },
    adjust: {
      title: '调整',
      text: '点击立体框，在视图或图像中拖动它的侧面或中间。W A S D 移动，Q E 转向，“{{undo}}”可撤回。',
    },
    next: {
      title: '继续',
      text: '标注会自动保存，状态显示在顶栏。现在前往“{{next}}”。',
    },
    finished: {
      title: '就是这么简单',
      text: '画框、核对、调整、继续。全部按键见“{{shortcuts}}”，用“{{palette}}”可按名称查找一切。',
    },
  },
};
