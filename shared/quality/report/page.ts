import { describeProblem } from '../../problems/describeProblem.ts';
import type { AgreementReport, ReportLanguage, ThresholdResult } from './agreementReport.ts';
import { caseCards } from './caseCards.ts';
import { decimal, percent, thousands } from './figures.ts';
import { findingTable, groupTables, ruleTable } from './tables.ts';
import { markup, type Markup } from './markup.ts';
import { edgePlot, edgeReach, iouHistogram } from './plots.ts';
import { say, sayWith, wordIn } from './say.ts';
import { REPORT_STYLE } from './style.ts';

/** More problems of files than that are told by their number. */
const MOST_PROBLEMS = 100;

/**
 * The report as one HTML file that needs nothing else: no script, no network, pictures inside. It holds both languages
 * and shows the given one first.
 */
export function reportPage(report: AgreementReport, language: ReportLanguage): string {
  const { dataset } = report;
  const checked = (which: ReportLanguage): Markup | undefined =>
    which === language ? markup` checked` : undefined;
  const title = `${dataset} – ${wordIn('title', language)}`;
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<input class="languages" type="radio" name="language" id="lang-en" aria-label="English"${checked('en')}>
<input class="languages" type="radio" name="language" id="lang-zh" aria-label="中文"${checked('zh-CN')}>
<main>
<div class="switch"><label for="lang-en">English</label><label for="lang-zh">中文</label></div>
<h1>${dataset}</h1>
<p class="faint">${say('title')} · ${report.generatedAt.slice(0, 16).replace('T', ' ')} UTC</p>
${headline(report)}
${report.thresholds.map(thresholdLine)}
${distribution(report)}
${ruleTable(report.rules)}
${caseCards(report.worst, language)}
${edgePanels(report)}
${groupTables(report.statistics)}
${findingTable(report)}
${problemList(report)}
<footer>${say('madeBy')} ${report.generator.name} ${report.generator.version}</footer>
</main>
</body>
</html>
`.html;
}

const STYLE: Markup = { html: REPORT_STYLE };

function headline({ statistics }: AgreementReport): Markup {
  const { all, frames } = statistics;
  const { error, warning, info } = all.findings;
  const agreeing = all.compared === 0 ? undefined : 1 - all.disagreeing / all.compared;
  const numbers: readonly (readonly [string, Markup])[] = [
    [percent(agreeing), say('agreeing')],
    [decimal(all.iou?.median, 2), say('medianIou')],
    [thousands(all.compared), say('compared')],
    [thousands(error), say('errors')],
    [thousands(warning), say('warnings')],
    [thousands(info), say('hints')],
    [thousands(frames), say('frames')],
    [thousands(all.objects), say('objects')],
    [thousands(all.boxes2d), say('boxes')],
  ];
  return markup`<div class="numbers">${numbers.map(([value, name]) => markup`<div><b>${value}</b>${name}</div>`)}</div>`;
}

function thresholdLine({ measure, least, value, isReached }: ThresholdResult): Markup {
  const figure = (number: number | undefined): string =>
    measure === 'agreeing' ? percent(number) : decimal(number, 2);
  const verdict = isReached
    ? markup`<span class="badge good">${say('reached')}</span>`
    : markup`<span class="badge error">${say('notReached')}</span>`;
  return markup`<p>${verdict} ${say(`measure_${measure}`)}: ${figure(value)} · ${say('threshold')} ${figure(least)}</p>`;
}

function distribution({ statistics }: AgreementReport): Markup {
  if (statistics.all.compared === 0) return markup`<p>${say('nothingCompared')}</p>`;
  return markup`<h2>${say('iouOfAll')}</h2>
<div class="side"><div class="panel">${iouHistogram(statistics.all.iouHistogram)}</div><div><p>${say('howToIou')}</p><p>${say('howToExplainable')}</p></div></div>`;
}

function edgePanels({ edges }: AgreementReport): Markup | undefined {
  if (edges.size === 0) return undefined;
  const reach = edgeReach(edges.values());
  const cameras = [...edges].map(
    ([camera, summaries]) => markup`<div class="panel"><h3>${camera}</h3>${edgePlot(summaries, reach)}</div>`,
  );
  return markup`<h2>${say('edgesOfAll')}</h2>
<p class="faint">${say('edgesHint')}</p>
<div class="columns">${cameras}</div>`;
}

function problemList({ problems }: AgreementReport): Markup | undefined {
  if (problems.length === 0) return undefined;
  const shown = problems.slice(0, MOST_PROBLEMS);
  const rest = problems.length - shown.length;
  return markup`<h2>${say('problems')}</h2>
<table><tbody>${shown.map((problem) => markup`<tr><td><span class="badge ${problem.severity}">${say(problem.severity)}</span></td><td>${sayWith((language) => describeProblem(problem, language))}</td></tr>`)}</tbody></table>${rest === 0 ? undefined : markup`<p class="faint">${rest} ${say('more')}</p>`}`;
}
