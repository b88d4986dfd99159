import { expect, test } from 'vitest';
import { markup } from './markup.ts';

test('values are text, whatever they look like; markup stays markup', () => {
  const name = `<script>alert("1")</script>' onload=x`;
  expect(markup`<b title="${name}">${name}</b>`.html).toBe(
    '<b title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39; onload=x">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39; onload=x</b>',
  );
  expect(markup`<ul>${[1, 'a&b'].map((item) => markup`<li>${item}</li>`)}${undefined}</ul>`.html).toBe(
    '<ul><li>1</li><li>a&amp;b</li></ul>',
  );
});

test('characters that no page may have, or that turn its text round, are replaced', () => {
  expect(markup`${'a\u0000b\u202Ec\uD800'}`.html).toBe('a\uFFFDb\uFFFDc\uFFFD');
});
