import { demoSession, firstSession } from './curl-session.ts';
import type { About } from './handler.ts';
import { escaped, page, shellBlock } from './page.ts';

/** A user whose data is generated; everybody who sees the page may know the password. */
export interface DemoUser {
  readonly email: string;
  readonly password: string;
}

export interface StartPage {
  /** As the reader's browser reached it: `http://127.0.0.1:3210`. */
  readonly address: string;
  readonly about: About;
  readonly demo: DemoUser | null;
}

const LINKS: readonly (readonly [href: string, name: string, what: string])[] = [
  ['/docs', 'The API', 'every endpoint on one page'],
  ['/openapi.json', 'openapi.json', 'the exact contract, OpenAPI 3.1'],
  ['/readyz', 'Readiness', 'the database and the clock'],
  ['/metrics', 'Metrics', 'for Prometheus'],
];

/** Where it is served. */
export const START_PAGE = '/docs/first-session';

/** How to speak with the server from a terminal. */
export function startPage({ address, about, demo }: StartPage): string {
  const links = LINKS.map(
    ([href, name, what]) => `<li><a href="${href}"><b>${name}</b><span>${what}</span></a></li>`,
  );
  const parts = [
    '<p>The server runs. It knows what a portfolio was worth at every moment, and how much of that the market did and how much its owner.</p>',
    about.clockSimulated ? clockNote(about) : '',
    `<ul class="links">${links.join('')}</ul>`,
    demo === null ? '' : demoPart(address, demo),
    '<h2>A first session</h2><p>From a terminal, with curl: sign up, say what happened, ask what it was worth.</p>',
    shellBlock(firstSession(address)),
  ];
  return page('A first session', `version ${about.version}`, parts.join(''));
}

const clockNote = ({ clockSpeed }: About): string =>
  `<p class="note">The clock of this server is not the real one: it was set by TIDEMARK_CLOCK and runs ${clockSpeed} times as fast. <a href="/readyz">What time it is here</a></p>`;

function demoPart(address: string, { email, password }: DemoUser): string {
  return `<h2>The demo user</h2><p>A portfolio to look at: ten years and more in several accounts. All of it is <strong>generated</strong>: no person, company or price in it is real. Sign in as <code>${escaped(email)}</code> with the password <code>${escaped(password)}</code>.</p>${shellBlock(demoSession(address, email, password))}`;
}
