import type { RuleWords } from '../rule.ts';

/** The same placeholders and brackets as in `en.ts`; a test compares them. */
export const RULE_WORDS_ZH_CN: Readonly<Record<string, RuleWords>> = {
  DAT003: {
    title: '未知类别',
    sentence: '[对象 {number} 的][{camera} 上二维框的]类别 {class} 不在类别表中',
  },
  GEO001: {
    title: '尺寸超出类别范围',
    sentence: '{class} {number} 的{side}为 {valueMetres} 米；该类别应在 {leastMetres} 至 {mostMetres} 米之间',
  },
  TRK003: {
    title: '速度超出类别上限',
    sentence:
      '{class} {number} 的速度达 {speedMetresPerSecond} 米/秒；该类别最高 {mostMetresPerSecond} 米/秒',
  },
};

export const PARAM_WORDS_ZH_CN: Readonly<Record<string, string>> = {
  length: '长',
  width: '宽',
  height: '高',
};
