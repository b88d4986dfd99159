import { describeFinding } from '../describeFinding.ts';
import type { ReportLanguage, WorstCase } from './agreementReport.ts';
import { markup, type Markup } from './markup.ts';
import { pictureOf } from './pictureOf.ts';
import { say, sayWith } from './say.ts';

/** The worst of each kind of finding, each with its picture. */
export function caseCards(worst: readonly WorstCase[], language: ReportLanguage): Markup | undefined {
  if (worst.length === 0) return undefined;
  return markup`<h2>${say('worst')}</h2>
<p class="legend">${LEGEND}</p>
<div class="cases">${worst.map((one) => card(one, language))}</div>`;
}

const LEGEND: readonly Markup[] = [
  markup`<span>${sample('#39c5f5', '7 5')}${say('legendProjection')}</span>`,
  markup`<span>${sample('#ffb020', '')}${say('legendBox')}</span>`,
  markup`<span>${sample('#7be08a', '1.5 4')}${say('legendFix')}</span>`,
  markup`<span>${sample('#ffffff', '')}${say('legendArrow')}</span>`,
];

function sample(color: string, dashes: string): Markup {
  return markup`<svg viewBox="0 0 34 14" aria-hidden="true"><line x1="4" x2="30" y1="7" y2="7" stroke="${color}" stroke-width="2" stroke-dasharray="${dashes}" stroke-linecap="round"/></svg>`;
}

function card({ finding, sequence, frame, picture }: WorstCase, language: ReportLanguage): Markup {
  const { rule, severity, camera } = finding;
  const place = [sequence, frame, camera].filter((part) => part !== undefined && part !== '').join(' · ');
  return markup`<figure><div class="frame-of-picture">${
    picture === undefined ? say('noPicture') : pictureOf(picture, describeFinding(finding, language).sentence)
  }</div><figcaption><h3>${sayWith((one) => describeFinding(finding, one).title)} <span class="badge ${severity}">${rule}</span></h3><p>${sayWith((one) => describeFinding(finding, one).sentence)}</p><p class="faint">${place}</p></figcaption></figure>`;
}
