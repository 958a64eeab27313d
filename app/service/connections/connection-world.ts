import type { LedgerEditor } from '../ledger/ledger-editor.ts';
import type { Broker, BrokerProvider, Clock, Sealing, Store } from '../ports/index.ts';

/** What connections work with; made once, where the program starts. */
export interface ConnectionWorld {
  readonly store: Store;
  readonly editor: LedgerEditor;
  /** The program's. */
  readonly clock: Clock;
  /** The providers': pauses that they ask for run in real time. */
  readonly realClock: Clock;
  readonly brokers: ReadonlyMap<BrokerProvider, Broker>;
  readonly sealing: Sealing;
}

/** Binds the credentials of a connection to it: those of one open no other. */
export const sealPurpose = (id: string): string => `connection/${id}`;
