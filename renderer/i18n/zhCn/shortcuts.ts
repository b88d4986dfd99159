import type { shortcuts as english } from '../en/shortcuts.ts';
import type { TranslationOf } from '../translationOf.ts';

export const shortcuts: TranslationOf<typeof english> = {
  shortcuts: {
    title: '快捷键',
    groups: { file: '文件', edit: '编辑', cuboid: '立体框', frame: '帧', view: '视图', app: '程序' },
    families: {
      move: '移动 5 厘米',
      moveFar: '移动 25 厘米',
      moveFine: '移动 1 厘米',
      turn: '左转、右转 1°',
      turnFar: '左转、右转 5°',
      restoreView: '回到保存的视角',
      saveView: '保存视角',
    },
    preset: '按键习惯',
    print: '打印',
    change: '修改快捷键',
    differs: '与 Boxwright 不同',
    noKey: '无按键',
    keyboard: '键盘',
    board: '按任意键查看其用途，按住 Shift 或 Ctrl 查看组合键。',
    free: '{{key}} 未使用',
  },
  keys: {
    filter: '查找命令或按键',
    help: '点击按键，再按新的按键。Esc 放弃，Del 清除',
    nothing: '没有与“{{query}}”匹配的命令',
    press: '请按键',
    changeKey: '{{command}}：修改 {{keys}}',
    add: '{{command}}：添加按键',
    reset: '{{command}}：恢复为 {{preset}}',
    resetAll: '全部恢复',
    taken: '{{keys}} 已用于“{{command}}”',
    take: '改为此命令',
    leave: '不改',
    refused: {
      inputMethod: '{{keys}} 由中文输入法占用，换一个按键',
      browser: '{{keys}} 由浏览器占用，换一个按键',
      chat: '{{keys}} 由聊天软件占用，换一个按键',
      menus: '{{keys}} 用于打开菜单，换一个按键',
      screen: '{{keys}} 在部分电脑上会旋转屏幕，换一个按键',
      system: '{{keys}} 由系统占用，换一个按键',
    },
  },
};
