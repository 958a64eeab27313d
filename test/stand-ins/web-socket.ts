import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** Of RFC 6455 §1.3. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const [TEXT, CLOSE] = [0x1, 0x8];

/** The server's end of a WebSocket: text frames, unbroken, shorter than 64 KiB. */
export interface ServerSocket {
  send(text: string): void;
  /** Cuts the line without a word. */
  cut(): void;
}

/** Accepts a WebSocket of a server's `upgrade` event. */
export function acceptSocket(
  request: IncomingMessage,
  socket: Duplex,
  onText: (text: string) => void,
  onEnd: () => void,
): ServerSocket {
  const key = createHash('sha1').update(`${request.headers['sec-websocket-key']}${GUID}`).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`,
  );
  let left: Buffer = Buffer.alloc(0);
  socket.on('data', (bytes: Buffer) => {
    left = Buffer.concat([left, bytes]);
    for (let frame = readFrame(left); frame !== null; frame = readFrame(left)) {
      left = left.subarray(frame.length);
      if (frame.kind === TEXT) onText(frame.text);
      if (frame.kind === CLOSE) socket.end(Buffer.from([0x80 | CLOSE, 0]));
    }
  });
  socket.on('close', onEnd);
  socket.on('error', onEnd);
  return { send: (text) => socket.write(frameOf(text)), cut: () => socket.destroy() };
}

function frameOf(text: string): Buffer {
  const body = Buffer.from(text);
  const head =
    body.length < 126 ? [0x80 | TEXT, body.length] : [0x80 | TEXT, 126, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from(head), body]);
}

/** Null where the frame is not whole yet. A client masks what it sends. */
function readFrame(bytes: Buffer): { kind: number; text: string; length: number } | null {
  if (bytes.length < 6) return null;
  const short = bytes[1] & 0x7f;
  const head = short === 126 ? 4 : 2;
  const size = short === 126 ? bytes.readUInt16BE(2) : short;
  const length = head + 4 + size;
  if (bytes.length < length) return null;
  const mask = bytes.subarray(head, head + 4);
  const body = bytes.subarray(head + 4, length).map((byte, n) => byte ^ mask[n % 4]);
  return { kind: bytes[0] & 0xf, text: Buffer.from(body).toString(), length };
}
