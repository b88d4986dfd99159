/** What the app may open in the person's own browser: these pages and everything below them. */
const ALLOWED = ['https://github.com/boxwright/boxwright'].map((page) => new URL(page));

/**
 * Whether a link may leave the app. Judged on what a browser would make of it, so that no spelling (user names in front
 * of the host, ports, look-alike letters, `..`) leads elsewhere.
 */
export function isAllowedLink(link: string): boolean {
  if (!URL.canParse(link)) return false;
  const { protocol, host, username, password, pathname } = new URL(link);
  return (
    protocol === 'https:' &&
    username === '' &&
    password === '' &&
    // A server may read an encoded separator or dot as one: no page of ours has any.
    !/%(2e|2f|5c|00)/i.test(pathname) &&
    ALLOWED.some(
      (page) =>
        host === page.host && (pathname === page.pathname || pathname.startsWith(`${page.pathname}/`)),
    )
  );
}
