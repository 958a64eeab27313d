import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ChannelError, mail, type Notice } from '../../app/alerts/index.ts';
import {
  CERTIFICATE,
  SMTP_USER,
  type SmtpOptions,
  type SmtpStandIn,
  smtpStandIn,
} from '../stand-ins/smtp.ts';

const NOTICE: Notice = {
  id: 'alert.abc',
  what: 'began',
  kind: 'capture_failed',
  subject: 'capture_failed:daily_snapshot.XNYS',
  message: 'XNYS: the close of 2024-06-12 could not be captured',
  remedy: 'It is tried again.',
  user: null,
  beganAt: '2024-06-12T20:30:00.000Z',
  endedAt: null,
};

const OPERATORS = ['ops@example.org', 'ann@example.org'];

let server: SmtpStandIn | null = null;
const trusted = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([...trusted, CERTIFICATE]));
afterAll(() => setDefaultCACertificates([...trusted]));
afterEach(async () => {
  await server?.close();
  server = null;
});

const open = async (options: SmtpOptions): Promise<SmtpStandIn> => {
  server = await smtpStandIn(options);
  return server;
};

const by = (url: string) => mail({ url, from: 'Tidemark <tidemark@example.org>', to: OPERATORS });
const user = `${SMTP_USER.user}:${SMTP_USER.password}`;

/** The message of the error that sending ends with; it has nothing of what is secret. */
async function failure(sent: Promise<void>): Promise<string> {
  const error = await sent.then(
    () => null,
    (one: unknown) => one,
  );
  expect(error).toBeInstanceOf(ChannelError);
  const { message, stack, cause } = error as ChannelError;
  expect(`${message}${stack}${String(cause)}`).not.toContain(SMTP_USER.password);
  return message;
}

describe('a mail', () => {
  test('goes to those whom the operator named, after STARTTLS and with the password', async () => {
    const { port, mails, commands } = await open({ tls: 'starttls', needsUser: true });
    await by(`smtp://${user}@localhost:${port}`).send(NOTICE, null);
    expect(mails).toMatchObject([
      { from: 'tidemark@example.org', to: OPERATORS, isTls: true, user: SMTP_USER.user },
    ]);
    expect(commands.indexOf('STARTTLS')).toBeLessThan(commands.indexOf('AUTH PLAIN'));
    const { data } = mails[0];
    expect(data).toContain('Subject: [Tidemark] XNYS: the close of 2024-06-12 could not be captured');
    expect(data).toContain('Message-ID: <alert.abc@tidemark>');
    expect(data).toContain('Since 2024-06-12T20:30:00.000Z.');
  });

  test('goes over TLS from the first byte where the address is smtps', async () => {
    const { port, mails } = await open({ tls: 'tls', needsUser: true });
    await by(`smtps://${user}@localhost:${port}`).send(
      { ...NOTICE, what: 'ended', endedAt: NOTICE.beganAt },
      null,
    );
    expect(mails).toMatchObject([{ isTls: true }]);
    expect(mails[0].data).toContain('Subject: [Tidemark] Over: XNYS');
  });

  test('goes to one user where it is his', async () => {
    const { port, mails } = await open({ tls: 'none', needsUser: false });
    await by(`smtp://127.0.0.1:${port}`).send(NOTICE, 'bob@example.org');
    expect(mails.map(({ to }) => to)).toEqual([['bob@example.org']]);
  });

  test('has nothing in its head that a message brought along', async () => {
    const { port, mails } = await open({ tls: 'none', needsUser: false });
    const message = 'a name\r\nBcc: eve@example.org\r\n\r\nand more';
    await by(`smtp://127.0.0.1:${port}`).send({ ...NOTICE, message }, null);
    expect(mails[0].to).toEqual(OPERATORS);
    const [head = ''] = mails[0].data.split('\r\n\r\n');
    expect(head).not.toMatch(/^Bcc:/m);
  });

  test('with a password goes nowhere without TLS, unless the server is here', async () => {
    const { port, mails, commands } = await open({ tls: 'none', needsUser: true });
    expect(await failure(by(`smtp://${user}@127.0.0.1:${port}?tls=required`).send(NOTICE, null))).toContain(
      'the mail server',
    );
    expect(commands.some((one) => one.startsWith('AUTH'))).toBe(false);
    expect(mails).toEqual([]);
    await by(`smtp://${user}@127.0.0.1:${port}?tls=none`).send(NOTICE, null);
    expect(mails).toMatchObject([{ isTls: false, user: SMTP_USER.user }]);
  });

  test.each([
    ['CONNECT', '421 4.3.2 not now', /the mail server .*421/],
    ['AUTH', '454 4.7.0 later', /answered 454 \(EAUTH\)/],
    ['MAIL', '451 4.3.0 later', /answered 451 \(EENVELOPE\)/],
    ['DATA', '552 5.2.2 full', /answered 552/],
    ['.', '554 5.6.0 no', /answered 554 \(EMESSAGE\)/],
    ['.', 'hang_up', /cannot be used/],
  ] as const)(
    'that meets %s %s is a failure with its code and nothing else',
    async (command, reply, said) => {
      const { port, faults, mails } = await open({ tls: 'starttls', needsUser: true });
      faults.push({ command, reply });
      const channel = by(`smtp://${user}@localhost:${port}`);
      expect(await failure(channel.send(NOTICE, null))).toMatch(said);
      expect(mails).toEqual([]);
      await channel.send(NOTICE, null);
      expect(mails).toHaveLength(1);
    },
  );

  test('with a wrong password says so without it, though the server repeats it', async () => {
    const { port } = await open({ tls: 'starttls', needsUser: true });
    const wrong = by(`smtp://tidemark:not-${SMTP_USER.password}@localhost:${port}`);
    expect(await failure(wrong.send(NOTICE, null))).toBe('the mail server answered 535 (EAUTH)');
  });

  test('of which one address is refused says that not all were told', async () => {
    const { port, faults } = await open({ tls: 'none', needsUser: false });
    faults.push({ command: 'RCPT', reply: '550 5.1.1 nobody' });
    expect(await failure(by(`smtp://127.0.0.1:${port}`).send(NOTICE, null))).toBe(
      'the mail server refused 1 of 2 addresses',
    );
  });

  test('to a server that nobody vouches for is not sent', async () => {
    const { port, mails } = await open({ tls: 'tls', needsUser: false });
    setDefaultCACertificates([...trusted]);
    try {
      expect(await failure(by(`smtps://localhost:${port}`).send(NOTICE, null))).toContain('cannot be used');
    } finally {
      setDefaultCACertificates([...trusted, CERTIFICATE]);
    }
    expect(mails).toEqual([]);
  });
});
