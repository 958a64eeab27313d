import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { negotiate } from '@fastify/accept-negotiator';

/** What an answer can be sent as, the cheapest first. */
const ENCODINGS = {
  zstd: promisify(zlib.zstdCompress),
  br: (body: Buffer) => brotli(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: promisify(zlib.gzip),
} as const;

/** Beyond it a few percent take many times as long. */
const BROTLI_QUALITY = 4;

const brotli = promisify(zlib.brotliCompress) as (
  body: Buffer,
  options: zlib.BrotliOptions,
) => Promise<Buffer>;

export type Encoding = keyof typeof ENCODINGS;

/** The encoding that a client takes; null where it takes none of them. */
export function encodingFor(accepted: string | undefined): Encoding | null {
  return accepted === undefined ? null : negotiate(accepted, Object.keys(ENCODINGS) as Encoding[]);
}

export const encoded = (body: Buffer, encoding: Encoding): Promise<Buffer> => ENCODINGS[encoding](body);
