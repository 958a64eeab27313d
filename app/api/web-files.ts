import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

/** A file of the web app, read once. */
export interface WebFile {
  readonly type: string;
  readonly etag: string;
  /** Its name has the hash of its content: it never changes. */
  readonly isImmutable: boolean;
  readonly bodies: { readonly identity: Buffer; readonly br?: Buffer; readonly gzip?: Buffer };
}

/** The web app as it was built. */
export interface WebFiles {
  /** What every page of the app begins with. */
  readonly index: WebFile;
  /** Of the pages: nothing from elsewhere, no script in the page but the one that `index` has. */
  readonly policy: string;
  /** By path from the root: `/assets/index-1a2b3c.js`. */
  readonly byPath: ReadonlyMap<string, WebFile>;
}

/** Reads a build with its compressed forms; null where the folder has none. */
export function readWebFiles(folder: string): WebFiles | null {
  const byPath = new Map(names(folder).map((name) => [`/${name}`, readWebFile(folder, name)]));
  const index = byPath.get('/index.html');
  if (index === undefined) return null;
  byPath.delete('/index.html');
  return { index, policy: policyOf(index.bodies.identity.toString('utf8')), byPath };
}

function names(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && path.extname(entry.name) in TYPES)
      .map((entry) =>
        path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
      );
  } catch {
    return [];
  }
}

function readWebFile(folder: string, name: string): WebFile {
  const file = path.join(folder, name);
  const identity = readFileSync(file);
  const br = readIfThere(`${file}.br`);
  const gzip = readIfThere(`${file}.gz`);
  return {
    type: TYPES[path.extname(name)] ?? 'application/octet-stream',
    etag: `W/"${createHash('sha256').update(identity).digest('base64url').slice(0, 27)}"`,
    isImmutable: name.startsWith('assets/'),
    bodies: { identity, ...(br && { br }), ...(gzip && { gzip }) },
  };
}

function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

/** Scripts that stand in the page are allowed by their hashes: the one that sets the theme before the first paint. */
function policyOf(html: string): string {
  const inline = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script);
  const hashes = inline.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  return [
    "default-src 'none'",
    `script-src 'self' ${hashes.join(' ')}`.trim(),
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
