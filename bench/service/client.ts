/** A client of HTTP/1.1 that keeps its connection and costs as little as it can: it shares the machine with the server. */
import { connect, type Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  /** Bytes of the body. */
  readonly bytes: number;
  /** Only where it was asked to be kept. */
  readonly body: string;
  readonly ms: number;
}

export interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly keep?: boolean;
}

const HEAD_END = Buffer.from('\r\n\r\n');

interface Waiting {
  readonly request: Request;
  readonly started: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** One connection; a request at a time. */
export class Connection {
  private readonly socket: Socket;
  private readonly host: string;
  private waiting: Waiting | null = null;
  private head: Buffer = Buffer.alloc(0);
  private status = 0;
  private expected = -1;
  private parts: Buffer[] = [];
  private received = 0;

  private constructor(socket: Socket, host: string) {
    this.socket = socket;
    this.host = host;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error('the server closed the connection')));
  }

  static async open(address: string): Promise<Connection> {
    const { hostname, port, host } = new URL(address);
    const socket = connect({ host: hostname, port: Number(port) });
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new Connection(socket, host);
  }

  send(request: Request): Promise<Answer> {
    const { method = 'GET', path, headers = {}, body } = request;
    const lines = [`${method} ${path} HTTP/1.1`, `host: ${this.host}`];
    for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
    if (body !== undefined) lines.push(`content-length: ${Buffer.byteLength(body)}`);
    return new Promise((resolve, reject) => {
      this.waiting = { request, started: performance.now(), resolve, reject };
      this.socket.write(`${lines.join('\r\n')}\r\n\r\n`);
      if (body !== undefined) this.socket.write(body);
    });
  }

  close(): void {
    this.waiting = null;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    if (this.expected >= 0) return this.takeBody(chunk);
    this.head = this.head.length === 0 ? chunk : Buffer.concat([this.head, chunk]);
    const end = this.head.indexOf(HEAD_END);
    if (end < 0) return;
    const text = this.head.toString('latin1', 0, end);
    const rest = this.head.subarray(end + HEAD_END.length);
    this.head = Buffer.alloc(0);
    this.status = Number(text.slice(9, 12));
    const length = /\r\ncontent-length: (\d+)/i.exec(text);
    this.expected = length === null ? 0 : Number(length[1]);
    this.takeBody(rest);
  }

  private takeBody(chunk: Buffer): void {
    this.received += chunk.length;
    if (this.waiting?.request.keep) this.parts.push(chunk);
    if (this.received < this.expected) return;
    const { waiting } = this;
    const body = Buffer.concat(this.parts).toString();
    const answer = { status: this.status, bytes: this.received, body };
    this.parts = [];
    this.received = 0;
    this.expected = -1;
    this.waiting = null;
    waiting?.resolve({ ...answer, ms: performance.now() - waiting.started });
  }

  private fail(error: Error): void {
    this.waiting?.reject(error);
    this.waiting = null;
  }
}
