/** A person who signed up. The rows are better-auth's; this is what the program needs of them. */
export interface UserRecord {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** `admin` for the first user of an instance. */
  readonly role: string;
  /** Milliseconds since 1970, UTC. */
  readonly createdAt: number;
}

/** A session that somebody has opened; it may have ended since. */
export interface SessionRecord {
  readonly user: string;
  readonly role: string;
  /** Milliseconds since 1970, UTC. */
  readonly expiresAt: number;
}

export interface Users {
  find(id: string): Promise<UserRecord | null>;
  /** By the address as it is kept: in small letters. */
  findByEmail(email: string): Promise<UserRecord | null>;
  /** One indexed point query; null where there is no such session, or not any more. */
  session(token: string): Promise<SessionRecord | null>;
  count(): Promise<number>;
  /** By id, those after one. */
  list(limit: number, after?: string): Promise<readonly UserRecord[]>;
  /** The users who have a schedule that records fees by itself, by id. */
  withAutomaticFees(): Promise<readonly string[]>;
  /** Those who have a connection to a broker, by id. */
  withConnections(): Promise<readonly string[]>;
  /** Everybody who has facts, by id: users, and one whose facts wait for the first sign-up. */
  owners(): Promise<readonly string[]>;
  /** False where there is no such user. */
  setRole(id: string, role: string): Promise<boolean>;
  /** Makes a user the administrator unless there is one; answers whether he is it now. Of many at once one is. */
  claimAdministration(id: string): Promise<boolean>;
  /** Whether he is an administrator, there are other users, and none of them is one. */
  isLastAdministrator(id: string): Promise<boolean>;
  /** Removes a user and everything that is his, for ever; false where there is no such user. */
  delete(id: string): Promise<boolean>;
}
