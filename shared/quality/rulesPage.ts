import { ruleWords } from './describeFinding.ts';
import type { Rule } from './rule.ts';

/** In the order of the page. */
const FAMILIES = [
  { prefix: 'DAT', title: 'Data', about: 'What is written in the files, whatever was drawn.' },
  { prefix: 'GEO', title: 'Geometry', about: 'One cuboid, or two, in one frame.' },
  { prefix: 'TRK', title: 'Tracks', about: 'The same object over frames.' },
  { prefix: 'PTS', title: 'Points', about: 'Cuboids against the points of the cloud.' },
  { prefix: 'AGR', title: 'Agreement', about: 'Cuboids against 2D boxes on the images.' },
  { prefix: 'REC', title: 'Recall', about: 'What nobody has labeled.' },
] as const;

const HEAD = `# Rules

What \`boxwright validate\` and the review room look for. This page is made from the rules themselves.

- **Severity.** *error*: it is wrong; *warning*: it is likely wrong; *info*: worth a look. \`validate\` ends with exit code 1 for errors, with \`--strict\` for warnings, too.
- **Parameters** are set in the \`thresholds\` of \`dataset.json\`, for all classes or for one. What is set for a class counts before what is set for all, and what is set before what the rules have themselves:

  \`\`\`json
  { "thresholds": { "GEO002.mostMetres": 0.4, "TRK003.mostMetresPerSecond.pedestrian": 8 } }
  \`\`\`

  A folder of another layout has them in a \`dataset.json\` beside the data that names the format and version and nothing else that describes the data: \`{ "format": "boxwright-dataset", "version": 1, "thresholds": { … } }\`.
- **Fixed by itself**: \`boxwright validate --fix\` puts it right. Of other rules a finding may come with a suggestion that a person looks at.
- **Waived**: a finding that stays as it is has a waiver with its reason in the \`review\` of its frame's sidecar. It is kept and shown as waived, and counts for nothing.
- An id is never given to another rule.
`;

/** The page of the documentation that lists all rules, as Markdown. */
export function rulesPage(rules: readonly Rule[]): string {
  const sections = FAMILIES.flatMap(({ prefix, title, about }) => {
    const own = rules.filter(({ id }) => id.startsWith(prefix));
    if (own.length === 0) return [];
    const head = ['', `## ${title}`, '', about, ''];
    return [
      ...head,
      '| id | severity | what is found | parameters | fixed by itself |',
      '|---|---|---|---|---|',
    ].concat(own.map(rowOf));
  });
  return [...HEAD.trimEnd().split('\n'), ...sections, ''].join('\n');
}

function rowOf({ id, severity, parameters, isFixable }: Rule): string {
  const { title, sentence } = ruleWords(id, 'en') ?? { title: id, sentence: '' };
  const names = Object.entries(parameters).map(([name, value]) => `\`${name}\` ${value}`);
  const cells = [
    id,
    severity,
    `**${title}.** ${readable(sentence)}`,
    names.join(', '),
    isFixable ? 'yes' : '',
  ];
  return `|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell.replaceAll('|', '\\|')} `)).join('|')}|`;
}

/** A sentence with the names of its numbers in italics, and parts that may be left out in parentheses. */
function readable(sentence: string): string {
  return sentence
    .replaceAll(/\[([^\]]*)\]/g, '($1)')
    .replaceAll(/\{(\w+)\}/g, '*$1*')
    .replaceAll(')(', ') (');
}
