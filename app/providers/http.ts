import type { z } from 'zod';
import { ProviderError, type ProviderErrorKind } from '../service/ports/index.ts';
import { backoffMs } from './backoff.ts';
import { boundedBody } from './bounded-body.ts';
import { Breaker } from './breaker.ts';
import { parseExactJson } from './exact-json.ts';
import { isRepeatable, nameOf, type Query, type Question, secretsOf } from './question.ts';
import { retryAt } from './retry-after.ts';
import { TokenBucket } from './token-bucket.ts';
import { whatIsWrong } from './wire.ts';
import type { ProviderWorld } from './world.ts';

export interface ProviderHttpOptions {
  readonly provider: string;
  /** `https://data.alpaca.markets`; paths are put behind it. */
  readonly baseUrl: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly requestsAMinute: number;
  /** For one answer, its body included. */
  readonly timeoutMs?: number;
  readonly bytesMax?: number;
  /** How often one question is asked at most. */
  readonly attemptsMax?: number;
  /** The longest pause before asking again; where the provider wants a longer one, the error says until when. */
  readonly patienceMs?: number;
  /** What an answer means that is not a success, where the provider has words of its own; null: as usual. */
  readonly judge?: (status: number, body: string) => ProviderErrorKind | null;
}

const DEFAULTS = { timeoutMs: 15_000, bytesMax: 32_000_000, attemptsMax: 3, patienceMs: 5_000 };
const BACKOFF_MS = 250;
/** After a 429 that does not say for how long. */
const RATE_LIMIT_PAUSE_MS = 30_000;
/** So much of a refusal's text is told. */
const SAID_MAX = 200;
const USER_AGENT = 'Mozilla/5.0 (compatible; Tidemark)';
/** By the kind of a body. */
const CONTENT_TYPE: Readonly<Record<string, object>> = { object: { 'content-type': 'application/json' } };

/**
 * Asks one provider over HTTP: within its limit of requests, with time-outs, again after failures that pass, not at
 * all for a while after too many. Every error is a ProviderError whose text has the path and no query or header.
 */
export class ProviderHttp {
  private readonly options: ProviderHttpOptions & typeof DEFAULTS;
  private readonly world: ProviderWorld;
  private readonly bucket: TokenBucket;
  private readonly breaker: Breaker;
  /** Set by the provider's own word. */
  private notBefore = 0;

  constructor(options: ProviderHttpOptions, world: ProviderWorld) {
    this.options = { ...DEFAULTS, ...options };
    this.world = world;
    this.bucket = new TokenBucket(options.requestsAMinute, world.clock);
    this.breaker = new Breaker(world.clock);
  }

  /** The answer to a GET as a shape; its numbers come to the shape as text. Throws ProviderError. */
  async json<Shape>(path: string, query: Query, shape: z.ZodType<Shape>): Promise<Shape> {
    return this.ask({ path, query }, shape);
  }

  /** The answer to a GET as it is. Throws ProviderError. */
  text(path: string, query: Query = {}): Promise<string> {
    return this.answered({ path, query });
  }

  /** The answer to any question as a shape; its numbers come to the shape as text. Throws ProviderError. */
  async ask<Shape>(question: Question, shape: z.ZodType<Shape>): Promise<Shape> {
    const text = await this.answered(question);
    const parsed = shape.safeParse(this.parsed(question, text));
    if (!parsed.success) throw this.error('garbage', `${nameOf(question)}: ${whatIsWrong(parsed.error)}`);
    return parsed.data;
  }

  /** Says something whose answer has nothing in it. Throws ProviderError. */
  async say(question: Question): Promise<void> {
    await this.answered(question);
  }

