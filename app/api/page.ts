import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';

export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one] ?? one);

/** The mark: a tide line below the crest that it once reached. */
const MARK =
  '<svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true"><path d="M2 9h28" fill="none" stroke="#e0795a" stroke-width="3" stroke-linecap="round"/><path d="M2 21c5-7 9-7 14 0s9 7 14 0" fill="none" stroke="#2f8fb0" stroke-width="4" stroke-linecap="round"/></svg>';

const STYLE = `:root{color-scheme:light dark;--paper:#fbfaf7;--ink:#1c2733;--faint:#5b6875;--line:#dcdfe0;--well:#f0f1ee;--link:#0b6485;--warn:#fdf0d8;--warn-ink:#6b4700}
@media (prefers-color-scheme:dark){:root{--paper:#10171d;--ink:#e4e9ec;--faint:#96a3ad;--line:#2b363f;--well:#19222a;--link:#6cc3e2;--warn:#3a2d12;--warn-ink:#f3d69a}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:56rem;margin:0 auto;padding:2rem 1.25rem 4rem}
header{display:flex;align-items:center;gap:.75rem;flex-wrap:wrap;margin-bottom:1.5rem}
header h1{margin:0;font-size:1.75rem;letter-spacing:-.02em;line-height:1.2}
header span{margin-left:auto;color:var(--faint);font-size:.9rem}
h2{margin:2.5rem 0 .75rem;font-size:1.2rem;line-height:1.3}
p{margin:.75rem 0;max-width:42rem}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible{outline:2px solid var(--link);outline-offset:3px;border-radius:2px}
code,pre{font:.875rem/1.6 ui-monospace,"SF Mono",Menlo,Consolas,monospace}
pre{margin:.75rem 0;padding:1rem;background:var(--well);border:1px solid var(--line);border-radius:.5rem;white-space:pre-wrap;overflow-wrap:anywhere}
pre i{color:var(--faint);font-style:normal}
.links{display:grid;grid-template-columns:repeat(auto-fit,minmax(12rem,1fr));gap:.75rem;margin:1.5rem 0;padding:0;list-style:none}
.links a{display:block;height:100%;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.5rem;text-decoration:none}
.links a:hover{border-color:var(--link)}
.links b{display:block}
.links span{color:var(--faint);font-size:.875rem}
.note{padding:.75rem 1rem;border-radius:.5rem;background:var(--warn);color:var(--warn-ink);max-width:none}
table{border-collapse:collapse;width:100%;table-layout:fixed}
td{padding:.35rem 1rem .35rem 0;border-top:1px solid var(--line);vertical-align:top}
td:first-child{width:4.5rem}
td:nth-child(2){width:48%;overflow-wrap:anywhere}`;

/** Nothing is loaded and nothing runs: the one style is allowed by its hash. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const ICON = `data:image/svg+xml,${encodeURIComponent(MARK.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"'))}`;

/** A whole page of HTML; `aside` stands beside the title, as text. `body` is HTML already. */
export function page(title: string, aside: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title><link rel="icon" href="${ICON}"><style>${STYLE}</style></head><body><main><header>${MARK}<h1>${escaped(title)}</h1><span>${escaped(aside)}</span></header>${body}</main></body></html>`;
}

/** Commands for a shell, their comments faint. */
export function shellBlock(text: string): string {
  return `<pre>${escaped(text).replace(/^# .*$/gm, '<i>$&</i>')}</pre>`;
}

/** Answers a page, under a policy that lets it load and run nothing. */
export function sendPage(reply: FastifyReply, html: string): FastifyReply {
  return reply
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'x-frame-options': 'DENY',
    })
    .send(html);
}
