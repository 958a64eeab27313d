import { afterEach, beforeEach, describe } from 'vitest';
import { brokerLaws } from './broker-laws.ts';
import { BROKER_KINDS, type BrokerSubject } from './broker-subjects.ts';
import { type SyncSubject, syncSubject } from './broker-sync.ts';
import { brokerSyncLaws } from './broker-sync-laws.ts';

describe.each(BROKER_KINDS)('the broker $title', (kind) => {
  let subject: BrokerSubject;

  beforeEach(async () => {
    subject = await kind.open();
  });
  afterEach(() => subject.server.close());

  brokerLaws(kind, () => subject);
});

describe.each(BROKER_KINDS)('syncing with $title', (kind) => {
  let subject: SyncSubject;

  beforeEach(async () => {
    subject = await syncSubject(kind);
  });
  afterEach(() => subject.close());

  brokerSyncLaws(kind, () => subject);
});
