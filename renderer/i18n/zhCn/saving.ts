import type { saving as english } from '../en/saving.ts';
import type { TranslationOf } from '../translationOf.ts';

export const saving: TranslationOf<typeof english> = {
  top: {
    start: '关闭此文件夹，回到开始页',
    sequence: '序列',
    report: '此文件夹的读取结果',
    themeLight: '浅色主题',
    themeDark: '深色主题',
  },
  save: {
    saved: '已保存 {{time}}',
    unchanged: '没有改动',
    saving: '正在保存…',
    pending_other: '{{count}} 帧待保存',
    failed: '未保存：{{reason}}。标注仍在内存中，不会丢失',
    retry: '重试',
    conflict: '他人已修改',
    conflictHelp: '没有覆盖任何内容。请逐帧选择保留哪个版本。',
    keepMine: '保留我的',
    takeTheirs: '保留对方的',
    readOnly: '只读',
  },
  others: {
    name: '{{name}}（{{computer}}）',
    separator: '、',
    here_other: '{{name}} 也在此处工作',
    maybe_other: '{{name}} 可能也在此处工作',
    hereMore_other: '{{name}} 和另外 {{count}} 人也在此处工作',
    maybeMore_other: '{{name}} 和另外 {{count}} 人可能也在此处工作',
    help: '打开的是同一个文件夹。各人的改动会逐个物体合并；只有多人改了同一个物体时才会询问。',
  },
  failure: {
    'invalid-request': '无法理解此请求',
    unauthorised: '此页面缺少密钥，打开 Boxwright 给出的完整地址',
    'not-found': '已不在原处',
    denied: '没有访问权限',
    'read-only': '此处不允许写入',
    conflict: '已被他人修改',
    'disk-full': '磁盘已满',
    'too-large': '文件过大',
    cancelled: '已取消',
    unsupported: '此处不可用',
    problem: '无法读取',
    unreachable: 'Boxwright 没有应答',
    internal: 'Boxwright 自身出错',
  },
};
