import { describeFinding, ruleTitle } from '../describeFinding.ts';
import type { ReviewStatistics, StatisticDimension } from '../review/statistics.ts';
import type { GroupStatistics } from '../review/statisticsGroup.ts';
import type { AgreementReport, RuleCount } from './agreementReport.ts';
import { decimal, duration, percent, thousands } from './figures.ts';
import { markup, type Markup } from './markup.ts';
import { smallHistogram } from './plots.ts';
import { say, sayWith } from './say.ts';

/** How many of which rule. */
export function ruleTable(rules: readonly RuleCount[]): Markup {
  if (rules.length === 0) return markup`<h2>${say('findings')}</h2><p>${say('noFindings')}</p>`;
  const hasWaived = rules.some(({ waived }) => waived > 0);
  const rows = rules.map(
    ({ rule, severity, count, waived }) =>
      markup`<tr><td><code>${rule}</code></td><td>${sayWith((language) => ruleTitle(rule, language))}</td><td><span class="badge ${severity}">${say(severity)}</span></td><td class="number">${thousands(count)}</td>${hasWaived ? markup`<td class="number">${thousands(waived)}</td>` : undefined}</tr>`,
  );
  return markup`<h2>${say('kinds')}</h2><div class="scroll"><table><thead><tr><th>${say('rule')}</th><th>${say('kind')}</th><th>${say('severity')}</th><th class="number">${say('count')}</th>${hasWaived ? markup`<th class="number">${say('waived')}</th>` : undefined}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** More groups than that are told by their number: a data set may have a thousand sequences. */
const MOST_GROUPS = 60;
const DIMENSIONS: readonly StatisticDimension[] = ['class', 'camera', 'sequence', 'annotator'];

/** By class, camera, sequence and annotator; what has only one member is not told again. */
export function groupTables({ by, all }: ReviewStatistics): Markup {
  const hasTimes = all.activeSeconds !== undefined;
  const hasVerdicts = all.rejectedShare !== undefined;
  const tables = DIMENSIONS.flatMap((dimension) => {
    const groups = [...by[dimension]];
    const isWorthIt = dimension === 'class' || dimension === 'camera' ? groups.length > 0 : groups.length > 1;
    return isWorthIt ? [groupTable(dimension, groups, hasVerdicts, hasTimes)] : [];
  });
  return markup`${tables}${hasTimes ? markup`<p class="faint">${say('timeHint')}</p>` : undefined}`;
}

function groupTable(
  dimension: StatisticDimension,
  groups: readonly (readonly [string, GroupStatistics])[],
  hasVerdicts: boolean,
  hasTimes: boolean,
): Markup {
  const rest = groups.length - MOST_GROUPS;
  // A 3D object is of no camera.
  const hasObjects = dimension !== 'camera';
  const rows = groups.slice(0, MOST_GROUPS).map(([name, group]) => {
    const { error, warning, info } = group.findings;
    const shown = name === '' ? say('nobody') : markup`${name}`;
    return markup`<tr><td class="name">${shown}</td>${hasObjects ? markup`<td class="number">${thousands(group.objects)}</td>` : undefined}<td class="number">${thousands(group.boxes2d)}</td><td class="number">${thousands(group.compared)}</td><td>${group.compared === 0 ? undefined : smallHistogram(group.iouHistogram)}</td><td class="number">${decimal(group.iou?.median, 2)}</td><td class="number">${decimal(group.iou?.p10, 2)}</td><td class="number">${group.compared === 0 ? '–' : percent(group.disagreeing / group.compared)}</td><td class="number">${thousands(error + warning + info)}</td>${hasVerdicts ? markup`<td class="number">${percent(group.rejectedShare)}</td>` : undefined}${hasTimes ? markup`<td class="number">${duration(group.activeSeconds)}</td>` : undefined}</tr>`;
  });
  return markup`<h2>${say(`by_${dimension}`)}</h2><div class="scroll"><table><thead><tr><th></th>${hasObjects ? markup`<th class="number">${say('objects')}</th>` : undefined}<th class="number">${say('boxes')}</th><th class="number">${say('compared')}</th><th>${say('distribution')}</th><th class="number">${say('medianIou')}</th><th class="number">${say('nineInTen')}</th><th class="number">${say('disagreeing')}</th><th class="number">${say('findings')}</th>${hasVerdicts ? markup`<th class="number">${say('sentBack')}</th>` : undefined}${hasTimes ? markup`<th class="number">${say('time')}</th>` : undefined}</tr></thead><tbody>${rows}</tbody></table></div>${rest > 0 ? markup`<p class="faint">${rest} ${say('more')}</p>` : undefined}`;
}

/** The findings themselves, as many as were given. */
export function findingTable({ findings, statistics }: AgreementReport): Markup | undefined {
  if (findings.length === 0) return undefined;
  const { error, warning, info } = statistics.all.findings;
  const rest = error + warning + info - findings.length;
  const rows = findings.map(
    ({ finding, frame }) =>
      markup`<tr><td><span class="badge ${finding.severity}">${finding.rule}</span></td><td class="name">${frame}</td><td>${finding.camera}</td><td>${sayWith((language) => describeFinding(finding, language).sentence)}</td></tr>`,
  );
  return markup`<h2>${say('allFindings')}</h2><div class="scroll"><table><thead><tr><th>${say('rule')}</th><th>${say('frame')}</th><th>${say('camera')}</th><th>${say('whatIsWrong')}</th></tr></thead><tbody>${rows}</tbody></table></div>${rest > 0 ? markup`<p class="faint">${thousands(rest)} ${say('more')}</p>` : undefined}`;
}
