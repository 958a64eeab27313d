import { fullPath, routeList } from '@tidemark/contract';

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one] ?? one);

/** The contract as a page, without a script: every endpoint by subject, with its parameters' document beside. */
export function documentationPage(): string {
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
    `<p>The exact document: <a href="/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>${sections.join('')}`,
  );
}

/** What a browser sees at `/` until there is a page of figures. */
export function startPage(address: string): string {
  const session = [
    `curl -c jar -H 'content-type: application/json' -d '{"name":"Ann","email":"ann@example.com","password":"a long password"}' ${address}/api/v1/auth/sign-up/email`,
    `curl -b jar -H 'content-type: application/json' -d '{"date":"2024-01-02","type":"deposit","amount":"1000.00"}' ${address}/api/v1/transactions`,
    `curl -b jar ${address}/api/v1/portfolios/default/growth`,
  ];
  return page(
    'Tidemark',
    `<p>What a portfolio was worth at every moment, and how much of that the market did. The server runs.</p>
<ul><li><a href="/docs">The API</a></li><li><a href="/openapi.json">openapi.json</a></li><li><a href="/readyz">readyz</a></li><li><a href="/metrics">metrics</a></li></ul>
<p>A session from a terminal:</p><pre>${escaped(session.join('\n'))}</pre>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title><style>
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}td{padding:.2rem .6rem .2rem 0;vertical-align:top;overflow-wrap:anywhere}pre{overflow-x:auto;padding:1rem;border:1px solid;border-radius:.3rem}
</style></head><body><h1>${escaped(title)}</h1>${body}</body></html>`;
}
