import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { RULES } from './ruleTable.ts';
import { rulesPage } from './rulesPage.ts';

const PAGE = fileURLToPath(new URL('../../docs/rules.md', import.meta.url));
const REFRESH = 'UPDATE_RULES=1 npx vitest run shared/quality/rulesPage.test.ts';

test('docs/rules.md lists the rules as they are', () => {
  const text = rulesPage(RULES);
  if (process.env['UPDATE_RULES'] !== undefined) writeFileSync(PAGE, text);
  const published = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
  // the answer to a stale page is the command that refreshes it
  expect(published === text ? 'fresh' : `stale, run ${REFRESH}`).toBe('fresh');
  for (const { id } of RULES) expect(text).toContain(`| ${id} |`);
});
