/** What fails of the program or of what it depends on: everybody who runs it wants to know. */
export const FAULT_KINDS = [
  'capture_failed',
  'provider_down',
  'connection_lost',
  'backup_failed',
  'verify_failed',
] as const;

/** What a user wants to know of his own figures and data. */
export const FIGURE_KINDS = [
  'data_missing',
  'unexplained',
  'price_held_back',
  'drawdown',
  'value_change',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];
export type FigureKind = (typeof FIGURE_KINDS)[number];
export type IncidentKind = FaultKind | FigureKind;

export const ALERT_CHANNELS = ['page', 'webhook', 'email'] as const;
export type AlertChannel = (typeof ALERT_CHANNELS)[number];

/** Something that is wrong, from when to when. Times are milliseconds since 1970, UTC. */
export interface IncidentRecord {
  /** `capture_failed:XNYS`: its kind and what it is about. Of one subject one is open at a time. */
  readonly subject: string;
  readonly beganAt: number;
  /** In a sentence, without secrets. */
  readonly message: string;
  /** When those who are to know were told; null before. */
  readonly toldAt: number | null;
  /** Null while it is so. */
  readonly endedAt: number | null;
  /** When they were told that it is over. */
  readonly endToldAt: number | null;
}

export type OwnedIncident = IncidentRecord & { readonly owner: string };

export interface IncidentReads {
  /** The newest first; `isOpen`: only those that have not ended, or only those that have. */
  list(query?: { readonly isOpen?: boolean }): Promise<readonly IncidentRecord[]>;
}

export interface IncidentWrites extends IncidentReads {
  /** False where one of its subject is open already: it goes on, with this message. */
  begin(subject: string, message: string, at: number): Promise<boolean>;
  /** False where none of the subject is open. */
  end(subject: string, at: number): Promise<boolean>;
  /** Writes down that its beginning or end was told; false where somebody has done so before. */
  told(
    incident: Pick<IncidentRecord, 'subject' | 'beganAt'>,
    what: 'began' | 'ended',
    at: number,
  ): Promise<boolean>;
}

/** What a user wants to be told about. */
export interface AlertRecord {
  readonly id: string;
  readonly name: string;
  readonly kind: IncidentKind;
  /** Null: all of them. */
  readonly portfolio: string | null;
  /** Exact decimal text: a percentage or an amount, by the kind; null where the kind has none. */
  readonly threshold: string | null;
  readonly channel: AlertChannel;
  readonly createdAt: number;
  /** When and what it last told; null where it never did. */
  readonly lastFiredAt: number | null;
  readonly lastMessage: string | null;
  /** Since when it holds; null where it does not. */
  readonly since: number | null;
}

export interface AlertReads {
  /** The newest first. */
  list(): Promise<readonly AlertRecord[]>;
  find(id: string): Promise<AlertRecord | null>;
}

export interface AlertWrites extends AlertReads {
  /** Adds it, or replaces the one of that id. */
  put(alert: AlertRecord): Promise<void>;
  /** False where there is none. */
  delete(id: string): Promise<boolean>;
}

/** What is to be looked after, over all owners. */
export interface Watch {
  openIncidents(): Promise<readonly OwnedIncident[]>;
  /** Those of which the beginning, or the end of one that was told, nobody was told yet: the oldest first. */
  untold(): Promise<readonly OwnedIncident[]>;
  /** Connections that their users have to see to. */
  lostConnections(): Promise<
    readonly { readonly owner: string; readonly id: string; readonly name: string }[]
  >;
  /** Owners who want to be told about something of such a kind, by id. */
  ownersWithAlerts(kinds: readonly IncidentKind[]): Promise<readonly string[]>;
  /** The last captures of everybody, the newest first: `error` in words where the last attempt failed. */
  lastCaptures(
    limit: number,
  ): Promise<readonly { readonly id: string; readonly kind: string; readonly error: string | null }[]>;
  /** When the close of a session was last captured; null where none was. */
  lastCaptureAt(): Promise<number | null>;
}
