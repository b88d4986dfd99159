import { expect, test } from 'vitest';
import { isAllowedLink } from './externalLinks.ts';

const PAGE = 'https://github.com/boxwright/boxwright';

test.each([PAGE, `${PAGE}/`, `${PAGE}/issues/new?title=a%20b#c`, `${PAGE}?tab=readme`, `${PAGE}/a/../b`])(
  'opens %s',
  (link) => {
    expect(isAllowedLink(link)).toBe(true);
  },
);

test.each([
  '',
  'github.com/boxwright/boxwright',
  '//github.com/boxwright/boxwright',
  'javascript:location="https://github.com/boxwright/boxwright"',
  `javascript://github.com/boxwright/boxwright/%0aalert(1)`,
  'data:text/html,<script>1</script>',
  'file:///etc/passwd',
  'file://github.com/boxwright/boxwright/',
  '\\\\github.com\\boxwright\\boxwright',
  'http://github.com/boxwright/boxwright',
  'ms-msdt:/id PCWDiagnostic',
  'app://boxwright/',
  'vscode://file/etc/passwd',
  'https://github.com',
  'https://github.com/',
  'https://github.com/boxwright',
  'https://github.com/boxwright/boxwrightX',
  'https://github.com/boxwright/boxwright.evil',
  'https://github.com/Boxwright/boxwright',
  'https://github.com/evil/boxwright/boxwright',
  `${PAGE}/../../evil/repo`,
  `${PAGE}/%2e%2e/%2E%2e/evil/repo`,
  `${PAGE}/..%2f..%2fevil`,
  `${PAGE}/..%5c..%5cevil`,
  `${PAGE}\\..\\..\\evil`,
  `${PAGE}/%00`,
  'https://github.com.evil.com/boxwright/boxwright',
  'https://github.com.:443/boxwright/boxwright',
  'https://github.com:8443/boxwright/boxwright',
  'https://evil.github.com/boxwright/boxwright',
  'https://githubXcom/boxwright/boxwright',
  'https://github.com@evil.com/boxwright/boxwright',
  'https://user@github.com/boxwright/boxwright',
  'https://:secret@github.com/boxwright/boxwright',
  'https://github.com%2fevil.com/boxwright/boxwright',
  'https://evil.com\\@github.com/boxwright/boxwright',
  'https://evil.com#@github.com/boxwright/boxwright',
  'https://evil.com?https://github.com/boxwright/boxwright',
  // A Cyrillic “і”, a dotless “ı”, a Cyrillic “с”.
  'https://gіthub.com/boxwright/boxwright',
  'https://gıthub.com/boxwright/boxwright',
  'https://github.сom/boxwright/boxwright',
  'https://xn--gthub-2of.com/boxwright/boxwright',
])('refuses %s', (link) => {
  expect(isAllowedLink(link)).toBe(false);
});
