/** Choices of an owner by name, as JSON. The starting balance is no setting: it is an opening event. */
export interface SettingReads {
  /** As known at an instant (ms since 1970). */
  get(name: string, asKnownAt?: number): Promise<string | null>;
  all(): Promise<ReadonlyMap<string, string>>;
}

export interface SettingWrites extends SettingReads {
  /** Null removes it. */
  put(name: string, value: string | null): Promise<void>;
}
