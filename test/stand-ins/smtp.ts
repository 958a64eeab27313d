import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import path from 'node:path';
import { TLSSocket } from 'node:tls';

const FOLDER = path.join(import.meta.dirname, 'certificate');
/** Of `localhost`; a test that wants it trusted says so. */
export const CERTIFICATE = readFileSync(path.join(FOLDER, 'certificate.pem'), 'utf8');
const KEY = readFileSync(path.join(FOLDER, 'key.pem'), 'utf8');

export const SMTP_USER = { user: 'tidemark', password: 'secret-of-the-mail' };

/** A mail as it came in. */
export interface StandInMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Its headers and text, lines ended by CR LF. */
  readonly data: string;
  readonly isTls: boolean;
  /** Who had signed in; null: nobody. */
  readonly user: string | null;
}

/** The answer to the next command of a name, in place of the usual one. */
export interface SmtpFault {
  readonly command: 'CONNECT' | 'EHLO' | 'STARTTLS' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | '.';
  readonly reply: string | 'hang_up';
}

export interface SmtpOptions {
  /** `starttls`: it is offered, and nobody signs in without it; `tls`: from the first byte; `none`: never. */
  readonly tls: 'starttls' | 'tls' | 'none';
  /** Whether one has to sign in. */
  readonly needsUser: boolean;
}

export interface SmtpStandIn {
  readonly port: number;
  readonly mails: StandInMail[];
  readonly faults: SmtpFault[];
  /** Commands, without what stands behind AUTH. */
  readonly commands: string[];
  close(): Promise<void>;
}

