import { API_PROBLEMS, fullPath, routeList } from '@tidemark/contract';
import { CATALOGUE } from '@tidemark/engine';
import { escaped, page } from './page.ts';
import { START_PAGE } from './start-page.ts';

/** The contract as a page, without a script: every endpoint by subject. */
export function documentationPage(version: string): string {
  const bySubject = Map.groupBy(routeList, ({ tags }) => tags[0]);
  const sections = [...bySubject].map(([subject, own]) => {
    const rows = own.map(
      (route) =>
        `<tr><td><code>${route.method}</code></td><td><code>${escaped(fullPath(route))}</code></td><td>${escaped(route.summary)}</td></tr>`,
    );
    return `<h2>${escaped(subject)}</h2><table>${rows.join('')}</table>`;
  });
  return page(
    'The API of Tidemark',
    `version ${version}`,
    `<p>Every field and answer is in <a href="/openapi.json">openapi.json</a> (OpenAPI 3.1). <a href="${START_PAGE}">A first session with curl</a>.</p>${sections.join('')}`,
  );
}

/** What a problem code means, as a page; null where there is no such code. */
export function problemPage(code: string, version: string): string | null {
  const known = Object.hasOwn(API_PROBLEMS, code)
    ? API_PROBLEMS[code as keyof typeof API_PROBLEMS]
    : Object.hasOwn(CATALOGUE, code)
      ? CATALOGUE[code as keyof typeof CATALOGUE]
      : null;
  if (known === null) return null;
  const status = 'status' in known ? `<p>HTTP ${known.status}: ${escaped(known.title)}</p>` : '';
  const body = `${status}<p>${escaped(known.meaning)}</p><p>${escaped(known.remedy)}</p>`;
  return page(code, `version ${version}`, body);
}