  private async answered(question: Question): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(question);
      } catch (error) {
        if (!(error instanceof ProviderError) || !error.retryable) throw error;
        // Nobody knows whether what was cut off has happened; what was turned away has not.
        if (!isRepeatable(question) && error.kind !== 'rate_limited') throw error;
        const wait = this.pauseBefore(attempt, error);
        if (wait === null) throw error;
        await this.world.sleep(wait);
      }
    }
  }

  private parsed(question: Question, text: string): unknown {
    try {
      return parseExactJson(text);
    } catch {
      throw this.error('garbage', `${nameOf(question)}: expected JSON`);
    }
  }

  /** Milliseconds; null where it is not to be asked again. */
  private pauseBefore(attempt: number, { kind, until }: ProviderError): number | null {
    const { attemptsMax, patienceMs } = this.options;
    if (attempt >= attemptsMax) return null;
    const backoff = backoffMs(attempt - 1, BACKOFF_MS, patienceMs, this.world.random);
    const wait = until === null ? backoff : Math.max(0, until - this.world.clock.now());
    return wait > patienceMs ? null : Math.max(wait, kind === 'rate_limited' ? 0 : backoff);
  }

  private async once(question: Question): Promise<string> {
    await this.wait(nameOf(question));
    this.breaker.enter();
    try {
      const text = await this.fetched(question);
      this.breaker.succeeded();
      return text;
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      if (error.kind === 'unreachable' || error.kind === 'auth') this.breaker.failed(error);
      else this.breaker.succeeded();
      throw error;
    }
  }

  /** Until the provider's limit allows the next request. */
  private async wait(name: string): Promise<void> {
    const now = this.world.clock.now();
    if (now < this.notBefore)
      throw this.error('rate_limited', `${name}: it asked for a pause`, this.notBefore);
    const wait = this.bucket.take(60_000);
    if (wait === null)
      throw this.error(
        'rate_limited',
        `${name}: ${this.options.requestsAMinute} requests a minute`,
        now + 60_000,
      );
    if (wait > 0) await this.world.sleep(wait);
  }

  private async fetched(question: Question): Promise<string> {
    const { provider, timeoutMs, bytesMax } = this.options;
    const name = nameOf(question);
    let status = 'unreachable';
    try {
      const { address, headers } = this.request(question);
      const answer = await fetch(address, {
        method: question.method ?? 'GET',
        headers: {
          accept: '*/*',
          'user-agent': USER_AGENT,
          ...CONTENT_TYPE[typeof question.body],
          ...headers,
        },
        ...(question.body !== undefined && { body: JSON.stringify(question.body) }),
        // Keys in headers of our own would go along to wherever a redirect leads.
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      status = String(answer.status);
      const body = await boundedBody(answer, bytesMax);
      if (body === null) throw this.error('garbage', `${name}: more than ${bytesMax} bytes`);
      if (!answer.ok) throw this.refusal(name, answer, body, secretsOf(question, headers));
      return body;
    } catch (error) {
      if (error instanceof ProviderError) throw error;
      throw this.error('unreachable', `${name}: ${whyNot(error, timeoutMs)}`);
    } finally {
      this.world.answered(provider, status);
    }
  }

  private request({ path, query = {}, body, authorize }: Question) {
    const url = new URL(this.options.baseUrl.replace(/\/+$/, '') + path);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const own = authorize?.({ path, query: url.searchParams, body }) ?? {};
    return { address: url.href, headers: { ...this.options.headers, ...own } };
  }

  private refusal(
    name: string,
    { status, headers }: Response,
    body: string,
    secrets: readonly string[],
  ): ProviderError {
    const kind = this.options.judge?.(status, body) ?? usualKind(status);
    const now = this.world.clock.now();
    const said = retryAt(headers, now);
    const until = kind === 'rate_limited' ? (said ?? now + RATE_LIMIT_PAUSE_MS) : said;
    if (kind === 'rate_limited' && until !== null) this.notBefore = until;
    return this.error(kind, `${name} answered ${status}${quoted(body, secrets)}`, until);
  }

  private error(kind: ProviderErrorKind, message: string, until: number | null = null): ProviderError {
    return new ProviderError(this.options.provider, kind, message, until);
  }
}

/** What the provider said, unless it repeats a secret. */
function quoted(body: string, secrets: readonly string[]): string {
  const text = body.replace(/\s+/g, ' ').trim().slice(0, SAID_MAX);
  return text === '' || secrets.some((secret) => body.includes(secret)) ? '' : `: ${text}`;
}

function usualKind(status: number): ProviderErrorKind {
  if (status === 401) return 'auth';
  if (status === 402 || status === 403) return 'not_entitled';
  if (status === 429) return 'rate_limited';
  if (status === 408 || status === 425 || status >= 500) return 'unreachable';
  return 'refused';
}

/** The code of what went wrong on the way; messages of the platform may have addresses in them. */
function whyNot(error: unknown, timeoutMs: number): string {
  const { name, cause } = error as { name?: string; cause?: { code?: string; message?: string } };
  if (name === 'TimeoutError') return `no answer in ${timeoutMs} ms`;
  if (cause?.message === 'unexpected redirect') return 'it answered with a redirect, which is not followed';
  return cause?.code ?? name ?? 'no connection';
}
