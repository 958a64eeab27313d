import { backoffMs } from '../../providers/index.ts';
import {
  ProviderError,
  type StreamNotice,
  SYMBOLS_A_REQUEST_MAX,
  type TradeStream,
} from '../../service/ports/index.ts';
import { failure } from '../answer.ts';
import type { AlpacaConnection } from './connection.ts';
import { latestPrices } from './latest.ts';
import { ALREADY_AUTHENTICATED, meaningOf, streamError, TOO_MANY_SYMBOLS } from './stream-errors.ts';
import { readFrame, type StreamControl, type StreamMessage } from './stream-frames.ts';
import { streamable } from './streamable.ts';

const BACKOFF_MS = 1_000;
const BACKOFF_MS_MAX = 60_000;
/** A line that held so long was good: the next cut is the first again. */
const STEADY_MS = 60_000;
/** After so long without a word it is asked whether it is there, and has this long to say so. */
const QUIET_MS = 30_000;
const ANSWER_MS = 15_000;

/**
 * Alpaca's stream of trades. One line at a time; after a cut it is made again with growing pauses, all symbols are
 * subscribed again, and their latest trades asked for, before it is told to be live.
 */
export class AlpacaStream implements TradeStream {
  private readonly connection: AlpacaConnection;
  private readonly listener: (notice: StreamNotice) => void;
  private wanted: readonly string[] = [];
  private subscribed: ReadonlySet<string> = new Set();
  /** Subscribed and asked for since the line was made. */
  private readonly caughtUp = new Set<string>();
  private socket: WebSocket | null = null;
  private isAuthenticated = false;
  private isClosed = false;
  private isStopped = false;
  private isPausing = false;
  private attempt = 0;
  private madeAt = 0;
  private heard = 0;

  constructor(connection: AlpacaConnection, listener: (notice: StreamNotice) => void) {
    this.connection = connection;
    this.listener = listener;
  }

  follow(symbols: readonly string[]): void {
    const { followed, leftOut } = streamable(symbols, this.connection.options.streamSymbolsMax);
    this.wanted = followed;
    if (leftOut.length > 0) this.tell({ kind: 'left_out', failures: leftOut });
    if (this.isAuthenticated) this.subscribe();
    else if (followed.length > 0) this.connect();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    const { socket } = this;
    if (socket === null) return;
    this.leave(socket);
    if (socket.readyState === WebSocket.CLOSED) return;
    await new Promise((done) => {
      socket.addEventListener('close', done);
      socket.close();
    });
  }

  private tell(notice: StreamNotice): void {
    if (!this.isClosed) this.listener(notice);
  }

  private connect(): void {
    if (this.isClosed || this.isStopped || this.isPausing || this.socket !== null) return;
    const { options, world } = this.connection;
    const socket = new WebSocket(addressOf(options.dataUrl, options.feed));
    this.socket = socket;
    this.madeAt = world.clock.now();
    socket.addEventListener('message', ({ data }) => {
      if (this.socket === socket) this.hear(socket, String(data));
    });
    socket.addEventListener('close', () => {
      if (this.socket === socket) this.cut(socket, streamError('unreachable', 'the line was cut'), 0);
    });
    // A close follows.
    socket.addEventListener('error', () => {});
    this.watch(socket);
  }

  /** Forgets a line; what still comes over it is not heard. */
  private leave(socket: WebSocket): void {
    if (this.socket !== socket) return;
    this.socket = null;
    this.isAuthenticated = false;
    this.subscribed = new Set();
    this.caughtUp.clear();
  }

  /** Gives a line up, and makes it again after a pause; `waitMs` null: never. */
  private cut(socket: WebSocket, error: ProviderError, waitMs: number | null): void {
    this.leave(socket);
    socket.close();
    const { clock, random, sleep } = this.connection.world;
    if (waitMs === null) {
      this.isStopped = true;
      this.tell({ kind: 'cut', error, again: null });
      return;
    }
    if (clock.now() - this.madeAt >= STEADY_MS) this.attempt = 0;
    const pause = Math.max(waitMs, backoffMs(this.attempt, BACKOFF_MS, BACKOFF_MS_MAX, random));
    this.attempt += 1;
    this.isPausing = true;
    this.tell({ kind: 'cut', error, again: clock.now() + pause });
    sleep(pause).then(() => {
      this.isPausing = false;
      if (this.wanted.length > 0) this.connect();
    });
  }

