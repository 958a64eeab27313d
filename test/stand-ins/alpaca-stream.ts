import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { acceptSocket, type ServerSocket } from './web-socket.ts';

/** Alpaca's stream of trades. */
export interface StreamStandIn {
  readonly upgrade: (request: IncomingMessage, socket: Duplex) => void;
  /** Symbols of the connection that is subscribed; empty where there is none. */
  subscribed(): readonly string[];
  /** How many connections there have been. */
  connections(): number;
  /** Sends one frame, which is an array, to all who are connected. */
  send(...messages: object[]): void;
  /** Cuts every line. */
  cut(): void;
  /** Errors by their code for the next ones who identify themselves. */
  /** It hears and says nothing more. */
  isMute: boolean;
  readonly refusals: { readonly code: number; readonly msg: string }[];
}

export function streamStandIn(keys: { keyId: string; secretKey: string }): StreamStandIn {
  const open = new Map<ServerSocket, Set<string>>();
  const refusals: { code: number; msg: string }[] = [];
  let connections = 0;
  const upgrade = (request: IncomingMessage, socket: Duplex): void => {
    connections += 1;
    const symbols = new Set<string>();
    const tell = (...messages: object[]) => own.send(JSON.stringify(messages));
    const onText = (text: string): void => {
      if (standIn.isMute) return;
      const asked = JSON.parse(text) as { action: string; key?: string; secret?: string; trades?: string[] };
      if (asked.action === 'auth') {
        const refusal = refusals.shift();
        const isRight = asked.key === keys.keyId && asked.secret === keys.secretKey;
        if (refusal !== undefined) tell({ T: 'error', ...refusal });
        else if (!isRight) tell({ T: 'error', code: 402, msg: 'auth failed' });
        else tell({ T: 'success', msg: 'authenticated' });
        return;
      }
      for (const symbol of asked.trades ?? []) {
        if (asked.action === 'subscribe') symbols.add(symbol);
        else symbols.delete(symbol);
      }
      const trades = [...symbols];
      tell({ T: 'subscription', trades, quotes: [], bars: [], corrections: trades, cancelErrors: trades });
    };
    const own = acceptSocket(request, socket, onText, () => open.delete(own));
    open.set(own, symbols);
    tell({ T: 'success', msg: 'connected' });
  };
  const standIn: StreamStandIn = {
    isMute: false,
    upgrade,
    subscribed: () => [...open.values()].flatMap((symbols) => [...symbols]),
    connections: () => connections,
    send: (...messages) => {
      for (const socket of open.keys()) socket.send(JSON.stringify(messages));
    },
    cut: () => {
      for (const socket of open.keys()) socket.cut();
    },
    refusals,
  };
  return standIn;
}
