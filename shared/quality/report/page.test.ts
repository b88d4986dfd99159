import { describe, expect, test } from 'vitest';
import type { Finding } from '../finding.ts';
import { StatisticsCollector } from '../review/statistics.ts';
import { checkThreshold, type AgreementReport, type Picture, type WorstCase } from './agreementReport.ts';
import { reportPage } from './page.ts';
import { ReportCollector } from './reportCollector.ts';
import { worstFirst } from './worstOf.ts';

const HOSTILE = `"><script>alert('x')</script><img src=x onerror=alert(1)>`;

function reported(rule: Finding['rule'], over: Partial<Finding> = {}): WorstCase {
  const finding: Finding = { rule, severity: 'error', frameId: 'a', params: {}, badness: 1, ...over };
  return {
    finding: { ...finding, key: `${rule} ${over.badness}` },
    sequence: 'drive',
    frame: '000001',
    picture: undefined,
  };
}

const picture: Picture = {
  href: 'data:image/jpeg;base64,AAAA',
  area: { left: 0, top: 0, right: 400, bottom: 300 },
  projection: [
    [
      [100, 100],
      [200, 100],
    ],
  ],
  fixed: [],
  projectionBounds: { left: 100, top: 100, right: 200, bottom: 200 },
  box: { left: 112, top: 100, right: 190, bottom: 200 },
  edges: { left: 12, top: 0, right: -10, bottom: 0 },
};

function report(over: Partial<AgreementReport> = {}): AgreementReport {
  return {
    dataset: 'Hill Street',
    generator: { name: 'Boxwright', version: '1.2.3' },
    generatedAt: '2026-01-02T03:04:05.678Z',
    statistics: new StatisticsCollector().statistics(),
    edges: new Map(),
    rules: [],
    findings: [],
    worst: [],
    problems: [],
    thresholds: [],
    ...over,
  };
}

describe('reportPage', () => {
  test('says in both languages what there is, and shows the one that was asked for', () => {
    const [en, zhCn] = [reportPage(report(), 'en'), reportPage(report(), 'zh-CN')];
    for (const page of [en, zhCn]) {
      expect(page).toContain('Agreement of 3D and 2D labels');
      expect(page).toContain('三维与二维标注一致性报告');
      expect(page).toContain('Nothing was found');
    }
    expect(en).toContain('<html lang="en">');
    expect(en).toMatch(/id="lang-en"[^>]* checked>/);
    expect(zhCn).toMatch(/id="lang-zh"[^>]* checked>/);
    expect(zhCn).not.toMatch(/id="lang-en"[^>]* checked>/);
  });

  test('names out of files stay text, wherever they stand', () => {
    const worst = [
      { ...reported('AGR006', { camera: HOSTILE }), sequence: HOSTILE, frame: HOSTILE, picture },
    ];
    const collector = new StatisticsCollector();
    collector.addFrame(
      HOSTILE,
      {
        objects: [],
        boxes2d: [
          {
            id: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
            camera: HOSTILE,
            class: HOSTILE,
            author: HOSTILE,
          },
        ],
        review: [],
      },
      [],
    );
    const page = reportPage(
      report({
        dataset: HOSTILE,
        statistics: collector.statistics(),
        edges: new Map([[HOSTILE, [undefined, undefined, undefined, undefined]]]),
        worst,
        findings: worst,
        rules: [{ rule: HOSTILE, severity: 'error', count: 1, waived: 0 }],
        problems: [{ code: 'file.missing', severity: 'error', path: HOSTILE }],
      }),
      'en',
    );
    expect(page).not.toMatch(/<script|<img/i);
    expect(page.match(/&lt;script&gt;/g)!.length).toBeGreaterThan(8);
  });

  test('an arrow for each edge that is off, with its pixels', () => {
    const page = reportPage(report({ worst: [{ ...reported('AGR006'), picture }] }), 'en');
    expect(page.match(/class="arrow"/g)).toHaveLength(2);
    expect(page).toContain('+12 px');
    expect(page).toContain('−10 px');
    // What a rule leaves out, since something may hide it, is not drawn either.
    const hidden = { ...picture, edges: { left: 0, top: 0, right: 0, bottom: 0 } };
    expect(reportPage(report({ worst: [{ ...reported('AGR006'), picture: hidden }] }), 'en')).not.toContain(
      'class="arrow"',
    );
  });
});

test('worst first: by severity, then each rule in turn', () => {
  const all = [
    reported('AGR006', { badness: 5 }),
    reported('AGR006', { badness: Number.NaN }),
    reported('AGR006', { badness: 9 }),
    reported('AGR001', { severity: 'warning', badness: 99 }),
    reported('AGR007', { badness: 0.5 }),
  ];
  const order = worstFirst(all).map(({ finding: { rule, badness } }) => [rule, badness]);
  expect(order).toEqual([
    ['AGR006', 9],
    ['AGR007', 0.5],
    ['AGR006', 5],
    ['AGR006', Number.NaN],
    ['AGR001', 99],
  ]);
});

test('findings are counted all, kept a few hundred of each rule, and not at all once waived', () => {
  const collector = new ReportCollector();
  const many = Array.from({ length: 1000 }, (_, i) => reported('AGR006', { badness: i }).finding);
  const waived = { ...reported('AGR007').finding, waiver: { id: '', reason: 'a trailer' } };
  const all = collector.endSequence('drive', [...many, waived], () => '000001');
  expect(all).toHaveLength(1001);
  expect(collector.findings()[0]!.finding.badness).toBe(999);
  expect(collector.findings().length).toBeLessThan(1000);
  const { rules, statistics } = collector.report();
  expect(rules).toMatchObject([
    { rule: 'AGR006', count: 1000, waived: 0 },
    { rule: 'AGR007', count: 0, waived: 1 },
  ]);
  expect(statistics.all).toMatchObject({ findings: { error: 1000 }, waived: 1 });
});

test('what was not compared reaches nothing', () => {
  const { statistics } = report();
  for (const measure of ['iou', 'p10', 'agreeing'] as const)
    expect(checkThreshold(statistics, measure, 0)).toMatchObject({ value: undefined, isReached: false });
});
