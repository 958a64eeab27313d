import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import { brokerChangeLaws } from './broker-change-laws.ts';
import { brokerFileLaws } from './broker-file-laws.ts';
import { brokerLaws } from './broker-laws.ts';
import { brokerPastLaws } from './broker-past-laws.ts';
import { BROKER_KINDS, type BrokerSubject } from './broker-subjects.ts';
import { type SyncSubject, syncSubject } from './broker-sync.ts';
import { brokerSyncLaws } from './broker-sync-laws.ts';
import { type Databases, postgresDatabases, sqliteDatabases } from './databases.ts';
import { noPostgres } from './postgres.ts';

describe.each(BROKER_KINDS)('the broker $title', (kind) => {
  let subject: BrokerSubject;

  beforeEach(async () => {
    subject = await kind.open();
  });
  afterEach(() => subject.server.close());

  brokerLaws(kind, () => subject);
});

const DATABASES = [
  { on: 'SQLite', make: sqliteDatabases, missing: null },
  { on: 'PostgreSQL', make: postgresDatabases, missing: noPostgres },
];

describe.each(DATABASES)('on $on', ({ make, missing }) => {
  describe.skipIf(missing !== null)(missing ?? 'a real database', () => {
    let databases: Databases;

    beforeAll(async () => {
      databases = await make();
    });
    afterAll(() => databases?.stop());

    describe.each(BROKER_KINDS)('syncing with $title', (kind) => {
      let subject: SyncSubject;

      beforeEach(async () => {
        subject = await syncSubject(kind, databases);
      });
      afterEach(() => subject.close());

      brokerSyncLaws(kind, () => subject);
      brokerFileLaws(() => subject);
      brokerChangeLaws(() => subject);
      brokerPastLaws(() => subject);
    });
  });
});