  private hear(socket: WebSocket, text: string): void {
    this.heard += 1;
    const messages = readFrame(text);
    if ('wrong' in messages) {
      this.cut(socket, streamError('garbage', messages.wrong), 0);
      return;
    }
    for (const message of messages) if (this.socket === socket) this.take(socket, message);
  }

  private take(socket: WebSocket, message: StreamMessage): void {
    if (message.kind === 'trade' || message.kind === 'corrected' || message.kind === 'cancelled')
      this.tell(message);
    else this.control(socket, message);
  }

  private control(socket: WebSocket, message: StreamControl): void {
    const { keyId, secretKey } = this.connection.options;
    if (message.kind === 'connected') this.say({ action: 'auth', key: keyId, secret: secretKey });
    if (message.kind === 'authenticated') {
      this.isAuthenticated = true;
      this.subscribe();
    }
    if (message.kind === 'subscription') this.confirmed(socket, message.symbols);
    if (message.kind === 'error') this.refused(socket, message.code, message.message);
  }

  private say(message: object): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  private subscribe(): void {
    const gone = [...this.subscribed].filter((symbol) => !this.wanted.includes(symbol));
    if (gone.length > 0) this.say({ action: 'unsubscribe', trades: gone });
    const more = this.wanted.filter((symbol) => !this.subscribed.has(symbol));
    if (more.length > 0) this.say({ action: 'subscribe', trades: more });
  }

  private confirmed(socket: WebSocket, symbols: readonly string[]): void {
    this.subscribed = new Set(symbols);
    for (const symbol of this.caughtUp) if (!this.subscribed.has(symbol)) this.caughtUp.delete(symbol);
    const more = symbols.filter((symbol) => !this.caughtUp.has(symbol));
    for (const symbol of more) this.caughtUp.add(symbol);
    if (more.length > 0) this.catchUp(socket, more);
  }

  /** What happened before the subscription began is asked for. */
  private async catchUp(socket: WebSocket, symbols: readonly string[]): Promise<void> {
    try {
      for (let from = 0; from < symbols.length; from += SYMBOLS_A_REQUEST_MAX) {
        const some = symbols.slice(from, from + SYMBOLS_A_REQUEST_MAX);
        const { rows } = await latestPrices(this.connection, some);
        if (this.socket !== socket) return;
        for (const price of rows) this.tell({ kind: 'trade', tradeId: null, price, caughtUp: true });
      }
      if (this.wanted.every((symbol) => this.subscribed.has(symbol))) this.tell({ kind: 'live' });
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      if (this.socket === socket) this.cut(socket, error, 0);
    }
  }

  private refused(socket: WebSocket, code: number, said: string): void {
    if (code === ALREADY_AUTHENTICATED) return;
    if (code === TOO_MANY_SYMBOLS) {
      const more = this.wanted.filter((symbol) => !this.subscribed.has(symbol));
      this.wanted = this.wanted.filter((symbol) => this.subscribed.has(symbol));
      const failures = more.map((symbol) =>
        failure(symbol, 'not_entitled', `alpaca: stream: ${code} ${said}`),
      );
      this.tell({ kind: 'left_out', failures });
      return;
    }
    const { kind, waitMs } = meaningOf(code);
    this.cut(socket, streamError(kind, `${code} ${said}`), waitMs);
  }

  /** A line may be dead without a word: a question that must be answered shows it. */
  private async watch(socket: WebSocket): Promise<void> {
    const { sleep } = this.connection.world;
    while (this.socket === socket) {
      const before = this.heard;
      await sleep(QUIET_MS);
      if (this.socket !== socket) return;
      if (this.heard !== before) continue;
      this.say({ action: 'subscribe', trades: this.wanted });
      await sleep(ANSWER_MS);
      if (this.socket === socket && this.heard === before)
        this.cut(socket, streamError('unreachable', `nothing was heard for ${QUIET_MS + ANSWER_MS} ms`), 0);
    }
  }
}

/** The stream has a host of its own beside the data's; another address serves both. */
function addressOf(dataUrl: string, feed: string): string {
  const url = new URL(`/v2/${feed}`, dataUrl);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  if (url.hostname === 'data.alpaca.markets') url.hostname = 'stream.data.alpaca.markets';
  return url.href;
}
