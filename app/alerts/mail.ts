import { createTransport } from 'nodemailer';
import { type Channel, ChannelError, type Notice } from './notice.ts';

export interface MailOptions {
  /** `smtps://user:password@host:465` (TLS), `smtp://user:password@host:587` (STARTTLS); `?tls=none` leaves it out. */
  readonly url: string;
  readonly from: string;
  /** Those whom the operator has named. */
  readonly to: readonly string[];
}

/** For each of: the connection, the greeting, each answer. */
const TIMEOUT_MS = 20_000;

/** Sends notices as e-mail by SMTP. */
export function mail(options: MailOptions): Channel {
  const transport = createTransport(connectionOf(new URL(options.url)));
  return {
    send: async (notice, to) => {
      const recipients = to === null ? options.to : [to];
      if (recipients.length === 0) throw new ChannelError('no address is named by ALERT_EMAIL_TO');
      try {
        const sent = await transport.sendMail({
          from: options.from,
          to: [...recipients],
          subject: subjectOf(notice),
          text: textOf(notice),
          // One that comes twice is one.
          messageId: `<${notice.id}@tidemark>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
          disableFileAccess: true,
          disableUrlAccess: true,
        });
        if (sent.rejected.length > 0)
          throw new ChannelError(
            `the mail server refused ${sent.rejected.length} of ${recipients.length} addresses`,
          );
      } catch (error) {
        throw error instanceof ChannelError ? error : new ChannelError(whyNot(error));
      }
    },
  };
}

/** A password goes over TLS alone, unless the server is on this machine or the setting says otherwise. */
function connectionOf({ protocol, hostname, port, username, password, searchParams }: URL) {
  const isTls = protocol === 'smtps:';
  const host = hostname.replace(/^\[|\]$/g, '');
  const isHere = ['localhost', '127.0.0.1', '::1'].includes(host);
  const hasPassword = username !== '';
  const asked = searchParams.get('tls');
  return {
    host,
    port: port === '' ? (isTls ? 465 : 587) : Number(port),
    secure: isTls,
    requireTLS: asked === 'required' || (asked !== 'none' && hasPassword && !isHere),
    ignoreTLS: asked === 'none',
    ...(hasPassword && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  };
}

/** Codes alone: what a server says may repeat what it was told. */
function whyNot(error: unknown): string {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  const answered = responseCode === undefined ? 'cannot be used' : `answered ${responseCode}`;
  return `the mail server ${answered} (${code ?? 'unknown'})`;
}

const subjectOf = ({ what, message }: Notice): string =>
  `[Tidemark] ${what === 'began' ? '' : 'Over: '}${message}`.replace(/\s+/g, ' ').slice(0, 200);

function textOf({ what, message, remedy, beganAt, endedAt, kind, subject }: Notice): string {
  const since = what === 'began' ? `Since ${beganAt}.` : `From ${beganAt} to ${endedAt}.`;
  const lines = [message, '', since, ...(what === 'began' ? [remedy] : ['It is over.'])];
  return `${[...lines, '', `${kind} (${subject})`].join('\n')}\n`;
}
