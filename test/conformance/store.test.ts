import { afterAll, beforeAll, describe } from 'vitest';
import { captureLaws } from './capture-laws.ts';
import { catalogueLaws } from './catalogue-laws.ts';
import { connectionLaws } from './connection-laws.ts';
import { type Databases, open, postgresDatabases, type Subject, sqliteDatabases } from './databases.ts';
import { factLaws } from './fact-laws.ts';
import { ledgerLaws } from './ledger-laws.ts';
import { ledgerReadingLaws } from './ledger-reading-laws.ts';
import { livePriceLaws } from './live-price-laws.ts';
import { lostConnectionLaws } from './lost-connection-laws.ts';
import { migrationLaws } from './migration-laws.ts';
import { modelLaws } from './model-laws.ts';
import { noPostgres } from './postgres.ts';
import { quoteLaws } from './quote-laws.ts';
import { recordLaws } from './record-laws.ts';
import { transactionLaws } from './transaction-laws.ts';
import { writeMarkLaws } from './write-mark-laws.ts';

const kinds = [
  { title: 'SQLite', make: sqliteDatabases, missing: null, network: false },
  { title: 'PostgreSQL', make: postgresDatabases, missing: noPostgres, network: true },
];

describe.each(kinds)('the store on $title', ({ make, missing, network }) => {
  describe.skipIf(missing !== null)(missing ?? 'a real database', () => {
    let databases: Databases;
    let subject: Subject;

    beforeAll(async () => {
      databases = await make();
      const database = await databases.create();
      const { store, authDatabase: auth } = await open(database);
      subject = { kind: databases.kind, database, store, auth };
    });

    afterAll(async () => {
      await subject?.store.close();
      await databases?.stop();
    });

    ledgerLaws(() => subject);
    ledgerReadingLaws(() => subject);
    transactionLaws(() => subject);
    writeMarkLaws(() => subject);
    quoteLaws(() => subject);
    livePriceLaws(() => subject);
    captureLaws(() => subject);
    factLaws(() => subject);
    recordLaws(() => subject);
    connectionLaws(() => subject);
    catalogueLaws(() => subject);
    migrationLaws(() => databases);
    modelLaws(() => subject);
    if (network) lostConnectionLaws(() => databases);
  });
});
