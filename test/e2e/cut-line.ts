import net from 'node:net';

/** A line to a server that can be cut and mended, as a network is. */
export interface CutLine {
  /** Where the server is reached through it. */
  readonly address: string;
  /** Ends every connection and refuses new ones. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** `server`: the address of one on this machine. */
export async function cutLine(server: string): Promise<CutLine> {
  const { port, hostname } = new URL(server);
  const open = new Set<net.Socket>();
  let isCut = false;
  const line = net.createServer((near) => {
    if (isCut) return void near.destroy();
    const far = net.connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  const own = line.address() as net.AddressInfo;
  const end = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    address: `http://127.0.0.1:${own.port}`,
    cut: () => {
      isCut = true;
      end();
    },
    mend: () => {
      isCut = false;
    },
    close: async () => {
      end();
      await new Promise((resolve) => line.close(resolve));
    },
  };
}
