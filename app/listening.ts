import type { FastifyInstance } from 'fastify';
import type { Settings } from './settings.ts';

const PORT = 3210;
/** How long requests under way have for their answers once the server is to stop. */
const GRACE_MS = 8_000;

/** Where the server cannot listen, and what to do. */
export class AddressError extends Error {
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** For the log, which has the address beside. */
const listenTextResolver = () => 'listening';

/** Listens, and answers the address. Throws AddressError. */
export async function listen(server: FastifyInstance, settings: Settings): Promise<string> {
  const { HOST: host = '127.0.0.1', PORT: port } = settings;
  try {
    return await server.listen({ host, port: port ?? PORT, listenTextResolver });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Somebody has the usual port, which nobody asked for: any free one will do, and it is printed.
    if (code === 'EADDRINUSE' && port === undefined)
      return server.listen({ host, port: 0, listenTextResolver });
    throw addressError(code ?? '', host, port ?? PORT) ?? error;
  }
}

function addressError(code: string, host: string, port: number): AddressError | null {
  switch (code) {
    case 'EADDRINUSE':
      return new AddressError(
        `port ${port} of ${host} is taken by another program`,
        'Stop that program, or set PORT to another number, or to 0 for any free one.',
      );
    case 'EACCES':
      return new AddressError(
        `this user may not listen on port ${port}`,
        'Set PORT to a number from 1024 on, and let a proxy stand before it.',
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new AddressError(
        `${host} is no address of this machine (${code})`,
        'Set HOST to 127.0.0.1 for this machine alone, or to 0.0.0.0 for every address it has.',
      );
    default:
      return null;
  }
}

/** Answers what is under way; what hangs on past the grace is cut off. */
export async function closed(server: FastifyInstance): Promise<void> {
  const late = setTimeout(() => server.server.closeAllConnections(), GRACE_MS);
  await server.close();
  clearTimeout(late);
}
