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
    conflict_other: '{{count}} 个对象双方都改动了',
    unreadable: '他人使标注文件无法读取',
    choose: '选择…',
    readOnly: '只读',
  },
  recovered: {
    text_other: '已从编辑日志恢复 {{time}} 起的 {{count}} 处修改',
    show: '显示',
    discard: '放弃这些修改',
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