/** A mail server on this machine by RFC 5321, with STARTTLS (RFC 3207) and AUTH PLAIN and LOGIN (RFC 4954). */
export async function smtpStandIn(options: SmtpOptions): Promise<SmtpStandIn> {
  const sockets = new Set<Socket>();
  const made: Omit<SmtpStandIn, 'port' | 'close'> = { mails: [], faults: [], commands: [] };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    new Session(socket, options, made).begin();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    ...made,
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

class Session {
  private socket: Socket;
  private readonly options: SmtpOptions;
  private readonly made: Omit<SmtpStandIn, 'port' | 'close'>;
  private text = '';
  private isTls = false;
  private user: string | null = null;
  private from: string | null = null;
  private to: string[] = [];
  /** Takes the next line, where it is no command. */
  private next: ((line: string) => void) | null = null;
  private readonly data: string[] = [];
  private isData = false;

  constructor(socket: Socket, options: SmtpOptions, made: Omit<SmtpStandIn, 'port' | 'close'>) {
    this.socket = socket;
    this.options = options;
    this.made = made;
  }

  begin(): void {
    if (this.options.tls === 'tls') this.upgrade();
    else this.listen();
    this.answer('CONNECT', '220 localhost ESMTP');
  }

  private listen(): void {
    this.socket.setEncoding('latin1');
    this.socket.on('error', () => this.socket.destroy());
    this.socket.on('data', (piece) => {
      this.text += String(piece);
      for (let end = this.text.indexOf('\r\n'); end >= 0; end = this.text.indexOf('\r\n')) {
        const line = this.text.slice(0, end);
        this.text = this.text.slice(end + 2);
        this.line(line);
      }
    });
  }

  private upgrade(): void {
    this.socket.removeAllListeners('data');
    this.socket = new TLSSocket(this.socket, { isServer: true, cert: CERTIFICATE, key: KEY });
    this.isTls = true;
    this.text = '';
    this.listen();
  }

  private say(reply: string): void {
    this.socket.write(`${reply}\r\n`);
  }

  /** False where it failed, as it was told to. */
  private answer(command: SmtpFault['command'], reply: string): boolean {
    const k = this.made.faults.findIndex((one) => one.command === command);
    if (k < 0) {
      this.say(reply);
      return true;
    }
    const [fault] = this.made.faults.splice(k, 1);
    if (fault?.reply === 'hang_up') this.socket.destroy();
    else this.say(fault?.reply ?? reply);
    return false;
  }

  private line(line: string): void {
    if (this.isData) return this.content(line);
    if (this.next !== null) {
      const next = this.next;
      this.next = null;
      return next(line);
    }
    const [word = '', ...rest] = line.split(' ');
    const command = word.toUpperCase();
    this.made.commands.push(command === 'AUTH' ? `AUTH ${rest[0]}` : line);
    this.command(command, rest);
  }

  private command(command: string, rest: readonly string[]): void {
    const { tls, needsUser } = this.options;
    const argument = rest.join(' ');
    switch (command) {
      case 'EHLO': {
        const mayAuth = needsUser && (this.isTls || tls === 'none');
        const offers = [
          'localhost',
          ...(tls === 'starttls' && !this.isTls ? ['STARTTLS'] : []),
          ...(mayAuth ? ['AUTH PLAIN LOGIN'] : []),
          '8BITMIME',
        ];
        const lines = offers.map((one, k) => `250${k === offers.length - 1 ? ' ' : '-'}${one}`);
        this.answer('EHLO', lines.join('\r\n'));
        return;
      }
      case 'STARTTLS':
        if (tls !== 'starttls') return this.say('502 5.5.1 not here');
        if (this.answer('STARTTLS', '220 go ahead')) this.upgrade();
        return;
      case 'AUTH':
        return this.auth(rest);
      case 'MAIL':
        if (needsUser && this.user === null) return this.say('530 5.7.0 Authentication required');
        if (this.answer('MAIL', '250 ok')) this.from = addressOf(argument);
        return;
      case 'RCPT':
        if (this.answer('RCPT', '250 ok')) this.to.push(addressOf(argument));
        return;
      case 'DATA':
        if (this.from === null || this.to.length === 0) return this.say('503 5.5.1 MAIL and RCPT first');
        this.isData = this.answer('DATA', '354 go ahead');
        return;
      case 'RSET':
        return this.reset('250 ok');
      case 'QUIT':
        this.say('221 bye');
        this.socket.end();
        return;
      default:
        this.say('500 5.5.2 unknown command');
    }
  }

  private auth([method, initial]: readonly string[]): void {
    const decode = (text: string) => Buffer.from(text, 'base64').toString('utf8');
    const check = (user: string, password: string): void => {
      const isRight = user === SMTP_USER.user && password === SMTP_USER.password;
      // Some servers repeat what they were told.
      const reply = isRight ? '235 ok' : `535 5.7.8 Authentication failed for ${user} with ${password}`;
      if (this.answer('AUTH', reply) && isRight) this.user = user;
    };
    if (method?.toUpperCase() === 'PLAIN') {
      const plain = (text: string): void => {
        const [, user = '', password = ''] = decode(text).split('\0');
        check(user, password);
      };
      if (initial !== undefined) return plain(initial);
      this.next = plain;
      return this.say('334 ');
    }
    this.next = (user) => {
      this.next = (password) => check(decode(user), decode(password));
      this.say('334 UGFzc3dvcmQ6');
    };
    this.say('334 VXNlcm5hbWU6');
  }

  private content(line: string): void {
    if (line !== '.') {
      this.data.push(line.startsWith('.') ? line.slice(1) : line);
      return;
    }
    this.isData = false;
    const mail = { from: this.from ?? '', to: [...this.to], data: this.data.join('\r\n') };
    if (this.answer('.', '250 queued')) this.made.mails.push({ ...mail, isTls: this.isTls, user: this.user });
    this.reset(null);
  }

  private reset(reply: string | null): void {
    this.from = null;
    this.to = [];
    this.data.length = 0;
    if (reply !== null) this.say(reply);
  }
}

const addressOf = (argument: string): string => /<([^>]*)>/.exec(argument)?.[1] ?? '';
