import type { EdgeDistributions } from './agreementReport.ts';
import { thousands } from './figures.ts';
import { markup, type Markup } from './markup.ts';
import { REPORT_WORDS } from './reportWords.ts';

const WIDTH = 640;

/** Bars of an IoU histogram, ten from 0 to 1, with counts over them. */
export function iouHistogram(counts: readonly number[]): Markup {
  const [height, foot, head] = [190, 24, 20];
  const most = Math.max(1, ...counts);
  const step = WIDTH / counts.length;
  const bars = counts.map((count, i) => {
    const tall = ((height - foot - head) * count) / most;
    const [x, y] = [i * step + 4, height - foot - tall];
    return markup`<rect class="${barClass(i, counts.length)}" x="${x}" y="${y.toFixed(1)}" width="${step - 8}" height="${Math.max(count > 0 ? 1.5 : 0, tall).toFixed(1)}" rx="2"/>${count === 0 ? undefined : markup`<text class="mid" x="${(i + 0.5) * step}" y="${(y - 5).toFixed(1)}">${thousands(count)}</text>`}`;
  });
  const ticks = Array.from({ length: counts.length + 1 }, (_, i) => {
    const anchor = i === 0 ? 'first' : i === counts.length ? 'last' : 'mid';
    return markup`<text class="faint ${anchor}" x="${i * step}" y="${height - 6}">${(i / counts.length).toFixed(1)}</text>`;
  });
  return markup`<svg class="plot" viewBox="0 0 ${WIDTH} ${height}" role="img"><line class="axis" x1="0" x2="${WIDTH}" y1="${height - foot}" y2="${height - foot}"/>${bars}${ticks}</svg>`;
}

/** The same, small, for a cell of a table. */
export function smallHistogram(counts: readonly number[]): Markup {
  const [width, height] = [100, 20];
  const most = Math.max(1, ...counts);
  const step = width / counts.length;
  const bars = counts.map((count, i) => {
    const tall = (height * count) / most;
    return markup`<rect class="${barClass(i, counts.length)}" x="${(i * step + 1).toFixed(1)}" y="${(height - tall).toFixed(1)}" width="${(step - 2).toFixed(1)}" height="${tall.toFixed(1)}"/>`;
  });
  return markup`<svg class="spark" viewBox="0 0 ${width} ${height}" aria-hidden="true"><line class="axis" x1="0" x2="${width}" y1="${height - 0.5}" y2="${height - 0.5}"/>${bars}</svg>`;
}

/** Three steps, told apart by lightness as well: what is low is strongest. */
function barClass(bin: number, bins: number): string {
  return bin < bins * 0.5 ? 'bar low' : bin < bins * 0.7 ? 'bar middle' : 'bar high';
}

const EDGES = ['left', 'top', 'right', 'bottom'] as const;

/** How far the four edges of one camera's 2D boxes lie from the projections'. */
export function edgePlot(edges: EdgeDistributions, reach: number): Markup {
  const [height, row, from, to] = [118, 24, 76, WIDTH - 76];
  const x = (pixels: number): number =>
    (from + to) / 2 + (Math.max(-reach, Math.min(reach, pixels)) / reach) * ((to - from) / 2);
  const rows = EDGES.map((name, i) => {
    const summary = edges[i];
    const y = 14 + i * row;
    const [en, zhCn] = REPORT_WORDS[name];
    // A span is none of SVG's elements.
    const label = markup`<text class="last" lang="en" x="${from - 12}" y="${y + 4}">${en}</text><text class="last" lang="zh-CN" x="${from - 12}" y="${y + 4}">${zhCn}</text>`;
    if (summary === undefined) return label;
    const { p10, p90, median } = summary;
    return markup`${label}<line class="spread" x1="${x(p10).toFixed(1)}" x2="${x(p90).toFixed(1)}" y1="${y}" y2="${y}"/><circle class="dot" cx="${x(median).toFixed(1)}" cy="${y}" r="4.5"/><text class="faint first" x="${to + 12}" y="${y + 4}">${pixelsOf(median)}</text>`;
  });
  const bottom = 14 + 3 * row + 12;
  const ticks = [-reach, -reach / 2, 0, reach / 2, reach].map(
    (pixels) =>
      markup`<line class="${pixels === 0 ? 'axis' : 'grid'}" x1="${x(pixels)}" x2="${x(pixels)}" y1="2" y2="${bottom}"/><text class="faint mid" x="${x(pixels)}" y="${bottom + 14}">${pixelsOf(pixels)}</text>`,
  );
  return markup`<svg class="plot" viewBox="0 0 ${WIDTH} ${height}" role="img">${ticks}${rows}</svg>`;
}

function pixelsOf(value: number): string {
  const text = Math.abs(value) < 10 ? value.toFixed(1).replace(/\.0$/, '') : value.toFixed(0);
  return text === '0' || text === '-0' ? '0' : value > 0 ? `+${text}` : text.replace('-', '−');
}

/** A round number of pixels that holds most of what all cameras show. */
export function edgeReach(cameras: Iterable<EdgeDistributions>): number {
  let most = 0;
  for (const edges of cameras)
    for (const summary of edges)
      if (summary !== undefined) most = Math.max(most, Math.abs(summary.p10), Math.abs(summary.p90));
  return [4, 10, 20, 40, 100, 200, 400, 1000].find((reach) => reach >= most) ?? 2000;
}
