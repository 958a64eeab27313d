/** In order: each level shows itself and those after it. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LogOptions {
  readonly level: LogLevel;
  /** Takes one line, with its end. */
  readonly write: (line: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

type Fields = Readonly<Record<string, unknown>>;

/** What a line may say. Nothing that a client sent is among it but the method: no address, header, query or body. */
const FIELDS = [
  'reqId',
  'method',
  'route',
  'status',
  'ms',
  'address',
  'database',
  'version',
  'clock',
  'signal',
  'kind',
] as const;

/** The log of the server, one JSON object a line, in the shape that Fastify asks of a logger. */
export class Log {
  readonly level: LogLevel;
  private readonly options: LogOptions;
  private readonly bound: Fields;
  private readonly from: number;

  constructor(options: LogOptions, bound: Fields = {}) {
    this.options = options;
    this.bound = bound;
    this.level = options.level;
    this.from = LOG_LEVELS.indexOf(options.level);
  }

  child(bindings: Fields): Log {
    return new Log(this.options, { ...this.bound, ...bindings });
  }

  trace(what: unknown, message?: string): void {
    this.line('trace', what, message);
  }
  debug(what: unknown, message?: string): void {
    this.line('debug', what, message);
  }
  info(what: unknown, message?: string): void {
    this.line('info', what, message);
  }
  warn(what: unknown, message?: string): void {
    this.line('warn', what, message);
  }
  error(what: unknown, message?: string): void {
    this.line('error', what, message);
  }
  fatal(what: unknown, message?: string): void {
    this.line('fatal', what, message);
  }
  silent(): void {}

  /** `what`: the fields of the line, an error, or the message alone. */
  private line(level: LogLevel, what: unknown, message: string | undefined): void {
    if (LOG_LEVELS.indexOf(level) < this.from) return;
    const fields: Fields = typeof what === 'object' && what !== null ? (what as Fields) : {};
    const fault = what instanceof Error ? what : fields.err;
    const said = typeof what === 'string' ? what : (message ?? '');
    const line = {
      time: new Date(this.options.now()).toISOString(),
      level,
      ...shown(this.bound),
      ...shown(fields),
      msg: withoutQuoted(said),
      ...(fault instanceof Error && { err: faultOf(fault) }),
    };
    this.options.write(`${JSON.stringify(line)}\n`);
  }
}

function shown(fields: Fields): Fields {
  const own = FIELDS.filter((name) => fields[name] !== undefined);
  return Object.fromEntries(own.map((name) => [name, fields[name]]));
}

/** An error without what it may repeat of a request: quoted text of its message, properties of its own. */
function faultOf(error: Error): Fields {
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    message: withoutQuoted(error.message),
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .map((line) => line.trim()),
  };
}

/** Engines quote the input in their messages: `Unexpected token 'x', "password=…" is not valid JSON`. */
const withoutQuoted = (text: string): string => text.replace(/".*"/s, '"…"');
