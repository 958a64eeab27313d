import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { ApiRefusal } from '../api-refusal.ts';
import { refuseText, unstorableIn } from './unstorable-text.ts';

/** Brackets within brackets; nothing of the contract needs ten. */
const DEPTH_MAX = 64;

/** Reads JSON, and nothing else: UTF-8, of bounded depth, without keys that would reach into prototypes. */
export function acceptJson(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    // Clients that always name a type send it with no body too.
    if (bytes.length === 0) return done(null, undefined);
    const refusal = refusalOf(request.headers['content-type'], bytes);
    if (refusal !== null) return done(refusal);
    parse(request, bytes.toString('utf8'), (error, body) => {
      // Only an escape can write what cannot be kept: the bytes are UTF-8.
      const unstorable = error === null && bytes.includes('\\u') ? unstorableIn(body) : null;
      done(unstorable === null ? error : refuseText(unstorable), body);
    });
  });
}

function refusalOf(type: string | undefined, bytes: Buffer): ApiRefusal | null {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(type ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset))
    return new ApiRefusal('media_type_unsupported', `JSON is UTF-8, not ${charset}.`);
  if (!isUtf8(bytes)) return new ApiRefusal('json_invalid', 'The body is not UTF-8.');
  if (depthOf(bytes) > DEPTH_MAX)
    return new ApiRefusal('json_invalid', `The body is nested deeper than ${DEPTH_MAX} levels.`);
  return null;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
// [ and {, ] and } differ by this bit alone.
const BRACE_BIT = 0x20;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** How deep brackets of a JSON text stand within brackets; text in quotes does not count. */
function depthOf(bytes: Buffer): number {
  let depth = 0;
  let deepest = 0;
  for (let k = 0; k < bytes.length; k++) {
    const byte = bytes[k];
    if (byte === QUOTE) {
      for (k++; k < bytes.length && bytes[k] !== QUOTE; k++) if (bytes[k] === BACKSLASH) k++;
    } else if ((byte | BRACE_BIT) === OPEN) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if ((byte | BRACE_BIT) === CLOSE) depth--;
  }
  return deepest;
}
