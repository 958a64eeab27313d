import { createHmac } from 'node:crypto';
import { type Channel, ChannelError, type Notice } from './notice.ts';

export interface WebhookOptions {
  /** The operator's own setting: no user names an address that this server asks. */
  readonly url: string;
  /** Signs what is sent; null: it is not signed. */
  readonly secret: string | null;
  /** Milliseconds since 1970, real time. */
  readonly now: () => number;
}

const TIMEOUT_MS = 10_000;

/** Posts notices as JSON. */
export function webhook({ url, secret, now }: WebhookOptions): Channel {
  return {
    send: async (notice) => {
      const body = JSON.stringify(bodyOf(notice));
      const seconds = Math.floor(now() / 1000);
      const headers: Record<string, string> = { 'tidemark-delivery': notice.id };
      if (secret !== null) headers['tidemark-signature'] = signatureOf(secret, seconds, body);
      const answer = await posted(url, body, headers);
      // Nobody reads it.
      await answer.body?.cancel();
      if (!answer.ok) throw new ChannelError(`the webhook answered ${answer.status}`);
    },
  };
}

/** `t=<seconds since 1970>,v1=<hex HMAC-SHA256 of "<t>.<body>">`. */
export const signatureOf = (secret: string, seconds: number, body: string): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;

async function posted(url: string, body: string, headers: Record<string, string>): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Tidemark', ...headers },
      body,
      // A redirect would lead somewhere that the operator has not named.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    const { name, cause } = error as { name?: string; cause?: { code?: string; message?: string } };
    if (name === 'TimeoutError') throw new ChannelError(`the webhook did not answer in ${TIMEOUT_MS} ms`);
    if (cause?.message === 'unexpected redirect')
      throw new ChannelError('the webhook answered with a redirect, which is not followed');
    throw new ChannelError(`the webhook cannot be reached (${cause?.code ?? name})`);
  }
}

const bodyOf = ({ id, what, kind, subject, message, remedy, user, beganAt, endedAt }: Notice) => ({
  id,
  event: what === 'began' ? 'incident.opened' : 'incident.resolved',
  kind,
  subject,
  message,
  remedy,
  user,
  began_at: beganAt,
  ended_at: endedAt,
});
